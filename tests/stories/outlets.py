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
from tests.world.sites import Answer, Site, World

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
    later_time: str | None
    """Another time of day at the second visit."""
    blocked: bool
    seen_as: str
    """The address in the feed: `{}` is the article's path."""


def read_outlets() -> list[Told]:
    """Every article, in the order of the file."""
    entries = tomllib.loads((FOLDER / "outlets.toml").read_text("utf-8"))["article"]
    bodies = {entry["outlet"]: entry["body"].strip().split("\n") for entry in entries if "body" in entry}
    return [_read(entry, bodies) for entry in entries]


def _read(entry: dict[str, Any], bodies: dict[str, list[str]]) -> Told:
    lines = tuple(edit_body(bodies[entry.get("of", entry["outlet"])], entry))
    return Told(
        outlet=entry["outlet"],
        language=entry.get("language", "en"),
        day=entry["day"],
        title=entry["title"],
        lines=lines,
        later=tuple(entry["later"].strip().split("\n")) if "later" in entry else lines,
        later_time=entry.get("later_time"),
        blocked=entry.get("blocked", False),
        seen_as=entry.get("seen_as", "{}"),
    )


def open_outlets(world: World) -> dict[str, Site]:
    """A site for each outlet, as it is at the first visit."""
    return {told.outlet: _open(world, told) for told in read_outlets()}


def _open(world: World, told: Told) -> Site:
    zone = {"ja": '"Asia/Tokyo"', "en": '"UTC"'}[told.language]
    site = world.add(told.outlet, language=f'"{told.language}"', timezone=zone)
    _publish(site, told, told.lines, f"{told.day}")
    site.routes["/feed"] = Answer(body=_write_feed(site, told, told.day), kind="application/rss+xml", etag='"1"')
    return site


def turn_pages(world: World) -> None:
    """The sites as they are at the second visit."""
    for told in read_outlets():
        site = world.sites[told.outlet]
        _publish(site, told, told.later, told.later_time or f"{told.day}")
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


def _write_feed(site: Site, told: Told, day: date) -> bytes:
    noon = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=3)
    link = site.home.rstrip("/") + told.seen_as.format(PATH)
    item = f"<title>{escape(told.title)}</title><link>{escape(link)}</link><pubDate>{format_datetime(noon)}</pubDate>"
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>{item}</item></channel></rss>'.encode()
    )
