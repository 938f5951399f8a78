"""The spider of a catalogue entry: asks for links, then fetches what the database holds as due, batch by batch."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, ClassVar, NoReturn, Self
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError

from tracker.errors import BadQuery, FixFile, TrackerError, TryLater
from tracker.sources import Source
from tracker.spiders.addresses import is_loopback
from tracker.spiders.asking import Asker
from tracker.spiders.failures import Failure, explain_error, explain_status
from tracker.spiders.ledger import Ledger, find_due
from tracker.spiders.patience import HostWaits, Patience
from tracker.spiders.pipeline import PageItem, recheck_due
from tracker.spiders.visit import Visit, own_netlocs
from tracker.storage.urls import SavedUrl, save_failure, save_unchanged

log = logging.getLogger(__name__)

BATCH = 40
"""Addresses taken from the database at a time; as many and no more are in memory."""


class SourceSpider(Spider):
    """Crawls one source. Arguments: `since` (a day: also what is older than the feed), `limit` (most articles)."""

    source: Source
    kind = "spider"

    arguments: ClassVar[Sequence[str]] = ("since", "limit")
    """What `-a` may give."""

    def __init__(self, since: str | None = None, limit: str | None = None, **arguments: Any) -> None:
        refuse_unknown(arguments, self.arguments)
        super().__init__(**arguments)
        self.since = parse_since(since, self.source.timezone)
        self.limit = parse_limit(limit)
        self.ledger: Ledger
        self.visit: Visit

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The source's own pace. On this machine's own addresses there is nobody to be polite to."""
        super().update_settings(settings)
        own = all(is_loopback(netloc) for netloc in cls.source.own_hosts)
        if cls.source.delay:
            settings.set("DOWNLOAD_DELAY", cls.source.delay, priority="spider")
        elif own or not settings.getbool("TRACKER_POLITE"):
            settings.set("DOWNLOAD_DELAY", 0, priority="spider")
            settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")
            settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", settings.getint("CONCURRENT_REQUESTS"), priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way of building it; opens the database."""
        settings = crawler.settings
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
            spider.ledger = Ledger.open(settings["TRACKER_DATABASE"])
        except (BadQuery, FixFile, TryLater) as error:
            leave(error, crawler)
        spider.visit = Visit(
            crawler=crawler,
            source=cls.source,
            ledger=spider.ledger,
            run=settings.getint("TRACKER_RUN") or None,
            kind=cls.kind,
            asked=settings.getbool("TRACKER_ASKED", True),
            since=spider.since,
            limit=spider.limit,
            allow_private=settings.getbool("TRACKER_ALLOW_PRIVATE"),
        )
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.closed_down, signals.spider_closed)
        crawler.signals.connect(spider.reached, signals.request_reached_downloader)
        crawler.signals.connect(spider.downloaded, signals.response_downloaded)
        return spider

    @property
    def own_netlocs(self) -> frozenset[str] | None:
        """The hosts that may be asked; None: any on the public internet."""
        return own_netlocs(self.source)

    async def opened(self) -> None:
        """The visit begins."""
        await self.visit.open()

    async def closed_down(self, reason: str) -> None:
        """The visit ends, whatever the reason."""
        try:
            await self.visit.close(reason)
            if self.visit.owns_run:
                log.info("%s: %s", self.source.name, self.visit.verdict)
        finally:
            self.ledger.close()

    def reached(self, request: Request) -> None:
        """Counts every request that is sent."""
        self.visit.counts.requests += 1

    def downloaded(self, response: Response) -> None:
        """Counts what is received."""
        self.visit.counts.bytes += len(response.body)

    async def start(self) -> AsyncIterator[Any]:
        """First links, then pages."""
        await Asker(self.visit).ask_all()
        async for request in self.pages():
            yield request

    async def pages(self) -> AsyncIterator[Request]:
        """Requests for what is due, a batch whenever the one before has been sent."""
        if self.settings.getbool("TRACKER_RECHECK"):
            await self.visit.write(lambda c: recheck_due(c, self.source.name, self.visit.started))
        left = self.limit
        while not self.visit.stopped and (left is None or left > 0):
            batch = await self._take_batch(BATCH if left is None else min(BATCH, left))
            if not batch:
                return
            for url in batch:
                yield self._request(url)
            left = None if left is None else left - len(batch)
            await self.crawler.signals.wait_for(signals.scheduler_empty)

    async def _take_batch(self, size: int) -> list[SavedUrl]:
        limit = size + len(self.visit.in_flight)
        found = await self.visit.read(
            lambda c: find_due(
                c,
                source=self.source.name,
                now=datetime.now(UTC),
                started=self.visit.started,
                asked=self.visit.asked,
                limit=limit,
            )
        )
        batch = [url for url in found if url.id not in self.visit.in_flight][:size]
        self.visit.in_flight.update(url.id for url in batch)
        return batch

    def _request(self, url: SavedUrl) -> Request:
        known = {"If-None-Match": url.etag, "If-Modified-Since": url.last_modified} if url.fetched else {}
        return Request(
            url.address,
            headers={name: value for name, value in known.items() if value},
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            cb_kwargs={"url": url},
            meta={"handle_httpstatus_list": [304]},
        )

    async def parse(self, response: Response, url: SavedUrl) -> AsyncIterator[Any]:
        """The page, for the pipeline to read and store."""
        if response.status == 304:
            await self.visit.write(lambda c: save_unchanged(c, url.id, now=datetime.now(UTC)))
            self.visit.counts.unchanged += 1
            self.visit.in_flight.discard(url.id)
            return
        yield PageItem(response=response, url=url, visit=self.visit)

    async def failed(self, failed: Any) -> None:
        """Stores why there is no page."""
        url: SavedUrl = failed.request.cb_kwargs["url"]
        failure, retry_after = self._explain(failed, url)
        try:
            if isinstance(failed.value, HostWaits):
                self.visit.note_waiting(failure.reason)
            elif not failure.untried:
                await self._store(url, failure, retry_after)
        finally:
            self.visit.in_flight.discard(url.id)

    def _explain(self, failed: Any, url: SavedUrl) -> tuple[Failure, datetime | None]:
        error = failed.value
        if isinstance(error, HttpError):
            return explain_status(error.response.status, attempts=url.attempts), self._pause(error.response.url)
        return explain_error(error), None

    def _pause(self, address: str) -> datetime | None:
        patience = self.crawler.get_downloader_middleware(Patience)
        return patience.pause_of(address) if patience else None

    async def _store(self, url: SavedUrl, failure: Failure, retry_after: datetime | None) -> None:
        self.visit.counts.failed += 1
        self.visit.note_cause(failure.cause)
        log.info("%s: %s: %s", self.name, url.address, failure.reason)
        try:
            await self.visit.write(
                lambda c: save_failure(
                    c,
                    url.id,
                    cause=failure.cause,
                    reason=failure.reason,
                    now=datetime.now(UTC),
                    run=self.visit.run,
                    lasting=failure.lasting,
                    retry_after=retry_after,
                )
            )
        except TrackerError as error:
            self.visit.note_fault(str(error))


