"""The generated parts of docs/database.md. `python -m tests.docs.database` writes them anew; a test compares."""

from __future__ import annotations

import re
import tempfile
import tomllib
import unicodedata
from pathlib import Path

from sqlalchemy import Connection

from tracker.commands.database import reading
from tracker.demo.crawling import run_demo
from tracker.queries.tables import Row, fetch, view_columns
from tracker.storage.meanings import ABOUT_VIEWS, explain_column
from tracker.storage.schema import metadata

PAGE = Path(__file__).parents[2] / "docs" / "database.md"
QUESTIONS = PAGE.with_name("questions.toml")


def write_columns(connection: Connection) -> str:
    """Every view with its columns."""
    parts = []
    for view, about in ABOUT_VIEWS.items():
        lines = [f"| {name} | {escape(explain_column(view, name))} |" for name in view_columns(connection, view)]
        parts.append(f"### {view}\n\n{about.text}\n\n| column | meaning |\n|---|---|\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def write_tables() -> str:
    """Every table with its columns, from the schema's own comments."""
    parts = []
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        lines = [f"| {column.name} | {escape(column.comment or '')} |" for column in table.columns]
        parts.append(
            f"### {table.name}\n\n{table.comment}.\n\n| column | meaning |\n|---|---|\n" + "\n".join(lines) + "\n"
        )
    return "\n".join(parts)


def escape(text: str) -> str:
    """Text that stands in a cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def write_questions(connection: Connection) -> str:
    """Every question with its SQL and its answer."""
    questions = tomllib.loads(QUESTIONS.read_text("utf-8"))["question"]
    parts = []
    for number, question in enumerate(questions, 1):
        answer = write_answer(fetch(connection, question["sql"]))
        parts.append(
            f"**{number}. {question['asks']}**\n\n```sql\n{question['sql'].strip()}\n```\n```text\n{answer}```\n"
        )
    return "\n".join(parts)


def write_answer(rows: list[Row]) -> str:
    """Rows as aligned text; ports of the demo's sites, which vary, are not in any."""
    if not rows:
        return "(nothing)\n"
    lines = [list(rows[0])] + [["-" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
                                for cell in row.values()] for row in rows]  # fmt: skip
    widths = [max(width(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "".join(
        "  ".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(line)).rstrip() + "\n"
        for line in lines
    )


def width(text: str) -> int:
    """Columns that it takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def replace_part(page: str, name: str, text: str) -> str:
    """The page with what stands between the marks of `name` replaced."""
    found = re.compile(rf"<!-- {name} -->\n.*?<!-- end -->", re.DOTALL)
    assert found.search(page), name
    return found.sub(lambda _: f"<!-- {name} -->\n{text}<!-- end -->", page)


def write_page(connection: Connection, page: str) -> str:
    """The whole page, up to date."""
    page = replace_part(page, "questions", write_questions(connection))
    page = replace_part(page, "views", write_columns(connection))
    return replace_part(page, "tables", write_tables())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.db"
        run_demo(database, first_port=0)
        with reading(str(database)) as read:
            PAGE.write_text(write_page(read, PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE}: written")
