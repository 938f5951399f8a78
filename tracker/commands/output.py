"""Rows, printed: a fine table on a terminal, plain aligned columns in a pipe, JSON, CSV and Markdown for programs."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from tracker.commands.options import Format
from tracker.commands.terminal import json_line
from tracker.queries.web_text import unformulate

Row = dict[str, Any]

TABLE_ROWS = 50
"""What a table shows where no limit is given."""
GAP = 2
"""Between two columns."""
LEAST_CUT = 12
LEAST_WRAPPED = 30
"""How narrow a column may become that is cut, or that takes several lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people."""

    title: str
    cell: Callable[[Row], str]
    style: Callable[[Row], str] | None = None
    link: Callable[[Row], str | None] | None = None
    """Address to open on a terminal that has links."""
    wrap: bool = False
    """Long text: may take several lines on a narrow terminal."""
    cut: bool = False
    """May be cut on a narrow terminal, the last of them first."""
    spare: bool = False
    """Left out on a terminal that is too narrow for all."""


def write(text: str) -> None:
    """`text` to standard output in UTF-8, whatever the terminal's own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A line about the answer, for people: on standard error, so that a pipe holds rows only."""
    print(text, file=sys.stderr)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `3 articles`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def print_rows(rows: list[Row], form: Format, shown: list[Column], names: list[str] | None = None) -> None:
    """The rows in the format asked for; `names` are the fields of an empty answer, and of a CSV's head."""
    names = names or (list(rows[0]) if rows else [column.title for column in shown])
    if form is Format.TABLE:
        print_table(rows, shown)
    elif form is Format.JSON:
        write(json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode("utf-8") + "\n")
    elif form is Format.JSONL:
        write("".join(json_line(row) + "\n" for row in rows))
    elif form is Format.CSV:
        write(write_csv(rows, names))
    else:
        write(write_markdown(rows, shown))


def print_table(rows: list[Row], shown: list[Column]) -> None:
    """Coloured and fitted to the width of a terminal; in a pipe plain, every row one line, nothing cut."""
    if not sys.stdout.isatty():
        write(write_plain(rows, shown))
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(make_table(rows, fit_columns(shown, measure_columns(rows, shown), console.width)))


def measure_columns(rows: list[Row], shown: list[Column]) -> list[int]:
    """How wide each column is with nothing cut, its title counted."""
    from rich.cells import cell_len

    return [max(map(cell_len, (column.title, *(clean(column.cell(row)) for row in rows)))) for column in shown]


def fit_columns(shown: list[Column], widths: list[int], room: int) -> list[tuple[Column, int]]:
    """The columns that a terminal of `room` has place for, and how wide each may be.

    Spare columns go first, then what may be cut is: a day, a route or a status is shown whole or not at all.

    >>> day, title = Column("day", str), Column("title", str, cut=True)
    >>> [width for _, width in fit_columns([day, title], [10, 60], 80)]
    [10, 60]
    >>> [width for _, width in fit_columns([day, title], [10, 60], 50)]
    [10, 36]
    """
    kept = list(zip(shown, widths, strict=True))
    for pair in [pair for pair in reversed(kept) if pair[0].spare]:
        if sum(_least(*each) + GAP for each in kept) > room:
            kept.remove(pair)
    excess = sum(width + GAP for _, width in kept) - room
    for place, (column, width) in reversed(list(enumerate(kept))):
        taken = min(max(excess, 0), width - _least(column, width))
        kept[place], excess = (column, width - taken), excess - taken
    return kept


def _least(column: Column, width: int) -> int:
    if column.wrap:
        return min(width, LEAST_WRAPPED)
    return min(width, LEAST_CUT) if column.cut else width


def make_table(rows: list[Row], fitted: list[tuple[Column, int]]) -> Any:
    """A Rich table. What comes from the web is text in it, never markup."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column, width in fitted:
        overflow: Any = "fold" if column.wrap else "ellipsis"
        table.add_column(column.title, no_wrap=not column.wrap, overflow=overflow, max_width=width)
    for row in rows:
        cells = []
        for column, _ in fitted:
            cell = Text(clean(column.cell(row)), style=column.style(row) if column.style else "")
            address = column.link(row) if column.link else None
            if address and address.startswith(("http://", "https://")):
                cell.stylize(f"link {address}")
            cells.append(cell)
        table.add_row(*cells)
    return table


def write_plain(rows: list[Row], shown: list[Column]) -> str:
    """Aligned columns, two spaces apart, wide characters counted as two.

    >>> print(write_plain([{"a": "日産", "b": 1}, {"a": "Kia", "b": 22}],
    ...     [Column("a", lambda row: row["a"]), Column("b", lambda row: str(row["b"]))]), end="")
    a     b
    日産  1
    Kia   22
    """
    from rich.cells import cell_len

    lines = [[column.title for column in shown]] + [[clean(column.cell(row)) for column in shown] for row in rows]
    widths = [max(cell_len(line[number]) for line in lines) for number in range(len(shown))]
    padded = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(line.rstrip() + "\n" for line in padded)


def clean(text: str) -> str:
    """`text` on one line, without control characters that could move a terminal's cursor or turn its direction.

    >>> clean("a\\x1b[2Jb\\u202ec\\nd")
    'a[2Jbc d'
    """
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", re.sub(r"\s+", " ", text))


def write_csv(rows: Iterable[Row], names: list[str]) -> str:
    """RFC 4180, with a head. A text that a spreadsheet would run as a formula stands behind an apostrophe.

    >>> write_csv([{"title": "=1+1", "value": -3}], ["title", "value"])
    "title,value\\r\\n'=1+1,-3\\r\\n"
    """
    held = io.StringIO()
    write_csv_rows(held, rows, names)
    return held.getvalue()


def write_csv_rows(out: IO[str], rows: Iterable[Row], names: list[str]) -> int:
    """The same to a file; the number of rows."""
    writer, written = csv.writer(out), 0
    writer.writerow(names)
    for row in rows:
        writer.writerow([_csv_cell(row.get(name)) for name in names])
        written += 1
    return written


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return unformulate(value) if isinstance(value, str) else value


def write_markdown(rows: list[Row], shown: list[Column]) -> str:
    """A Markdown table; what would be markup in it stands as text."""
    lines = ["| " + " | ".join(column.title for column in shown) + " |", "|" + " --- |" * len(shown)]
    for row in rows:
        cells = [re.sub(r"([\\|`*_\[\]<>])", r"\\\1", clean(column.cell(row))) for column in shown]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def plain_columns(names: list[str]) -> list[Column]:
    """Fields of rows as columns, as they are: what `--fields` shows."""
    return [Column(name, _cell(name), wrap=name in ("evidence", "title", "body", "snippet")) for name in names]


def _cell(name: str) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        value = row.get(name)
        if value is None:
            return "-"
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)

    return show
