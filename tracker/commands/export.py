"""`tracker export`: the whole database in files that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options
from tracker.errors import BadQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

VIEWS = {
    "programmes": "programme_current",
    "programme_history": "programme_history",
    "programme_changes": "programme_changes",
    "announcements": "announcement_full",
    "articles": "article_full",
    "figures": "figure_full",
    "history": "history_full",
    "people": "person_full",
    "coverage": "coverage",
    "copies": "copy_pair",
    "revisions": "revision_full",
    "url_history": "url_history",
    "source_health": "source_health",
}
"""File → view."""
BATCH = 5000
"""Rows that are held at once."""
COUNTED = ("is_copy", "announcements", "copies")
"""Columns that a view works out: whole numbers."""


class Kind(StrEnum):
    """What files are written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQLITE = "sqlite"


def export(
    target: Annotated[Path, typer.Argument(help="A folder that is made for the files; for sqlite, a file.")],
    kind: Annotated[Kind, typer.Option("--format", help="parquet needs the extra tracker[parquet].")] = Kind.CSV,
    database: options.Database = None,
) -> None:
    """Write every view to a file of its own, or the whole database to a SQLite snapshot (safe while a crawl writes).

    Examples: tracker export out/; tracker export --format sqlite snapshot.db
    """
    from tracker.commands.database import reading
    from tracker.commands.output import count, note

    if target.exists() and (kind is Kind.SQLITE or any(target.iterdir() if target.is_dir() else [target])):
        raise BadQuery(f"{target} is there already: name one that is not")
    write = choose_writer(kind)
    with reading(database) as connection:
        if write is None:
            write_snapshot(connection, target)
            note(f"{target}: the whole database")
            return
        target.mkdir(parents=True, exist_ok=True)
        for name, view in VIEWS.items():
            file = target / f"{name}.{kind}"
            note(f"{file}: {count(write(connection, view, file), 'row')}")


Writer = Callable[["Connection", str, Path], int]
"""(database, view, file) → rows written."""


def choose_writer(kind: Kind) -> Writer | None:
    """What writes a view to a file; None: views are not written one by one.

    Raises: BadQuery where Parquet is asked for and pyarrow is not installed.
    """
    if kind is Kind.PARQUET and find_spec("pyarrow") is None:
        raise BadQuery("Parquet needs the package pyarrow: python -m pip install 'tracker[parquet]'")
    return {Kind.CSV: write_csv_file, Kind.JSONL: write_jsonl, Kind.PARQUET: write_parquet, Kind.SQLITE: None}[kind]


def write_csv_file(connection: Connection, view: str, file: Path) -> int:
    """CSV; the mark at the beginning tells spreadsheets that the file is UTF-8."""
    from tracker.commands.output import write_csv_rows
    from tracker.queries.tables import iterate_view, view_columns

    with file.open("w", encoding="utf-8-sig", newline="") as out:
        return write_csv_rows(out, iterate_view(connection, view), view_columns(connection, view))


def write_jsonl(connection: Connection, view: str, file: Path) -> int:
    """JSON Lines."""
    from tracker.commands.terminal import json_line
    from tracker.queries.tables import iterate_view

    written = 0
    with file.open("w", encoding="utf-8") as out:
        for row in iterate_view(connection, view):
            out.write(json_line(row) + "\n")
            written += 1
    return written


def write_parquet(connection: Connection, view: str, file: Path) -> int:
    """Parquet, typed as the database is; lists and objects as JSON text."""
    import pyarrow
    import pyarrow.parquet

    from tracker.queries.tables import iterate_view

    schema, written = read_schema(connection, view), 0
    rows = iterate_view(connection, view)
    with pyarrow.parquet.ParquetWriter(file, schema) as out:
        while batch := list(islice(rows, BATCH)):
            columns = {name: [_flat(row[name]) for row in batch] for name in schema.names}
            out.write_table(pyarrow.table(columns, schema=schema))
            written += len(batch)
    return written


def read_schema(connection: Connection, view: str) -> Any:
    """The columns of a view as Parquet has them, the same whether or not they hold anything."""
    import pyarrow
    from sqlalchemy import inspect

    kinds = {"INTEGER": pyarrow.int64(), "BIGINT": pyarrow.int64(), "REAL": pyarrow.float64()}
    kinds["DOUBLE PRECISION"] = pyarrow.float64()
    columns = []
    for column in inspect(connection).get_columns(view):
        kind = kinds.get(str(column["type"]), pyarrow.string())
        columns.append((column["name"], pyarrow.int64() if column["name"] in COUNTED else kind))
    return pyarrow.schema(columns)


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def write_snapshot(connection: Connection, file: Path) -> None:
    """A consistent copy of the whole database in one file."""
    if connection.dialect.name != "sqlite":
        raise BadQuery("a snapshot is a copy of a SQLite database; use --format csv, jsonl or parquet for another")
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("ROLLBACK") if raw.in_transaction else None
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("VACUUM INTO ?", (str(file),))
