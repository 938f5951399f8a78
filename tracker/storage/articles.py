"""Articles and their versions: one row an article, one row a version that was ever stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from tracker.records import Article, Block, BlockKind, Reading, Topic
from tracker.storage import schema
from tracker.storage.readings import read_records, save_reading
from tracker.storage.rows import insert_rows
from tracker.storage.searching import drop_search, save_search


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """When an article appeared, in every form it is asked for."""

    published: str | None = None
    """As stated, ISO 8601."""
    published_day: str | None = None
    """The outlet's own local day."""
    published_at: datetime | None = None
    """The instant; None: only a day is stated."""
    timezone: str | None = None
    """Zone of the local day."""
    claimed: datetime | None = None
    """What the feed or sitemap said."""
    date_dispute: str | None = None
    """How the two disagree."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """All that is stored of one version of an article, besides its bytes."""

    article: Article
    reading: Reading
    dates: Dates
    text_hash: str
    """Equal for exact copies."""
    content_hash: str
    """Equal where no revision is due."""
    page: int | None
    """The page it was read from; None: its bytes are not kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedArticle:
    """An article as it stands, as far as a new version is judged against it."""

    id: int
    number: int
    title: str | None
    body: str
    published: str | None
    authors: tuple[str, ...]
    content_hash: str
    topic: Topic
    page_id: int | None
    host: str


def load_article(connection: Connection, *, url_id: int) -> SavedArticle | None:
    """The article at an address; None: there is none."""
    columns = [getattr(schema.Article, name) for name in SavedArticle.__dataclass_fields__]
    row = connection.execute(select(*columns).where(schema.Article.url_id == url_id)).one_or_none()
    if row is None:
        return None
    return SavedArticle(**dict(row._mapping) | {"authors": tuple(row.authors or ()), "topic": Topic(row.topic)})


def add_article(connection: Connection, version: Version, *, url_id: int, source: str, host: str, now: datetime) -> int:
    """The number of a new article, stored with its records, its first revision and its place in the search."""
    place = {"url_id": url_id, "source": source, "host": host, "number": 1, "recorded": now}
    row = place | _columns(version) | {"changed": now, "checked": now}
    article = int(connection.execute(insert(schema.Article).values(**row).returning(schema.Article.id)).scalar_one())
    connection.execute(update(schema.Article).where(schema.Article.id == article).values(story_id=article))
    save_reading(connection, article, version.reading, new=True)
    if version.reading.topic is not Topic.OTHER:
        save_search(connection, article, title=version.article.title, body=version.article.body)
    _add_revision(connection, article, version, number=1, cause="first", now=now)
    return article


def revise_article(
    connection: Connection,
    article: int,
    version: Version,
    *,
    number: int,
    cause: str,
    now: datetime,
    text_change: Mapping[str, Any] | None,
    record_change: Mapping[str, Any] | None,
) -> None:
    """Stores a new version over the current one; what it replaced stays as a revision.

    `cause` is `page` (its page changed) or `rules` (it is read differently now).
    """
    row = _columns(version) | {"number": number, "changed": now, "checked": now}
    connection.execute(update(schema.Article).where(schema.Article.id == article).values(**row))
    _save_parts(connection, article, version)
    change = {"text_change": text_change, "record_change": record_change}
    _add_revision(connection, article, version, number=number, cause=cause, now=now, **change)


def touch_article(connection: Connection, article: int, *, now: datetime) -> None:
    """Notes that an article's page was looked at again and says what it said."""
    connection.execute(update(schema.Article).where(schema.Article.id == article).values(checked=now))


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredText:
    """An article as it stands, as far as reading it again needs it."""

    id: int
    url_id: int
    address: str
    source: str
    page_id: int | None
    """Its bytes; None: it must be read from its text."""
    claimed: datetime | None
    article: Article
    """As it was read, without what only the page tells."""


def iterate_texts(engine: Engine, *, batch: int = 50) -> Iterator[StoredText]:
    """Every article in order of number; holds `batch` of them in memory and no transaction open between batches."""
    after = 0
    while True:
        with engine.connect() as connection:
            rows = connection.execute(_texts().where(schema.Article.id > after).limit(batch)).all()
        for row in rows:
            yield _text(row)
        if len(rows) < batch:
            return
        after = rows[-1].id


def _texts() -> Any:
    columns = [c for c in schema.Article.__table__.columns if c.name not in ("notes", "rejected", "places")]
    query = select(schema.Url.address, *columns).join(schema.Url, schema.Url.id == schema.Article.url_id)
    return query.order_by(schema.Article.id)


def _text(row: Any) -> StoredText:
    kinds = row.blocks or []
    lines = row.body.split("\n") if kinds else []
    names = ("canonical_url", "title", "published", "modified", "language", "section", "site_name", "image",
             "image_caption", "article_id", "truncated")  # fmt: skip
    article = Article(
        url=row.address,
        blocks=tuple(Block(kind=BlockKind(kind), text=text) for kind, text in zip(kinds, lines, strict=False)),
        authors=tuple(row.authors or ()),
        **{name: getattr(row, name) for name in names},
    )
    return StoredText(
        id=row.id,
        url_id=row.url_id,
        address=row.address,
        source=row.source,
        page_id=row.page_id,
        claimed=row.claimed,
        article=article,
    )


def load_claim(connection: Connection, url_id: int) -> tuple[datetime, str] | None:
    """The earliest publication time that a feed or sitemap gave for an address: instant and text; None: none did."""
    query = select(schema.Sighting.claimed, schema.Sighting.claimed_text).where(
        schema.Sighting.url_id == url_id, schema.Sighting.claimed.is_not(None)
    )
    row = connection.execute(query.order_by(schema.Sighting.claimed).limit(1)).one_or_none()
    return None if row is None else (row.claimed, row.claimed_text)


def _columns(version: Version) -> dict[str, Any]:
    article, reading, dates = version.article, version.reading, version.dates
    same = ("title", "modified", "section", "site_name", "canonical_url", "article_id", "image", "image_caption")
    return {
        **{name: getattr(article, name) for name in same},
        **{name: getattr(dates, name) for name in dates.__dataclass_fields__},
        "page_id": version.page,
        "topic": reading.topic,
        "body": article.body,
        "blocks": [block.kind for block in article.blocks],
        "language": reading.language or article.language,
        "authors": list(article.authors),
        "truncated": article.truncated,
        "places": article.places,
        "notes": list(reading.notes),
        "rejected": list(reading.rejected),
        "text_hash": version.text_hash,
        "content_hash": version.content_hash,
    }


def _save_parts(connection: Connection, article: int, version: Version) -> None:
    save_reading(connection, article, version.reading)
    if version.reading.topic is Topic.OTHER:
        drop_search(connection, article)
    else:
        save_search(connection, article, title=version.article.title, body=version.article.body)


def _add_revision(
    connection: Connection,
    article: int,
    version: Version,
    *,
    number: int,
    cause: str,
    now: datetime,
    text_change: Mapping[str, Any] | None = None,
    record_change: Mapping[str, Any] | None = None,
) -> None:
    row = {
        "article_id": article,
        "number": number,
        "at": now,
        "cause": cause,
        "content_hash": version.content_hash,
        "title": version.article.title,
        "body": version.article.body,
        "published": version.dates.published,
        "modified": version.article.modified,
        "records": read_records(version.reading),
        "text_change": text_change,
        "record_change": record_change,
    }
    insert_rows(connection, schema.Revision, [row])
