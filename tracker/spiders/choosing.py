"""Which sources a crawl takes, and which of them must wait for one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from tracker.sources import Source
from tracker.spiders.addresses import is_loopback
from tracker.spiders.polling import is_any_due, is_due, order_polls
from tracker.spiders.visit import own_netlocs
from tracker.storage.polls import PollState, load_host, load_polls
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
    polls: dict[str, dict[str, PollState]] = {}
    for poll in load_polls(connection):
        polls.setdefault(poll.source, {})[poll.address] = poll
    return [
        source
        for source in sources
        if source.active
        and (due_pages.get(source.name) or _is_asking_due(source, polls.get(source.name, {}), now))
        and not _is_waiting(connection, source, now)
    ]


def _is_asking_due(source: Source, states: dict[str, PollState], now: datetime) -> bool:
    """An address of the entry is due, or a sitemap that an index of it named."""
    stated = {address for _, address in source.addresses}
    named = (state for state in states.values() if state.kind == "sitemap" and state.address not in stated)
    return is_any_due(source, order_polls(source, states), now) or any(is_due(state, now) for state in named)


def _is_waiting(connection: Connection, source: Source, now: datetime) -> bool:
    until = load_host(connection, urlsplit(source.home).netloc.lower()).retry_after
    return until is not None and until > now
