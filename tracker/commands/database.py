"""The database as a query sees it: opened for reading only, its errors in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.queries.filters import Filters, Resolved


@contextmanager
def reading(url: str | None) -> Iterator[Connection]:
    """A connection that only reads.

    Raises: FixFile where there is no such database, TryLater where it stays locked.
    """
    from tracker.storage.database import database_url, explained, open_database

    engine = open_database(database_url(url), readonly=True)
    try:
        with explained(engine.url), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def resolve(connection: Connection, filters: Filters) -> Resolved:
    """The filters in the database's own values, relative days counted from today."""
    from tracker.queries.filters import resolve_filters

    return resolve_filters(connection, filters, today=date.today())
