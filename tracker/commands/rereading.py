"""`tracker reextract`, `tracker programmes merge|split|undo`: new rules and people's decisions on what is stored."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands import options
from tracker.commands.tables import programmes

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.intake import Decided, Difference


def open_for_writing(database: str | None) -> Engine:
    """The database, to write in; it must be there already."""
    from tracker.storage.database import database_url, open_database

    open_database(database_url(database), readonly=True).dispose()
    return open_database(database_url(database))


def reextract(
    apply: Annotated[bool, typer.Option("--apply", help="Keep the change, not only show it.")] = False,
    regroup: Annotated[bool, typer.Option("--regroup", help="With --apply: find all copies anew as well.")] = False,
    gated: Annotated[
        bool, typer.Option("--gated", help="Instead: links that were not fetched, by today's words of the gate.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each article.")] = False,
    database: options.Database = None,
) -> None:
    """Read the stored pages by today's rules: first the difference in records; with --apply, the change.

    With --apply all programmes are built anew, too, by today's rules and the decisions that stand.

    Exit code 1: some page could not be read; it is left as it was.
    """
    from tracker.commands.output import note
    from tracker.intake import reread_pages
    from tracker.sources import read_catalogue

    engine, now = open_for_writing(database), datetime.now(UTC)
    if gated:
        reconsider(engine, now=now, apply=apply, as_json=as_json)
        return
    seen = changed = failed = 0
    for difference in reread_pages(engine, find_medium=read_catalogue().get, now=now, apply=apply):
        seen += 1
        if difference is not None:
            changed, failed = changed + (difference.error is None), failed + (difference.error is not None)
            tell_difference(difference, as_json=as_json)
        if sys.stderr.isatty() and seen % 100 == 0:
            print(f"\r{seen} articles", end="", file=sys.stderr)
    if apply:
        rebuild(engine, now=now, regroup=regroup)
    done = "changed" if apply else "would change (--apply keeps it)"
    note(f"{seen} articles read, {changed} {done}, {failed} could not be read")
    if failed:
        raise typer.Exit(1)


def rebuild(engine: Engine, *, now: datetime, regroup: bool) -> None:
    """What follows from the articles: copies where they are asked for, and programmes."""
    from tracker.commands.output import note
    from tracker.intake import rebuild_all, regroup_articles

    if regroup:
        note(f"{sum(1 for _ in regroup_articles(engine, now=now))} articles compared with their neighbours")
    if moved := rebuild_all(engine, now=now):
        note(f"programmes that moved: {', '.join(moved)}")


def reconsider(engine: Engine, *, now: datetime, apply: bool, as_json: bool) -> None:
    """The links that the gate left aside, judged again; with `apply` those it lets through are due."""
    from dataclasses import asdict

    from tracker.commands.output import clean, note, write
    from tracker.commands.terminal import print_json
    from tracker.sources import read_catalogue
    from tracker.spiders.gated import reconsider_gated

    count = 0
    for one in reconsider_gated(engine, read_catalogue(), now=now, apply=apply):
        count += 1
        if as_json:
            print_json(asdict(one))
        else:
            write(f"{one.url}: {clean(one.reason)} (before: {clean(one.before or '')})\n")
    note(f"{count} links {'are fetched by the next crawl' if apply else 'would be fetched (--apply keeps it)'}")


def tell_difference(difference: Difference, *, as_json: bool) -> None:
    """What differs in one article."""
    from dataclasses import asdict

    from tracker.commands.changes import tell_records, tell_text
    from tracker.commands.output import clean, write
    from tracker.commands.terminal import print_json

    if as_json:
        print_json(asdict(difference))
        return
    write(f"{difference.url}{': ' + clean(difference.error) if difference.error else ''}\n")
    for line in (*tell_records(difference.record_change), *tell_text(difference.text_change)):
        write(f"  {line}\n")


@programmes.command()
def merge(
    key: Annotated[str, typer.Argument(help="The programme that goes.")],
    into: Annotated[str, typer.Argument(help="The programme it joins.")],
    note: Annotated[str | None, typer.Option(help="Why, for those who come later.")] = None,
    database: options.Database = None,
) -> None:
    """Make two programmes one; later crawls respect it. `tracker programmes undo` takes it back."""
    from tracker.intake import merge_decided

    tell_decided(merge_decided(open_for_writing(database), key, into, now=datetime.now(UTC), note=note))


@programmes.command()
def split(
    key: Annotated[str, typer.Argument(help="The programme that holds too much.")],
    articles: Annotated[
        list[str], typer.Argument(help="Addresses of the articles that speak of another; their copies leave with them.")
    ],
    into: Annotated[str, typer.Option(help="Name of the new programme.")],
    note: Annotated[str | None, typer.Option(help="Why, for those who come later.")] = None,
    database: options.Database = None,
) -> None:
    """Take what some articles say out of a programme into one of its own; later crawls respect it."""
    from tracker.intake import split_decided

    now = datetime.now(UTC)
    tell_decided(split_decided(open_for_writing(database), key, articles, into=into, now=now, note=note))


@programmes.command()
def undo(
    decision: Annotated[int, typer.Argument(help="Its number, as `tracker programmes decisions` lists it.")],
    database: options.Database = None,
) -> None:
    """Take a split or merge back."""
    from tracker.intake import undo_decided

    tell_keys(undo_decided(open_for_writing(database), decision, now=datetime.now(UTC)))


@programmes.command()
def decisions(as_json: options.Json = False, database: options.Database = None) -> None:
    """What people decided about programmes: splits and merges, with what was taken back."""
    from tracker.commands.database import reading
    from tracker.commands.options import Format
    from tracker.commands.output import clean, note, print_rows, write
    from tracker.queries.decisions import read_decisions

    with reading(database) as connection:
        rows = read_decisions(connection)
    if as_json:
        print_rows(rows, Format.JSON, [])
        return
    for row in rows:
        state = f"  (taken back {row['undone']})" if row["undone"] else ""
        write(f"{row['id']}  {row['at']}  {row['kind']} {row['key']} into {row['into']}{state}\n")
        if row["note"]:
            write(f"   {clean(row['note'])}\n")
        if row["kind"] == "split":
            write("".join(f"   {page}\n" for page in row["articles"]))
    if not rows:
        note("nothing was decided")


def tell_decided(decided: Decided) -> None:
    """Which programmes changed, and how to take it back."""
    from tracker.commands.output import note

    tell_keys(decided.moved)
    note(f"decision {decided.number}; tracker programmes undo {decided.number} takes it back")


def tell_keys(keys: list[str]) -> None:
    """Which programmes changed."""
    from tracker.commands.output import write

    write("".join(f"{key}\n" for key in keys))
