"""The Datasette plugin: our pages at their paths, our feeds, our headers on every answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl
from sqlalchemy import Engine

from tracker.errors import BadQuery, TrackerError
from tracker.queries.feeds import FEEDS, Feed
from tracker.queries.filters import read_words, resolve_filters
from tracker.queries.programmes import TURNS
from tracker.queries.tables import view_columns
from tracker.queries.web_text import plain, safe_url
from tracker.serve.guard import OURS, guard
from tracker.serve.pages import PAGES, PageFunction, View, not_found
from tracker.serve.timeline import ORDER
from tracker.storage.meanings import ABOUT_VIEWS, explain_column
from tracker.storage.schema import metadata

DATABASE = "data"
"""The name under which Datasette has the database, whatever its file is called."""
ABOUT = "The views are documented and stay as they are; the tables behind them may change with a new version."
ENGINES: dict[int, Engine] = {}
"""The database of each Datasette by its identity; read only."""


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Path → handler; ours come before Datasette's own."""
    pages = [(path, _page(function)) for path, function in PAGES.items()]
    return pages + [(rf"^/feeds/{re.escape(name)}$", _feed(feed)) for name, feed in FEEDS.items()]


def _page(function: PageFunction) -> Callable[..., Awaitable[Response]]:
    async def answer(datasette: Any, request: Any) -> Response:
        view = await asyncio.to_thread(_look, function, ENGINES[id(datasette)], request)
        shown = view.shown | {"path": request.path, "data": datasette.urls.database(DATABASE)}
        body = await datasette.render_template(view.template, shown, request)
        return Response.html(body, status=view.status, headers={"content-security-policy": OURS})

    return answer


def _look(function: PageFunction, engine: Engine, request: Any) -> View:
    parts = {name: unquote(value) for name, value in request.url_vars.items()}
    words = {name: request.args[name] for name in request.args}
    try:
        with engine.connect() as connection:
            return function(connection, parts, words)
    except TrackerError as problem:
        return not_found(str(problem))


def _feed(feed: Feed) -> Callable[..., Awaitable[Response]]:
    async def answer(datasette: Any, request: Any) -> Response:
        home = f"{request.scheme}://{request.host}/"
        words = {name: request.args[name] for name in request.args}
        try:
            body = await asyncio.to_thread(_write, feed, ENGINES[id(datasette)], words, home)
        except BadQuery as problem:
            return Response.text(f"{problem}\n", status=400)
        return Response(body, content_type=f"{feed.kind}; charset=utf-8")

    return answer


def _write(feed: Feed, engine: Engine, words: dict[str, str], home: str) -> str:
    with engine.connect() as connection:
        return feed.write(connection, resolve_filters(connection, read_words(words), today=date.today()), home)


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Our pages, in Datasette's own menu."""
    named = (("Overview", "/"), ("Programmes", "/programmes"), ("Search", "/search"), ("Sources", "/sources"))
    return [{"href": datasette.urls.path(path), "label": label} for label, path in named]


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """The filters of our templates."""
    env.filters |= {"plain": plain, "safe_url": safe_url, "status": _say, "turn": TURNS.get}
    env.globals |= {"statuses_in_order": ORDER}


def _say(word: object) -> str:
    """`on sale`."""
    return str(word).replace("_", " ")


@hookimpl
def render_cell(value: Any) -> str | None:
    """Text without what moves, hides or turns it, in Datasette's tables too."""
    shown = plain(value) if isinstance(value, str) else value
    return None if shown == value else shown


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Security headers on every answer, and CSV without formulas."""
    return guard


def describe(engine: Engine) -> dict[str, Any]:
    """Datasette's metadata: what views, tables and columns mean; the tables behind the views are listed on demand."""
    tables: dict[str, Any] = {
        table.name: {
            "hidden": True,
            "description": table.comment or "",
            "columns": {column.name: column.comment for column in table.columns if column.comment},
        }
        for table in metadata.sorted_tables
    }
    with engine.connect() as connection:
        for view, about in ABOUT_VIEWS.items():
            columns = {name: explain_column(view, name) for name in view_columns(connection, view)}
            tables[view] = {"description": about.text, "columns": columns}
    tables["programme_current"]["facets"] = ["status", "maker", "origin", "market"]
    tables["alembic_version"] = {"hidden": True}
    return {"title": "tracker", "databases": {DATABASE: {"description": ABOUT, "tables": tables}}}
