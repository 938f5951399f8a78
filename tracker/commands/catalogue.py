"""`tracker sources`: the catalogue with its health, and a live check."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options
from tracker.commands.options import Format
from tracker.commands.output import Column, clean, plain_columns

if TYPE_CHECKING:
    from tracker.sources import Source
    from tracker.spiders.checking import SourceCheck

Row = dict[str, Any]


def sources(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[check] [NAME…]", help="`check`: ask each now. Names: only those.")
    ] = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    database: options.Database = None,
) -> None:
    """The catalogue of media with the health of each; `tracker sources check` asks them now.

    A check says of each: reachable, robots, feed parses, article parses, date and body found. Exit code 1: one fails.
    """
    from tracker.sources import find_source, read_catalogue

    names = list(words or [])
    checked = bool(names) and names[0] == "check"
    catalogue = read_catalogue()
    chosen = [find_source(catalogue, name) for name in names[checked:]] or list(catalogue.values())
    form = Format.JSON if as_json else form
    if checked:
        check(chosen, form)
    elif len(chosen) == 1 and names and form is Format.TABLE:
        print_source(chosen[0], database)
    else:
        print_sources(chosen, form, database)


def read_health(database: str | None) -> tuple[dict[str, Row], dict[str, list[int]]]:
    """Health and last runs by source; nothing where there is no database yet."""
    from tracker.commands.database import reading
    from tracker.errors import FixFile
    from tracker.queries.overview import read_run_lines
    from tracker.queries.tables import fetch

    try:
        with reading(database) as connection:
            rows = fetch(connection, "SELECT * FROM source_health")
            return {row["source"]: row for row in rows}, read_run_lines(connection)
    except FixFile as problem:
        if "no database there yet" in str(problem):
            return {}, {}
        raise


def print_sources(chosen: list[Source], form: Format, database: str | None) -> None:
    """The table of the catalogue."""
    from tracker.commands.output import print_rows

    health, lines = read_health(database)
    rows = [describe(source, health.get(source.name), lines.get(source.name, [])) for source in chosen]
    print_rows(rows, form, shown())


def describe(source: Source, health: Row | None, runs: list[int]) -> Row:
    """A source as a row."""
    known = health or {}
    return {
        "source": source.name,
        "title": source.title,
        "language": source.language,
        "kind": source.kind.value,
        "home": source.home,
        "active": source.active,
        "confidence": source.confidence.value,
        "state": known.get("state", "never crawled"),
        "since": known.get("since"),
        "evidence": known.get("evidence"),
        "last_started": known.get("last_started"),
        "fetched": known.get("fetched"),
        "recorded": known.get("recorded"),
        "failed": known.get("failed"),
        "runs": runs,
    }


def shown() -> list[Column]:
    """What the table shows."""
    return [
        Column("source", lambda row: row["source"]),
        Column("lang", lambda row: row["language"]),
        Column("kind", lambda row: row["kind"]),
        Column("health", lambda row: row["state"].replace("_", " "), health_style),
        Column("runs", lambda row: sparkline(row["runs"])),
        Column("home", lambda row: row["home"], link=lambda row: row["home"], cut=True, spare=True),
    ]


def health_style(row: Row) -> str:
    """The colour of a state of health."""
    return {"well": "green", "quiet": "yellow", "unknown": "yellow", "never crawled": "dim"}.get(row["state"], "red")


def sparkline(values: list[int]) -> str:
    """Numbers as a small line of blocks.

    >>> sparkline([0, 4, 8])
    '▁▅█'
    """
    most = max(values, default=0) or 1
    return "".join("▁▂▃▄▅▆▇█"[round(7 * value / most)] for value in values)


def check(chosen: list[Source], form: Format) -> None:
    """Each source asked now; exit code 1 where one does not work."""
    from tracker.commands.output import note, print_rows, write
    from tracker.spiders.checking import check_sources

    watched = sys.stderr.isatty() and form is Format.TABLE
    found = check_sources(
        chosen, progress=lambda one, done, total: note(f"[{done}/{total}] {one.name}") if watched else None
    )
    if form is Format.TABLE:
        write("".join(line + "\n" for one in found for line in write_check(one)))
    else:
        print_rows([asdict(one) | {"well": one.well} for one in found], form, plain_columns(["name", "well", "robots"]))
    if not all(one.well for one in found):
        raise typer.Exit(1)


def write_check(found: SourceCheck) -> Iterator[str]:
    """What was found of one source, line by line."""
    reached = "reachable" if found.reachable else "not reachable"
    yield f"{found.name}: {'works' if found.well else 'DOES NOT WORK'}; {reached}, robots.txt {found.robots}"
    for one in found.addresses:
        origin = "" if one.stated else " (named by the site itself)"
        yield clean(f"  {'+' if one.works else '-'} {one.kind} {one.address}{origin}: {one.says}")
    if found.article is None:
        yield "  - no article was found to try"
    else:
        article = found.article
        read = f"“{article.title}”, {article.published or 'no date'}, {article.characters} characters"
        yield clean(f"  {'-' if article.problem else '+'} article {article.url}: {article.problem or read}")
    if found.entry:
        yield "  the entry as it should be:"
        yield from (f"    {line}" for line in found.entry.splitlines())


def print_source(source: Source, database: str | None) -> None:
    """One source: its entry, its health, what failed."""
    from tracker.commands.database import reading
    from tracker.commands.output import write
    from tracker.queries.tables import fetch

    for name, value in asdict(source).items():
        if value not in (None, (), ""):
            write(f"{name:16} {', '.join(value) if isinstance(value, tuple) else value}\n")
    health, _ = read_health(database)
    if source.name not in health:
        return
    row = health[source.name]
    write(f"\n{row['state'].replace('_', ' ')} since {row['since']}: {row['evidence'] or ''}\n")
    with reading(database) as connection:
        failed = fetch(connection, FAILED, {"source": source.name})
        polls = fetch(connection, POLLS, {"source": source.name})
    for poll in polls:
        write(f"  {poll['kind']:8} {poll['address']}: {poll['last_error'] or poll['last_status'] or 'never asked'}\n")
    for url in failed:
        write(f"  failed   {url['address']}: {clean(url['reason'] or '')}; next try {url['next_try'] or 'none'}\n")


FAILED = """
    SELECT address, reason, next_try FROM url WHERE source = :source AND state = 'failed'
    ORDER BY changed DESC LIMIT 20
"""
POLLS = "SELECT kind, address, last_status, last_error FROM poll WHERE source = :source ORDER BY id"
