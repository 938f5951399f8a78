"""docs/database.md says what is so: its answers on the demo's database, its columns in the schema."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.docs.database import PAGE, write_columns, write_questions, write_tables
from tracker.commands.database import reading
from tracker.demo.crawling import run_demo
from tracker.queries.tables import fetch
from tracker.storage.meanings import ABOUT_VIEWS


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database: Path = tmp_path_factory.mktemp("docs") / "demo.db"
    run_demo(database, first_port=0)
    with reading(str(database)) as connection:
        yield connection


def part(name: str) -> str:
    return PAGE.read_text("utf-8").partition(f"<!-- {name} -->\n")[2].partition("<!-- end -->")[0]


def test_the_questions_have_the_answers_that_the_page_states(connection: Connection) -> None:
    written = write_questions(connection)
    assert written.count("```sql") >= 20
    assert written.split("**")[1::2] == part("questions").split("**")[1::2]
    for stated, found in zip(part("questions").split("\n**"), written.split("\n**"), strict=True):
        assert stated == found


def test_every_view_and_column_is_explained(connection: Connection) -> None:
    views = fetch(connection, "SELECT name FROM sqlite_master WHERE type = 'view'")
    assert {row["name"] for row in views} == set(ABOUT_VIEWS)
    assert write_columns(connection) == part("views")


def test_every_table_and_column_is_explained() -> None:
    assert write_tables() == part("tables")
