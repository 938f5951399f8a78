"""Statements that SQLite and PostgreSQL spell in their own way, and reading rows in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert
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
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(self._table)
        columns = self._table.__table__.columns
        moved = {
            name: statement.excluded[name] for name in rows[0] if name not in {*self._key, *self._keep, *self._add}
        }
        moved |= {name: columns[name] + statement.excluded[name] for name in self._add}
        if moved:
            connection.execute(statement.on_conflict_do_update(index_elements=self._key, set_=moved), list(rows))
        else:
            connection.execute(statement.on_conflict_do_nothing(index_elements=self._key), list(rows))


def insert_rows(connection: Connection, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts the rows, none or many."""
    if rows:
        connection.execute(insert(table), list(rows))


def replace_rows(
    connection: Connection, owner: InstrumentedAttribute[int], owner_id: int, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Replaces all rows of one owner, such as `Figure.article_id`."""
    table: type[Table] = owner.parent.class_
    connection.execute(delete(table).where(owner == owner_id))
    insert_rows(connection, table, rows)


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values in lists of at most `size`.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
