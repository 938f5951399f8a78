"""`tracker serve` and `tracker feed`: the database in a browser, and what is new for a feed reader."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tracker.commands import options
from tracker.commands.tables import narrowed
from tracker.errors import BadQuery, FixFile


class News(StrEnum):
    """What a feed tells."""

    CHANGES = "changes"
    ANNOUNCEMENTS = "announcements"


class Form(StrEnum):
    """How a feed is written."""

    ATOM = "atom"
    JSON = "json"


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8001,
    host: Annotated[str, typer.Option(help="Address to listen on; beyond loopback is yours to guard.")] = "127.0.0.1",
    database: options.Database = None,
) -> None:
    """Show the database in a browser: our pages, feeds, and Datasette's tables, SQL and exports. Only reads.

    It may run while a crawl writes.
    """
    from tracker.storage.database import database_url, open_database

    try:
        from tracker.serve.app import serve as run
    except ModuleNotFoundError as missing:
        raise FixFile(f"{missing.name} is not installed: python -m pip install 'tracker[serve]'") from None
    engine = open_database(database_url(database), readonly=True)
    print(f"http://{host}:{port}/  (Ctrl-C ends)", flush=True)
    run(engine, host=host, port=port)


def feed(
    news: Annotated[News, typer.Argument(help="Changes of programmes, or announcements.")] = News.CHANGES,
    form: Annotated[Form, typer.Option("--format", help="Atom, or JSON Feed.")] = Form.ATOM,
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    since: options.Since = None,
    home: Annotated[str, typer.Option(help="Where the pages of tracker serve are reached.")] = "http://127.0.0.1:8001/",
    database: options.Database = None,
) -> None:
    """What is new, as a feed for a reader: put it where your web server finds it.

    Example: tracker feed changes --maker Toyota > toyota.atom
    """
    from tracker.commands.database import reading, resolve
    from tracker.commands.output import write
    from tracker.queries.feeds import FEEDS

    chosen = FEEDS[f"{news}.{form}"]
    filters = narrowed(locals())
    if not home.startswith(("http://", "https://")):
        raise BadQuery(f"--home {home!r} is no http address")
    with reading(database) as connection:
        write(chosen.write(connection, resolve(connection, filters), home.rstrip("/") + "/") + "\n")
