"""Addresses: where each was seen, the state it is in, and which are due to be fetched.

Only a stored outcome stops another fetch. A failure leaves the address due again, later each time, until `BACKOFF`
ends; then it stands as failed, listed with its reason, until it is seen changed or asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Row, select, update

from tracker.records import Link, UrlState
from tracker.storage.rows import batches, insert_rows, upsert
from tracker.storage.schema import Sighting, Transition, Url

BACKOFF = tuple(
    timedelta(minutes=minutes) for minutes in (10, 60, 6 * 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60, 14 * 24 * 60)
)
"""Pause after the first failure in a row, the second …; after the last one the address is given up."""

LASTING = frozenset({UrlState.GATED, UrlState.IRRELEVANT, UrlState.RECORDED})
"""States that are an outcome."""


class Identity(Protocol):
    """An address, understood: what `tracker.stories.addresses.read_address` gives."""

    @property
    def address(self) -> str:
        """The address to keep and fetch."""

    @property
    def key(self) -> str:
        """Equal for all variants of one page."""

    @property
    def host(self) -> str:
        """Host with port."""

    @property
    def detours(self) -> int:
        """How far the address is from the plainest variant of the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedUrl:
    """One address as it stands in the database."""

    id: int
    key: str
    address: str
    host: str
    detours: int
    source: str
    state: UrlState
    reason: str | None
    cause: str | None
    attempts: int
    next_try: datetime | None
    fetched: datetime | None
    etag: str | None
    last_modified: str | None
    new: bool = False
    """Never seen before this call."""


_COLUMNS = [getattr(Url, name) for name in SavedUrl.__dataclass_fields__ if name != "new"]


def save_sightings(
    connection: Connection,
    links: Sequence[Link],
    *,
    source: str,
    now: datetime,
    identify: Callable[[Link], Identity],
    run: int | None = None,
) -> list[SavedUrl]:
    """The address of each link, in the same order, new ones in state `seen` and due at once.

    `identify` is `lambda link: read_address(link.url, id_pattern)`. A known address keeps its state; it becomes due
    again when a link claims a publication or change later than its last fetch. The same link seen again in the same
    place moves the sighting's `last_seen`, and adds no row.
    """
    saved: list[SavedUrl] = []
    for batch in batches(links):
        identities = [identify(link) for link in batch]
        known = _load_keys(connection, {i.key for i in identities})
        fresh = _insert_new(connection, identities, known, source=source, now=now, run=run)
        rows = known | fresh
        _save_seen(connection, batch, identities, rows, source=source, now=now)
        _keep_best(connection, identities, rows)
        _wake(connection, batch, identities, known, now=now)
        again = _load_keys(connection, {i.key for i in identities})
        saved += [_saved(again[i.key], new=i.key in fresh) for i in identities]
    return saved


def due_urls(connection: Connection, *, source: str, now: datetime, limit: int | None = None) -> list[SavedUrl]:
    """The addresses of a source that are to be fetched now: those with fewest failures first, then newest first."""
    query = (
        select(*_COLUMNS)
        .where(Url.source == source, Url.next_try <= now)
        .order_by(Url.attempts, Url.id.desc())
        .limit(limit)
    )
    return [_saved(row) for row in connection.execute(query)]


def load_gated(connection: Connection, *, source: str | None = None) -> Iterator[tuple[SavedUrl, list[Link]]]:
    """Addresses that the gate kept out, each with the links that led to it: for a gate that has learnt new words."""
    query = select(*_COLUMNS).where(Url.state == UrlState.GATED).order_by(Url.id)
    rows = connection.execute(query if source is None else query.where(Url.source == source)).all()
    for batch in batches(rows):
        seen: dict[int, list[Link]] = {}
        sightings = select(Sighting.__table__).where(Sighting.url_id.in_([row.id for row in batch]))
        for row in connection.execute(sightings.order_by(Sighting.id)):
            link = Link(
                url=row.given,
                via=row.via,
                found_on=row.found_on or None,
                title=row.title,
                summary=row.summary,
                published=row.claimed,
            )
            seen.setdefault(row.url_id, []).append(link)
        yield from ((_saved(row), seen.get(row.id, [])) for row in batch)


