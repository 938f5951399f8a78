"""`tracker extract`: pages or plain text in, one JSON object a line out, in order, and no database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

EPILOG = (
    "Examples:  tracker extract page.html --url https://example.com/news/1   |   "
    "tracker extract --text article.txt --explain   |   tracker extract --list pages.jsonl > records.jsonl"
)


def extract(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Pages (.html, .html.gz), text files, or folders of pages; - is standard input."),
    ] = None,
    url: Annotated[str | None, typer.Option(help="The address the page was fetched from.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Read the files as plain text, whatever their names.")] = False,
    list_file: Annotated[
        Path | None,
        typer.Option("--list", help="A file of JSON objects, one a line: path (relative to it), url, crawled."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication (2025-12-24), instead of the text's own.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print for people what was found, where, and by which rules.")
    ] = False,
) -> None:
    """Read saved pages or text: one JSON object a line, with the fields of the annotation guide.

    A page that cannot be read is a line with `error`, and the exit code is 1 at the end.
    """
    from tracker.commands.inputs import find_inputs
    from tracker.commands.pages import read_input
    from tracker.commands.terminal import print_json
    from tracker.errors import BadQuery

    if not paths and list_file is None:
        raise BadQuery("nothing to read: give files, a folder, or --list FILE.jsonl (tracker extract --help)")
    failed = False
    for given in find_inputs(paths or [], list_file=list_file, url=url, text=text, published=published):
        read = read_input(given)
        failed = failed or read.error is not None
        if explain:
            from tracker.commands.explain import print_explanation

            print_explanation(read)
        else:
            print_json(read.row())
    sys.stdout.flush()
    if failed:
        raise typer.Exit(1)
