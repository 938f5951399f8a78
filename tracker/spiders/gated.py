"""Links that the gate once left aside, judged again: for when its words, or a source's entry, have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select

from tracker.discovery import judge_link
from tracker.records import Link, UrlState
from tracker.sources import Gate, Source, SourceKind
from tracker.storage.database import writing
from tracker.storage.schema import Sighting, Url
from tracker.storage.urls import save_state

MOTORING = frozenset({SourceKind.TRADE, SourceKind.ENTHUSIAST, SourceKind.NEWSROOM})
"""Kinds of media that write about vehicles and nothing else."""

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconsidered:
    """A link that would now be fetched."""

    url: str
    source: str
    reason: str
    """What the gate now says."""
    before: str | None
    """What it said then."""


def reconsider_gated(
    engine: Engine, sources: Mapping[str, Source], *, now: datetime, apply: bool = False
) -> Iterator[Reconsidered]:
    """The links that the gate left aside and would now let through; with `apply` they are due at the next crawl.

    Pages that were fetched and put aside for want of a word are judged by their links too: their bytes are not kept.

    Links to other hosts than the source's own stay aside, and so do those of sources that are in no catalogue.

    Raises:
        TryLater, FixFile: the database cannot be written.
    """
    last = 0
    while True:
        with engine.connect() as connection:
            rows = _load(connection, last)
        if not rows:
            return
        found = [one for row in rows if (one := _judge(row, sources))]
        if apply and found:
            with writing(engine) as connection:
                for url_id, passed in found:
                    save_state(connection, url_id, UrlState.SEEN, reason=passed.reason, now=now)
        yield from (passed for _, passed in found)
        last = rows[-1][0].id


def is_wanted(source: Source, link: Link) -> tuple[bool, str]:
    """Whether a source's own link is fetched, and why."""
    if source.gate is Gate.ALL:
        return True, "everything of this source is fetched"
    verdict = judge_link(link, motoring=source.kind in MOTORING)
    return verdict.keep, verdict.reason


def _load(connection: Connection, last: int) -> list[tuple[Any, list[Link]]]:
    aside = or_(Url.state == UrlState.GATED, and_(Url.state == UrlState.IRRELEVANT, Url.cause == "gate"))
    gated = select(Url.id, Url.address, Url.source, Url.reason).where(aside, Url.id > last)
    urls = list(connection.execute(gated.order_by(Url.id).limit(BATCH)))
    if not urls:
        return []
    ids = [url.id for url in urls]
    seen: dict[int, list[Link]] = {}
    query = select(Sighting.url_id, Sighting.given, Sighting.via, Sighting.title, Sighting.summary)
    for row in connection.execute(query.where(Sighting.url_id.in_(ids))):
        link = Link(url=row.given, via=row.via, title=row.title, summary=row.summary)
        seen.setdefault(row.url_id, []).append(link)
    return [(url, seen.get(url.id, [])) for url in urls]


def _judge(row: tuple[Any, list[Link]], sources: Mapping[str, Source]) -> tuple[int, Reconsidered] | None:
    url, links = row
    source = sources.get(url.source)
    if source is None or not source.is_article(url.address):
        return None
    for link in links:
        wanted, reason = is_wanted(source, link)
        if wanted:
            return url.id, Reconsidered(url=url.address, source=url.source, reason=reason, before=url.reason)
    return None
