"""The one door to the database: opened, checked, brought to today's schema, and its errors in plain words.

>>> engine = open_database("sqlite://")
>>> with engine.connect() as connection:
...     connection.exec_driver_sql("SELECT count(*) FROM url").scalar()
0
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from tracker.errors import FixFile, TrackerError, TryLater

SCHEMA = "0003"
"""The newest step of the schema, which is what this version reads and writes."""

DEFAULT_DATABASE = "sqlite:///tracker.db"

WAL_TRIES = 100
"""Tenths of a second that a new file's first process is waited for."""

_WRITE = "tracker_write"


def database_url(given: str | None = None) -> str:
    """The database meant: `given`, else the environment's `TRACKER_DATABASE`, else `tracker.db` in this folder.

    A plain path is a SQLite file.

    >>> database_url("news.db")
    'sqlite:///news.db'
    """
    url = given or os.environ.get("TRACKER_DATABASE") or DEFAULT_DATABASE
    return url if ":" in url.partition("/")[0] else f"sqlite:///{url}"


def open_database(url: str, *, readonly: bool = False, timeout: float = 10.0) -> Engine:
    """An engine on a database of today's schema; a new or older one is brought there first, in one transaction.

    `readonly` creates and moves nothing, and lets nothing be written. `timeout` is how long a statement waits for
    another process's write, in seconds. Use `writing(engine)` for everything that writes.

    Raises:
        FixFile: no database there (`readonly`), not a database, read-only, of a newer schema, or a wrong URL.
        TryLater: locked by another process for longer than `timeout`.
    """
    target = _parse_url(url)
    engine = _create_engine(target, readonly=readonly, timeout=timeout)
    try:
        with explained(target):
            _prepare(engine, readonly=readonly)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or on any error none.

    It takes SQLite's write lock at once, so that it waits for its turn instead of failing in the middle.

    Raises:
        TryLater: the database stayed locked. FixFile: it cannot be written.
    """
    with (
        explained(engine.url),
        engine.connect().execution_options(**{_WRITE: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns what the database says about locks, rights and files into our errors; other errors pass."""
    try:
        yield
    except DBAPIError as error:
        ours = _explain(str(error.orig), url)
        if ours is None:
            raise
        raise ours from error


def _explain(message: str, url: URL) -> TrackerError | None:
    name = url.database or url.render_as_string()
    lower = message.lower()
    if "locked" in lower or "busy" in lower:
        return TryLater(f"{name}: another process is writing to the database; try again in a moment", 10)
    if "readonly" in lower or "read-only" in lower:
        return FixFile(f"{name}: the database is read-only here: check the rights of the file and of its folder")
    if "not a database" in lower or "malformed" in lower:
        return FixFile(f"{name}: is not a tracker database (or it is damaged): {message}")
    if "unable to open" in lower:
        return FixFile(f"{name}: cannot be opened: check that the folder exists and who may read it")
    if "is full" in lower:
        return TryLater(f"{name}: the disk is full")
    if "connection refused" in lower or "could not connect" in lower:
        return TryLater(f"{url.render_as_string()}: the database server does not answer", 60)
    return None


def _parse_url(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise FixFile(f"not a database URL: {url!r} (sqlite:///tracker.db is one)") from error


def _create_engine(url: URL, *, readonly: bool, timeout: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url)
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise FixFile(f"no driver for {url.drivername}: {error}") from error
    return _create_sqlite(url, readonly=readonly, timeout=timeout)


def _create_sqlite(url: URL, *, readonly: bool, timeout: float) -> Engine:
    memory = url.database in (None, "", ":memory:")
    if readonly and not memory and not Path(str(url.database)).exists():
        raise FixFile(f"{url.database}: no database there yet: `tracker crawl` or `tracker demo` makes one")
    options: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
    engine = create_engine(url, connect_args={"timeout": timeout, "check_same_thread": False}, **options)

    @event.listens_for(engine, "connect")
    def _connected(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # the driver's own BEGIN comes too late; ours is below
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = NORMAL")
        raw.execute("PRAGMA cache_size = -16000")  # 16 MB: an index of a million articles is read at random places
        if readonly:
            raw.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _turn_on_wal(connection: Connection) -> None:
    """For this one lock SQLite does not wait by itself: several processes may be making the same new file."""
    for tries_left in range(WAL_TRIES, -1, -1):
        try:
            connection.connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not tries_left:
                raise
            time.sleep(0.1)
        else:
            return


def _prepare(engine: Engine, *, readonly: bool) -> None:
    found = _schema_of(engine)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise FixFile(
            f"{engine.url.database}: written by a newer version (schema {found}, this version knows {SCHEMA}): "
            "upgrade tracker"
        )
    if readonly:
        age = "an empty database" if found is None else f"schema {found}, older than {SCHEMA}"
        raise FixFile(f"{engine.url.database}: {age}: any `tracker crawl` brings it to today's schema")
    _upgrade(engine)


def _schema_of(engine: Engine) -> str | None:
    """The schema step a database is at; None: it is empty.

    Raises:
        FixFile: it holds tables, but not ours.
    """
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if tables:
            raise FixFile(f"{engine.url.database}: is not a tracker database: it holds {', '.join(tables[:3])}")
    return None


def _upgrade(engine: Engine) -> None:
    # Imported here: a query on a database of today's schema should not pay for Alembic.
    from alembic import command
    from alembic.config import Config

    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            _turn_on_wal(connection)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with writing(engine) as connection:
        if _schema_inside(connection) != SCHEMA:  # another process may have been quicker
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            recreate_views(connection)


def _schema_inside(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def recreate_views(connection: Connection) -> None:
    """Drops all views and creates those of `views.sql`."""
    for name in inspect(connection).get_view_names():
        connection.exec_driver_sql(f'DROP VIEW "{name}"')
    for statement in read_statements("views.sql"):
        connection.exec_driver_sql(statement)


def read_statements(file: str) -> list[str]:
    """The SQL statements of a file beside this module; one ends with `;` at the end of an unindented line."""
    statements, lines = [], []
    for line in (Path(__file__).parent / file).read_text("utf-8").splitlines():
        if line.startswith("--") or not line.strip():
            continue
        lines.append(line)
        if line.endswith(";") and (not line.startswith(" ") or _plain(lines)):
            statements.append("\n".join(lines).rstrip(";"))
            lines = []
    return statements


def _plain(lines: list[str]) -> bool:
    return not lines[0].startswith("CREATE TRIGGER")
