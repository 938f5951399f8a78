"""The pulse of the database: what there is of it, per status, maker, origin, route, source and month."""

from __future__ import annotations

from sqlalchemy import Connection

from tracker.queries.tables import Row, fetch

COUNTS = {
    "programmes": "SELECT count(*) AS n FROM programme",
    "announcements": "SELECT count(*) AS n FROM announcement",
    "articles": "SELECT count(*) AS n FROM article",
    "relevant articles": "SELECT count(*) AS n FROM article WHERE topic = 'announcement'",
    "copies": "SELECT count(*) - count(DISTINCT story_id) AS n FROM article",
    "figures": "SELECT count(*) AS n FROM figure",
    "sources": "SELECT count(*) AS n FROM source",
    "addresses": "SELECT count(*) AS n FROM url",
}

BREAKDOWNS = {
    "status": "SELECT status AS name, count(*) AS n FROM programme GROUP BY status",
    "maker": "SELECT maker AS name, count(*) AS n FROM programme GROUP BY maker",
    "origin": "SELECT coalesce(origin, '?') AS name, count(*) AS n FROM programme GROUP BY origin",
    "route": """
        SELECT coalesce(origin, '?') || ' → ' || market AS name, count(*) AS n FROM programme
        GROUP BY origin, market
    """,
    "source": """
        SELECT source AS name, count(*) AS n FROM article WHERE topic = 'announcement' GROUP BY +source
    """,
}
MONTHS = """
    SELECT substr(published_day, 1, 7) AS name, count(*) AS n FROM article
    WHERE topic = 'announcement' AND published_day IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT :months
"""


def read_counts(connection: Connection) -> dict[str, int]:
    """How much of everything there is."""
    return {name: int(fetch(connection, query)[0]["n"]) for name, query in COUNTS.items()}


def read_breakdowns(connection: Connection, *, top: int = 10, months: int = 12) -> dict[str, list[Row]]:
    """`{name, n}` per status, maker, origin, route and source (the largest first), and per month (in order of time)."""
    found = {
        by: fetch(connection, f"{query} ORDER BY n DESC, name LIMIT :top", {"top": top})
        for by, query in BREAKDOWNS.items()
    }
    return found | {"month": fetch(connection, MONTHS, {"months": months})[::-1]}
