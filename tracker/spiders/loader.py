"""Scrapy's spider loader: one spider per catalogue entry, beside those written as classes."""

from __future__ import annotations

import builtins
from functools import cached_property

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from tracker.errors import FixFile
from tracker.sources import Source, explain_unknown, read_catalogue
from tracker.spiders.source_spider import make_spider


class UnknownSource(UsageError, KeyError):
    """A name that no spider has. A KeyError, as Scrapy expects; a UsageError, which it prints without a traceback."""

    __str__ = UsageError.__str__


class CatalogueLoader(SpiderLoader):
    """Makes spiders from the catalogue when they are asked for; the catalogue is read then, not before."""

    @cached_property
    def catalogue(self) -> dict[str, Source]:
        """The sources.

        Raises:
            UsageError: a file of the catalogue is wrong; says file, entry and key.
        """
        try:
            return read_catalogue()
        except FixFile as error:
            raise UsageError(str(error), print_help=False) from error

    def list(self) -> list[str]:
        """Names of all spiders."""
        return sorted({*super().list(), *self.catalogue})

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name.

        Raises:
            UnknownSource: there is none; says which names are near.
        """
        if spider_name in self._spiders:
            return super().load(spider_name)
        if spider_name not in self.catalogue:
            raise UnknownSource(explain_unknown(spider_name, self.list()), print_help=False)
        return make_spider(self.catalogue[spider_name])

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Names of the sources that the address is an article of, else of those whose host it is on."""
        articles = [name for name, source in self.catalogue.items() if source.is_article(request.url)]
        return articles or [name for name in self.catalogue if self.load(name).handles_request(request)]