def load_url(connection: Connection, key: str) -> SavedUrl | None:
    """The address with this key; None: never seen."""
    return next((_saved(row) for row in _load_keys(connection, {key}).values()), None)


def load_url_by_id(connection: Connection, url_id: int) -> SavedUrl:
    """The address with this number."""
    return _saved(connection.execute(select(*_COLUMNS).where(Url.id == url_id)).one())


def save_state(
    connection: Connection,
    url_id: int,
    state: UrlState,
    *,
    reason: str | None,
    now: datetime,
    cause: str | None = None,
    run: int | None = None,
) -> None:
    """Moves an address into a state and notes why.

    An outcome (`LASTING`) ends the fetching and clears the failures; `seen` makes it due at once. Failures go through
    `save_failure`.
    """
    changes: dict[str, Any] = {"state": state, "reason": reason, "cause": cause, "changed": now}
    if state in LASTING:
        changes |= {"next_try": None, "attempts": 0}
    elif state is UrlState.SEEN:
        changes |= {"next_try": now}
    connection.execute(update(Url).where(Url.id == url_id).values(**changes))
    _note(connection, [url_id], state, reason=reason, cause=cause, now=now, run=run)


def save_steps(
    connection: Connection,
    url_id: int,
    steps: Sequence[tuple[UrlState, str]],
    *,
    now: datetime,
    run: int | None = None,
) -> None:
    """Moves an address through states on the way to an outcome, which is the last; each with its reason."""
    *passed, (state, reason) = steps
    noted = {"url_id": url_id, "cause": None, "at": now, "run_id": run}
    insert_rows(connection, Transition, [noted | {"state": one, "reason": why} for one, why in passed])
    save_state(connection, url_id, state, reason=reason, now=now, run=run)


def save_failure(
    connection: Connection,
    url_id: int,
    *,
    cause: str,
    reason: str,
    now: datetime,
    run: int | None = None,
    lasting: bool = False,
    retry_after: datetime | None = None,
) -> datetime | None:
    """Notes that a fetch or reading failed, and returns when the address is due again; None: not any more.

    `lasting` says that another try is useless (gone, too large, not a page). `retry_after` is what the site asked
    for, and moves the next try later, never earlier. An address with an outcome keeps it: the failure is only noted.
    """
    row = connection.execute(select(Url.attempts, Url.state).where(Url.id == url_id)).one()
    attempts = 1 + row.attempts
    pause = None if lasting or attempts > len(BACKOFF) else BACKOFF[attempts - 1]
    next_try = None if pause is None else max(now + pause, retry_after or now)
    if pause is None and not lasting:
        reason = f"given up after {attempts} attempts: {reason}"
    changes: dict[str, Any] = {"attempts": attempts, "next_try": next_try}
    if row.state not in LASTING:
        changes |= {"state": UrlState.FAILED, "reason": reason, "cause": cause, "changed": now}
    connection.execute(update(Url).where(Url.id == url_id).values(**changes))
    _note(connection, [url_id], UrlState.FAILED, reason=reason, cause=cause, now=now, run=run)
    return next_try


def save_fetch(
    connection: Connection, url_id: int, *, now: datetime, etag: str | None = None, last_modified: str | None = None
) -> None:
    """Notes when a page was last brought, and its validators for the next conditional request."""
    connection.execute(update(Url).where(Url.id == url_id).values(fetched=now, etag=etag, last_modified=last_modified))


def save_unchanged(connection: Connection, url_id: int, *, now: datetime) -> None:
    """Notes that a known page was asked for again and is as it was: its state stays, it is no longer due."""
    connection.execute(update(Url).where(Url.id == url_id).values(fetched=now, next_try=None, attempts=0))


def load_transitions(connection: Connection, url_id: int) -> list[Row[Any]]:
    """Every state the address went through, oldest first: `at`, `state`, `reason`, `cause`, `run_id`."""
    query = select(Transition.at, Transition.state, Transition.reason, Transition.cause, Transition.run_id)
    return list(connection.execute(query.where(Transition.url_id == url_id).order_by(Transition.id)))


def _saved(row: Row[Any], *, new: bool = False) -> SavedUrl:
    values = dict(row._mapping)
    return SavedUrl(**values | {"state": UrlState(values["state"])}, new=new)


