"""`tracker demo`: the whole thing on a small news world on loopback, for a newcomer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.spiders.runner import Summary

Row = dict[str, Any]
DATABASE = Path("tracker-demo.db")


def demo(
    database: Annotated[
        Path, typer.Option(help="The file to fill; the usual one is replaced, another must be new.")
    ] = DATABASE,
) -> None:
    """Crawl a small news world that is served on this machine, twice, and show what comes of it. Needs no network."""
    from tracker.commands.output import write
    from tracker.demo.crawling import clear_database, run_demo
    from tracker.demo.world import read_world

    clear_database(database, ours=database == DATABASE)
    world = read_world(1)
    pages = sum(len(medium.stories) for medium in world.values())
    write(f"A news world on this machine: {len(world)} media, {pages} articles, in English and Japanese.\n")
    write("Crawling it with the real spiders ...\n")
    run_demo(database, told=tell_crawl)
    from tracker.commands.database import reading

    with reading(str(database)) as connection:
        for line in write_demo(connection):
            write(line + "\n")
    write("".join(f"{line}\n" for line in next_steps(database)))


def tell_crawl(number: int, summary: Summary) -> None:
    """One line a crawl."""
    from tracker.commands.output import write

    counts = summary.total()
    write(
        f"  crawl {number}: {counts.requests} requests, {counts.fetched} pages fetched, {counts.recorded} articles "
        f"recorded, {counts.unchanged} unchanged, {counts.failed} failed, in {summary.seconds:.1f} s\n"
    )
    if number == 1:
        write("The world moves on: one article is edited, two are new. Crawling again ...\n")


def write_demo(connection: Connection) -> Iterator[str]:
    """The account: programmes, what moved, what was skipped, what ails."""
    from tracker.queries.overview import find_changes
    from tracker.queries.tables import fetch, select_rows

    yield ""
    yield "WHO BRINGS WHICH CAR HOME"
    for row in select_rows(connection, "programmes", {}):
        yield from _programme(row, fetch(connection, BEST_WORD, {"key": row["programme"]}))
    yield ""
    yield "WHAT THE SECOND CRAWL CHANGED"
    query = "SELECT started FROM run ORDER BY id LIMIT 1 OFFSET 1"
    second = fetch(connection, query)[0]["started"]
    for row in reversed(find_changes(connection, {"since": (second,)}, most=100)):
        yield f"  {_change(row)}"
    for row in fetch(connection, EDITED):
        yield f"  edited: {row['title']} ({row['source']})"
    yield ""
    yield "WHAT WAS SKIPPED, AND WHY"
    for row in fetch(connection, SKIPPED):
        yield f"  {row['source']:8} {row['state']:10} {row['path']}: {row['reason'] or row['cause'] or ''}"
    yield ""
    yield "SOURCES THAT NEED A LOOK"
    for row in fetch(connection, AILING):
        yield f"  {row['source']:8} {row['state'].replace('_', ' ')}: {row['evidence'] or ''}"


BEST_WORD = """
    SELECT source, published_day, evidence, status, basis FROM coverage WHERE programme = :key
    ORDER BY is_copy, status = (SELECT status FROM programme_current WHERE programme = :key) DESC, published_day DESC
"""
EDITED = """
    SELECT a.title, a.source FROM revision_full r JOIN article a ON a.id = r.article_id WHERE r.cause = 'page'
    ORDER BY r.at
"""
SKIPPED = """
    SELECT u.source, u.state, u.reason, u.cause,
           substr(u.address, instr(substr(u.address, 9), '/') + 8) AS path
    FROM url u WHERE u.state IN ('gated', 'irrelevant', 'failed') ORDER BY u.state, u.source, u.address
"""
AILING = "SELECT source, state, evidence FROM source_health WHERE state NOT IN ('well', 'unknown', 'quiet')"


def _programme(row: Row, words: list[Row]) -> Iterator[str]:
    from tracker.commands.columns import BASIS_GLYPHS, car, plant, route, status
    from tracker.commands.output import clean

    built = f", {plant(row)}" if plant(row) != "-" else ""
    yield f"{BASIS_GLYPHS[row['basis']]} {status(row):11} {car(row)}, {route(row)}{built}{_when(row)}"
    if words:
        evidence = clean(words[0]["evidence"])
        yield f"      “{evidence if len(evidence) < 150 else evidence[:148] + '…'}”"
    named = dict.fromkeys(f"{word['source']} {word['published_day'] or ''}".strip() for word in words)
    yield f"      {', '.join(named)}"


def _when(row: Row) -> str:
    """` for 2027`, ` since 2026-04-02`, ` until 2026-02`; nothing where it is not known."""
    if row["status"] == "ended":
        return f" until {row['end']}" if row["end"] else ""
    word = "since" if row["status"] == "on_sale" else "for"
    return f" {word} {row['start']}" if row["start"] else ""


def _change(row: Row) -> str:
    from tracker.queries.feeds import name_car, say_change

    return f"{name_car(row)}: {say_change(row)}" + (f" ({row['source']})" if row["source"] else "")


def next_steps(database: Path) -> list[str]:
    """Three commands to try, as this shell can run them."""
    program = sys.argv[0] if "/" in sys.argv[0] and not sys.argv[0].startswith("/usr") else "tracker"
    try:
        program = str(Path(program).relative_to(Path.cwd()))
    except ValueError:
        program = str(program)
    return [
        "",
        f"● the company says so, ◐ a report, ○ commentary. All of it is now in {database}. Try next:",
        f"  {program} show murano --database {database}",
        f"  {program} search 日産 --database {database}",
        f"  {program} serve --database {database}      (then open the address it prints)",
    ]
