"""Scrapy's item pipeline: a fetched page goes to the intake, and comes out as what was read in it."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from sqlalchemy import Connection, Engine, select, update

from tracker.announcements import read_announcements
from tracker.errors import SkipPage, TrackerError
from tracker.intake import FetchedPage, Outcome, take_page
from tracker.pages import read_page
from tracker.records import PageKind, Topic, UrlState
from tracker.sources import Gate, Source
from tracker.spiders.visit import Visit
from tracker.storage.database import writing
from tracker.storage.schema import Url
from tracker.storage.urls import SavedUrl, save_failure

log = logging.getLogger(__name__)

RECHECKS = (timedelta(days=1), timedelta(days=4), timedelta(days=14))
"""Ages of an article on our subject at which it is fetched again: stories change in their first weeks."""
KEPT_HEADERS = ("content-type", "content-language", "etag", "last-modified", "date", "server")


@dataclass(kw_only=True)
class PageItem:
    """A page that came, on its way to the intake."""

    response: Response
    url: SavedUrl
    visit: Visit


class Skipped(DropItem):
    """The page is stored as what it is, and nothing is to be exported; it needs no line in the log."""

    log_level = "DEBUG"


class IntakePipeline:
    """Hands pages to the intake on the ledger's thread, one at a time."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> IntakePipeline:
        """Scrapy's way of building it."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """What was read in the page, as a dictionary; items of other kinds pass.

        Raises:
            DropItem: the page is no article, or could not be read; the outcome is stored.
        """
        if not isinstance(item, PageItem):
            return item
        visit = item.visit
        visit.counts.fetched += 1
        try:
            outcome = await visit.do(lambda engine: store_page(engine, item))
        except SkipPage as problem:
            reason = str(problem)
            await visit.write(lambda c: _store_refusal(c, item, reason))
            raise Skipped(reason) from problem
        except TrackerError as problem:
            visit.note_fault(str(problem))
            raise DropItem(str(problem)) from problem
        finally:
            visit.in_flight.discard(item.url.id)
        count_outcome(visit, outcome)
        if outcome.article is None or outcome.article.kind is not PageKind.ARTICLE:
            raise Skipped(outcome.reason)
        return describe_outcome(item.url.address, outcome)


def store_page(engine: Engine, item: PageItem) -> Outcome:
    """Reads and stores a page; an article on our subject is noted to be looked at again."""
    page = read_response(item.response, item.url.address)
    visit = item.visit
    gated = visit.kind != "page" and visit.source.gate is Gate.SUBJECT
    outcome = take_page(engine, page, medium=visit.source, run=visit.run, gated=gated)
    if item.visit.kind == "page" and outcome.article is None:
        outcome = read_again(outcome, page, item.visit.source)
    if outcome.state is UrlState.RECORDED and outcome.article_id is not None:
        with writing(engine) as connection:
            plan_recheck(connection, outcome.url_id, page.fetched_at)
    return outcome


def read_again(outcome: Outcome, page: FetchedPage, source: Source) -> Outcome:
    """The outcome of a page that was stored already, with what is read in it: a person asked to see it."""
    article = read_page(
        page.body,
        url=page.fetched_from or page.url,
        content_type=page.headers.get("content-type"),
        timezone=source.timezone,
        language=source.language,
        country=source.country,
        fetched_at=page.fetched_at,
    )
    day = date.fromisoformat(article.published[:10]) if article.published else None
    return replace(outcome, article=article, reading=read_announcements(article.text, published=day))


def read_response(response: Response, address: str) -> FetchedPage:
    """A response as the intake takes it; `address` is the one that was asked for."""
    headers = {key.decode("latin-1").lower(): values[-1].decode("latin-1") for key, values in response.headers.items()}
    return FetchedPage(
        url=address,
        body=response.body,
        fetched_at=datetime.now(UTC),
        status=response.status,
        headers={name: headers[name] for name in KEPT_HEADERS if name in headers},
        fetched_from=response.url if response.url != address else None,
    )


def plan_recheck(connection: Connection, url_id: int, now: datetime) -> None:
    """Makes an article due again at the next of the ages at which it is looked at again; then not any more."""
    seen = connection.execute(select(Url.first_seen).where(Url.id == url_id)).scalar_one()
    following = next((seen + age for age in RECHECKS if seen + age > now), None)
    connection.execute(update(Url).where(Url.id == url_id).values(next_try=following))


def recheck_due(connection: Connection, source: str, now: datetime) -> None:
    """Makes every article of a source on our subject due at once."""
    recorded = (Url.source == source, Url.state == UrlState.RECORDED)
    connection.execute(update(Url).where(*recorded).values(next_try=now))


def count_outcome(visit: Visit, outcome: Outcome) -> None:
    """Adds a page to the counts of the visit."""
    counts, article = visit.counts, outcome.article
    if outcome.cause == "gate":  # as a link left aside: it says nothing of how well the source can be read
        counts.gated += 1
        counts.fetched -= 1
        return
    if outcome.state is UrlState.FAILED:
        counts.failed += 1
        visit.note_cause(outcome.cause or "failed")
        return
    if article is not None and article.kind is PageKind.ARTICLE:
        counts.read += 1
        counts.dated += article.published is not None
        counts.titled += bool(article.title)
        counts.bodied += bool(article.body)
    counts.relevant += outcome.reading.topic is not Topic.OTHER
    counts.recorded += outcome.new or outcome.changed
    counts.unchanged += outcome.article_id is not None and not (outcome.new or outcome.changed)


def describe_outcome(address: str, outcome: Outcome) -> dict[str, Any]:
    """A page's records as one object, with the keys of `tracker extract`."""
    article, reading = outcome.article, outcome.reading
    assert article is not None
    return {
        "url": address,
        "state": str(outcome.state),
        "reason": outcome.reason,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "published": article.published,
        "modified": article.modified,
        "authors": list(article.authors),
        "language": reading.language or article.language,
        "body": article.body,
        "topic": str(reading.topic),
        "announcements": [_plain(one) for one in reading.announcements],
        "figures": [_plain(one) for one in reading.figures],
        "history": [_plain(one) for one in reading.history],
        "people": [_plain(one) for one in reading.people],
        "cites": list(reading.cites),
    }


def _plain(record: Any) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(record).items()}


def _store_refusal(connection: Connection, item: PageItem, reason: str) -> None:
    save_failure(
        connection, item.url.id, cause="skipped", reason=reason, now=datetime.now(UTC), run=item.visit.run, lasting=True
    )
