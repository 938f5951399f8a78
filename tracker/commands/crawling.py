"""`tracker crawl`: what cron runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands import options

if TYPE_CHECKING:
    from tracker.spiders.runner import SourceSummary, Summary


def crawl(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; without any, all that are due.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Also what was published since then, from archives.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many articles a source.")] = None,
    max_time: Annotated[float | None, typer.Option("--max-time", metavar="SECONDS", help="End after that.")] = None,
    recheck: Annotated[bool, typer.Option("--recheck", help="Fetch stored articles on the subject again.")] = False,
    at_once: Annotated[int, typer.Option("--at-once", min=1, help="Sources at the same time.")] = 10,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a log of JSON lines, rotated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    database: options.Database = None,
) -> None:
    """Crawl every source that is due, or those named. Silent without a terminal, unless something is wrong.

    Exit codes: 0 all well, or another crawl is running; 1 some source is unhealthy; 2 nothing could run.
    """
    from tracker.commands.output import note, write
    from tracker.spiders.runner import crawl_sources, write_summary

    watched = sys.stderr.isatty()
    summary = crawl_sources(
        names or [],
        progress=tell_source if watched else None,
        database=database,
        since=since,
        limit=limit,
        max_time=max_time,
        recheck=recheck,
        at_once=at_once,
        log_file=log,
    )
    if as_json:
        write(write_summary(summary) + "\n")
    elif summary.locked:
        note("another crawl is running on this database; this one leaves")
    elif watched or summary.exit_code or summary.stopped:
        note(write_total(summary))
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def tell_source(source: SourceSummary, done: int, total: int) -> None:
    """A line a source, as it ends."""
    counts = source.counts
    print(
        f"[{done}/{total}] {source.name}: {source.state}, {counts.new} new, {counts.fetched} fetched, "
        f"{counts.recorded} recorded" + (f", {counts.failed} failed" if counts.failed else ""),
        file=sys.stderr,
    )


def write_total(summary: Summary) -> str:
    """The whole in a line, then the sources that are not well."""
    counts = summary.total()
    sources = "1 source" if len(summary.sources) == 1 else f"{len(summary.sources)} sources"
    lines = [
        f"{sources} crawled, {summary.not_due} not due; {counts.fetched} pages fetched, "
        f"{counts.recorded} articles recorded, {counts.failed} failed; {summary.seconds:.0f} s"
        + (f"; ended early: {summary.stopped}" if summary.stopped else "")
    ]
    lines += [f"  {source.name}: {source.state}: {source.evidence}" for source in summary.sources if not source.well]
    return "\n".join(lines)
