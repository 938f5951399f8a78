"""The database is opened, brought to today's schema, or refused in one clear line with nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from tracker.errors import FixFile, TryLater
from tracker.storage import database
from tracker.storage.database import database_url, open_database, read_statements, writing
from tracker.storage.schema import metadata


def test_a_new_file_is_made_with_every_table_and_view(engine: Engine) -> None:
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())
    assert len(inspect(engine).get_view_names()) == len(read_statements("views.sql"))


def test_every_view_can_be_asked(engine: Engine) -> None:
    with engine.connect() as connection:
        for view in inspect(engine).get_view_names():
            assert connection.exec_driver_sql(f"SELECT * FROM {view}").all() == []


def test_the_steps_lead_to_the_schema_that_the_code_describes(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [change for change in compare_metadata(context, metadata) if change[0] != "remove_table"]
    assert found == []


def test_the_newest_step_is_the_one_the_code_opens() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [database.SCHEMA]


def test_every_column_says_what_it_means() -> None:
    silent = [f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.columns if not c.comment]
    assert silent == []
    assert [table.name for table in metadata.tables.values() if not table.comment] == []


def test_the_schema_can_be_written_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect))


def test_the_database_is_strict_keeps_foreign_keys_and_a_journal_that_readers_do_not_wait_for(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    for wrong in ("INSERT INTO host (host, failures) VALUES ('a', 'many')", "INSERT INTO citation VALUES (9, 'a', 0)"):
        with pytest.raises(IntegrityError), writing(engine) as connection:
            connection.exec_driver_sql(wrong)


def test_opening_again_changes_nothing(path: Path, engine: Engine) -> None:
    before = path.read_bytes()
    open_database(f"sqlite:///{path}").dispose()
    assert path.read_bytes() == before


def test_what_fails_in_the_middle_leaves_nothing(engine: Engine) -> None:
    def write_and_fail() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO host (host, failures) VALUES ('a', 0)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM host").scalar() == 0


def open_quickly(path: Path, *, readonly: bool = False) -> None:
    open_database(f"sqlite:///{path}", timeout=0.1, readonly=readonly).dispose()


def test_a_locked_database_is_one_clear_line(path: Path) -> None:
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TryLater, match=r"tracker\.db: another process is writing"):
        open_quickly(path)
    lock.close()


def test_a_lock_that_goes_is_waited_for(path: Path, engine: Engine) -> None:
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print(flush=True); sys.stdin.readline(); c.execute('COMMIT')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert other.stdin is not None
        other.stdin.close()
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO host (host, failures) VALUES ('a', 0)")


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_text("Dear diary, today I bought a car. " * 100)
    before = path.read_bytes()
    with pytest.raises(FixFile, match="not a tracker database"):
        open_quickly(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(FixFile, match="it holds diary"):
        open_quickly(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path, engine: Engine) -> None:
    engine.dispose()
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(FixFile, match=r"newer version .schema 9999.*upgrade"):
        open_quickly(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_told(path: Path, engine: Engine) -> None:
    engine.dispose()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        engine = open_database(f"sqlite:///{path}", timeout=0.1)
        with pytest.raises(FixFile, match="read-only"), writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO host (host, failures) VALUES ('a', 0)")
    finally:
        path.parent.chmod(0o700)


def test_a_database_opened_to_read_lets_nothing_be_written(path: Path, engine: Engine) -> None:
    reader = open_database(f"sqlite:///{path}", readonly=True)
    with pytest.raises(FixFile, match="read-only"), writing(reader) as connection:
        connection.exec_driver_sql("INSERT INTO host (host, failures) VALUES ('a', 0)")
    reader.dispose()


def test_reading_where_there_is_no_database_makes_none(path: Path) -> None:
    with pytest.raises(FixFile, match="no database there yet"):
        open_quickly(path, readonly=True)
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(FixFile, match="cannot be opened"):
        open_quickly(path / "deeper" / "tracker.db")


@pytest.mark.parametrize("url", ["nonsense", "sqlite", "oracle9://x", "://"])
def test_a_wrong_url_is_told(url: str) -> None:
    with pytest.raises(FixFile):
        open_database(url)


def test_the_database_is_the_one_given_or_of_the_environment_or_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATABASE", "sqlite:////var/news.db")
    assert database_url("a.db") == "sqlite:///a.db"
    assert database_url() == "sqlite:////var/news.db"
    monkeypatch.delenv("TRACKER_DATABASE")
    assert database_url() == "sqlite:///tracker.db"


def test_two_processes_that_open_a_new_file_at_once_both_get_it(path: Path) -> None:
    code = "import sys; from tracker.storage.database import open_database as o; o(sys.argv[1])"
    command = [sys.executable, "-c", code, f"sqlite:///{path}"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[1] for process in started] == [""] * 4


def test_a_reader_does_not_wait_for_a_writer(path: Path, engine: Engine) -> None:
    reader = open_database(f"sqlite:///{path}", readonly=True, timeout=0.1)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO host (host, failures) VALUES ('a', 0)")
        with reader.connect() as other:
            assert other.exec_driver_sql("SELECT count(*) FROM host").scalar() == 0
    reader.dispose()
