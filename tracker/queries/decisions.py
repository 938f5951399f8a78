"""What people decided about programmes."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from tracker.queries.tables import Row, fetch


def read_decisions(connection: Connection) -> list[Row]:
    """The decisions, oldest first: `id`, `at`, `kind`, `key`, `into`, `articles`, `note`, `undone`; None: it stands."""
    query = 'SELECT id, at, kind, key, "into", articles, note, undone FROM decision ORDER BY id'
    return [row | {"articles": _read_list(row["articles"])} for row in fetch(connection, query)]


def _read_list(value: str | list[str] | None) -> list[str]:
    return json.loads(value) if isinstance(value, str) else value or []
