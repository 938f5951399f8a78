"""The tables a person can ask for: each a view, what narrows it, and how it is sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, text

from tracker.errors import BadQuery
from tracker.queries.filters import Resolved

Row = dict[str, Any]

JSON_COLUMNS = {
    "rules",
    "inferred",
    "disputes",
    "authors",
    "causes",
    "text_change",
    "record_change",
    "places",
    "records",
}
"""Columns that hold JSON text: an answer holds the lists and objects themselves."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A view as a table to ask for."""

    view: str
    order: str
    """SQL: newest first, and never by chance."""
    own: dict[str, str]
    """Filter → SQL condition on the view's own columns."""
    through: dict[str, str] = field(default_factory=dict)
    """Filter → condition inside `link`."""
    table: str = ""
    """The table of which the view has a row for each row: what is counted where nothing narrows."""
    key: str = "id"
    """Column that names a row."""
    link: str = ""
    """A subquery that ends in WHERE, for what only the records of a row tell."""


MAKES = {name: f"{name} IN :{name}" for name in ("maker", "brand", "model", "market", "origin", "status", "basis")}
SAID = {
    "source": "source IN :source",
    "language": "language IN :language",
    "since": "published_day >= :since",
    "until": "published_day <= :until",
}

SINGLE = ("since", "until", "changed_since", "after", "recorded_since")
"""Filters of one value."""

TABLES = {
    "programmes": Asked(
        view="programme_current",
        table="programme",
        key="programme",
        order="last_reported DESC, programme",
        own=MAKES
        | {
            "since": "last_reported >= :since",
            "until": "first_reported <= :until",
            "changed_since": "moved >= :changed_since",
            "unknown_origin": "coalesce(origin, '') IN :unknown_origin",
        },
        link="programme IN (SELECT c.programme FROM coverage c WHERE {})",
        through={"source": "c.source IN :source", "language": "c.language IN :language"},
    ),
    "announcements": Asked(
        view="announcement_full",
        table="announcement",
        order="published_day DESC, url, position",
        own=MAKES
        | SAID
        | {"after": "article_id > CAST(:after AS INTEGER)", "recorded_since": "recorded >= :recorded_since"},
    ),
    "articles": Asked(
        view="article_full",
        table="article",
        order="published_day DESC, url",
        own=SAID,
        link="id IN (SELECT n.article_id FROM announcement n WHERE {})",
        through={name: f"n.{condition}" for name, condition in MAKES.items()},
    ),
    "figures": Asked(
        view="figure_full",
        table="figure",
        order="published_day DESC, url, position",
        own=SAID | {name: MAKES[name] for name in ("maker", "model")} | {"kind": "kind IN :kind"},
        link="article_id IN (SELECT n.article_id FROM announcement n WHERE {})",
        through={name: f"n.{MAKES[name]}" for name in ("brand", "market", "origin", "status", "basis")},
    ),
}


def select_rows(
    connection: Connection,
    name: str,
    resolved: Resolved,
    *,
    columns: list[str] | None = None,
    sort: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """The rows of table `name` that the filters leave, newest first or by `sort` (`-start`: descending).

    Raises: BadQuery for an unknown column, or a filter that says nothing of this table.
    """
    asked = TABLES[name]
    known = view_columns(connection, asked.view)
    chosen = [check_column(column, known) for column in columns] if columns else known
    where, values = build_where(asked, name, resolved)
    order = asked.order if sort is None else f"{_sorting(sort, known)}, {asked.order}"
    listed = ", ".join(f'"{column}"' for column in chosen)
    if limit:
        # The keys first: sorting whole rows, with their texts, costs many times as much.
        where = f" WHERE {asked.key} IN (SELECT {asked.key} FROM {asked.view}{where} ORDER BY {order} LIMIT :limit)"
        values["limit"] = limit
    return fetch(connection, f"SELECT {listed} FROM {asked.view}{where} ORDER BY {order}", values)


def count_rows(connection: Connection, name: str, resolved: Resolved) -> int:
    """How many rows `select_rows` has without a limit."""
    asked = TABLES[name]
    where, values = build_where(asked, name, resolved)
    return int(
        fetch(connection, f"SELECT count(*) AS rows FROM {asked.view if where else asked.table}{where}", values)[0][
            "rows"
        ]
    )


def build_where(asked: Asked, name: str, resolved: Resolved) -> tuple[str, dict[str, Any]]:
    """The WHERE clause of the filters, and its values: conditions are ours, values are bound."""
    own = [asked.own[key] for key in resolved if key in asked.own]
    through = [asked.through[key] for key in resolved if key in asked.through]
    strange = [key for key in resolved if key not in asked.own and key not in asked.through]
    if strange:
        raise BadQuery(f"{name} cannot be narrowed by --{strange[0].replace('_', '-')}")
    if through:
        own.append(asked.link.format(" AND ".join(through)))
    values: dict[str, Any] = {key: value[0] if key in SINGLE else list(value) for key, value in resolved.items()}
    return (f" WHERE {' AND '.join(own)}" if own else ""), values


def fetch(connection: Connection, query: str, values: dict[str, Any] | None = None) -> list[Row]:
    """The rows of a query of ours; a list among the values stands for `IN`, JSON columns come as what they hold."""
    values = values or {}
    statement = text(query).bindparams(
        *(bindparam(key, value, expanding=isinstance(value, list)) for key, value in values.items())
    )
    return [_unpack(dict(row)) for row in connection.execute(statement).mappings()]


def iterate_view(connection: Connection, view: str) -> Iterator[Row]:
    """Every row of a view, some at a time. `view` is our own name, never a user's."""
    held = connection.execution_options(yield_per=1000)
    for row in held.execute(text(f"SELECT * FROM {view}")).mappings():
        yield _unpack(dict(row))


def _unpack(row: Row) -> Row:
    for name in JSON_COLUMNS & row.keys():
        if isinstance(row[name], str) and row[name][:1] in "[{":
            row[name] = json.loads(row[name])
    return row


def view_columns(connection: Connection, view: str) -> list[str]:
    """The columns of a view, in order."""
    return list(connection.execute(text(f"SELECT * FROM {view} LIMIT 0")).keys())


def check_column(name: str, known: list[str]) -> str:
    """`name`, where it is a column. Raises: BadQuery with those there are."""
    if name.strip() in known:
        return name.strip()
    raise BadQuery(f"no field {name!r}: there are {', '.join(known)}")


def _sorting(sort: str, known: list[str]) -> str:
    column = check_column(sort.removeprefix("-"), known)
    direction = "DESC" if sort.startswith("-") else "ASC"
    return f'"{column}" IS NULL, "{column}" {direction}'
