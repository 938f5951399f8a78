"""Traits: what stands around a model's mentions, with every name replaced by what it is to that model.

A name becomes SELF, MODEL (another of the maker's), OMODEL (another maker's), MAKER, OMAKER, HOME, FOREIGN, HPLACE,
FPLACE, CONT or MEDIUM, a number #: so "the Thai-built Hilux" and "the Ohio-built Integra" leave the same traits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.announcements.document import Document, Span
from tracker.announcements.weighing.candidates import Candidate
from tracker.vocabulary import Match, NameKind

MENTIONS = 6
"""Mentions of a model that are looked at: a long article repeats itself."""
LEAD = 3
"""Sentences at the head of an article that say what it is about: title and standfirst."""
LONGEST = 400
"""Tokens of one sentence that are looked at."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\sa-z\d]")
_DIGITS = re.compile(r"\d+")

Token = str | Match


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a language is cut into tokens and how far a window reaches."""

    spaced: bool
    window: int


STYLES = {"en": Style(spaced=True, window=10), "ja": Style(spaced=False, window=24)}


@dataclass(slots=True)
class Sheet:
    """A document cut into sentences of tokens, once for all candidates."""

    document: Document
    style: Style
    sentences: list[list[tuple[int, Token]]]
    starts: list[int]
    lead: frozenset[str] = field(default=frozenset())
    records: int = 0
    """Records that the rules made."""
    reasons: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By model: why the rules dropped claims of it, without the words of the article."""


def lay_sheet(document: Document, matches: Sequence[Match], language: str, records: int) -> Sheet:
    """The document in tokens, names as the matches that they are."""
    style = STYLES[language]
    sheet = Sheet(document, style, [], [s.start for s in document.sentences], records=records)
    names = _by_sentence(matches, document.sentences)
    for span, inside in zip(document.sentences, names, strict=True):
        sheet.sentences.append(_cut(document.folded, span, inside, style)[:LONGEST])
    lead = [_placeholder(t, None) for tokens in sheet.sentences[:LEAD] for _, t in tokens]
    sheet.lead = frozenset(f"lead:{gram}" for gram in _grams(lead, style, 1 if style.spaced else 2))
    sheet.reasons = _reasons(document.rejected)
    return sheet


def _reasons(rejected: Iterable[str]) -> dict[str, set[str]]:
    """ "Inster: built at home: ..." → {"Inster": {"built at home"}}."""
    reasons: dict[str, set[str]] = {}
    for told in rejected:
        model, _, rest = told.partition(": ")
        reasons.setdefault(model, set()).add(rest.partition(":")[0][:40])
    return reasons


def _by_sentence(matches: Sequence[Match], spans: Sequence[Span]) -> list[list[Match]]:
    shares: list[list[Match]] = [[] for _ in spans]
    starts = [span.start for span in spans]
    taken = -1
    for match in matches:
        at = bisect_right(starts, match.start) - 1
        if at >= 0 and match.start >= taken and match.end <= spans[at].end:
            shares[at].append(match)
            taken = match.end
    return shares


def _cut(folded: str, span: Span, names: Iterable[Match], style: Style) -> list[tuple[int, Token]]:
    tokens: list[tuple[int, Token]] = []
    at = span.start
    for name in names:
        tokens += _plain(folded, at, name.start, style)
        tokens.append((name.start, name))
        at = name.end
    return tokens + _plain(folded, at, span.end, style)


def _plain(folded: str, start: int, end: int, style: Style) -> list[tuple[int, Token]]:
    text = folded[start:end].lower()
    if style.spaced:
        return [(start + w.start(), "#" if w[0].isdigit() else w[0]) for w in _WORD.finditer(text)]
    return [(start, character) for character in _DIGITS.sub("#", text)]


