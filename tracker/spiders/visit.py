"""One run's visit to one source: what was asked for, what was done so far, and the way to the database and the web."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from sqlalchemy import Connection, Engine

from tracker.errors import SkipPage
from tracker.records import Link
from tracker.sources import Source
from tracker.spiders.addresses import plain_netloc
from tracker.spiders.health import judge_health
from tracker.spiders.ledger import Ledger
from tracker.spiders.sorting import SortedLink, sort_links
from tracker.storage.runs import (
    SourceCounts,
    end_run,
    load_source_runs,
    save_health,
    save_source,
    save_source_run,
    start_run,
)
from tracker.stories.addresses import read_address

T = TypeVar("T")


@dataclass(kw_only=True)
class Visit:
    """What one run does at one source."""

    crawler: Crawler
    source: Source
    ledger: Ledger
    run: int | None = None
    """Number of the run; None: the visit opens one of its own."""
    kind: str = "spider"
    asked: bool = True
    """A person named the source: everything is due."""
    since: datetime | None = None
    limit: int | None = None
    """Most articles to fetch."""
    allow_private: bool = False
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    counts: SourceCounts = field(default_factory=SourceCounts)
    in_flight: set[int] = field(default_factory=set)
    """Numbers of the addresses that are being fetched or stored."""
    stopped: str | None = None
    """Why no further request is sent; None: go on."""
    waiting: str | None = None
    """Why the host is left alone for now."""
    fault: str | None = None
    """What is wrong on our own side."""
    verdict: str | None = None
    """The judgement on the source, once the visit has ended."""
    owns_run: bool = False
    """It opened its run itself, and closes it."""

    async def open(self) -> None:
        """Notes in the database that the visit has begun."""

        def begin(connection: Connection) -> int:
            run = self.run
            if run is None:
                command = f"crawl {self.source.name}"
                run = start_run(connection, kind=self.kind, now=self.started, command=command)
            save_source(connection, describe_source(self.source), name=self.source.name, now=self.started)
            self._save(connection, run, None)
            return run

        self.owns_run = self.run is None
        self.run = await self.write(begin)

    async def close(self, reason: str) -> None:
        """Stores the counts and judges the source's health; `reason` is Scrapy's: `finished`, `shutdown` …"""
        ended = datetime.now(UTC)
        self.counts.seconds = round((ended - self.started).total_seconds(), 3)

        def finish(connection: Connection) -> None:
            assert self.run is not None
            self._save(connection, self.run, ended)
            state, evidence = self._judge(connection)
            self.verdict = f"{state}: {evidence}"
            save_health(connection, source=self.source.name, state=state, evidence=evidence, now=ended, run=self.run)
            if self.owns_run:
                outcome = "stopped" if reason == "shutdown" else "ok" if state in ("well", "quiet") else "unhealthy"
                end_run(connection, self.run, outcome=outcome, now=ended, note=f"{state}: {evidence}")

        await self.write(finish)

    def _judge(self, connection: Connection) -> tuple[str, str]:
        runs = load_source_runs(connection, source=self.source.name, limit=30)
        verdict = judge_health(connection, self.source, [run for run in runs if run.run_id != self.run], self.counts,
                               now=datetime.now(UTC), waiting=self.waiting, fault=self.fault)  # fmt: skip
        return verdict.state, verdict.evidence

    def _save(self, connection: Connection, run: int, ended: datetime | None) -> None:
        save_source_run(
            connection, run=run, source=self.source.name, counts=self.counts, started=self.started, ended=ended
        )

    async def write(self, work: Callable[[Connection], T]) -> T:
        """See `Ledger.write`."""
        return await self.ledger.write(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """See `Ledger.read`."""
        return await self.ledger.read(work)

    async def do(self, work: Callable[[Engine], T]) -> T:
        """See `Ledger.do`."""
        return await self.ledger.do(work)

    async def download(self, request: Request) -> Response:
        """The answer to a request that is no article's, through every middleware."""
        response: Response = await self.crawler.engine.download_async(request)
        return response

    @property
    def own_netlocs(self) -> frozenset[str]:
        """Hosts of the source, as `plain_netloc` writes them."""
        return own_netlocs(self.source)

    def sort(self, links: Iterable[Link]) -> list[SortedLink]:
        """What is done with each link; see `sort_links`."""
        ordered = sort_links(
            self.source, links, own=self.own_netlocs, allow_private=self.allow_private, since=self.since
        )
        return [one for one in ordered if _is_address(one.link.url)]

    def note_cause(self, cause: str) -> None:
        """Counts a failure by its cause."""
        self.counts.causes[cause] = self.counts.causes.get(cause, 0) + 1

    def note_fault(self, reason: str) -> None:
        """Nothing can be stored: nothing more is fetched."""
        self.fault = self.stopped = reason
        self.note_cause("database")

    def note_waiting(self, reason: str) -> None:
        """The host wants to be left alone: nothing more is asked of it in this run."""
        self.waiting = reason
        self.stopped = self.stopped or reason


def own_netlocs(source: Source) -> frozenset[str]:
    """Hosts of a source, as `plain_netloc` writes them."""
    return frozenset(plain_netloc(host if "://" in host else f"https://{host}") for host in _hosts(source))


def _hosts(source: Source) -> Iterable[str]:
    yield from (source.home, *(address for _, address in source.addresses), *source.article_samples, *source.hosts)


def describe_source(source: Source) -> dict[str, Any]:
    """The entry as JSON can hold it."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(source).items()}


def _is_address(url: str) -> bool:
    try:
        read_address(url)
    except SkipPage:
        return False
    return True
