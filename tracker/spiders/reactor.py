"""Twisted's reactor, run once: started with our resolver, ended when a coroutine is done."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from scrapy.utils.reactor import install_reactor

T = TypeVar("T")


def project_settings(**changes: Any) -> Settings:
    """`tracker.settings` with changes, whatever folder this is run in."""
    settings = Settings()
    settings.setmodule("tracker.settings", priority="project")
    settings.setdict({"LOG_INSTALL_ROOT_HANDLER": False, **changes}, priority="cmdline")
    return settings


def run_reactor(settings: Settings, work: Callable[[AsyncCrawlerRunner], Awaitable[T]]) -> T:
    """The result of `work`, which gets a runner for crawlers. Once a process."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed

    reactor: Any = installed
    runner = AsyncCrawlerRunner(settings)
    # What Scrapy's own processes do at their start: the resolver that refuses private addresses.
    load_object(settings["TWISTED_DNS_RESOLVER"]).from_crawler(runner, reactor).install_on_reactor()
    outcome: asyncio.Future[T] | None = None

    async def main() -> T:
        try:
            return await work(runner)
        finally:
            with contextlib.suppress(RuntimeError):
                reactor.stop()

    def begin() -> None:
        nonlocal outcome
        outcome = asyncio.ensure_future(main())

    reactor.callWhenRunning(begin)
    reactor.run(installSignalHandlers=False)
    assert outcome is not None
    return outcome.result()
