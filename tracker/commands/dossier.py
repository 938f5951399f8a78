"""`tracker show`: one programme on one screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options
from tracker.commands.columns import (
    BASIS_GLYPHS,
    BASIS_WORDS,
    STATUS_STYLES,
    car,
    figure_value,
    plant,
    route,
    status,
)
from tracker.commands.completion import offer_held
from tracker.commands.output import clean, count, note, write
from tracker.errors import BadQuery
from tracker.queries.web_text import plain, safe_url

if TYPE_CHECKING:
    from tracker.queries.programmes import Dossier

Row = dict[str, Any]
MOST_TURNS = 12
MOST_FIGURES = 8


def show(
    programme: Annotated[
        list[str],
        typer.Argument(
            help="Its name (toyota-camry-us-jp), words of it (camry us), or an announcement's id.",
            autocompletion=offer_held("programme"),
        ),
    ],
    as_json: options.Json = False,
    whole: Annotated[bool, typer.Option("--all", help="Every turn and figure, not only the first screen.")] = False,
    database: options.Database = None,
) -> None:
    """One programme's story: where it stands, how it came there, on whose word, with the sentences that say so."""
    from tracker.commands.database import reading
    from tracker.commands.terminal import print_json
    from tracker.queries.programmes import find_programme, read_dossier

    with reading(database) as connection:
        try:
            key = find_programme(connection, " ".join(programme))
        except BadQuery as unknown:
            note(f"tracker: {unknown}")
            raise typer.Exit(1) from None
        dossier = read_dossier(connection, key)
    if as_json:
        print_json(asdict(dossier))
    else:
        print_dossier(dossier, whole=whole)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the dossier; one too long for the terminal goes on at the same indent."""

    text: str
    style: str = ""
    indent: int = 0
    link: str | None = None
    """Address to open on a terminal that has links."""


GAP = Line("")


def print_dossier(dossier: Dossier, *, whole: bool) -> None:
    """The dossier as lines; coloured and wrapped on a terminal."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(highlight=False)
    for line in write_dossier(dossier, whole=whole, links=terminal):
        if terminal:
            link = f" link {line.link}" if line.link else ""
            console.print(Padding(Text(plain(line.text), style=line.style + link), (0, 0, 0, line.indent)))
        else:
            write(" " * line.indent + plain(line.text) + "\n")


def write_dossier(dossier: Dossier, *, whole: bool, links: bool) -> Iterator[Line]:
    """Lines with the style of each."""
    yield from _head(dossier.programme)
    yield from _timeline(dossier, None if whole else MOST_TURNS)
    yield from _disputes(dossier.programme)
    yield from _figures(dossier.figures if whole else dossier.figures[:MOST_FIGURES])
    yield from _past(dossier.past)
    yield from _coverage(dossier, links=links)


def _head(row: Row) -> Iterator[Line]:
    yield Line(f"{car(row)}  {route(row)}", "bold")
    since = f" since {row['status_since']}" if row["status_since"] else ""
    start = f", start {row['start']}" if row["start"] else ""
    end = f", end {row['end']}" if row["end"] else ""
    word = f"{BASIS_GLYPHS[row['basis']]} {BASIS_WORDS[row['basis']]}"
    yield Line(f"{status(row).upper()}{since}{start}{end}   {word}", STATUS_STYLES[row["status"]])
    confirmed = f"{row['confirmed']} {row['confirmed_source'] or ''}" if row["confirmed"] else "not by the company yet"
    counted = f"{count(row['articles'], 'article')}, {count(row['sources'], 'medium', 'media')}"
    if row["stories"] < row["articles"]:
        counted += f", {count(row['stories'], 'story', 'stories')} without copies"
    for name, told in {
        "plant": plant(row),
        "first": f"{row['first_reported'] or '?'} {row['first_source'] or ''}",
        "confirmed": confirmed,
        "coverage": f"{counted}; last {row['last_reported'] or '?'}",
    }.items():
        yield Line(f"{name:10} {told}".rstrip())
    yield Line(f"{'name':10} {row['programme']}", "dim")


def _timeline(dossier: Dossier, most: int | None) -> Iterator[Line]:
    from tracker.queries.programmes import TURNS

    turns = dossier.history[-most:] if most else dossier.history
    hidden = len(dossier.history) - len(turns)
    yield GAP
    yield Line("Timeline" + (f" (the last {len(turns)}; {hidden} earlier with --all)" if hidden else ""), "bold")
    for turn in turns:
        start = f" from {turn['start']}" if turn["start"] else ""
        if turn["status"] == "ended":
            start = f" until {turn['end']}" if turn["end"] else ""
        copies = f" +{count(turn['copies'], 'copy', 'copies')}" if turn["copies"] else ""
        said = f"{turn['day'] or '?':10}  {BASIS_GLYPHS[turn['basis']]} {status(turn)}{start}"
        told = f"{said}  ({TURNS.get(turn['kind'], turn['kind'])})  {turn['source']}{copies}"
        yield Line(told, STATUS_STYLES[turn["status"]], link=safe_url(turn["url"]))
        if turn["published_day"] and turn["day"] != turn["published_day"]:
            # A later version speaks on the day it was found, not on the day the first one came out.
            yield Line(f"in an edit of the article of {turn['published_day']}:", "dim", indent=12)
        if turn["evidence"]:
            yield Line(f"“{clean(turn['evidence'])}”", indent=12)


def _disputes(row: Row) -> Iterator[Line]:
    if row["disputes"]:
        yield GAP
        yield Line("The sources disagree on", "bold")
        for dispute in row["disputes"]:
            values = "; ".join(
                f"{value['value']} ({', '.join(value.get('sources') or [])})" for value in dispute["values"]
            )
            yield Line(f"{dispute['field']}: {values}", "yellow", indent=2)


def _figures(figures: list[Row]) -> Iterator[Line]:
    if figures:
        yield GAP
        yield Line("Figures", "bold")
    for row in figures:
        told = " ".join(filter(None, (row["place"], row["period"])))
        told = f"{told}  ({row['source']})" if told else f"({row['source']})"
        kind = row["kind"].replace("_", " ")
        yield Line(f"{kind:13} {figure_value(row)} {row['unit']}  {told}", indent=2, link=safe_url(row["url"]))


def _past(past: list[Row]) -> Iterator[Line]:
    if past:
        yield GAP
        yield Line("Earlier at home", "bold")
    for said in dict.fromkeys(_past_line(row) for row in past):
        yield Line(said, indent=2)


def _past_line(row: Row) -> str:
    return f"sold until {row['sold_until'] or '?'}" + (f" as {clean(row['sold_as'])}" if row["sold_as"] else "")


def _coverage(dossier: Dossier, *, links: bool) -> Iterator[Line]:
    """The articles: by title where the terminal has links, else with their addresses."""
    yield GAP
    yield Line("Articles", "bold")
    for row in dossier.coverage:
        copy = " (copy)" if row["is_copy"] else ""
        address = safe_url(row["url"])
        told = clean(row["title"] or row["url"]) if links and address else row["url"]
        yield Line(f"{row['published_day'] or '?':10}  {row['source']}{copy}  {told}", indent=2, link=address)
