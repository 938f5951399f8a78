"""The records that travel between the steps: frozen, and named as the annotation guide names them.

None always means "not stated". Countries are ISO 3166-1 alpha-2 codes, languages ISO 639-1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """How far a reverse import has come, as of the article's writing; the strongest the article supports."""

    SPECULATED = "speculated"
    CONSIDERING = "considering"
    PLANNED = "planned"
    ON_SALE = "on_sale"
    ENDED = "ended"
    RULED_OUT = "ruled_out"


class Basis(StrEnum):
    """Who says so."""

    COMPANY = "company"
    REPORT = "report"
    COMMENTARY = "commentary"


class Topic(StrEnum):
    """What an article is about, seen from our subject."""

    ANNOUNCEMENT = "announcement"
    CONTEXT = "context"
    OTHER = "other"


class FigureKind(StrEnum):
    """What a number counts."""

    SALES = "sales"
    PRODUCTION = "production"
    CAPACITY = "capacity"
    TARGET_VOLUME = "target_volume"
    ORDERS = "orders"
    INVESTMENT = "investment"
    PRICE = "price"
    TARIFF = "tariff"


class PageKind(StrEnum):
    """What a fetched page turned out to be."""

    ARTICLE = "article"
    SECTION = "section"
    GALLERY = "gallery"
    VIDEO = "video"
    LOGIN = "login"
    CONSENT = "consent"
    CHALLENGE = "challenge"
    ERROR = "error"
    EMPTY = "empty"
    NOT_HTML = "not_html"


class BlockKind(StrEnum):
    """What a piece of an article's body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    QUOTE = "quote"


class UrlState(StrEnum):
    """Where a URL stands on its way from a link to a record; a state is a stored row, never a variable."""

    SEEN = "seen"
    GATED = "gated"
    FETCHED = "fetched"
    READ = "read"
    IRRELEVANT = "irrelevant"
    RECORDED = "recorded"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """One maker × model × origin × market in one article."""

    maker: str
    """English canonical name: `Toyota`."""
    brand: str
    """The badge: `Infiniti`; equal to `maker` in most cases."""
    model: str | None
    """Global English nameplate without brand, trim or generation: `CR-V e:FCEV`; None: only the brand is named."""
    market: str
    """Country of the home market it is sold in: `JP`."""
    origin: str | None
    """Country it is built in: `US`; None where the article does not let a reader tell."""
    plant_region: str | None = None
    """State, province or prefecture of the plant as stated, in English: `Kentucky`."""
    plant: str | None = None
    """City or name of the plant as stated: `Georgetown`, `TMMK`."""
    status: Status
    basis: Basis
    start: str | None = None
    """First sale or delivery, as precise as stated: `2026`, `2026-04-02`, `2026-Q2`, `2026-spring`, `FY2026`."""
    end: str | None = None
    """The same for when it ended or will."""
    evidence: str
    """The sentence of the text that best supports the record, verbatim."""
    evidence_start: int = -1
    """Offset of `evidence` in the stored text, in characters; -1: not located."""
    evidence_end: int = -1
    rules: tuple[str, ...] = ()
    """What spoke for it, with probabilities and weights: `("record 0.95", "record: near trade/will +0.83")`."""
    inferred: tuple[str, ...] = ()
    """Names of the fields that nothing beside the model states, but the rest of the article: `("origin",)`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number an analyst would put in a table."""

    kind: FigureKind
    value: float | tuple[float, float]
    """Multiplied out: 約130万台 → 1300000; a range is (low, high)."""
    unit: str
    """`vehicle`, `%`, or an ISO 4217 code."""
    maker: str | None = None
    model: str | None = None
    place: str | None = None
    """Country, or the region where it is a plant's; who levies it where it is a tariff."""
    period: str | None = None
    """As `Announcement.start`."""
    evidence: str | None = None
    evidence_start: int = -1
    evidence_end: int = -1
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """An earlier official sale of the model in the home market, of cars that were not imported."""

    maker: str
    model: str
    market: str
    sold_until: str | None = None
    """As `Announcement.start`: `2007`, `2022-09`."""
    sold_as: str | None = None
    """The name it was sold under, where it was another: `Kluger`."""
    evidence: str | None = None
    evidence_start: int = -1
    evidence_end: int = -1
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody whose words or acts the article reports."""

    name: str
    role: str | None = None
    """As stated, in the article's language."""
    organisation: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What one article says about reverse imports."""

    language: str | None
    """Detected, not assumed; None: too little text to tell."""
    topic: Topic
    announcements: tuple[Announcement, ...] = ()
    figures: tuple[Figure, ...] = ()
    history: tuple[History, ...] = ()
    people: tuple[Person, ...] = ()
    cites: tuple[str, ...] = ()
    """Canonical English names of the media credited."""
    notes: tuple[str, ...] = ()
    """What the reader of a record should know: `language fr is not read`."""
    rejected: tuple[str, ...] = ()
    """Claims that were seen and dropped, each with its reason, for `--explain`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of an article's body, in reading order."""

    kind: BlockKind
    text: str
    """White space folded, no line breaks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page, read."""

    url: str
    """The address it was fetched from."""
    kind: PageKind = PageKind.ARTICLE
    reason: str | None = None
    """Why it is of that kind, where it is no article."""
    canonical_url: str | None = None
    title: str | None = None
    """Without the site's name."""
    blocks: tuple[Block, ...] = ()
    published: str | None = None
    """ISO 8601: a date, or a date-time with offset, in the outlet's own local time."""
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    site_name: str | None = None
    section: str | None = None
    image: str | None = None
    image_caption: str | None = None
    article_id: str | None = None
    """The medium's own id of the article, where its address or page gives one."""
    next_page: str | None = None
    """Address of the article's next page, where it is spread over several."""
    truncated: str | None = None
    """Why the body is not whole: `paywall`, `next page not read`; None: it is whole as far as can be told."""
    places: dict[str, str] = field(default_factory=dict)
    """Where on the page each field was found: `{"published": "json-ld datePublished"}`."""

    @property
    def body(self) -> str:
        """The body's blocks, one per line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def prose(self) -> str:
        """The body without the captions of its pictures, one block per line."""
        return "\n".join(block.text for block in self.blocks if block.kind is not BlockKind.CAPTION)

    @property
    def text(self) -> str:
        """Title and body, one block per line: what the announcements are read from."""
        return "\n".join(filter(None, (self.title, self.body)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An address that a feed, a sitemap, a listing or a person gave, with what was said of it there."""

    url: str
    """Absolute, as given."""
    via: str
    """`feed`, `sitemap`, `listing`, `archive` or `request`."""
    found_on: str | None = None
    """The address of the feed, sitemap or page that held it."""
    title: str | None = None
    summary: str | None = None
    published: datetime | None = None
    """What the giver says, aware where it gave a zone: a witness, not the publication date."""
    modified: datetime | None = None
    """When the giver says it last changed: reason to fetch it again."""
