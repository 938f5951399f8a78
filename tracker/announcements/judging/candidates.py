"""The models that an article could be announcing: every nameplate in it whose maker has a home market, every badge."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.announcements.judging.sheet import BADGES, Sheet
from tracker.vocabulary import Match, Name, NameKind

MENTIONS = 8
"""Mentions of one candidate that are looked at: a long article repeats itself."""

MOST = 60
"""Candidates of one article that are looked at: a list of everything that a maker sells announces nothing."""

Subject = tuple[str, str, str | None, str]
"""Maker, brand, model (None: only the badge is named) and home market."""


@dataclass(slots=True)
class Candidate:
    """One subject and where it is named."""

    subject: Subject
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """Line and token of each mention, in order."""
    matches: list[Match] = field(default_factory=list)
    meant: bool = False
    """Some mention was taken for a car's name by what stands beside it, if its name is an ordinary word."""
    lines: dict[int, list[int]] = field(default_factory=dict)
    """By line that speaks of it: the tokens that name it there; none in a line that only carries on."""

    @property
    def maker(self) -> str:
        """Canonical name of the maker."""
        return self.subject[0]

    @property
    def market(self) -> str:
        """The home market."""
        return self.subject[3]


def find_candidates(sheet: Sheet) -> list[Candidate]:
    """Every subject the document names, in order of first mention."""
    named = _named_badges(sheet)
    meant = {mention.span.start for mention in sheet.document.mentions}
    found: dict[Subject, Candidate] = {}
    for line in sheet.lines:
        for at, token in enumerate(line.tokens):
            for match in _subjects(token.names, named):
                subject = _subject_of(match.name)
                if subject not in found and len(found) == MOST:
                    continue
                candidate = found.setdefault(subject, Candidate(subject))
                candidate.meant = candidate.meant or match.start in meant
                if len(candidate.mentions) < MENTIONS:
                    candidate.mentions.append((line.number, at))
                    candidate.matches.append(match)
    for candidate in found.values():
        candidate.lines = _lines_about(sheet, candidate)
    return list(found.values())


def _named_badges(sheet: Sheet) -> set[str | None]:
    named: set[str | None] = set()
    for line in sheet.lines:
        for token in line.tokens:
            for match in token.names:
                name = match.name
                if name.kind in BADGES:
                    named |= {name.canonical, name.maker}
                elif name.kind is NameKind.NAMEPLATE and not name.plain_word:
                    named |= {name.brand, name.maker}
    return named


def _subjects(names: tuple[Match, ...], named: set[str | None]) -> list[Match]:
    """The nameplates of a token, of shared ones those whose badge is named; without any, its badge."""
    plates = [m for m in names if m.name.kind is NameKind.NAMEPLATE and m.name.maker and m.name.market]
    if not plates:
        return [m for m in names if m.name.kind in BADGES and m.name.market][:1]
    owned = [m for m in plates if m.name.maker in named or m.name.brand in named]
    if len(plates) > 1 and owned:
        plates = owned
    return [m for m in plates if not m.name.plain_word or m in owned]


def _subject_of(name: Name) -> Subject:
    if name.kind is NameKind.NAMEPLATE:
        return name.maker or "", name.brand or name.maker or "", name.canonical, name.market or ""
    return name.maker or name.canonical, name.canonical, None, name.market or ""


def _lines_about(sheet: Sheet, candidate: Candidate) -> dict[int, list[int]]:
    """The lines that name it, and up to two behind each that name no model and so may go on about it."""
    about: dict[int, list[int]] = {}
    for line, at in candidate.mentions:
        about.setdefault(line, []).append(at)
    for line in list(about):
        for following in sheet.lines[line + 1 : line + 3]:
            if following.number in about or following.models:
                break
            about[following.number] = []
    return dict(sorted(about.items()))
