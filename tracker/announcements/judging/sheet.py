"""A document cut into sentences of tokens, once for all candidates, with everything that is looked up in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tracker.announcements.document import Document
from tracker.announcements.judging.acts import name_acts
from tracker.announcements.judging.times import READERS
from tracker.announcements.judging.tokens import Token, cut_sentence
from tracker.vocabulary import Match, Name, NameKind
from tracker.vocabulary.classes import read_classes
from tracker.vocabulary.cues import Cues, read_cues

CUES = {
    "en": (
        "english",
        "event",
        "mode",
        "status",
        "state",
        "name",
        "make",
        "market",
        "speech",
        "frame",
        "veto",
        "heading",
    ),
    "ja": ("japanese",),
}
MONTHS = frozenset({"March", "May"})
"""Nameplates that are a month's name, unless the mentions took them for a car's."""
BADGES = (NameKind.MAKER, NameKind.BRAND)
_CLAUSE_MARKS = frozenset(',;:—–()"、。が') | {"ものの", "一方", "ただし", "ただ"}
_CLAUSE_WORDS_TEXT = (
    "but while whereas although though however unlike yet and which who where when because after before as"
)
_CLAUSE_WORDS = frozenset(_CLAUSE_WORDS_TEXT.split())


@dataclass(slots=True)
class Line:
    """One sentence."""

    number: int
    start: int
    end: int
    tokens: list[Token]
    acts: list[str | None]
    clauses: list[int]
    """For every token the number of its clause."""
    models: list[int]
    """Tokens that name a model."""
    cues: dict[int, list[str]]
    """By token: the cues that begin there, as `family.value` and by their ids."""
    labels: dict[object, list[str]] = field(default_factory=dict)
    """By subject, what the tokens are to it: see `labels`."""
    near_acts: dict[int, list[str]] = field(default_factory=dict)
    """By token, the acts nearest to it: see `surroundings`."""
    shared: dict[str, object] = field(default_factory=dict)
    """What traits keep here so that it is worked out once for all candidates."""


@dataclass(slots=True)
class Sheet:
    """The document's lines, and how often it names what."""

    document: Document
    language: str
    lines: list[Line]
    countries: Counter[str]
    makers: Counter[str]

    def names_abroad(self, market: str) -> bool:
        """Whether the article names any country but this one: without, nothing in it is built abroad."""
        return len(self.countries) > (market in self.countries)


def lay_sheet(document: Document, language: str, mentioned: Iterable[Match] = ()) -> Sheet:
    """The document in tokens. `mentioned` are names beside the vocabulary's: nameplates nobody has heard of."""
    meant = {mention.span.start for mention in document.mentions}
    named = [m for m in document.find_names() if m.variant not in MONTHS or m.start in meant]
    matches = sorted([*named, *mentioned], key=lambda m: (m.start, m.end))
    groups = _by_sentence(document, matches)
    classes, cues = read_classes(language), read_cues(*CUES[language])
    lines = []
    for number, (span, names) in enumerate(zip(document.sentences, groups, strict=True)):
        times = READERS[language](document, span)
        tokens = cut_sentence(document.folded, span, names, times, classes)
        lines.append(_lay_line(document, number, tokens, classes.spaced, cues))
    places = Counter(country for m in matches if (country := country_of(m.name)))
    makers = Counter(m.name.maker or m.name.canonical for m in matches if m.name.kind in BADGES)
    return Sheet(document, language, lines, places, makers)


def _lay_line(document: Document, number: int, tokens: list[Token], spaced: bool, cues: Cues) -> Line:
    span = document.sentences[number]
    marks = _CLAUSE_WORDS | _CLAUSE_MARKS if spaced else _CLAUSE_MARKS
    clauses, clause = [], 0
    for token in tokens:
        clause += token.text in marks
        clauses.append(clause)
    models = [i for i, t in enumerate(tokens) if any(m.name.kind is NameKind.NAMEPLATE for m in t.names)]
    acts: list[str | None] = name_acts(tokens) if spaced else [None] * len(tokens)
    return Line(
        number, span.start, span.end, tokens, acts, clauses, models, _place_cues(document, number, tokens, cues)
    )


def _place_cues(document: Document, number: int, tokens: Sequence[Token], cues: Cues) -> dict[int, list[str]]:
    placed: dict[int, list[str]] = defaultdict(list)
    if tokens:
        starts = [token.start for token in tokens]
        for match in cues.find_cues(document.folded, *document.sentences[number]):
            at = max(0, bisect_right(starts, match.start) - 1)
            placed[at] += [f"{match.cue.family}.{match.cue.value}", match.cue.id]
    return dict(placed)


def _by_sentence(document: Document, matches: Sequence[Match]) -> list[list[tuple[Match, ...]]]:
    """For every sentence its names, those of one span together."""
    shares: list[list[tuple[Match, ...]]] = [[] for _ in document.sentences]
    starts = [span.start for span in document.sentences]
    for _, same in groupby(matches, key=lambda m: (m.start, m.end)):
        group = tuple(same)
        at = bisect_right(starts, group[0].start) - 1
        if at >= 0 and group[0].start < document.sentences[at].end:
            shares[at].append(group)
    return shares


def country_of(name: Name) -> str | None:
    """The country that a place is or lies in; None: it is no place."""
    if name.kind is NameKind.COUNTRY:
        return name.canonical
    return name.country if name.kind in (NameKind.REGION, NameKind.PLANT) else None