def _load_keys(connection: Connection, keys: set[str]) -> dict[str, Row[Any]]:
    return {row.key: row for row in connection.execute(select(*_COLUMNS).where(Url.key.in_(keys)))}


def _insert_new(
    connection: Connection,
    identities: Iterable[Identity],
    known: dict[str, Row[Any]],
    *,
    source: str,
    now: datetime,
    run: int | None,
) -> dict[str, Row[Any]]:
    missing = [i for i in _best(identities) if i.key not in known]
    rows = [
        {
            "key": i.key,
            "address": i.address,
            "detours": i.detours,
            "host": i.host,
            "source": source,
            "state": UrlState.SEEN,
            "changed": now,
            "next_try": now,
            "first_seen": now,
            "last_seen": now,
        }
        for i in missing
    ]
    upsert(Url, key=["key"], keep=rows[0] if rows else ()).run(connection, rows)
    fresh = _load_keys(connection, {i.key for i in missing}) if missing else {}
    _note(connection, [row.id for row in fresh.values()], UrlState.SEEN, now=now, run=run, reason=f"given by {source}")
    return fresh


def _save_seen(
    connection: Connection,
    links: Sequence[Link],
    identities: Sequence[Identity],
    rows: dict[str, Row[Any]],
    *,
    source: str,
    now: datetime,
) -> None:
    seen = [
        {
            "url_id": rows[identity.key].id,
            "given": link.url,
            "source": source,
            "via": link.via,
            "found_on": link.found_on or "",
            "title": link.title,
            "summary": link.summary,
            "claimed": link.published if link.published and link.published.tzinfo else None,
            "claimed_text": link.published.isoformat() if link.published else None,
            "first_seen": now,
            "last_seen": now,
            "times": 1,
        }
        for link, identity in zip(links, identities, strict=True)
    ]
    place = ["url_id", "given", "source", "via", "found_on"]
    upsert(Sighting, key=place, keep=["first_seen"], add=["times"]).run(connection, seen)
    ids = sorted({row["url_id"] for row in seen})
    connection.execute(update(Url).where(Url.id.in_(ids)).values(last_seen=now))


def _keep_best(connection: Connection, identities: Iterable[Identity], rows: dict[str, Row[Any]]) -> None:
    """The plainest variant of each page is the one that is kept and fetched, whatever order they come in."""
    for identity in _best(identities):
        row = rows[identity.key]
        if _rank(identity) < _rank(row):
            best = {"address": identity.address, "host": identity.host, "detours": identity.detours}
            connection.execute(update(Url).where(Url.id == row.id).values(**best))


def _best(identities: Iterable[Identity]) -> Iterable[Identity]:
    """The plainest variant of each page, in order of first mention."""
    best: dict[str, Identity] = {}
    for identity in identities:
        best[identity.key] = min(best.get(identity.key, identity), identity, key=_rank)
    return best.values()


def _rank(variant: Any) -> tuple[int, int, str]:
    return (variant.detours, len(variant.address), variant.address)


def _wake(
    connection: Connection,
    links: Sequence[Link],
    identities: Sequence[Identity],
    known: dict[str, Row[Any]],
    *,
    now: datetime,
) -> None:
    """A link that claims a change after the last fetch makes the page due again; a claim from the future does not."""
    for link, identity in zip(links, identities, strict=True):
        row = known.get(identity.key)
        claimed = max((at for at in (link.published, link.modified) if at and at.tzinfo), default=None)
        if row is None or row.next_try or not row.fetched or claimed is None:
            continue
        if row.fetched < claimed <= now and row.state in (UrlState.RECORDED, UrlState.IRRELEVANT):
            connection.execute(update(Url).where(Url.id == row.id).values(next_try=now))


def _note(
    connection: Connection,
    url_ids: Iterable[int],
    state: UrlState,
    *,
    reason: str | None,
    now: datetime,
    run: int | None,
    cause: str | None = None,
) -> None:
    step = {"state": state, "reason": reason, "cause": cause, "at": now, "run_id": run}
    insert_rows(connection, Transition, [{"url_id": url_id, **step} for url_id in url_ids])
