"""A host that is overloaded or refuses us is left alone: for as long as it asks, and longer each time.

The pause is kept in the database, so that the next run knows of it.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from tracker.storage.polls import HostState, load_host, save_host

REFUSALS = frozenset({401, 403, 429, 503})
ASKS_TO_WAIT = frozenset({429, 503})
TOO_MANY = 5
"""Refusals in a row after which a host is left alone although it did not ask for it."""
SHORT = 10.0
"""Seconds of a pause that are waited out; for a longer one the run goes on without the host."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(days=2)


class NothingMore(IgnoreRequest):
    """Not asked: the visit is being ended."""


class HostWaits(IgnoreRequest):
    """Not asked now: the host is to be left alone until `until`."""

    def __init__(self, host: str, until: datetime, why: str | None) -> None:
        super().__init__(f"{host} is left alone until {until:%Y-%m-%d %H:%M} UTC: {why or 'it asked for it'}")
        self.until = until


def parse_retry_after(text: str | None, now: datetime) -> datetime | None:
    """When a Retry-After header says to come back; None: it says nothing. A time long ago or far ahead is bounded.

    >>> noon = datetime(2026, 4, 2, 12, tzinfo=UTC)
    >>> parse_retry_after("120", noon).isoformat()
    '2026-04-02T12:02:00+00:00'
    >>> parse_retry_after("Thu, 02 Apr 2026 13:00:00 GMT", noon).isoformat()
    '2026-04-02T13:00:00+00:00'
    >>> parse_retry_after("soon", noon) is None
    True
    """
    text = (text or "").strip()
    if not text:
        return None
    if text.isdigit():
        return now + min(timedelta(seconds=min(int(text), 10**7)), LONGEST_PAUSE)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment, now), now + LONGEST_PAUSE)


def note_refusal(host: HostState, status: int, retry_after: str | None, now: datetime) -> HostState:
    """The host after one more refusal: when it is to be asked again, None: at once."""
    failures = host.failures + 1
    until = parse_retry_after(retry_after, now) if status in ASKS_TO_WAIT else None
    if until is None and (status in ASKS_TO_WAIT or failures >= TOO_MANY):
        grown = FIRST_PAUSE * 2 ** min(max(failures - 1, 0), 12)
        until = now + min(grown, LONGEST_PAUSE)
    return replace(host, failures=failures, retry_after=until, last_error=f"HTTP {status}", last_request=now)


class Patience:
    """Downloader middleware: keeps each host's pause, and remembers refusals."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._hosts: dict[str, HostState] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        """Scrapy's way of building it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Waits out a short pause.

        Raises:
            HostWaits: the pause is a long one. NothingMore: the visit is being ended.
        """
        if self._visit.stopped:
            raise NothingMore(self._visit.stopped)
        host = await self._host(request.url)
        left = (host.retry_after - datetime.now(UTC)).total_seconds() if host.retry_after else 0
        if left > SHORT and host.retry_after:
            raise HostWaits(host.host, host.retry_after, host.last_error)
        if left > 0:
            await asyncio.sleep(left)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Remembers a refusal; any other answer ends the row of them."""
        host = await self._host(request.url)
        if response.status in REFUSALS:
            header = response.headers.get("Retry-After", b"") or b""
            await self._save(note_refusal(host, response.status, header.decode("latin-1"), datetime.now(UTC)))
        elif host.failures and response.status < 500 and not request.url.endswith("/robots.txt"):
            await self._save(replace(host, failures=0, retry_after=None, last_error=None))
        return response

    def pause_of(self, url: str) -> datetime | None:
        """Until when the host of an address is left alone, as far as this crawl knows."""
        host = self._hosts.get(urlsplit(url).netloc.lower())
        return host.retry_after if host else None

    @property
    def _visit(self) -> Any:
        spider: Any = self.crawler.spider
        return spider.visit

    async def _host(self, url: str) -> HostState:
        name = urlsplit(url).netloc.lower()
        if name not in self._hosts:
            self._hosts[name] = await self._visit.read(lambda connection: load_host(connection, name))
        return self._hosts[name]

    async def _save(self, host: HostState) -> None:
        self._hosts[host.host] = host
        await self._visit.write(lambda connection: save_host(connection, host))