def leave(error: TrackerError, crawler: Crawler) -> NoReturn:
    """Ends `scrapy crawl` with one line, as other wrong arguments do; a runner of ours gets the error itself."""
    if crawler.settings.getint("TRACKER_RUN"):
        raise error
    print(f"scrapy crawl: error: {error}", file=sys.stderr)
    raise SystemExit(2) from None


def make_spider(source: Source) -> type[SourceSpider]:
    """The spider class of a source."""
    names = {"name": source.name, "source": source, "__module__": SourceSpider.__module__, "__doc__": source.title}
    return type(f"{source.name.title().replace('_', '')}Spider", (SourceSpider,), names)


def parse_since(text: str | None, zone: str) -> datetime | None:
    """The beginning of a day where the source is; None: no day is asked for.

    Raises:
        BadQuery: it is no day.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadQuery(f"since={text!r}: a day such as {date.today() - timedelta(days=30)}") from None
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def parse_limit(text: str | int | None) -> int | None:
    """A number of articles; None: as many as there are.

    Raises:
        BadQuery: it is no number.
    """
    if text is None or text == "":
        return None
    if not str(text).isdigit():
        raise BadQuery(f"limit={text!r}: a number of articles such as 20")
    return int(text)


def refuse_unknown(arguments: Mapping[str, object], known: Sequence[str]) -> None:
    """Raises BadQuery for a spider argument nobody knows: a mistyped `-a limt=3` must not crawl everything."""
    for name in arguments:
        if name != "name" and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean -a {near[0]}=…?" if near else f"known are {', '.join(known)}"
            raise BadQuery(f"-a {name}: there is no such argument; {hint}")
