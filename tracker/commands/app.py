"""`tracker`: every command in one list, and what happens to an error.

Exit codes: 0 all done, be the answer empty; 1 done, but some of it failed or what was named is not there; 2 not done,
because the question, a file or the database is wrong, or nothing could run.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from tracker.commands import tables
from tracker.commands.alerting import alerts
from tracker.commands.catalogue import sources
from tracker.commands.crawling import crawl
from tracker.commands.demo import demo
from tracker.commands.dossier import show
from tracker.commands.export import export
from tracker.commands.extract import extract
from tracker.commands.pulse import stats
from tracker.commands.rereading import reextract
from tracker.commands.searching import search
from tracker.commands.serving import feed, serve
from tracker.commands.why import why
from tracker.errors import TrackerError

EPILOG = (
    "Exit codes: 0 done, 1 done but something failed or was not found, 2 not done. "
    "TRACKER_DATABASE names the database (default sqlite:///tracker.db)."
)

app = typer.Typer(
    name="tracker",
    help="Who brings which foreign-built car home, from which plant, when, and who says so.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

app.add_typer(tables.programmes, name="programmes")
COMMANDS = (
    crawl,
    sources,
    demo,
    tables.announcements,
    tables.articles,
    tables.figures,
    show,
    why,
    stats,
    export,
    alerts,
    feed,
    serve,
    extract,
    reextract,
)
for command in COMMANDS:
    app.command()(command)
# A leading minus excludes a word: it is no option.
app.command(context_settings={"ignore_unknown_options": True})(search)


def print_version(wanted: bool) -> None:
    """The version, and nothing else."""
    if wanted:
        from importlib.metadata import version

        print(f"tracker {version('tracker')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who brings which foreign-built car home, from which plant, when, and who says so."""


def main() -> None:
    """Run the command line; an error that we raise on purpose is one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Japanese must not end a command under cron, where the locale is C.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except TrackerError as error:
        print(f"tracker: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except BrokenPipeError:
        # `tracker articles | head`: the reader has what it wanted. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
