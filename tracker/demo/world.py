"""The media of the demo world and what they publish, read from the TOML files in `world/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent / "world"


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One page of a medium, as it stands at one of the two crawls."""

    slug: str
    """Path below the medium's home: `news/american-toyotas-to-sail-for-japan`."""
    title: str
    published: str
    """ISO 8601: a day, or a time with offset."""
    paragraphs: tuple[str, ...]
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    modified: str | None = None
    says: tuple[str, ...] = ()
    """What a reader should take from it: `Toyota Camry US JP planned 2026`; `-` where nothing is stated."""
    page: str = "article"
    """`consent`: a wall stands before it."""
    old: str | None = None
    """A former path that redirects here."""
    era: bool = False
    """The visible day counts the years of the Japanese era."""

    def instant(self, zone: str) -> datetime:
        """Its time of publication; 6 in the morning where only a day is stated."""
        at = datetime.fromisoformat(self.published)
        if at.tzinfo is None:
            return at.replace(hour=6, tzinfo=ZoneInfo(zone))
        return at


@dataclass(frozen=True, kw_only=True, slots=True)
class Medium:
    """One site of the world."""

    name: str
    source: dict[str, Any]
    """Its entry of the catalogue, addresses with `{home}` in place of its home."""
    feed: str | None
    """rss2, atom, rdf, sitemap, one_guid, broken, down; None: listings only."""
    style: str
    """How its pages are built: visible, graph, jsonld, opengraph or time."""
    encoding: str
    forbidden: tuple[str, ...]
    """Paths that its robots.txt forbids."""
    strapline: str | None
    stories: tuple[Story, ...] = field(repr=False)

    @property
    def title(self) -> str:
        """Its name."""
        return str(self.source["title"])

    @property
    def language(self) -> str:
        """Of all it writes."""
        return str(self.source["language"])

    @property
    def timezone(self) -> str:
        """Where its days begin."""
        return str(self.source["timezone"])


def read_world(crawl: int) -> dict[str, Medium]:
    """The media as they stand at the first (1) or second (2) crawl, by name.

    >>> world = read_world(1)
    >>> len(world) >= 6, world["nishi"].encoding
    (True, 'shift_jis')
    """
    raw = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    originals = {f"{name} {entry['slug']}": entry for name, table in raw.items() for entry in table.get("article", [])}
    return {name: _medium(name, table, originals, crawl) for name, table in raw.items()}


def _medium(name: str, table: dict[str, Any], originals: dict[str, dict[str, Any]], crawl: int) -> Medium:
    site = table["site"]
    entries = [entry for entry in table.get("article", []) if entry.get("crawl", 1) <= crawl]
    stories = sorted((_story(entry, originals, crawl) for entry in entries), key=lambda story: story.published)
    return Medium(
        name=name,
        source=table["source"],
        feed=site.get("feed"),
        style=site["style"],
        encoding=site.get("encoding", "utf-8"),
        forbidden=tuple(site.get("forbidden", ())),
        strapline=site.get("strapline"),
        stories=tuple(reversed(stories)),
    )


def _story(entry: dict[str, Any], originals: dict[str, dict[str, Any]], crawl: int) -> Story:
    if "copy_of" in entry:
        text = originals[entry["copy_of"]]["text"]
        paragraphs = _paragraphs(text)[: entry.get("keep")]
    else:
        paragraphs = _paragraphs(entry["text"])
    story = Story(
        slug=entry["slug"],
        title=entry["title"],
        published=entry["published"],
        paragraphs=paragraphs,
        standfirst=entry.get("standfirst"),
        authors=tuple(entry.get("authors", ())),
        says=tuple(entry.get("says", ())),
        page=entry.get("page", "article"),
        old=entry.get("old"),
        era=entry.get("era", False),
    )
    edited = entry.get("edited") if crawl > 1 else None
    return _edit(story, edited) if edited else story


def _edit(story: Story, edited: dict[str, Any]) -> Story:
    return replace(
        story,
        title=edited["title"],
        standfirst=edited.get("standfirst", story.standfirst),
        modified=edited["modified"],
        paragraphs=_paragraphs(edited["text"]),
        says=tuple(edited["says"]),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def http_date(at: datetime) -> str:
    """As HTTP and RSS write it.

    >>> http_date(datetime(2026, 4, 2, tzinfo=UTC))
    'Thu, 02 Apr 2026 00:00:00 GMT'
    """
    return format_datetime(at.astimezone(UTC), usegmt=True)
