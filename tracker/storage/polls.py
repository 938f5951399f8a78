"""Feeds, sitemaps and listings: what each said last and when it is asked again; and each host's patience."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from tracker.storage.rows import upsert
from tracker.storage.schema import Host, Poll


@dataclass(frozen=True, kw_only=True, slots=True)
class PollState:
    """What is known of one feed, sitemap or listing; a new one has only its first three fields."""

    source: str
    address: str
    kind: str
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    last_polled: datetime | None = None
    last_changed: datetime | None = None
    last_status: int | None = None
    last_error: str | None = None
    failures: int = 0
    entries: int | None = None
    interval: int = 0
    """Seconds between polls; 0: not yet known."""
    next_poll: datetime | None = None
    """None: at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HostState:
    """What is known of one host's patience."""

    host: str
    crawl_delay: float | None = None
    retry_after: datetime | None = None
    failures: int = 0
    last_request: datetime | None = None
    last_error: str | None = None


def load_poll(connection: Connection, *, source: str, address: str, kind: str = "feed") -> PollState:
    """The state of one address; a new one's where it was never asked."""
    row = connection.execute(_polls().where(Poll.source == source, Poll.address == address)).one_or_none()
    return PollState(**row._mapping) if row else PollState(source=source, address=address, kind=kind)


def load_polls(connection: Connection, *, source: str | None = None) -> list[PollState]:
    """All addresses ever asked, of one source or of all."""
    query = _polls().order_by(Poll.source, Poll.id)
    rows = connection.execute(query if source is None else query.where(Poll.source == source))
    return [PollState(**row._mapping) for row in rows]


def due_polls(connection: Connection, *, source: str, now: datetime) -> list[PollState]:
    """The addresses of a source that are known and to be asked now."""
    query = _polls().where(Poll.source == source, or_(Poll.next_poll.is_(None), Poll.next_poll <= now))
    return [PollState(**row._mapping) for row in connection.execute(query.order_by(Poll.id))]


def save_poll(connection: Connection, state: PollState) -> None:
    """Stores the state of one address: `save_poll(connection, replace(load_poll(…), etag=…))`."""
    upsert(Poll, key=["source", "address"]).run(connection, [asdict(state)])


def load_host(connection: Connection, host: str) -> HostState:
    """The state of one host; a new one's where it was never asked."""
    row = connection.execute(_hosts().where(Host.host == host)).one_or_none()
    return HostState(**row._mapping) if row else HostState(host=host)


def save_host(connection: Connection, state: HostState) -> None:
    """Stores the state of one host."""
    upsert(Host, key=["host"]).run(connection, [asdict(state)])


def _polls() -> Any:
    return select(*(getattr(Poll, name) for name in PollState.__dataclass_fields__))


def _hosts() -> Any:
    return select(*(getattr(Host, name) for name in HostState.__dataclass_fields__))
