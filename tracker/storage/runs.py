"""Runs, their counts per source, and each source's health."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from tracker.storage.rows import insert_rows, upsert
from tracker.storage.schema import Health, HealthEvent, Run, Source, SourceRun


@dataclass(kw_only=True, slots=True)
class SourceCounts:
    """What one run did for one source so far; counted up while it goes on, stored by `save_source_run`."""

    requests: int = 0
    polls: int = 0
    polls_unchanged: int = 0
    polls_failed: int = 0
    links: int = 0
    new: int = 0
    gated: int = 0
    fetched: int = 0
    read: int = 0
    dated: int = 0
    titled: int = 0
    bodied: int = 0
    relevant: int = 0
    recorded: int = 0
    unchanged: int = 0
    failed: int = 0
    causes: dict[str, int] = field(default_factory=dict)
    """Failures by cause: `{"timeout": 3}`."""
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedSourceRun:
    """One run of one source, as stored."""

    run_id: int
    source: str
    started: datetime
    ended: datetime | None
    counts: SourceCounts


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthState:
    """The standing judgement on a source."""

    source: str
    state: str
    since: datetime
    checked: datetime
    evidence: str | None = None
    run_id: int | None = None


def start_run(connection: Connection, *, kind: str, now: datetime, command: str | None = None) -> int:
    """The number of a new run; `kind` is crawl, spider, page, reextract or demo."""
    row = {"kind": kind, "command": command, "started": now}
    return int(connection.execute(insert(Run).values(**row).returning(Run.id)).scalar_one())


def end_run(connection: Connection, run: int, *, outcome: str, now: datetime, note: str | None = None) -> None:
    """Closes a run: ok, unhealthy, stopped or failed."""
    connection.execute(update(Run).where(Run.id == run).values(ended=now, outcome=outcome, note=note))


def save_source(connection: Connection, entry: Mapping[str, Any], *, name: str, now: datetime) -> None:
    """Notes the catalogue entry a run uses: `title`, `home`, `language`, `timezone`, `kind`, and all of it as JSON."""
    known = {key: entry.get(key) for key in ("title", "home", "language", "timezone", "kind")}
    row = {"name": name, **known, "entry": dict(entry), "first_seen": now, "last_seen": now}
    upsert(Source, key=["name"], keep=["first_seen"]).run(connection, [row])


def save_source_run(
    connection: Connection,
    *,
    run: int,
    source: str,
    counts: SourceCounts,
    started: datetime,
    ended: datetime | None = None,
) -> None:
    """Stores the counts of one source so far; called again, it replaces them."""
    row = {"run_id": run, "source": source, "started": started, "ended": ended, **asdict(counts)}
    upsert(SourceRun, key=["run_id", "source"]).run(connection, [row])


def load_source_runs(connection: Connection, *, source: str, limit: int = 30) -> list[SavedSourceRun]:
    """The last runs of a source, newest first."""
    query = select(SourceRun.__table__).where(SourceRun.source == source).order_by(SourceRun.run_id.desc())
    return [_saved_run(dict(row._mapping)) for row in connection.execute(query.limit(limit))]


def _saved_run(values: dict[str, Any]) -> SavedSourceRun:
    place = {key: values.pop(key) for key in ("run_id", "source", "started", "ended")}
    return SavedSourceRun(**place, counts=SourceCounts(**values))


def load_health(connection: Connection, source: str) -> HealthState | None:
    """The standing judgement on a source; None: never judged."""
    columns = (getattr(Health, name) for name in HealthState.__dataclass_fields__)
    row = connection.execute(select(*columns).where(Health.source == source)).one_or_none()
    return HealthState(**row._mapping) if row else None


def save_health(
    connection: Connection,
    *,
    source: str,
    state: str,
    evidence: str | None,
    now: datetime,
    run: int | None = None,
) -> bool:
    """Stores a judgement; True: the state changed, and one event says so."""
    before = load_health(connection, source)
    changed = before is None or before.state != state
    since = now if changed or before is None else before.since
    row = {"source": source, "state": state, "since": since, "checked": now, "evidence": evidence, "run_id": run}
    upsert(Health, key=["source"]).run(connection, [row])
    if changed:
        event = {"source": source, "at": now, "before": before.state if before else None, "state": state}
        insert_rows(connection, HealthEvent, [event | {"evidence": evidence, "run_id": run}])
    return changed
