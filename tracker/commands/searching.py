"""`tracker search`: full text, with the words marked where they stand."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options
from tracker.commands.options import Format
from tracker.commands.tables import chosen_format, narrowed
from tracker.errors import BadQuery

if TYPE_CHECKING:
    from rich.text import Text

Row = dict[str, Any]
MOST = 20
INDENT = 4
HIT = "bold yellow"


def search(
    words: Annotated[list[str], typer.Argument(help='Words, "a phrase", -without, this OR that.')],
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    language: options.Language = None,
    since: options.Since = None,
    until: options.Until = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    fields_: options.Fields = None,
    limit: options.Limit = None,
    database: options.Database = None,
) -> None:
    """Full text, in English and Japanese; two characters are enough: 日産. Articles with the words in the title first.

    Example: tracker search トヨタ "made in Kentucky" -Tundra --since 2026
    """
    from tracker.commands.database import reading, resolve
    from tracker.commands.output import note
    from tracker.queries.search import find_articles

    asked, filters, most = join_words(words), narrowed(locals()), MOST if limit is None else limit or -1
    with reading(database) as connection:
        found = find_articles(connection, asked, resolve(connection, filters), limit=most)
    print_hits(found.rows, chosen_format(form, as_json), fields_)
    shown = len(found.rows)
    note(f"{shown} of {found.total:,} articles" if found.total > shown else f"{shown or 'no'} articles")


def join_words(words: list[str]) -> str:
    """One search of the arguments; what the shell gave as one argument among others is a phrase.

    >>> join_words(["トヨタ", "made in Kentucky", "-Tundra"])
    'トヨタ "made in Kentucky" -Tundra'

    Raises: BadQuery for what was meant as an option.
    """
    if mistyped := [word for word in words if word.startswith("--")]:
        raise BadQuery(f"no option {mistyped[0]}: see tracker search --help")
    if len(words) == 1:
        return words[0]
    return " ".join(re.sub(r'^(-?)([^"]*\s[^"]*)$', r'\1"\2"', word) for word in words)


def print_hits(rows: list[Row], form: Format, fields: str | None) -> None:
    """The hits: on a terminal a list with the words marked, else rows in the format asked for."""
    from tracker.commands.columns import SHOWN
    from tracker.commands.output import plain_columns, print_rows
    from tracker.queries.search import HIT_FIELDS
    from tracker.queries.tables import check_column

    if fields:
        chosen = [check_column(name, list(HIT_FIELDS)) for name in fields.split(",")]
        print_rows([{name: row[name] for name in chosen} for row in rows], form, plain_columns(chosen), chosen)
    elif form is Format.TABLE and sys.stdout.isatty():
        print_list(rows)
    else:
        print_rows(rows, form, SHOWN["search"], list(HIT_FIELDS))


def print_list(rows: list[Row]) -> None:
    """A paragraph a hit."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for row in rows:
        title = mark_hits(row["title"] or row["url"], row["title_marks"])
        title.stylize("bold")
        if row["url"].startswith(("http://", "https://")):
            title.stylize(f"link {row['url']}")
        console.print(
            Text(f"{row['published_day'] or '?'}  {row['source']}  ", style="dim"), title, sep="", soft_wrap=True
        )
        console.print(Padding(mark_hits(row["snippet"], row["marks"]), (0, 0, 0, INDENT)))


def mark_hits(text: str, marks: list[list[int]]) -> Text:
    """The text with its hits coloured; what could move a terminal's cursor or turn its direction is left out."""
    from rich.text import Text

    from tracker.queries.web_text import mark_text

    spans = [(start, end, 0) for start, end in marks]
    pieces = [piece for line in mark_text(text, spans) for piece in line]
    return Text.assemble(*((piece.text, HIT if piece.records else "") for piece in pieces))
