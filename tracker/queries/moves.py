"""What moved in the programmes since some day: the log of their changes, summed up."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from tracker.queries.tables import Row, fetch


def read_moves(connection: Connection, since: str, programmes: Collection[str]) -> dict[str, list[Row]]:
    """Programme → each of its fields that is other than it was on the day before `since`: `field`, `before`, `after`
    and `at`, when it last changed. Of a new programme one, with field `programme`."""
    query = """
        SELECT programme, field, before, after, at FROM programme_changes
        WHERE at >= :since AND programme IN :programmes ORDER BY id
    """
    moves: dict[str, dict[str, Row]] = {}
    for row in fetch(connection, query, {"since": since, "programmes": list(programmes)}):
        fields = moves.setdefault(row.pop("programme"), {})
        fields[row["field"]] = row | {"before": fields.get(row["field"], row)["before"]}
    return {programme: _sum_up(fields) for programme, fields in moves.items()}


def _sum_up(fields: dict[str, Row]) -> list[Row]:
    if "programme" in fields and fields["programme"]["before"] is None:
        return [fields["programme"]]
    return [row for name, row in sorted(fields.items()) if row["before"] != row["after"] and name != "programme"]


def find_gone(connection: Connection, since: str) -> list[str]:
    """Programmes that are none any more, since that day: they were merged, or their articles say so no longer."""
    query = """
        SELECT DISTINCT programme FROM programme_changes
        WHERE at >= :since AND field = 'programme' AND after IS NULL
        AND programme NOT IN (SELECT programme FROM programme_current) ORDER BY programme
    """
    return [row["programme"] for row in fetch(connection, query, {"since": since})]
