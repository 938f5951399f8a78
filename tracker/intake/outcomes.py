"""What goes into the intake and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tracker.records import Article, Reading, Topic, UrlState
from tracker.storage.articles import SavedArticle
from tracker.storage.urls import SavedUrl

NOTHING = Reading(language=None, topic=Topic.OTHER)


class Medium(Protocol):
    """What reading a page wants to know of its source: a catalogue entry has it."""

    @property
    def name(self) -> str:
        """Name of the source."""

    @property
    def language(self) -> str | None:
        """Main language, ISO 639-1."""

    @property
    def timezone(self) -> str | None:
        """IANA zone of its publication days."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""

    @property
    def id_pattern(self) -> str | None:
        """Regular expression of the medium's own article id in its addresses."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stranger:
    """A medium that is in no catalogue: an address given by hand."""

    name: str
    language: str | None = None
    timezone: str | None = None
    country: str | None = None
    id_pattern: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchedPage:
    """What a server answered for an address."""

    url: str
    """The address that was asked for."""
    body: bytes
    fetched_at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    fetched_from: str | None = None
    """The address that answered, where a redirect led elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a page."""

    url_id: int
    state: UrlState
    reason: str
    cause: str | None = None
    """Of a failure: fixed word."""
    article_id: int | None = None
    new: bool = False
    """Stored for the first time."""
    changed: bool = False
    """Stored as a new version."""
    article: Article | None = None
    reading: Reading = NOTHING
    moved: tuple[str, ...] = ()
    """Keys of the programmes whose state it changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the database has of an address before its page is read."""

    url: SavedUrl
    article: SavedArticle | None
    claimed: datetime | None
    same_bytes: bool
