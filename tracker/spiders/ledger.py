"""The database as a crawl uses it: on a thread of its own, so that a wait for a lock or a reading stops no download.

All spiders of a process share one ledger per database, and so one writer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import ClassVar, TypeVar

from sqlalchemy import Connection, Engine, and_, or_, select

from tracker.records import UrlState
from tracker.storage.database import database_url, open_database, writing
from tracker.storage.schema import Url
from tracker.storage.urls import SavedUrl

T = TypeVar("T")

LOCK_PATIENCE = 8.0
"""Seconds that a write waits for another process: less than a stop may take."""


class Ledger:
    """One database; `async with` is not needed: whoever opened it closes it, the last one for good."""

    _open: ClassVar[dict[str, Ledger]] = {}

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_database(url, timeout=LOCK_PATIENCE)
        self._users = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    @classmethod
    def open(cls, given: str | None = None) -> Ledger:
        """The ledger of a database, `given` or the environment's.

        Raises:
            FixFile, TryLater: the database cannot be opened.
        """
        url = database_url(given)
        ledger = cls._open.get(url) or cls._open.setdefault(url, cls(url))
        ledger._users += 1
        return ledger

    def close(self) -> None:
        """Gives the ledger back; what was asked of it before is still done."""
        self._users -= 1
        if self._users == 0:
            self._open.pop(self.url, None)
            self._thread.shutdown(wait=True)
            self.engine.dispose()

    async def do(self, work: Callable[[Engine], T]) -> T:
        """The result of `work` on the engine, done on the ledger's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self.engine)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """The result of `work` in one transaction.

        Raises:
            TryLater: the database stayed locked.
        """

        def write(engine: Engine) -> T:
            with writing(engine) as connection:
                return work(connection)

        return await self.do(write)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """The result of `work` on one connection, which writes nothing."""

        def read(engine: Engine) -> T:
            with engine.connect() as connection:
                return work(connection)

        return await self.do(read)


def find_due(
    connection: Connection, *, source: str, now: datetime, started: datetime, asked: bool, limit: int
) -> list[SavedUrl]:
    """The addresses of a source to fetch now: fewest failures first, then those seen last, in the order given.

    `asked`: a person named the source; then what failed before `started` is due whatever its pause.
    """
    waiting = and_(Url.state == UrlState.FAILED, Url.next_try.is_not(None), Url.changed < started)
    due = Url.next_try <= now
    columns = [getattr(Url, name) for name in SavedUrl.__dataclass_fields__ if name != "new"]
    query = select(*columns).where(Url.source == source, or_(due, waiting) if asked else due)
    rows = connection.execute(query.order_by(Url.attempts, Url.first_seen.desc(), Url.id).limit(limit))
    return [SavedUrl(**dict(row._mapping) | {"state": UrlState(row.state)}) for row in rows]
