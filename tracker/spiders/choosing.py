"""Which sources a crawl takes, and which of them must wait for one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from tracker.sources import Source
from tracker.spiders.addresses import is_loopback
from tracker.spiders.polling import is_due, order_polls
from tracker.spiders.visit import own_netlocs
from tracker.storage.polls import load_host, load_polls
from tracker.storage.schema import Url


def find_lanes(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources that share a host, together: those of one lane are crawled one after another, so that each host has one
    budget. This machine's own addresses have none.
    """
    lanes: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        hosts = {netloc for netloc in own_netlocs(source) if source.delay or not is_loopback(netloc)}
        shared = [lane for lane in lanes if lane[0] & hosts]
        lanes = [lane for lane in lanes if lane not in shared]
        lanes.append((hosts.union(*(lane[0] for lane in shared)), [*(s for lane in shared for s in lane[1]), source]))
    return [members for _, members in lanes]


def find_due_sources(connection: Connection, sources: Iterable[Source], now: datetime) -> list[Source]:
    """The active sources with an address to ask or a page to fetch, whose host does not want to be left alone."""
    waiting = select(Url.source, func.count()).where(Url.next_try <= now).group_by(Url.source)
    due_pages = dict(connection.execute(waiting).tuples().all())
    polls: dict[str, dict[str, Any]] = {}
    for poll in load_polls(connection):
        polls.setdefault(poll.source, {})[poll.address] = poll
    return [
        source
        for source in sources
        if source.active
        and (due_pages.get(source.name) or any(is_due(p, now) for p in order_polls(source, polls.get(source.name, {}))))
        and not _is_waiting(connection, source, now)
    ]


def _is_waiting(connection: Connection, source: Source, now: datetime) -> bool:
    pauses = [load_host(connection, netloc).retry_after for netloc in {urlsplit(source.home).netloc.lower()}]
    return any(until and until > now for until in pauses)
