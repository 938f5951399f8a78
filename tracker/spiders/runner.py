"""What cron runs: every due source, several at a time in one process, under one lock, with one summary.

A process can do this once, since a Twisted reactor cannot be started again: programs that crawl twice call
`crawl_apart`, which starts a process for each.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from tracker.errors import TrackerError, TryLater
from tracker.sources import Source, find_source, read_catalogue
from tracker.spiders.choosing import find_due_sources, find_lanes
from tracker.spiders.health import Health
from tracker.spiders.ledger import Ledger
from tracker.spiders.lock import hold_lock
from tracker.spiders.logs import open_log
from tracker.spiders.reactor import project_settings, run_reactor
from tracker.spiders.source_spider import make_spider, parse_since
from tracker.spiders.summaries import SourceSummary, Summary, read_summary, write_summary
from tracker.spiders.visit import Visit
from tracker.storage.database import database_url
from tracker.storage.runs import SourceCounts, end_run, load_health, start_run

__all__ = ["Order", "Progress", "SourceSummary", "Summary", "crawl_apart", "crawl_sources", "logged", "write_summary"]

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Sources that are crawled at the same time: each costs memory, and there is one processor for all."""
GRACE = 5.0
"""Seconds that requests under way get to end when a stop is asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be crawled, and how."""

    names: Sequence[str] = ()
    """Sources; none: all that are due."""
    database: str | None = None
    since: str | None = None
    """A day: links since then, from archives and older pages of listings too."""
    limit: int | None = None
    """Most articles per source."""
    max_time: float | None = None
    """Seconds after which the crawl ends; what is left stays due."""
    recheck: bool = False
    """Fetch every stored article on the subject again."""
    at_once: int = AT_ONCE
    log_file: Path | None = None
    """Where to write JSON lines."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Scrapy settings, over those of `tracker.settings`."""


Progress = Callable[[SourceSummary, int, int], None]
"""Told of each source that is done, how many are, and of how many."""


def crawl_sources(names: Sequence[str] = (), *, progress: Progress | None = None, **order: Any) -> Summary:
    """Crawls the named sources, or all that are due, and says what came of it; keywords are those of `Order`.

    Once a process. SIGTERM and SIGINT end it within ten seconds, with everything stored that was done.

    Raises:
        BadQuery: there is no source of a name. FixFile, TryLater: the catalogue or the database cannot be used.
    """
    wanted = Order(names=names, **order)
    parse_since(wanted.since, "UTC")
    catalogue = read_catalogue()
    for name in wanted.names:
        find_source(catalogue, name)
    url = database_url(wanted.database)
    with hold_lock(url) as held:
        if not held:
            return Summary(locked=True)
        with logged(wanted.log_file):
            return _Crawl(wanted, catalogue, url, progress).run()


