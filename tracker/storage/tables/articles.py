"""Tables of what was read: pages, articles and their versions, and the records of the annotation guide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column as column

from tracker.storage.tables.base import Table, table_options


class Page(Table):
    """The bytes behind one version of an article, so that rules can be run again."""

    __tablename__ = "page"
    __table_args__ = table_options(UniqueConstraint("url_id", "body_hash"), comment="Fetched pages, compressed")

    id: Mapped[int] = column(primary_key=True, comment="Number of the page")
    url_id: Mapped[int] = column(ForeignKey("url.id", ondelete="CASCADE"), comment="The address it was fetched for")
    fetched_from: Mapped[str] = column(comment="The address that answered, after redirects")
    fetched_at: Mapped[datetime] = column(comment="When it was first fetched, UTC")
    status: Mapped[int] = column(comment="HTTP status")
    content_type: Mapped[str | None] = column(comment="Content-Type as sent")
    charset: Mapped[str | None] = column(comment="Encoding it was read in; NULL: not known")
    headers: Mapped[dict[str, Any] | None] = column(comment="Response headers, JSON, names in lower case")
    body: Mapped[bytes] = column(comment="The bytes, zlib-compressed")
    size: Mapped[int] = column(comment="Length before compression, bytes")
    body_hash: Mapped[str] = column(comment="SHA-256 of the bytes, hexadecimal")
    run_id: Mapped[int | None] = column(ForeignKey("run.id", ondelete="SET NULL"), comment="Run that fetched it")


class Article(Table):
    """An article as it stands now. Its text, which evidence offsets count in, is title, line feed, body."""

    __tablename__ = "article"
    __table_args__ = table_options(
        Index("ix_article_story", "story_id"),
        Index("ix_article_day", "published_day"),
        Index("ix_article_number_day", "id", "published_day"),
        Index("ix_article_topic_day", "topic", "published_day", "source"),
        Index("ix_article_source_day", "source", "published_day"),
        Index("ix_article_text_hash", "text_hash"),
        Index("ix_article_changed", "changed"),
        comment="Articles, each in its newest version",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the article")
    url_id: Mapped[int] = column(ForeignKey("url.id", ondelete="CASCADE"), unique=True, comment="Its address")
    page_id: Mapped[int | None] = column(
        ForeignKey("page.id", ondelete="SET NULL"), comment="Bytes it was read from; NULL: not relevant, not kept"
    )
    source: Mapped[str] = column(comment="Source that gave it first")
    host: Mapped[str] = column(comment="Host of its address")
    topic: Mapped[str] = column(comment="announcement, context or other")
    story_id: Mapped[int | None] = column(
        ForeignKey("article.id", ondelete="SET NULL"),
        comment="The same for copies: number of the group's first article (its own where there is no copy)",
    )
    number: Mapped[int] = column(default=1, comment="Number of the current revision, from 1")
    title: Mapped[str | None] = column(comment="Without the site's name")
    body: Mapped[str] = column(comment="Paragraphs, headings, items, rows and captions, one per line")
    blocks: Mapped[list[Any] | None] = column(comment="Kind of each line of body, JSON list")
    language: Mapped[str | None] = column(comment="ISO 639-1")
    published: Mapped[str | None] = column(comment="As stated, ISO 8601: date, or date-time with offset, local")
    published_day: Mapped[str | None] = column(comment="The outlet's own local day: 2026-04-02")
    published_at: Mapped[datetime | None] = column(comment="Instant, UTC; NULL: only a day is stated")
    timezone: Mapped[str | None] = column(comment="Zone of the local day: IANA name or offset")
    claimed: Mapped[datetime | None] = column(comment="Publication time the feed or sitemap gave, UTC")
    date_dispute: Mapped[str | None] = column(comment="How page and feed disagree on the day; NULL: they do not")
    modified: Mapped[str | None] = column(comment="As published, for the last change the page states")
    authors: Mapped[list[Any] | None] = column(comment="Names, JSON list")
    section: Mapped[str | None] = column(comment="Section of the medium")
    site_name: Mapped[str | None] = column(comment="Name of the site, as the page states it")
    canonical_url: Mapped[str | None] = column(comment="Canonical address the page states")
    article_id: Mapped[str | None] = column(comment="The medium's own id of the article")
    image: Mapped[str | None] = column(comment="Address of the main image")
    image_caption: Mapped[str | None] = column(comment="Caption of the main image")
    truncated: Mapped[str | None] = column(comment="Why the body is not whole: paywall …; NULL: whole")
    places: Mapped[dict[str, Any] | None] = column(comment="Where on the page each field was found, JSON")
    notes: Mapped[list[Any] | None] = column(comment="What a reader of the records should know, JSON list")
    rejected: Mapped[list[Any] | None] = column(comment="Claims seen and dropped, with the reason, JSON list")
    text_hash: Mapped[str] = column(comment="Hash of the normalised body: equal for exact copies")
    content_hash: Mapped[str] = column(comment="Hash of all that a revision is judged by: title, body, day, authors")
    recorded: Mapped[datetime] = column(comment="When it was first stored, UTC")
    changed: Mapped[datetime] = column(comment="When its content or records last changed, UTC")
    checked: Mapped[datetime] = column(comment="When its page was last fetched and read, UTC")


class Revision(Table):
    """One version of an article that was ever stored, the current one included."""

    __tablename__ = "revision"
    __table_args__ = table_options(UniqueConstraint("article_id", "number"), comment="Versions of articles")

    id: Mapped[int] = column(primary_key=True, comment="Number of the row")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="The article")
    number: Mapped[int] = column(comment="1 for the first version")
    at: Mapped[datetime] = column(comment="When this version was fetched, UTC; when it was read anew, for rules")
    cause: Mapped[str] = column(comment="first, page (the page changed) or rules (the rules changed)")
    content_hash: Mapped[str] = column(comment="As article.content_hash")
    title: Mapped[str | None] = column(comment="Title of this version")
    body: Mapped[str] = column(comment="Body of this version")
    published: Mapped[str | None] = column(comment="Publication date of this version, as stated")
    modified: Mapped[str | None] = column(comment="Modification date of this version, as stated")
    records: Mapped[dict[str, Any] | None] = column(comment="All records of this version, JSON")
    text_change: Mapped[dict[str, Any] | None] = column(
        comment="Lines against the version before, JSON: {added: [], removed: [], fields: {}}; NULL in the first"
    )
    record_change: Mapped[dict[str, Any] | None] = column(
        comment="Records against the version before, JSON: {added: [], removed: [], changed: []}; NULL in the first"
    )


class Announcement(Table):
    """One maker × model × origin × market in one article, by the annotation guide."""

    __tablename__ = "announcement"
    __table_args__ = table_options(
        UniqueConstraint("article_id", "position"),
        Index("ix_announcement_maker_model", "maker", "model"),
        Index("ix_announcement_status", "status"),
        comment="What each article says: who brings which model home, whence, when, how sure",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the announcement")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="The article")
    position: Mapped[int] = column(comment="Order in the article, from 0")
    maker: Mapped[str] = column(comment="Manufacturer, English canonical name: Toyota")
    brand: Mapped[str] = column(comment="Badge: Lexus; equal to maker in most cases")
    model: Mapped[str | None] = column(comment="English nameplate without brand or trim; NULL: only the brand")
    market: Mapped[str] = column(comment="Home market it is sold in, ISO 3166-1 alpha-2")
    origin: Mapped[str | None] = column(comment="Country it is built in, ISO 3166-1 alpha-2; NULL: not told")
    plant_region: Mapped[str | None] = column(comment="State, province or prefecture of the plant as stated")
    plant: Mapped[str | None] = column(comment="City or name of the plant as stated")
    status: Mapped[str] = column(comment="speculated, considering, planned, on_sale, ended or ruled_out")
    basis: Mapped[str] = column(comment="company, report or commentary")
    start: Mapped[str | None] = column(comment="First sale or delivery, as precise as stated: 2026, 2026-Q2, FY2026")
    end: Mapped[str | None] = column(comment="The same for when it ended or will")
    evidence: Mapped[str] = column(comment="Sentence that best supports the record, verbatim")
    evidence_start: Mapped[int] = column(comment="Offset of evidence in title + line feed + body, characters; -1: none")
    evidence_end: Mapped[int] = column(comment="Offset after its last character")
    rules: Mapped[list[Any] | None] = column(
        comment="What led to it, JSON list: ids of rules, or the traits that weighed most"
    )
    inferred: Mapped[list[Any] | None] = column(comment="Fields looked up rather than read, JSON list")


class Figure(Table):
    """A number an analyst would put in a table."""

    __tablename__ = "figure"
    __table_args__ = table_options(
        UniqueConstraint("article_id", "position"),
        Index("ix_figure_kind", "kind"),
        Index("ix_figure_maker_model", "maker", "model"),
        comment="Figures in articles",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the figure")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="The article")
    position: Mapped[int] = column(comment="Order in the article, from 0")
    kind: Mapped[str] = column(
        comment="sales, production, capacity, target_volume, orders, investment, price or tariff"
    )
    value: Mapped[float] = column(comment="In `unit`, scaled words multiplied out; the lower end of a range")
    value_high: Mapped[float | None] = column(comment="Upper end of a range; NULL: one number")
    unit: Mapped[str] = column(comment="vehicle, % or an ISO 4217 code")
    maker: Mapped[str | None] = column(comment="Maker it belongs to; NULL: none")
    model: Mapped[str | None] = column(comment="Model it belongs to; NULL: none")
    place: Mapped[str | None] = column(comment="ISO country, or a plant's region; of a tariff, who levies it")
    period: Mapped[str | None] = column(comment="As announcement.start")
    evidence: Mapped[str | None] = column(comment="Its sentence, verbatim")
    evidence_start: Mapped[int] = column(comment="As announcement.evidence_start")
    evidence_end: Mapped[int] = column(comment="As announcement.evidence_end")
    rules: Mapped[list[Any] | None] = column(
        comment="What led to it, JSON list: ids of rules, or the traits that weighed most"
    )


class History(Table):
    """An earlier official sale of the model in the home market, of cars that were not imported."""

    __tablename__ = "history"
    __table_args__ = table_options(
        UniqueConstraint("article_id", "position"),
        Index("ix_history_maker_model", "maker", "model"),
        comment="Past sales at home that articles recall",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the row")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="The article")
    position: Mapped[int] = column(comment="Order in the article, from 0")
    maker: Mapped[str] = column(comment="As announcement.maker")
    model: Mapped[str] = column(comment="As announcement.model")
    market: Mapped[str] = column(comment="As announcement.market")
    sold_until: Mapped[str | None] = column(comment="As announcement.start: 2007, 2022-09")
    sold_as: Mapped[str | None] = column(comment="Name it was sold under, where another: Kluger")
    evidence: Mapped[str | None] = column(comment="Its sentence, verbatim")
    evidence_start: Mapped[int] = column(comment="As announcement.evidence_start")
    evidence_end: Mapped[int] = column(comment="As announcement.evidence_end")
    rules: Mapped[list[Any] | None] = column(
        comment="What led to it, JSON list: ids of rules, or the traits that weighed most"
    )


class Person(Table):
    """Somebody whose words or acts an article reports."""

    __tablename__ = "person"
    __table_args__ = table_options(
        UniqueConstraint("article_id", "position"), Index("ix_person_name", "name"), comment="People in articles"
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the row")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="The article")
    position: Mapped[int] = column(comment="Order in the article, from 0")
    name: Mapped[str] = column(comment="Name")
    role: Mapped[str | None] = column(comment="As stated, in the article's language")
    organisation: Mapped[str | None] = column(comment="As stated")


class Citation(Table):
    """Another medium that an article credits as its source."""

    __tablename__ = "citation"
    __table_args__ = table_options(Index("ix_citation_medium", "medium"), comment="Media that articles credit")

    article_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, comment="The article"
    )
    medium: Mapped[str] = column(primary_key=True, comment="Canonical English name: Automotive News")
    position: Mapped[int] = column(comment="Order in the article, from 0")


class SearchText(Table):
    """What full-text search looks in: NFKC-normalised, lower case; FTS5 indexes follow it by triggers."""

    __tablename__ = "search_text"
    __table_args__ = table_options(comment="Normalised text of relevant articles, for search")

    article_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, comment="The article; rowid of the indexes"
    )
    title: Mapped[str] = column(comment="Title, NFKC, lower case; empty: none")
    body: Mapped[str] = column(comment="Body, NFKC, lower case")
    title_grams: Mapped[str] = column(comment="The title's, as grams")
    grams: Mapped[str] = column(
        comment="The body's pairs of neighbouring CJK characters, last ones and short words, apart: finds 日産, 日*, ev"
    )
