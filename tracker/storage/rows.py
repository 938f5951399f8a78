"""Statements that SQLite and PostgreSQL spell in their own way, and reading rows in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from tracker.storage.schema import Table

T = TypeVar("T")

BATCH = 400
"""Values in one statement: well under SQLite's limit."""


def upsert(table: type[Table], *, key: Sequence[str], keep: Iterable[str] = (), add: Iterable[str] = ()) -> Upsert:
    """A statement that inserts rows, and updates those whose `key` columns are there already.

    Columns in `keep` stay as they were; those in `add` are increased by the new value.
    """
    return Upsert(table, tuple(key), frozenset(keep), frozenset(add))


class Upsert:
    """An upsert of one table; see `upsert`."""

    def __init__(self, table: type[Table], key: tuple[str, ...], keep: frozenset[str], add: frozenset[str]) -> None:
        self._table, self._key, self._keep, self._add = table, key, keep, add

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes the rows, which all name the same columns."""
        if not rows:
            return
        changed = tuple(sorted(rows[0].keys() - {*self._key, *self._keep, *self._add}))
        statement = _write_upsert(self._table, connection.dialect.name, self._key, changed, self._add)
        connection.execute(statement, list(rows))


@cache
def _write_upsert(
    table: type[Table], dialect: str, key: tuple[str, ...], changed: tuple[str, ...], add: frozenset[str]
) -> Insert:
    statement: postgresql.Insert | sqlite.Insert
    statement = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    columns = table.__table__.columns
    moved: dict[str, Any] = {name: statement.excluded[name] for name in changed}
    moved |= {name: columns[name] + statement.excluded[name] for name in sorted(add)}
    if moved:
        return statement.on_conflict_do_update(index_elements=key, set_=moved)
    return statement.on_conflict_do_nothing(index_elements=key)


@cache
def _insert_into(table: type[Table]) -> Insert:
    return insert(table)


def insert_rows(connection: Connection, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts the rows, none or many."""
    if rows:
        connection.execute(_insert_into(table), list(rows))


def drop_rows(connection: Connection, owner: InstrumentedAttribute[int], owner_id: int) -> None:
    """Deletes all rows of one owner, such as `Figure.article_id`."""
    connection.execute(delete(owner.parent.class_).where(owner == owner_id))


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values in lists of at most `size`.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
