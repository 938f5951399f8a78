"""`tracker export`: the whole database in files that other programs read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tracker.commands import options
from tracker.errors import BadQuery

VIEWS = {
    "programmes": "programme_current",
    "programme_history": "programme_history",
    "announcements": "announcement_full",
    "articles": "article_full",
    "figures": "figure_full",
    "history": "history_full",
    "people": "person_full",
    "coverage": "coverage",
    "source_health": "source_health",
}
"""File → view."""


class Kind(StrEnum):
    """What files are written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQLITE = "sqlite"


def export(
    target: Annotated[Path, typer.Argument(help="A folder that is made for the files; for sqlite, a file.")],
    kind: Annotated[Kind, typer.Option("--format", help="parquet needs the package pyarrow.")] = Kind.CSV,
    database: options.Database = None,
) -> None:
    """Write every view to a file of its own, or the whole database to a SQLite snapshot (safe while a crawl writes).

    Examples: tracker export out/; tracker export --format sqlite snapshot.db
    """
    from tracker.commands.database import reading
    from tracker.commands.output import note

    if target.exists() and (kind is Kind.SQLITE or any(target.iterdir() if target.is_dir() else [target])):
        raise BadQuery(f"{target} is there already: name one that is not")
    with reading(database) as connection:
        if kind is Kind.SQLITE:
            write_snapshot(connection, target)
            note(f"{target}: the whole database")
            return
        target.mkdir(parents=True, exist_ok=True)
        for name, view in VIEWS.items():
            rows = write_view(connection, view, target / f"{name}.{kind}", kind)
            note(f"{target / f'{name}.{kind}'}: {rows} rows")


def write_view(connection: object, view: str, file: Path, kind: Kind) -> int:
    """One view into one file; the number of its rows."""
    from sqlalchemy import Connection

    from tracker.commands.output import write_csv
    from tracker.commands.terminal import json_line
    from tracker.queries.tables import fetch, view_columns

    assert isinstance(connection, Connection)
    rows = fetch(connection, f"SELECT * FROM {view}")
    names = view_columns(connection, view)
    if kind is Kind.CSV:
        # The mark at the beginning tells spreadsheets that the file is UTF-8.
        file.write_text(write_csv(rows, names), "utf-8-sig", newline="")
    elif kind is Kind.JSONL:
        file.write_text("".join(json_line(row) + "\n" for row in rows), "utf-8")
    else:
        write_parquet(rows, names, file)
    return len(rows)


def write_parquet(rows: list[dict[str, object]], names: list[str], file: Path) -> None:
    """The rows as Parquet; lists and objects as JSON text.

    Raises: BadQuery where pyarrow is not installed.
    """
    import json

    try:
        import pyarrow  # type: ignore[import-not-found]  # optional, installed by who wants Parquet
        import pyarrow.parquet  # type: ignore[import-not-found]  # the same
    except ImportError:
        raise BadQuery("Parquet needs the package pyarrow: python -m pip install pyarrow") from None
    columns = {
        name: [
            json.dumps(value, ensure_ascii=False) if isinstance(value := row[name], list | dict) else value
            for row in rows
        ]
        for name in names
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), file)


def write_snapshot(connection: object, file: Path) -> None:
    """A consistent copy of the whole database in one file."""
    from sqlalchemy import Connection

    assert isinstance(connection, Connection)
    if connection.dialect.name != "sqlite":
        raise BadQuery("a snapshot is a copy of a SQLite database; use --format csv, jsonl or parquet for another")
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("ROLLBACK") if raw.in_transaction else None
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("VACUUM INTO ?", (str(file),))
