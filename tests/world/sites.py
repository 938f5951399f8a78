"""A small web on loopback whose sites behave as told: each on a port of its own, every request noted."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Behaviour = Callable[["Handler"], None]
"""Answers one request on its own, wire and all."""

MODELS = ("Camry", "Tundra", "Highlander", "Murano", "Passport", "Integra", "Pathfinder", "Sequoia")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a path gives."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    """Answered with 304 to a request that names it."""


class Site(ThreadingHTTPServer):
    """One medium: routes by path, a list of the requests it got, and a switch that makes it behave."""

    daemon_threads = True
    request_queue_size = 256
    allow_reuse_address = True

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.name = name
        self.home = f"http://127.0.0.1:{self.server_address[1]}/"
        self.routes: dict[str, Answer | Behaviour] = {}
        self.faults: dict[str, Answer | Behaviour] = {}
        """Routes that stand before the others until `heal`; `*` is every path but robots.txt."""
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.entry = ""

    def heal(self) -> None:
        """Every fault is gone."""
        self.faults.clear()

    def find(self, path: str) -> Answer | Behaviour:
        """What a path gives now."""
        everywhere = self.faults.get("*") if path != "/robots.txt" else None
        missing = Answer(status=404, body=b"<html><body><h1>Not found</h1></body></html>")
        return self.faults.get(path) or everywhere or self.routes.get(path) or missing

    def count(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(path for path, _ in self.requests)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the play."""


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's routes."""

    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One request."""
        self.server.requests.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        answer = self.server.find(self.path)
        if not isinstance(answer, Answer):
            answer(self)
            return
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            answer = Answer(status=304, etag=answer.etag)
        self.send(answer)

    def send(self, answer: Answer) -> None:
        """An answer as it should be."""
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        if answer.status != 304:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def raw(self, data: bytes) -> None:
        """Bytes as they are; the connection ends after them."""
        self.close_connection = True
        self.wfile.write(data)
        self.wfile.flush()

    def hang_up(self) -> None:
        """The connection is reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


def write_article(number: int, *, site: str, days_ago: int = 3) -> bytes:
    """A page about a reverse import, different for each number and site."""
    model, year = MODELS[number % len(MODELS)], 2027 + number % 3
    day = (datetime.now(UTC) - timedelta(days=days_ago + number % 20)).date().isoformat()
    title = f"Report {number} of {site}: {model} from America on its way"
    words = (
        f"Toyota plans to sell the US-built {model} in Japan from {year}, the company said in statement {number}. "
        f"It is built in Kentucky, and dealer {number * 7 + 3} of {site} expects {number + 11} orders a month."
    )
    more = f"Nothing else was said to {site} about lot {number * 13 + 5}, its colours, its price or its seats."
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {site}</title>'
        f'<meta property="article:published_time" content="{day}"><meta property="og:type" content="article"></head>'
        f"<body><article><h1>{title}</h1><p>{words}</p><p>{more}</p></article></body></html>"
    ).encode()


def write_feed(home: str, numbers: Iterable[int], *, days_ago: int = 3) -> bytes:
    """An RSS feed of articles."""
    now = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0)
    items = "".join(
        f"<item><title>Report {n}: {escape(MODELS[n % len(MODELS)])} imported</title><link>{home}a/{n}</link>"
        f"<pubDate>{format_datetime(now - timedelta(days=days_ago + n % 20))}</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def write_sitemap(home: str, numbers: Iterable[int]) -> bytes:
    """A plain sitemap of articles."""
    entries = "".join(f"<url><loc>{home}a/{n}</loc></url>" for n in numbers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def write_entry(site: Site, **keys: str) -> str:
    """The site's catalogue entry; `keys` are further lines as TOML writes them, or replace the usual ones."""
    usual = {
        "title": f'"{site.name}"',
        "home": f'"{site.home}"',
        "language": '"en"',
        "country": '"US"',
        "timezone": '"UTC"',
        "kind": '"trade"',
        "feeds": f'["{site.home}feed"]',
        "article_pattern": f"'^{site.home}a/\\d+$'",
        "evidence": '"made for tests"',
    }
    lines = "\n".join(f"{key} = {value}" for key, value in {**usual, **keys}.items())
    return f"[{site.name}]\n{lines}\n"


class World:
    """Sites that listen; `with World() as world`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sites: dict[str, Site] = {}

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_: object) -> None:
        for site in self.sites.values():
            site.shutdown()
            site.server_close()

    def add(self, name: str, articles: int = 0, **keys: str) -> Site:
        """A site with a feed of articles, and its entry of the catalogue."""
        site = Site(name)
        self.sites[name] = site
        site.routes["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /private/\n", kind="text/plain")
        publish(site, range(1, articles + 1))
        site.entry = write_entry(site, **keys)
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        return site

    def write_catalogue(self) -> Path:
        """The entries of all sites, in a folder as `TRACKER_SOURCES` wants it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "world.toml").write_text("\n".join(site.entry for site in self.sites.values()), "utf-8")
        return self.folder


def publish(site: Site, numbers: Iterable[int]) -> None:
    """Puts articles on a site, and into its feed and sitemap."""
    numbers = list(numbers)
    for n in numbers:
        site.routes[f"/a/{n}"] = Answer(body=write_article(n, site=site.name), etag=f'"{site.name}-{n}"')
    feed = write_feed(site.home, numbers)
    site.routes["/feed"] = Answer(body=feed, kind="application/rss+xml", etag=f'"feed-{len(numbers)}"')
    site.routes["/sitemap.xml"] = Answer(body=write_sitemap(site.home, numbers), kind="application/xml")
