"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.announcements.english.verbs import FINITE

if TYPE_CHECKING:
    from tracker.announcements.english.scene import Scene


@dataclass(slots=True)
class Piece:
    """A stretch of the sentence that belongs to one clause."""

    start: int
    end: int
    clause: int


@dataclass(slots=True)
class Clause:
    """A clause of the sentence; `relative` ones hang on what stands before them."""

    number: int
    start: int
    relative: bool = False


_STRONG = re.compile(
    r";|:(?= )| [—–-]{1,2} |,? (?:but|while|whereas|although|though|yet|even though|however)\b(?! also)|, so\b"
)
_STRONG_HEADS = frozenset(["but", "while", "whereas", "although", "though", "yet", "even", "however", "so"])
_STRONG_SIGNS = re.compile("[;:—–]| -")
_EXCEPT = re.compile(r"\b(?:anywhere|nowhere|nothing|none|all|any)$")
"""Before "but": no contrast, an exception."""
_COMMA = re.compile(r",? (?:and|or|nor)\b|,")
_RELATIVE = re.compile(
    r",? (?:which|who|whose|where|whom)\b|(?<=[a-z]) that(?= (?:is|was|will|has|shares|the|Honda|it|may|could|makes|"
    r"are)\b)"
)
_RELATIVE_HEADS = frozenset(["which", "who", "whose", "where", "whom", "that"])
_COMPLEMENT = re.compile(
    r"\b(?:said|says|say|told|added|adds|announced|confirmed|confirms|reported|reports|insisted|noted|stated|"
    r"indicated|revealed|"
    r"explained|believes?|thinks?|suggests?|suggested|denied|pledged|hinted|claims?|argues|out|expects?|hopes?|"
    r"decided|sure|so|"
    r"[Ss]pokes\w+|plans?|statement|means?|showed|signal\w*|reckons)(?: (?:[\w'.]+ ){0,5}[\w'.]+)?,? that$"
)
"""A "that" behind a verb of saying opens what is said, not a relative clause."""
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,40}(?:, (?:[A-Z][a-z]+\.?|\d{1,2} [A-Z][a-z]+ \d{4}))?(?: \([A-Z][\w ]+\))? ?[—–-]{1,2} "
)
_SUBJECT = re.compile(
    r"(?:(?:the|a|an|its|their|both|that|this|these|some|all|neither|even|only|nor|so|also|as for|at) "
    r"){0,2}(?:[\w'-]+ ){0,3}$",
    re.IGNORECASE,
)
_PRONOUN_CLAUSE = re.compile(
    rf"(?:it|they|he|she|we|I|that|this|there|both|the (?:company|automaker|carmaker|maker|latter|former|[a-z-]+)|"
    rf"sales|production|deliveries|imports) (?:[a-z]+ )?(?:{FINITE})\b",
    re.IGNORECASE,
)


def _may_contrast(scene: Scene) -> bool:
    """Whether the sentence holds what a strong boundary cannot do without."""
    return not _STRONG_HEADS.isdisjoint(scene.words) or bool(_STRONG_SIGNS.search(scene.text, *scene.span))


def cut_clauses(scene: Scene) -> tuple[list[Piece], list[Clause]]:
    """Pieces and clauses: strong boundaries first, then commas that a new subject and verb follow."""
    text, (start, end) = scene.text, scene.span
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    boundaries = {start: False}
    for match in _STRONG.finditer(text, start, end) if _may_contrast(scene) else ():
        if not _EXCEPT.search(text, max(start, match.start() - 9), match.start()):
            boundaries[match.end()] = False
    last = start
    for match in _COMMA.finditer(text, start, end):
        last = max((b for b in boundaries if b <= match.start()), default=last)
        if _has_own_verb(scene, last, match.start()) and _opens_clause(scene, match.end()):
            boundaries[match.end()] = False
    for match in () if _RELATIVE_HEADS.isdisjoint(scene.words) else _RELATIVE.finditer(text, start, end):
        if not _COMPLEMENT.search(text, max(start, match.start() - 50), match.end()):
            boundaries[match.start()] = True
    return _lay_pieces(scene, boundaries)


_SAYING_TEXT = """
    said says told announced announces confirmed confirms reported reports added revealed stated explained insisted
    noted believes thinks expects suggests
"""
_FRONTED = re.compile(
    r"\s*(?:[A-Z][a-z]+(?:ed|ing)\b|Last\b|Built\b|Made\b|Sold\b|Drawn\b|Shown\b|Seen\b|Known\b|(?:[Ss]ince|[Uu]ntil|"
    r"[Ff]rom|[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Ww]hen|[Ii]f|[Aa]s|"
    r"[Aa]fter|[Bb]efore|[Ww]ith|[Ff]or|[Oo]f|[Tt]o|[Bb]ecause|[Oo]nce|[Uu]nder|[Aa]mong|[Dd]espite|[Uu]nlike|"
    r"[Ll]ike|[Aa]longside|[Ff]irst|[Nn]ow|[Tt]hough|[Aa]lthough|[Ww]hile|Not|Next|Later|Earlier|Ever|Asked|"
    r"Instead)\b)"
)
"""A stretch that stands before its main clause: "Last sold in Japan in 2015, the Murano was ..."."""
_SAYING_HEADS = frozenset(_SAYING_TEXT.split())
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|announces|confirmed|confirms|reported|reports|added|revealed|stated|explained|"
    r"insisted|noted|believes|thinks|expects|suggests)\b"
    r"(?:[^,;]{0,60}? that\b)?"
)


