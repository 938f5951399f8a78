"""`scrapy crawl page -a url=…`: one article, now, whatever is known of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from sqlalchemy import Connection

from tracker.errors import BadQuery, FixFile
from tracker.records import Link
from tracker.sources import Source, SourceKind, read_catalogue
from tracker.spiders.addresses import plain_netloc, refuse
from tracker.spiders.source_spider import SourceSpider, leave
from tracker.spiders.visit import own_netlocs
from tracker.storage.urls import SavedUrl, save_sightings
from tracker.stories.addresses import read_address


class PageSpider(SourceSpider):
    """Fetches one page. Argument: `url`. A source that knows the address gives its language and time zone."""

    name = "page"
    kind = "page"
    source = Source(
        name="page", title="Pages by hand", home="https://example.invalid/", language="en", timezone="UTC",
        kind=SourceKind.WIRE, article_pattern="^https?://", evidence="given by hand",
    )  # fmt: skip

    arguments = ("url",)

    def __init__(self, url: str | None = None, **arguments: Any) -> None:
        super().__init__(**arguments)
        if not url:
            raise BadQuery("which page? scrapy crawl page -a url=https://…")
        self.url = url

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """One page needs no pace."""
        super(SourceSpider, cls).update_settings(settings)
        settings.set("DOWNLOAD_DELAY", 0, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way of building it; finds the source of the address."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        refused = refuse(spider.url, own=None, allow_private=crawler.settings.getbool("TRACKER_ALLOW_PRIVATE"))
        try:
            if refused:
                raise BadQuery(f"url={spider.url}: {refused}")
            spider.source = find_owner(read_catalogue(), spider.url) or name_stranger(spider.url)
        except (BadQuery, FixFile) as error:
            leave(error, crawler)
        spider.visit.source = spider.source
        return spider

    @property
    def own_netlocs(self) -> None:
        """A redirect may lead to any public host."""
        return

    async def start(self) -> AsyncIterator[Any]:
        """The one request, without conditions."""
        url = await self.visit.write(self._see)
        self.visit.in_flight.add(url.id)
        yield self._request(url).replace(headers={})

    def _see(self, connection: Connection) -> SavedUrl:
        [url] = save_sightings(
            connection,
            [Link(url=self.url, via="request")],
            source=self.source.name,
            now=datetime.now(UTC),
            identify=lambda link: read_address(link.url, self.source.id_pattern),
            run=self.visit.run,
        )
        return url


def find_owner(sources: dict[str, Source], url: str) -> Source | None:
    """The source that an address is an article of, else the one whose host it is on; None: nobody's."""
    articles = (source for source in sources.values() if source.is_article(url))
    owners = (source for source in sources.values() if plain_netloc(url) in own_netlocs(source))
    return next(articles, None) or next(owners, None)


def name_stranger(url: str) -> Source:
    """A source for an address that no entry knows; it is named by its host."""
    netloc = plain_netloc(url)
    return Source(
        name=netloc, title=netloc, home=url, language="en", timezone="UTC", kind=SourceKind.WIRE,
        article_pattern="^https?://", evidence="given by hand",
    )  # fmt: skip
