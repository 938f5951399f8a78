"""A medium that is watched, as its catalogue entry describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class SourceKind(StrEnum):
    """What sort of medium it is."""

    TRADE = "trade"
    ENTHUSIAST = "enthusiast"
    BUSINESS = "business"
    NEWSROOM = "newsroom"
    WIRE = "wire"
    POLICY = "policy"


class Confidence(StrEnum):
    """How sure the entry's addresses and pattern are, as a whole."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Gate(StrEnum):
    """Which of its links are fetched, and which of its pages read."""

    SUBJECT = "subject"
    """Those whose title, summary or address could be about our subject; and of pages those with a word of it."""
    ALL = "all"
    """Every one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One entry of the catalogue; the field names are the entry's keys."""

    name: str
    """Name of the table and of the spider: `autofile`."""
    title: str
    """Name of the medium: `Autofile`."""
    home: str
    """Address of its front page."""
    language: str
    """Main language, ISO 639-1: `ja`."""
    timezone: str
    """IANA zone in which its publication days are counted: `Pacific/Auckland`."""
    kind: SourceKind
    article_pattern: str
    """Regular expression that an article's whole address matches from its beginning, and a section page's does not."""
    evidence: str
    """Where the addresses are known from, and how sure, in a sentence."""
    country: str | None = None
    """ISO 3166-1 alpha-2; decides the order of day and month in `03/04/2026`."""
    confidence: Confidence = Confidence.MEDIUM
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    """Those of the addresses that nobody has seen work: tried in their order, and only while none before them works."""
    hosts: tuple[str, ...] = ()
    """Further hosts of the medium's own that articles or redirects may lead to: `cdn.example.com`."""
    gate: Gate = Gate.SUBJECT
    delay: float | None = None
    """Least seconds between two requests to its host; None: the setting of all."""
    paging: str | None = None
    """How a listing's further pages are named, put behind its address: `page/{page}/`, `?page={page}`."""
    archive: str | None = None
    """Addresses of its archive by date, for `since`: `https://example.com/{year}/{month:02}/`."""
    id_pattern: str | None = None
    """Regular expression whose first group is the medium's own id in an article's address."""
    expected_per_week: float | None = None
    """Articles it usually publishes in a week; tells a quiet source from a dead one before it has a history."""
    article_samples: tuple[str, ...] = ()
    section_samples: tuple[str, ...] = ()
    replaces: bool = False
    """An entry of the user's own that stands in for a packaged one of the same name."""
    active: bool = True
    """False: crawled only when it is named."""

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Every address that is asked for links, in order, as (kind, address); kind is feed, sitemap or listing."""
        kinds = (("feed", self.feeds), ("sitemap", self.sitemaps), ("listing", self.listings))
        return tuple((kind, address) for kind, addresses in kinds for address in addresses)

    @property
    def own_hosts(self) -> frozenset[str]:
        """Hosts it may be fetched from, with the port where the entry names one: `example.com`, `127.0.0.1:8080`."""
        stated = [self.home, *(address for _, address in self.addresses), *self.article_samples]
        return frozenset(urlsplit(address).netloc.lower() for address in stated) | frozenset(self.hosts)

    def is_article(self, url: str) -> bool:
        """Whether an address looks like an article of this medium, with its query or without."""
        return any(re.match(self.article_pattern, form) for form in (url, url.partition("#")[0], url.partition("?")[0]))

    def find_id(self, url: str) -> str | None:
        """The medium's own id in an article's address; None: it has none."""
        found = re.search(self.id_pattern, url) if self.id_pattern else None
        return found.group(1) if found else None
