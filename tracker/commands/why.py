"""`tracker why URL`: every state an address went through, and what decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands import options

if TYPE_CHECKING:
    from tracker.queries.addresses import Fate

MOST_COPIES = 12


def why(
    url: Annotated[str, typer.Argument(help="The address, as given anywhere; a part of it will do.")],
    as_json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Why an address is a record, or is none: every state it went through, with the reason.

    Exit code 1: the address was never seen.
    """
    from tracker.commands.database import reading
    from tracker.commands.output import note, write
    from tracker.commands.terminal import print_json
    from tracker.queries.addresses import find_addresses, read_fate

    with reading(database) as connection:
        found = find_addresses(connection, url, key=address_key(url))
        if not found:
            note(f"{url}: never seen by any feed, sitemap, listing or request")
            raise typer.Exit(1)
        if len(found) > 1:
            note(f"{url} is part of several addresses; the first of:\n  " + "\n  ".join(found))
        fate = read_fate(connection, found[0])
    if as_json:
        print_json(asdict(fate))
    else:
        write("\n".join(write_fate(fate)) + "\n")


def address_key(url: str) -> str | None:
    """What all variants of an address share; None where `url` is no whole address."""
    from tracker.errors import TrackerError
    from tracker.stories.addresses import read_address

    try:
        return read_address(url).key
    except (TrackerError, ValueError):
        return None


def write_fate(fate: Fate) -> Iterator[str]:
    """The account, line by line."""
    from tracker.commands.output import clean

    url = fate.url
    yield f"{url['address']}"
    yield f"  is       {url['state']}" + (f": {clean(url['reason'])}" if url["reason"] else "")
    if url["next_try"]:
        failed = f" (failures in a row: {url['attempts']})" if url["attempts"] else ""
        yield f"  {'next try' if failed else 'again on'} {url['next_try']}{failed}"
    yield from _seen(fate.sightings)
    yield "  states"
    for step in fate.steps:
        yield f"    {step['at']}  {step['state']:10} {clean(step['reason'] or '')}".rstrip()
    yield from _article(fate)


def _seen(sightings: list[dict[str, Any]]) -> Iterator[str]:
    yield "  seen"
    for seen in sightings:
        where = f" on {seen['found_on']}" if seen["found_on"] else ""
        given = f" as {seen['given']}" if len(sightings) > 1 else ""
        often = "once" if seen["times"] == 1 else f"{seen['times']} times"
        yield f"    {seen['first_seen']}  {seen['source']} {seen['via']}{where}{given}, {often}"


def _article(fate: Fate) -> Iterator[str]:
    from tracker.commands.columns import car, route, status
    from tracker.commands.output import clean

    if fate.article:
        row = fate.article
        yield f"  article  {row['published_day'] or 'no date'}  {clean(row['title'] or '')}  ({row['topic']})"
    for said in fate.announcements:
        start = f" from {said['start']}" if said["start"] else ""
        yield f"  says     {car(said)} {route(said)} {status(said)}{start}  -> {said['programme'] or 'no programme'}"
        yield f"           “{clean(said['evidence'])}”"
    yield from _copies(fate)
    for version in fate.revisions[1:]:
        yield from _version(version)


def _copies(fate: Fate) -> Iterator[str]:
    """The group of articles with the same words, and why this one is in it."""
    from tracker.commands.output import clean

    if len(fate.story) < 2:
        return
    first, others = fate.story[0], {row["url"]: row for row in fate.story}
    own = " (this one)" if first["url"] == fate.url["address"] else ""
    yield f"  story    one of {len(fate.story)} articles with the same words; the first: {_named(first)}{own}"
    for copy in fate.copies[:MOST_COPIES]:
        told = f"{copy['kind']} {copy['score']:.2f}  {_named(others.pop(copy['url'], copy))}"
        yield f"  copy     {told}: {clean(copy['reason'])}"
    others = {url: row for url, row in others.items() if url != fate.url["address"]}
    for row in list(others.values())[:MOST_COPIES]:
        yield f"  and      by way of those  {_named(row)}"
    if len(others) > MOST_COPIES:
        yield f"  and      {len(others) - MOST_COPIES} more"


def _named(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (row.get("published_day"), row.get("source"), row["url"])))


def _version(version: dict[str, Any]) -> Iterator[str]:
    from tracker.commands.changes import tell_records, tell_text

    cause = {"page": "the page changed", "rules": "read by newer rules"}.get(version["cause"], version["cause"])
    yield f"  revised  {version['at']}  version {version['number']}: {cause}"
    for line in (*tell_records(version["record_change"] or {}), *tell_text(version["text_change"] or {})):
        yield f"           {line}"
