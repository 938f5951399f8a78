"""`tracker sources check`: each source asked now, without the database: which of its addresses work, and what is found.

Once a process, as every use of the reactor.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from tracker.discovery import Found, read_feed, read_listing, read_sitemap
from tracker.discovery.feeds import join
from tracker.discovery.markup import decode, read_html
from tracker.errors import SkipPage
from tracker.pages import read_page
from tracker.records import Link, PageKind
from tracker.sources import Source
from tracker.spiders.addresses import refuse
from tracker.spiders.asking import MOST_BYTES, read_charset
from tracker.spiders.choosing import find_lanes
from tracker.spiders.entries import AddressCheck, correct_entry
from tracker.spiders.failures import explain_error, explain_status
from tracker.spiders.reactor import project_settings, run_reactor
from tracker.spiders.runner import logged
from tracker.spiders.visit import own_netlocs

FEED_TYPES = re.compile(r"application/(rss|atom|feed|rdf)|^text/xml", re.I)
MOST_FOUND = 4
"""Further addresses, named by the site itself, that are tried."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleCheck:
    """What is read in one article of a source."""

    url: str
    problem: str | None = None
    """None: it is read with title, date and body."""
    title: str | None = None
    published: str | None = None
    characters: int = 0
    """Length of its body."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceCheck:
    """What a live check of one source found."""

    name: str
    reachable: bool
    """Its home, or any of its addresses, answers."""
    robots: str
    """`lets us in`, or what it says instead."""
    addresses: tuple[AddressCheck, ...] = ()
    article: ArticleCheck | None = None
    """None: no article was found to try."""
    entry: str | None = None
    """The entry as it should be, TOML; None: it is right as it stands."""

    @property
    def well(self) -> bool:
        """Links come from it, and an article is read whole."""
        found = any(one.works for one in self.addresses if one.stated)
        return found and self.article is not None and self.article.problem is None


@dataclass
class _Checked:
    """What is known so far."""

    home: str | None = None
    robots: str = "lets us in"
    answered: bool = False
    addresses: list[AddressCheck] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    article: ArticleCheck | None = None


Progress = Callable[[SourceCheck, int, int], None]
"""Told of each source that is checked, how many are, and of how many."""


def check_sources(sources: Sequence[Source], *, progress: Progress | None = None, **settings: Any) -> list[SourceCheck]:
    """Checks each source, several at a time, and returns what was found in their order; nothing is stored.

    `settings` are Scrapy's, over those of the project.
    """
    found: dict[str, SourceCheck] = {}

    async def work(runner: AsyncCrawlerRunner) -> None:
        turn = asyncio.Semaphore(10)

        async def check_lane(lane: Iterable[Source]) -> None:
            for source in lane:
                async with turn:
                    crawler = runner.create_crawler(make_check(source))
                    await runner.crawl(crawler)
                found[source.name] = crawler.spider.result() if crawler.spider else _fail(source)  # type: ignore[attr-defined]
                if progress:
                    progress(found[source.name], len(found), len(sources))

        await asyncio.gather(*(check_lane(lane) for lane in find_lanes(sources)))

    own = {
        "ITEM_PIPELINES": {},
        "DOWNLOAD_DELAY": 1.0,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": project_settings().getdict("DOWNLOADER_MIDDLEWARES")
        | {"tracker.spiders.patience.Patience": None},
    }
    with logged():
        run_reactor(project_settings(**own | settings), work)
    return [found[source.name] for source in sources]


def make_check(source: Source) -> type[CheckSpider]:
    """The spider that checks a source."""
    return type("CheckOf" + source.name, (CheckSpider,), {"name": source.name, "source": source})


class CheckSpider(Spider):
    """Asks a source's addresses, then for one article."""

    source: Source

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.checked = _Checked()

    @property
    def own_netlocs(self) -> frozenset[str]:
        """The hosts that may be asked."""
        return own_netlocs(self.source)

    async def start(self) -> AsyncIterator[Any]:
        """All of it, one request after the other."""
        home = await self._fetch(self.source.home, "listing")
        for kind, address in self.source.addresses:
            await self._check(kind, address, home if address == self.source.home else None)
        if not any(one.works for one in self.checked.addresses):
            for kind, address in self._find_more(home)[:MOST_FOUND]:
                await self._check(kind, address, None, stated=False)
        await self._check_article()
        for request in list[Request]():  # nothing is left for Scrapy to fetch, yet it wants a generator
            yield request

    async def _fetch(self, address: str, kind: str) -> Response | str:
        """The answer, or what is wrong in words."""
        meta = {"download_maxsize": MOST_BYTES[kind]}
        request = Request(address, callback=NO_CALLBACK, dont_filter=True, meta=meta)
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Exception as error:
            failure = explain_error(error)
            if failure.cause.startswith("robots"):
                self.checked.robots = failure.reason
            return failure.reason
        self.checked.answered = True
        return response if response.status == 200 else explain_status(response.status).reason

    async def _check(self, kind: str, address: str, answer: Response | str | None, *, stated: bool = True) -> None:
        response = answer if answer is not None else await self._fetch(address, kind)
        if isinstance(response, str):
            works, says = False, response
        else:
            works, says = self._judge(kind, address, response)
        self.checked.addresses.append(AddressCheck(kind=kind, address=address, works=works, says=says, stated=stated))

    def _judge(self, kind: str, address: str, response: Response) -> tuple[bool, str]:
        try:
            found = self._read(kind, response)
        except SkipPage as problem:
            where = f" (redirected to {response.url})" if response.url != address else ""
            return False, f"{problem}{where}"
        articles = [link for link in found.links if self._is_wanted(link, found)]
        self.checked.links += articles
        if found.more and not found.links:
            return True, f"an index of {len(found.more)} sitemaps"
        dated = sum(link.published is not None for link in articles)
        return bool(articles), f"{len(found.links)} links, {len(articles)} of them articles, {dated} dated"

    def _read(self, kind: str, response: Response) -> Found:
        charset = read_charset(response)
        if kind == "feed":
            return read_feed(response.body, response.url, charset=charset)
        if kind == "sitemap":
            return read_sitemap(response.body, response.url, charset=charset)
        return read_listing(response.body, response.url, self.source.is_article, charset=charset)

    def _is_wanted(self, link: Link, found: Found) -> bool:
        allow = self.settings.getbool("TRACKER_ALLOW_PRIVATE")
        if refuse(link.url, own=self.own_netlocs, allow_private=allow):
            return False
        shaped = any(self.source.is_article(one.url) for one in found.links)
        return self.source.is_article(link.url) or (link.via == "feed" and not shaped)

    def _find_more(self, home: Response | str) -> list[tuple[str, str]]:
        """Feeds that the front page names."""
        if isinstance(home, str):
            return []
        try:
            root = read_html(decode(home.body, read_charset(home)))
        except SkipPage:
            return []
        links = (
            link for link in root.iterfind(".//link[@rel='alternate']") if FEED_TYPES.search(link.get("type") or "")
        )
        addresses = filter(None, (join(home.url, link.get("href") or "") for link in links))
        stated = {address for _, address in self.source.addresses}
        return [("feed", address) for address in dict.fromkeys(addresses) if address not in stated]

    async def _check_article(self) -> None:
        if not self.checked.links:
            return
        link = next((one for one in self.checked.links if self.source.is_article(one.url)), self.checked.links[0])
        response = await self._fetch(link.url, "listing")
        if isinstance(response, str):
            self.checked.article = ArticleCheck(url=link.url, problem=response)
        else:
            self.checked.article = judge_article(response, self.source, link)

    def result(self) -> SourceCheck:
        """What was found."""
        known = self.checked
        return SourceCheck(
            name=self.source.name,
            reachable=known.answered,
            robots=known.robots,
            addresses=tuple(known.addresses),
            article=known.article,
            entry=correct_entry(self.source, known.addresses),
        )


def judge_article(response: Response, source: Source, link: Link) -> ArticleCheck:
    """What is read in an article, and what is missing in it."""
    kind = response.headers.get("Content-Type")
    article = read_page(
        response.body,
        url=response.url,
        content_type=kind.decode("latin-1") if kind else None,
        timezone=source.timezone,
        language=source.language,
        country=source.country,
        fetched_at=datetime.now(UTC),
    )
    missing = [name for name in ("title", "published", "body") if not getattr(article, name)]
    problem = f"without {', '.join(missing)}" if missing else None
    if article.kind is not PageKind.ARTICLE:
        problem = f"read as {article.kind}: {article.reason}"
    return ArticleCheck(
        url=link.url,
        problem=problem,
        title=article.title,
        published=article.published,
        characters=len(article.body),
    )


def _fail(source: Source) -> SourceCheck:
    return SourceCheck(name=source.name, reachable=False, robots="not asked", addresses=())