def _placeholder(token: Token, candidate: Candidate | None) -> str:
    """What a name is to the candidate; without one, only what kind of name it is."""
    if isinstance(token, str):
        return token
    name = token.name
    if name.kind is NameKind.NAMEPLATE:
        if candidate is None:
            return "MODEL"
        if (name.maker, name.brand or name.maker, name.canonical, name.market) == candidate.subject:
            return "SELF"
        return "MODEL" if name.maker == candidate.maker else "OMODEL"
    if name.kind in (NameKind.MAKER, NameKind.BRAND):
        own = candidate is None or candidate.maker in (name.canonical, name.maker)
        return "MAKER" if own else "OMAKER"
    if name.kind is NameKind.CONTINENT:
        return "CONT"
    if name.kind is NameKind.MEDIUM:
        return "MEDIUM"
    country = name.canonical if name.kind is NameKind.COUNTRY else name.country
    home = candidate is not None and country == candidate.market
    if name.kind is NameKind.COUNTRY:
        return "HOME" if home else "FOREIGN"
    return "HPLACE" if home else "FPLACE"


def _grams(tokens: Sequence[str], style: Style, longest: int) -> Iterable[str]:
    """Runs of one to `longest` tokens; in Japanese single characters say nothing, names do."""
    for at, token in enumerate(tokens):
        if style.spaced or len(token) > 1:
            yield token
        for size in range(2, longest + 1):
            if at + size <= len(tokens):
                yield "|".join(tokens[at : at + size])


def find_traits(sheet: Sheet, candidate: Candidate) -> set[str]:
    """The candidate's traits: around its mentions, of its place in the article, and what the rules made of it."""
    traits = set(sheet.lead)
    for number, span in enumerate(candidate.spans[:MENTIONS]):
        at = bisect_right(sheet.starts, span.start) - 1
        if at >= 0:
            traits |= _around(sheet, candidate, at, span)
            if number == 0:
                traits.add(f"first:{4 * at // max(1, len(sheet.starts))}")
    traits.add(f"mentions:{min(len(candidate.spans), 4)}")
    traits.add(f"records:{_size(sheet.records)}")
    traits.add(f"on subject:{sheet.document.on_subject}")
    traits.add(f"bare:{candidate.subject[2] is None}")
    return traits | _verdicts(sheet, candidate)


def _size(count: int) -> str:
    return str(count) if count < 3 else "some" if count < 6 else "many"


def _around(sheet: Sheet, candidate: Candidate, at: int, span: Span) -> set[str]:
    style = sheet.style
    longest = 2 if style.spaced else 3
    sentence = sheet.sentences[at]
    words = [_placeholder(token, candidate) for _, token in sentence]
    here = next((i for i, (start, token) in enumerate(sentence) if start == span.start), 0)
    traits = {f"before:{g}" for g in _grams(words[max(0, here - style.window) : here], style, longest)}
    traits |= {f"after:{g}" for g in _grams(words[here + 1 : here + 1 + style.window], style, longest)}
    traits |= {f"in:{g}" for g in _grams(words, style, longest)}
    if at == 0:
        traits.add("title")
    if "HPLACE" in words and "FOREIGN" not in words and "FPLACE" not in words:
        traits.add("only home places")
    for step, name in ((1, "next"), (-1, "previous")):
        traits |= _beside(sheet, candidate, at + step, name)
    return traits


def _beside(sheet: Sheet, candidate: Candidate, at: int, name: str) -> set[str]:
    """The sentence beside, as far as it speaks of nothing else."""
    if not 0 <= at < len(sheet.sentences):
        return set()
    words = [_placeholder(token, candidate) for _, token in sheet.sentences[at]]
    if name == "next" and {"SELF", "MODEL", "OMODEL"} & set(words):
        return set()
    longest = 2 if name == "next" or not sheet.style.spaced else 1
    return {f"{name}:{gram}" for gram in _grams(words, sheet.style, longest)}


def _verdicts(sheet: Sheet, candidate: Candidate) -> set[str]:
    """What the rules said: a record with its status, loose claims, or nothing."""
    traits = {f"claim:{claim.status or 'origin'}" for claim in candidate.claims}
    traits |= {f"rejected:{reason}" for reason in sheet.reasons.get(candidate.subject[2] or "", ())}
    record = candidate.record
    if record is None:
        return traits | {"rules:none"}
    strength = max((claim.strength for claim in candidate.claims), default=0)
    traits |= {"rules:record", f"rules:{record.status}", f"rules:strength {strength}"}
    return traits | {"rule:" + ".".join(rule.split(".")[:2]) for rule in record.rules}
