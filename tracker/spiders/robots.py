"""robots.txt, as RFC 9309 has it: obeyed; where it cannot be had, nothing is fetched; Crawl-delay is kept."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK

from tracker.spiders.addresses import AddressRefused

log = logging.getLogger(__name__)

MOST_BYTES = 512 * 1024
LONGEST_DELAY = 600.0
"""Seconds of Crawl-delay that are kept; more would mean not to come at all."""


PROBLEMS: dict[type[Exception], str] = {
    exceptions.CannotResolveHostError: "the host's name leads nowhere",
    exceptions.DownloadConnectionRefusedError: "the host refuses connections",
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.DownloadCancelledError: "larger than is read",
    exceptions.ResponseDataLossError: "the answer broke off",
    exceptions.DownloadFailedError: "the connection failed",
}


class RobotsForbid(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnknown(IgnoreRequest):
    """robots.txt could not be had, so that nothing may be fetched for now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What one host's robots.txt says; `problem` stands where it could not be had."""

    parser: Protego | None = None
    problem: str | None = None


def read_rules(status: int, body: bytes) -> Rules:
    """The rules in an answer: none is no rules (4xx), a failing server is a closed door (5xx, 429).

    >>> read_rules(404, b"").problem is None, read_rules(503, b"").problem
    (True, 'robots.txt answered 503')
    """
    if status >= 500 or status == 429:
        return Rules(problem=f"robots.txt answered {status}")
    if status != 200:
        return Rules()
    return Rules(parser=Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace")))


class RobotsGuard:
    """Downloader middleware: asks each host's robots.txt once a crawl, before anything else is asked of it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.agent = crawler.settings["USER_AGENT"]
        self._asked: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsGuard:
        """Scrapy's way of building it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Lets a request pass.

        Raises:
            RobotsForbid: the site does not want it. RobotsUnknown: the site's wishes cannot be had.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._asked:
            self._asked[site] = asyncio.ensure_future(self._ask(site))
        rules = await asyncio.shield(self._asked[site])
        if rules.problem:
            raise RobotsUnknown(rules.problem)
        if rules.parser and not rules.parser.can_fetch(request.url, self.agent):
            raise RobotsForbid("robots.txt forbids it")

    async def _ask(self, site: str) -> Rules:
        meta = {"dont_obey_robotstxt": True, "download_maxsize": 4 * MOST_BYTES}
        request = Request(f"{site}/robots.txt", callback=NO_CALLBACK, priority=1000, meta=meta)
        try:
            response = await self.crawler.engine.download_async(request)
        except AddressRefused:
            return Rules()  # a redirect off the site says nothing about it
        except Exception as error:
            return Rules(problem=f"robots.txt: {_name(error)}")
        rules = read_rules(response.status, response.body)
        self._slow_down(urlsplit(site).hostname or "", rules)
        return rules

    def _slow_down(self, host: str, rules: Rules) -> None:
        """Crawl-delay is the least pause: for this host from now on, whatever AutoThrottle finds."""
        delay = rules.parser.crawl_delay(self.agent) if rules.parser else None
        if not delay:
            return
        delay = min(float(delay), LONGEST_DELAY)
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None:
            slot.delay = max(slot.delay, delay)
            slot.jitter = 0.0


def _name(error: Exception) -> str:
    known = (words for kind, words in PROBLEMS.items() if isinstance(error, kind))
    return next(known, str(error)[:200] or type(error).__name__)
