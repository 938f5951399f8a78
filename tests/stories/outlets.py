"""Twenty outlets on loopback that tell one announcement for two years: `fixtures/stories/outlets.toml` as sites."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

from tests.stories.pairs import FOLDER, edit_body
from tests.world.faults import CHALLENGE
from tests.world.sites import Answer, Site, World, write_entry, write_sitemap

PATH = "/a/1"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One outlet's article, and how its site behaves."""

    outlet: str
    language: str
    day: date
    title: str
    lines: tuple[str, ...]
    later: tuple[str, ...]
    """Its paragraphs at the second visit."""
    published: str
    """The day, or the time too, as the page states it."""
    later_published: str
    """… at the second visit."""
    blocked: bool
    seen_as: str
    """The address in the feed: `{}` is the article's path."""
    listed: bool
    """A sitemap gives the plain address."""


def read_outlets() -> list[Told]:
    """Every article, in the order of the file."""
    entries = tomllib.loads((FOLDER / "outlets.toml").read_text("utf-8"))["article"]
    bodies = {entry["outlet"]: entry["body"].strip().split("\n") for entry in entries if "body" in entry}
    return [_read(entry, bodies) for entry in entries]


def _read(entry: dict[str, Any], bodies: dict[str, list[str]]) -> Told:
    lines = tuple(edit_body(bodies[entry.get("of", entry["outlet"])], entry))
    published = entry.get("time", str(entry["day"]))
    return Told(
        outlet=entry["outlet"],
        language=entry.get("language", "en"),
        day=entry["day"],
        title=entry["title"],
        lines=lines,
        later=tuple(entry["later"].strip().split("\n")) if "later" in entry else lines,
        published=published,
        later_published=entry.get("later_time", published),
        blocked=entry.get("blocked", False),
        seen_as=entry.get("seen_as", "{}"),
        listed=entry.get("listed", False),
    )


def open_outlets(world: World) -> dict[str, Site]:
    """A site for each outlet, as it is at the first visit."""
    return {told.outlet: _open(world, told) for told in read_outlets()}


def _open(world: World, told: Told) -> Site:
    zone = {"ja": '"Asia/Tokyo"', "en": '"UTC"'}[told.language]
    site = world.add(told.outlet)
    sitemaps = f'["{site.home}sitemap.xml"]' if told.listed else "[]"
    site.entry = write_entry(site, language=f'"{told.language}"', timezone=zone, sitemaps=sitemaps)
    _publish(site, told, told.lines, told.published)
    site.routes["/feed"] = Answer(body=_write_feed(site, told), kind="application/rss+xml", etag='"1"')
    site.routes["/sitemap.xml"] = Answer(body=write_sitemap(site.home, [1]), kind="application/xml", etag='"1"')
    return site


def turn_pages(world: World) -> None:
    """The sites as they are at the second visit."""
    for told in read_outlets():
        site = world.sites[told.outlet]
        _publish(site, told, told.later, told.later_published)
        if told.blocked:
            site.faults[PATH] = Answer(body=CHALLENGE)


def _publish(site: Site, told: Told, lines: tuple[str, ...], published: str) -> None:
    """The article under its address and under that of its feed."""
    for path in (PATH, told.seen_as.format(PATH)):
        site.routes[path] = Answer(body=write_page(told, lines, published))


def write_page(told: Told, lines: tuple[str, ...], published: str) -> bytes:
    """An article page as outlets make them, with an advert and the time that the page was made."""
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{told.language}"><head><meta charset="utf-8"><title>{escape(told.title)}</title>'
        f'<meta property="og:type" content="article"><meta property="article:published_time" content="{published}">'
        f"</head><body><nav><a href='/'>{told.outlet}</a></nav><article><h1>{escape(told.title)}</h1>{text}</article>"
        f"<aside class='ad'>Made {datetime.now(UTC).isoformat()}</aside></body></html>"
    ).encode()


def _write_feed(site: Site, told: Told) -> bytes:
    noon = datetime(told.day.year, told.day.month, told.day.day, tzinfo=UTC) + timedelta(hours=3)
    link = site.home.rstrip("/") + told.seen_as.format(PATH)
    item = f"<title>{escape(told.title)}</title><link>{escape(link)}</link><pubDate>{format_datetime(noon)}</pubDate>"
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>{item}</item></channel></rss>'.encode()
    )
