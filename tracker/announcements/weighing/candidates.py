"""The models that an article could be announcing: every nameplate in it whose maker has a home market."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.announcements.document import Claim, Document, Span
from tracker.records import Announcement
from tracker.vocabulary import Match, Name, NameKind

Subject = tuple[str, str, str | None, str]
"""Maker, brand, model and home market: what makes two announcements one, but for the origin."""


@dataclass(slots=True)
class Candidate:
    """One subject, where it is named, and what the rules made of it."""

    subject: Subject
    spans: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    record: Announcement | None = None

    @property
    def maker(self) -> str:
        """Canonical name of the maker."""
        return self.subject[0]

    @property
    def market(self) -> str:
        """The home market."""
        return self.subject[3]


def find_candidates(
    document: Document, matches: Iterable[Match], records: Iterable[Announcement]
) -> dict[Subject, Candidate]:
    """Every subject the document names or claims, in order of first mention."""
    found: dict[Subject, Candidate] = {}
    mentioned = {mention.span.start for mention in document.mentions if mention.name.kind is NameKind.NAMEPLATE}
    for match in matches:
        if not match.name.plain_word or match.start in mentioned:
            _add(found, match.name, Span(match.start, match.end))
    for mention in document.mentions:
        if mention.rule:
            _add(found, mention.name, mention.span)
    for claim in document.claims:
        subject = (claim.maker, claim.brand, claim.model, claim.market)
        found.setdefault(subject, Candidate(subject)).claims.append(claim)
    for record in records:
        subject = (record.maker, record.brand, record.model, record.market)
        found.setdefault(subject, Candidate(subject)).record = record
    return found


def _add(found: dict[Subject, Candidate], name: Name, span: Span) -> None:
    if name.kind is not NameKind.NAMEPLATE or not name.maker or not name.market:
        return
    subject = (name.maker, name.brand or name.maker, name.canonical, name.market)
    spans = found.setdefault(subject, Candidate(subject)).spans
    if span not in spans:
        spans.append(span)