def _has_own_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is a clause already: it has a verb beside the one of saying that introduces it."""
    if _FRONTED.match(scene.text, start, end):
        return False
    said = [] if _SAYING_HEADS.isdisjoint(scene.words) else list(_SAYING.finditer(scene.text, start, end))
    return scene.has_finite(said[-1].end() if said else start, end)


_DEPENDENT = re.compile(
    r"(?:which|who|whose|where|whom|as|unlike|like|than|when|because|since|if|after|before|until|that|including|"
    r"such)\b",
    re.IGNORECASE,
)


def _opens_clause(scene: Scene, at: int) -> bool:
    """Whether a subject with its own verb begins at `at`, right behind a comma or an "and"."""
    text, end = scene.text, scene.span.end
    while at < end and text[at] == " ":
        at += 1
    if _DEPENDENT.match(text, at, end) or _INSERTED.match(text, at, end):
        return False
    if _PRONOUN_CLAUSE.match(text, at, end):
        return True
    spans = [(m.start, m.end) for m in scene.models] + [(b.start, b.end) for b in scene.badges]
    named = [span for span in spans if at <= span[0] <= at + 40]
    if not named:
        return False
    first = min(named)
    if not _SUBJECT.match(text[at : first[0]]) or "," in text[at : first[0]]:
        return False
    return _has_verb_behind(scene, first[1])


_BEHIND_SUBJECT = re.compile(
    rf"(?:'s?)?(?: [A-Z][\w.&-]*){{0,3}}(?: (?!and\b|or\b)[a-z][\w'-]*){{0,2}} (?:{FINITE})\b|"
    rf"(?:'s?)?(?: [A-Z][\w.&-]*){{0,3}}(?: [a-z][\w'-]*){{0,2}}(?:, (?:which|who|now|also|likewise|built|made|an?|"
    rf"the|whose|from)\b[^,;]{{0,80}}|,[^,;]{{0,60}}), (?:[a-z]+ )?(?:{FINITE})\b"
)


_OWNED = re.compile(r"'?s? (?:(?:new|own|bigger|smaller|latest|electric|[a-z-]+) )?")
_INSERTED = re.compile(
    r"(?:[A-Z][\w.&-]*|the (?:company|automaker|carmaker|maker)|it|he|she|they)(?: \w+ly)? (?:says?|said|adds|added|"
    r"insists|reports|reported|reckons|confirmed|stresses|promises),"
)
"""Who says so, put in between commas: "and, Fiat says, sold in Italy"."""


def _has_verb_behind(scene: Scene, at: int) -> bool:
    if _BEHIND_SUBJECT.match(scene.text, at, scene.span.end):
        return True
    # A badge may be followed by its model: "Honda's Civic hatchback is ..."
    following = [m for m in scene.models if 0 < m.start - at <= 24 and _OWNED.fullmatch(scene.text, at, m.start)]
    return any(_BEHIND_SUBJECT.match(scene.text, m.end, scene.span.end) for m in following)


def _lay_pieces(scene: Scene, boundaries: dict[int, bool]) -> tuple[list[Piece], list[Clause]]:
    pieces: list[Piece] = []
    clauses: list[Clause] = []
    marks = sorted(boundaries)
    parent = -1
    for index, mark in enumerate(marks):
        stop = marks[index + 1] if index + 1 < len(marks) else scene.span.end
        number = len(clauses)
        clauses.append(Clause(number, mark, boundaries[mark]))
        if not boundaries[mark]:
            parent = number
            pieces.append(Piece(mark, stop, number))
            continue
        close = _relative_end(scene, mark, stop)
        pieces.append(Piece(mark, close, number))
        if close < stop and parent >= 0:
            pieces.append(Piece(close, stop, parent))
    return pieces, clauses


def _relative_end(scene: Scene, start: int, stop: int) -> int:
    """Where a relative clause closes: at the first comma after its own verb, or with the stretch."""
    text, opening = scene.text, start + 2
    comma = text.find(",", opening, stop)
    while comma != -1:
        if text[opening:comma].endswith((" and", " or", " but")):
            # "which shares the line and, unlike the Murano, is made there": the insertion is stepped over.
            comma = text.find(",", comma + 1, stop)
            comma = comma if comma == -1 else text.find(",", comma + 1, stop)
            continue
        if not text[comma + 1 : comma + 2].isdigit() and scene.has_finite(opening, comma):
            return comma
        comma = text.find(",", comma + 1, stop)
    return stop
