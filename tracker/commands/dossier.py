"""`tracker show`: one programme on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options
from tracker.errors import BadQuery

if TYPE_CHECKING:
    from tracker.queries.programmes import Dossier

Row = dict[str, Any]
MOST_TURNS = 12
MOST_FIGURES = 8


def show(
    programme: Annotated[
        list[str],
        typer.Argument(help="Its name (toyota-camry-us-jp), words of it (camry us), or an announcement's id."),
    ],
    as_json: options.Json = False,
    whole: Annotated[bool, typer.Option("--all", help="Every turn and figure, not only the first screen.")] = False,
    database: options.Database = None,
) -> None:
    """One programme's story: where it stands, how it came there, on whose word, with the sentences that say so."""
    from tracker.commands.database import reading
    from tracker.commands.output import note
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


def print_dossier(dossier: Dossier, *, whole: bool) -> None:
    """The dossier as lines; coloured on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    for line, style in write_dossier(dossier, whole=whole):
        console.print(Text(line, style=style))


Line = tuple[str, str]


def write_dossier(dossier: Dossier, *, whole: bool) -> Iterator[Line]:
    """Lines with the style of each."""
    yield from _head(dossier.programme)
    yield from _timeline(dossier, None if whole else MOST_TURNS)
    yield from _disputes(dossier.programme)
    yield from _figures(dossier.figures if whole else dossier.figures[:MOST_FIGURES])
    yield from _past(dossier.past)
    yield from _coverage(dossier)


def _head(row: Row) -> Iterator[Line]:
    from tracker.commands.columns import BASIS_GLYPHS, STATUS_STYLES, car, plant, route, status

    yield f"{car(row)}  {route(row)}", "bold"
    since = f" since {row['status_since']}" if row["status_since"] else ""
    start = f", start {row['start']}" if row["start"] else ""
    end = f", end {row['end']}" if row["end"] else ""
    word = f"{BASIS_GLYPHS[row['basis']]} {row['basis']}"
    yield f"{status(row).upper()}{since}{start}{end}   {word}", STATUS_STYLES[row["status"]]
    yield f"plant      {plant(row)}", ""
    yield f"first      {row['first_reported'] or '?'} {row['first_source'] or ''}", ""
    confirmed = f"{row['confirmed']} {row['confirmed_source'] or ''}" if row["confirmed"] else "not by the company yet"
    yield f"confirmed  {confirmed}", ""
    counted = f"{row['articles']} articles, {row['stories']} without copies, {row['sources']} media"
    yield f"coverage   {counted}; last {row['last_reported'] or '?'}", ""
    yield f"name       {row['programme']}", "dim"


def _timeline(dossier: Dossier, most: int | None) -> Iterator[Line]:
    from tracker.commands.columns import BASIS_GLYPHS, STATUS_STYLES, status
    from tracker.commands.output import clean

    turns = dossier.history[-most:] if most else dossier.history
    yield "", ""
    hidden = len(dossier.history) - len(turns)
    yield "Timeline" + (f" (the last {len(turns)}; {hidden} earlier with --all)" if hidden else ""), "bold"
    for turn in turns:
        start = f" for {turn['start']}" if turn["start"] else ""
        copies = f" +{turn['copies']} copies" if turn["copies"] else ""
        said = f"{turn['day'] or '?':10}  {BASIS_GLYPHS[turn['basis']]} {status(turn)}{start}"
        yield f"{said}  [{turn['kind']}]  {turn['source']}{copies}", STATUS_STYLES[turn["status"]]
        if turn["evidence"]:
            yield f"            “{clean(turn['evidence'])}”", ""


def _disputes(row: Row) -> Iterator[Line]:
    if row["disputes"]:
        yield "", ""
        yield "The sources disagree on", "bold"
        for dispute in row["disputes"]:
            values = "; ".join(
                f"{value['value']} ({', '.join(value.get('sources') or [])})" for value in dispute["values"]
            )
            yield f"  {dispute['field']}: {values}", "yellow"


def _figures(figures: list[Row]) -> Iterator[Line]:
    from tracker.commands.columns import figure_value

    if figures:
        yield "", ""
        yield "Figures", "bold"
    for row in figures:
        told = " ".join(filter(None, (row["place"], row["period"])))
        yield f"  {row['kind']:13} {figure_value(row)} {row['unit']}  {told}  ({row['source']})", ""


def _past(past: list[Row]) -> Iterator[Line]:
    if past:
        yield "", ""
        yield "Earlier at home", "bold"
    for said in dict.fromkeys(_past_line(row) for row in past):
        yield said, ""


def _past_line(row: Row) -> str:
    return (
        f"  sold until {row['sold_until'] or '?'}" + (f" as {row['sold_as']}" if row["sold_as"] else "")
    )  # fmt: skip


def _coverage(dossier: Dossier) -> Iterator[Line]:
    yield "", ""
    yield "Articles", "bold"
    for row in dossier.coverage:
        copy = " (copy)" if row["is_copy"] else ""
        yield f"  {row['published_day'] or '?':10}  {row['source']}{copy}  {row['url']}", ""
