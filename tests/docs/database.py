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
from tracker.storage.schema import metadata

PAGE = Path(__file__).parents[2] / "docs" / "database.md"
QUESTIONS = PAGE.with_name("questions.toml")

VIEWS = {
    "programme_current": ("One row a programme: where it stands now.", ["programme"]),
    "programme_history": (
        "One row a turn: what was said of a programme when, by whom.",
        ["programme_event", "article"],
    ),
    "programme_changes": ("One row a change of a programme's state in this database.", ["programme_change", "article"]),
    "announcement_full": ("One row an announcement, with its article and programme.", ["announcement", "article"]),
    "article_full": ("One row an article, whatever it is about.", ["article", "url"]),
    "figure_full": ("One row a figure, with its article.", ["figure", "article"]),
    "history_full": ("One row an earlier official sale that an article recalls.", ["history", "article"]),
    "person_full": ("One row a person and article.", ["person", "article"]),
    "coverage": ("One row a programme and article: who covered it.", ["announcement", "article", "programme"]),
    "copy_pair": ("One row a pair of copies.", ["duplicate", "article"]),
    "revision_full": ("One row a version of an article.", ["revision"]),
    "url_history": ("One row a step in an address's life.", ["transition", "url"]),
    "source_health": ("One row a source: its health and its last run.", ["source", "health", "source_run"]),
}
"""View → what a row is, and the tables whose comments explain its columns, the first that has one."""

OWN = {
    "programme": "The programme's lasting name: `toyota-camry-us-jp`",
    "programme_inferred": "Why it belongs to that programme though it does not say so; NULL: it says so",
    "url": "Address of the article",
    "story": "Address of the first of its copies; its own where there is none",
    "is_copy": "1: it repeats another outlet's words, 0: it does not",
    "announcements": "How many announcements it has",
    "copies": "How many other articles have its words",
    "revision": "Number of its current version, from 1",
    "other_url": "Address of the other article",
    "other_title": "Title of the other article",
    "step": "Number of the step; larger is later",
    "last_run": "Number of its last run",
    "last_started": "When that began, UTC",
    "source": "Name of the source",
}


def write_columns(connection: Connection) -> str:
    """Every view with its columns."""
    parts = []
    for view, (about, tables) in VIEWS.items():
        lines = [f"| {name} | {explain(name, tables)} |" for name in view_columns(connection, view)]
        parts.append(f"### {view}\n\n{about}\n\n| column | meaning |\n|---|---|\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def explain(column: str, tables: list[str]) -> str:
    """What a view's column means. Raises: KeyError where nobody says."""
    for table in tables:
        known = metadata.tables[table].columns
        if column in known and known[column].comment and column != "url":
            if column == "source" or (column == "copies" and table == "article"):
                break
            return escape(str(known[column].comment))
    if column in OWN:
        return OWN[column]
    for table in ("programme", "article", "announcement", "url"):
        known = metadata.tables[table].columns
        if column in known and known[column].comment:
            return escape(str(known[column].comment))
    raise KeyError(f"docs: nobody says what {column} of a view on {tables} means")


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