def crawl_apart(names: Sequence[str] = (), **order: Any) -> Summary:
    """As `crawl_sources`, in a process of its own: for programs that crawl more than once.

    Raises:
        TryLater: the process did not end as it should; the text is what it said.
    """
    given = {key: str(value) if isinstance(value, Path) else value for key, value in order.items()}
    command = [sys.executable, "-m", "tracker.spiders.runner", json.dumps({"names": list(names), **given})]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TryLater(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit code {done.returncode}")
    return read_summary(done.stdout)


class _Crawl:
    """One crawl, from the reactor's start to its end."""

    def __init__(self, order: Order, catalogue: dict[str, Source], url: str, progress: Progress | None) -> None:
        self.order, self.catalogue, self.url, self.progress = order, catalogue, url, progress
        self.started = datetime.now(UTC)
        self.run_id: int | None = None
        self.done: list[SourceSummary] = []
        self.stopped: str | None = None
        self.live: set[Crawler] = set()
        self.not_due = 0

    def run(self) -> Summary:
        self.ledger = Ledger.open(self.url)
        try:
            run_reactor(self._settings(), self._main)
        finally:
            self.ledger.close()
        return Summary(
            run=self.run_id,
            sources=tuple(sorted(self.done, key=lambda one: one.name)),
            seconds=(datetime.now(UTC) - self.started).total_seconds(),
            stopped=self.stopped,
            not_due=self.not_due,
        )

    def _settings(self) -> Settings:
        own = {
            "TRACKER_DATABASE": self.url,
            "TRACKER_ASKED": bool(self.order.names),
            "TRACKER_RECHECK": self.order.recheck,
        }
        return project_settings(**own, **self.order.settings)

    async def _main(self, runner: AsyncCrawlerRunner) -> None:
        self.runner = runner
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self._stop, name.name)
        if self.order.max_time:
            loop.call_later(self.order.max_time, self._stop, "time is up")
        await self._crawl()

    async def _crawl(self) -> None:
        chosen = await self._choose()
        self.run_id = await self.ledger.write(
            lambda c: start_run(c, kind="crawl", now=self.started, command=" ".join(["crawl", *self.order.names]))
        )
        self.runner.settings.set("TRACKER_RUN", self.run_id, priority="cmdline")
        turn = asyncio.Semaphore(self.order.at_once)
        lanes = [asyncio.ensure_future(self._crawl_lane(lane, turn, len(chosen))) for lane in find_lanes(chosen)]
        whole = asyncio.gather(*lanes)
        while not whole.done() and not (self.stopped and self._is_grace_over()):
            await asyncio.wait([whole], timeout=0.2)
        if whole.done():
            await whole
        else:
            await self._abandon(lanes)
        await self._end()

    async def _choose(self) -> list[Source]:
        if self.order.names:
            return [self.catalogue[name] for name in dict.fromkeys(self.order.names)]
        everything = list(self.catalogue.values())
        due = await self.ledger.read(lambda c: find_due_sources(c, everything, self.started))
        self.not_due = sum(source.active for source in everything) - len(due)
        return due

    async def _crawl_lane(self, lane: Sequence[Source], turn: asyncio.Semaphore, total: int) -> None:
        for source in lane:
            async with turn:
                if not self.stopped:
                    await self._crawl_source(source, total)

    async def _crawl_source(self, source: Source, total: int) -> None:
        crawler = self.runner.create_crawler(make_spider(source))
        self.live.add(crawler)
        try:
            await self.runner.crawl(crawler, since=self.order.since, limit=self.order.limit)
        except TrackerError:
            raise
        except Exception as error:  # a fault of ours in one source is that source's, and the others go on
            log.exception("%s: %s", source.name, error)
        finally:
            self.live.discard(crawler)
        summary = await self._summarise(source, crawler)
        self.done.append(summary)
        log.info("%s: %s: %s", source.name, summary.state, summary.evidence, extra={"counts": asdict(summary.counts)})
        if self.progress:
            self.progress(summary, len(self.done), total)

    async def _summarise(self, source: Source, crawler: Crawler) -> SourceSummary:
        health = await self.ledger.read(lambda c: load_health(c, source.name))
        visit = _visit_of(crawler)
        counts = visit.counts if visit else SourceCounts()
        if health is None or health.run_id != self.run_id:
            return SourceSummary(
                name=source.name, state=Health.FAILING, evidence="a fault of ours, see the log", counts=counts
            )
        return SourceSummary(name=source.name, state=health.state, evidence=health.evidence or "", counts=counts)

    def _stop(self, why: str) -> None:
        """Nothing new is begun; what is under way may end, for a while."""
        if self.stopped:
            return
        self.stopped, self.stopped_at = why, datetime.now(UTC)
        for crawler in list(self.live):
            if visit := _visit_of(crawler):
                visit.stopped = why
            task = asyncio.ensure_future(crawler.stop_async())
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _is_grace_over(self) -> bool:
        return datetime.now(UTC) - self.stopped_at > timedelta(seconds=GRACE)

    async def _abandon(self, lanes: Iterable[asyncio.Future[None]]) -> None:
        """Leaves requests that do not end; their addresses are as due as before."""
        for crawler in list(self.live):
            if visit := _visit_of(crawler):
                with contextlib.suppress(TrackerError):
                    await visit.close("shutdown")
        for lane in lanes:
            lane.cancel()

    async def _end(self) -> None:
        well = all(source.well for source in self.done)
        outcome = "stopped" if self.stopped else "ok" if well else "unhealthy"
        run = self.run_id
        assert run is not None
        await self.ledger.write(lambda c: end_run(c, run, outcome=outcome, now=datetime.now(UTC), note=self.stopped))


def _visit_of(crawler: Crawler) -> Visit | None:
    spider: Any = crawler.spider
    return spider.visit if spider else None


@contextlib.contextmanager
def logged(path: Path | None = None) -> Any:
    """JSON lines in a file, or nothing at all: what a crawl found is in the database."""
    root = logging.getLogger()
    handler = open_log(path) if path else logging.NullHandler()
    before, root.level = root.level, logging.INFO
    for name in ("scrapy", "twisted", "asyncio", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.level = before
        handler.close()


def main() -> int:
    """`python -m tracker.spiders.runner JSON`: the other end of `crawl_apart`."""
    order = json.loads(sys.argv[1])
    if order.get("log_file"):
        order["log_file"] = Path(order["log_file"])
    try:
        summary = crawl_sources(order.pop("names"), **order)
    except TrackerError as error:
        print(error, file=sys.stderr)
        return 2
    print(write_summary(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
