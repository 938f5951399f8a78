"""What a front page tells: what changed lately, how programmes spread, who covered them when."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection

from tracker.queries.filters import Resolved
from tracker.queries.tables import Asked, Row, build_where, fetch

CHANGED = Asked(
    view="programme_changes",
    order="id DESC",
    own={name: f"{name} IN :{name}" for name in ("maker", "brand", "model", "market", "origin", "status", "basis")}
    | {"source": "source IN :source", "since": "at >= :since", "after": "id > CAST(:after AS INTEGER)"},
)
QUIET = "('articles', 'stories', 'sources', 'last_reported')"
"""Fields whose change is no news."""
BY_STATUS = "SELECT status, count(*) AS n FROM programme GROUP BY status"
ROUTES = """
    SELECT origin, market, count(*) AS n FROM programme GROUP BY origin, market ORDER BY n DESC, origin, market
    LIMIT :most
"""
MAKERS = "SELECT maker, count(*) AS n FROM programme GROUP BY maker ORDER BY n DESC, maker LIMIT :most"
RECENT = "SELECT * FROM programme_current ORDER BY last_reported DESC, programme LIMIT :most"
WEEKS = """
    SELECT date(published_day, '-' || ((strftime('%w', published_day) + 6) % 7) || ' days') AS name, count(*) AS n
    FROM article
    WHERE topic = 'announcement'
      AND published_day > (SELECT date(max(published_day), '-371 days') FROM article WHERE topic = 'announcement')
    GROUP BY 1 ORDER BY 1
"""
HEALTH_EVENTS = """
    SELECT source, at, before, state, evidence FROM (
        SELECT *, row_number() OVER (PARTITION BY source ORDER BY id DESC) AS place FROM health_event
    ) AS events WHERE place <= :most ORDER BY source, place
"""
RUNS = """
    SELECT source, run_id, fetched, recorded, failed FROM source_run
    WHERE run_id > (SELECT coalesce(max(run_id), 0) - :most FROM source_run) ORDER BY run_id
"""


def read_changes(connection: Connection, *, most: int = 20) -> list[Row]:
    """The newest changes of programmes, newest first."""
    return find_changes(connection, {}, most=most)


def find_changes(connection: Connection, resolved: Resolved, *, most: int = -1) -> list[Row]:
    """The newest changes of the programmes that the filters leave, newest first; `most` -1: all."""
    where, values = build_where(CHANGED, "changes", resolved)
    news = f"field NOT IN {QUIET}"
    where = f"{where} AND {news}" if where else f" WHERE {news}"
    query = f"SELECT * FROM {CHANGED.view}{where} ORDER BY {CHANGED.order} LIMIT :most"
    return fetch(connection, query, values | {"most": most})


def group_changes(rows: list[Row]) -> list[list[Row]]:
    """Changes of one programme at one moment together, in the order given."""
    return [list(group) for _, group in groupby(rows, key=lambda row: (row["programme"], row["at"]))]


def read_health_events(connection: Connection, *, most: int = 5) -> dict[str, list[Row]]:
    """The last changes of each source's health, the newest first."""
    rows = fetch(connection, HEALTH_EVENTS, {"most": most})
    return {source: list(group) for source, group in groupby(rows, key=lambda row: row["source"])}


def read_statuses(connection: Connection) -> dict[str, int]:
    """Programmes by status."""
    return {row["status"]: row["n"] for row in fetch(connection, BY_STATUS)}


def read_routes(connection: Connection, *, most: int = 25) -> list[Row]:
    """`origin, market, n`, the widest first."""
    return fetch(connection, ROUTES, {"most": most})


def read_makers(connection: Connection, *, most: int = 40) -> list[Row]:
    """`maker, n`, the largest first."""
    return fetch(connection, MAKERS, {"most": most})


def read_recent(connection: Connection, *, most: int = 30) -> list[Row]:
    """Programmes, the last reported first."""
    return fetch(connection, RECENT, {"most": most})


def read_weeks(connection: Connection) -> list[Row]:
    """Relevant articles a week of the last year there are any: `name` (its Monday) and `n`, in order of time."""
    return fetch(connection, WEEKS)


def read_run_lines(connection: Connection, *, most: int = 20) -> dict[str, list[int]]:
    """Pages fetched in each of the last runs, by source."""
    lines: dict[str, list[int]] = {}
    for row in fetch(connection, RUNS, {"most": most}):
        lines.setdefault(row["source"], []).append(row["fetched"])
    return lines
