"""Small pages of our own and a database to take them into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from sqlalchemy import Engine

from tracker.intake import FetchedPage, Outcome, take_page
from tracker.intake.outcomes import Known
from tracker.intake.storing import store_article
from tracker.records import Announcement, Article, Block, BlockKind, History, Link, Reading, Topic
from tracker.storage.articles import Dates
from tracker.storage.database import writing
from tracker.storage.urls import save_sightings
from tracker.stories.addresses import read_address

NOW = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

CAMRY = (
    "Toyota plans to sell the US-built Camry in Japan from 2026, the company said on Thursday.",
    "The sedan is built at the Georgetown plant in Kentucky, where the maker has assembled cars since the eighties.",
    "A spokesman said that the price had not been decided, and that dealers across the country would hear in spring.",
)
CONTEXT = (
    "The harbour of the old town opened its new museum on Saturday, with a brass band and free lemonade for children.",
    "About two thousand visitors came, the mayor said, and most of them stayed for the fireworks in the evening.",
)


def write_page(title: str, paragraphs: Sequence[str], day: str = "2026-01-15", extra: str = "") -> bytes:
    """An article page in UTF-8."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:type" content="article"><meta property="article:published_time" content="{day}">'
        f"</head><body>{extra}<article><h1>{escape(title)}</h1>{text}</article></body></html>"
    ).encode()


def take(engine: Engine, url: str, body: bytes, *, at: datetime = NOW, **page: Any) -> Outcome:
    """What becomes of a page fetched at a time."""
    headers = page.pop("headers", {"content-type": "text/html; charset=utf-8"})
    gated = page.pop("gated", False)
    return take_page(engine, FetchedPage(url=url, body=body, fetched_at=at, headers=headers, **page), gated=gated)


def tell(
    engine: Engine,
    url: str,
    announcements: Sequence[Announcement],
    *,
    day: str,
    title: str,
    lines: Sequence[str],
    history: Sequence[History] = (),
    language: str = "en",
) -> Outcome:
    """What becomes of an article with these records: as a page of a source named after its host, but not read."""
    key = read_address(url)
    with writing(engine) as connection:
        link, source = Link(url=url, via="request"), key.host
        [known] = save_sightings(
            connection, [link], source=source, now=NOW, identify=lambda given: read_address(given.url)
        )
    article = Article(url=url, title=title, blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines))
    reading = Reading(
        language=language, topic=Topic.ANNOUNCEMENT, announcements=tuple(announcements), history=tuple(history)
    )
    page = FetchedPage(url=url, body=article.body.encode(), fetched_at=NOW)
    of = Known(url=known, article=None, claimed=None, same_bytes=False)
    return store_article(engine, page, of, article, Dates(published=day, published_day=day), reading, None)


def rows(engine: Engine, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


CONTENT = (
    "SELECT url, state, reason, topic, title, body, published_day, revision, story FROM article_full ORDER BY url",
    "SELECT url, maker, model, origin, status, basis, start, evidence, programme, programme_inferred "
    "FROM announcement_full ORDER BY url, position",
    "SELECT programme, status, basis, start, articles, stories, sources, first_reported, disputes "
    "FROM programme_current ORDER BY programme",
    "SELECT programme, position, day, kind, status, current, url FROM programme_history ORDER BY programme, position",
    "SELECT kind, score, min(url, other_url) AS a, max(url, other_url) AS b FROM copy_pair ORDER BY a, b",
    "SELECT host, hash FROM boilerplate ORDER BY host, hash",
    "SELECT u.key, b.hash FROM band b JOIN article a ON a.id = b.article_id JOIN url u ON u.id = a.url_id "
    "ORDER BY 1, 2",
    "SELECT u.key, p.hash FROM passage p JOIN article a ON a.id = p.article_id JOIN url u ON u.id = a.url_id "
    "ORDER BY 1, 2",
)


def read_content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All that must be the same however the pages came in: everything but numbers and times of arrival."""
    return {sql: rows(engine, sql) for sql in CONTENT}
