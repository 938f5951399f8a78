"""The demo world on loopback: a real HTTP server a medium, each on a port of its own."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tracker.demo.rendering import FEEDS, write_listing, write_page, write_sitemap, write_sitemap_index
from tracker.demo.world import Medium, read_world

FIRST_PORT = 18400
"""The media listen from here on, where the ports are free: so the addresses of two demos are the same."""
PER_PAGE = 3
"""Stories on one listing page."""
RETRY_AFTER = 3600
"""Seconds the site in trouble asks for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path gives."""

    status: int
    body: bytes = b""
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()


class Site(ThreadingHTTPServer):
    """One medium; `move_to` brings it to the second crawl's state."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, name: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.name = name
        self.home = f"http://127.0.0.1:{self.server_address[1]}/"
        self.medium: Medium
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, int]] = []
        """Every request with the status of its answer, in order."""

    def move_to(self, medium: Medium) -> None:
        """Publish `medium` as it now stands."""
        self.medium, self.answers = medium, dict(find_answers(medium, self.home))


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's own table; knows conditional requests."""

    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One request."""
        answer = self.find_answer()
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == tag:
            answer = Answer(304)
        self.server.requests.append((self.path, answer.status))
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status in (200, 304):
            self.send_header("ETag", tag)
        if answer.status != 304:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def find_answer(self) -> Answer:
        """By path; the site in trouble answers nothing else than its robots.txt."""
        if self.server.medium.feed == "down":
            return Answer(503, b"Down for maintenance.", headers=(("Retry-After", str(RETRY_AFTER)),))
        path = self.path.partition("?")[0]
        return self.server.answers.get(path, Answer(404, b"<html><title>Not found</title><h1>Not found</h1></html>"))

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the crawl's own account is what counts."""


def find_answers(medium: Medium, home: str) -> Iterator[tuple[str, Answer]]:
    """Path → answer, for everything a medium has."""
    page = f"text/html; charset={medium.encoding}"
    rules = "".join(f"Disallow: {path}\n" for path in medium.forbidden) or "Disallow:\n"
    yield "/robots.txt", Answer(200, f"User-agent: *\n{rules}".encode(), "text/plain")
    for path, stories in (
        ("/", medium.stories[:PER_PAGE]),
        ("/news", medium.stories),
        ("/page/2", medium.stories[PER_PAGE:]),
    ):
        yield path, Answer(200, encode(write_listing(medium, stories), medium), page)
    yield from _feeds(medium, home)
    for story in medium.stories:
        yield f"/{story.slug}", Answer(200, encode(write_page(medium, story, home), medium), page)
        if story.old:
            yield f"/{story.old}", Answer(301, headers=(("Location", home + story.slug),))


def encode(text: str, medium: Medium) -> bytes:
    """In the medium's own encoding, with entities for what that cannot write."""
    return text.encode(medium.encoding, "xmlcharrefreplace")


def _feeds(medium: Medium, home: str) -> Iterator[tuple[str, Answer]]:
    if medium.feed in FEEDS:
        body = FEEDS[medium.feed](medium, home).encode()
        for address in medium.source["feeds"]:
            yield address.replace("{home}", "/"), Answer(200, body, "application/xml")
    if medium.feed == "sitemap":
        yield "/sitemap_index.xml", Answer(200, write_sitemap_index(home).encode(), "application/xml")
        yield "/sitemap-news.xml", Answer(200, write_sitemap(medium, home).encode(), "application/xml")


@dataclass(frozen=True, slots=True)
class World:
    """All sites, listening."""

    sites: dict[str, Site]

    def move_on(self, crawl: int) -> None:
        """The state of the first (1) or second (2) crawl."""
        for name, medium in read_world(crawl).items():
            self.sites[name].move_to(medium)

    def write_sources(self, folder: Path) -> Path:
        """The catalogue of this world, one file in `folder`, as `TRACKER_SOURCES` expects it."""
        folder.mkdir(parents=True, exist_ok=True)
        text = "# The demo's own media; they answer while `tracker demo` runs.\n"
        for name, site in self.sites.items():
            text += f"\n[{name}]\nhome = {_toml(site.home)}\n"
            text += "".join(f"{key} = {_toml(_fill(value, site.home))}\n" for key, value in site.medium.source.items())
            text += 'evidence = "The demo world itself."\ndelay = 0\n'
        path = folder / "demo.toml"
        path.write_text(text, "utf-8")
        return path


def _fill(value: Any, home: str) -> Any:
    if isinstance(value, list):
        return [_fill(item, home) for item in value]
    return value.replace("{home}", home) if isinstance(value, str) else value


def _toml(value: Any) -> str:
    """A string, number or list of strings as TOML; single quotes, so that patterns stand as they are."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


@contextmanager
def serve_world(first_port: int = FIRST_PORT) -> Iterator[World]:
    """The world, answering until the block ends. `first_port` 0: any free ports."""
    world = World({})
    try:
        for number, (name, medium) in enumerate(read_world(1).items()):
            site = _listen(name, first_port + number if first_port else 0)
            site.move_to(medium)
            world.sites[name] = site
            threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield world
    finally:
        for site in world.sites.values():
            site.shutdown()
            site.server_close()


def _listen(name: str, port: int) -> Site:
    try:
        return Site(name, port)
    except OSError:
        return Site(name, 0)
