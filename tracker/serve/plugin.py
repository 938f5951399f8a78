"""The Datasette plugin: our pages at their paths, our feeds, our headers on every answer."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl
from sqlalchemy import Engine

from tracker.errors import BadQuery, TrackerError
from tracker.queries.feeds import FEEDS, Feed, read_words
from tracker.queries.filters import resolve_filters
from tracker.queries.web_text import plain, safe_url
from tracker.serve.pages import PAGES, PageFunction, View, not_found

ENGINES: dict[int, Engine] = {}
"""The database of each Datasette by its identity; read only."""

OURS = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
THEIRS = (
    # Datasette's own pages carry inline scripts and styles; what they show they escape.
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
}


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Path → handler; ours come before Datasette's own."""
    pages = [(path, _page(function)) for path, function in PAGES.items()]
    return pages + [(rf"^/feeds/{re.escape(name)}$", _feed(feed)) for name, feed in FEEDS.items()]


def _page(function: PageFunction) -> Callable[..., Awaitable[Response]]:
    async def answer(datasette: Any, request: Any) -> Response:
        view = await asyncio.to_thread(_look, function, ENGINES[id(datasette)], request)
        body = await datasette.render_template(view.template, view.shown | {"path": request.path}, request)
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
    env.filters |= {"plain": plain, "safe_url": safe_url, "status": lambda value: str(value).replace("_", " ")}


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Security headers on every answer, and nothing but reading."""

    def wrap(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            async def send_with_headers(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message = message | {"headers": _guard(message["headers"])}
                await send(message)

            await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

        return guarded

    return wrap


def _guard(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = {name.lower() for name, _ in headers}
    ours = HEADERS | {b"content-security-policy": THEIRS.encode()}
    return headers + [(name, value) for name, value in ours.items() if name not in given]


def describe(database: str) -> dict[str, Any]:
    """Datasette's metadata: what the tables and columns mean, from the schema's own comments."""
    from tracker.storage.schema import metadata

    tables = {
        table.name: {
            "description": table.comment or "",
            "columns": {column.name: column.comment for column in table.columns if column.comment},
        }
        for table in metadata.sorted_tables
    }
    return json.loads(json.dumps({"title": "tracker", "databases": {database: {"tables": tables}}}))  # type: ignore[no-any-return]  # it is what was dumped
