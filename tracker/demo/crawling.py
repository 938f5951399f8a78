"""The demo world, crawled twice with the real spiders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracker.demo.server import FIRST_PORT, World, serve_world
from tracker.errors import BadQuery
from tracker.spiders.runner import Summary, crawl_apart

NO_DELAYS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "TRACKER_POLITE": False, "LOG_LEVEL": "ERROR"}
"""Nobody is disturbed: the sites are ours and on this machine."""


def run_demo(
    database: Path, *, first_port: int = FIRST_PORT, told: Callable[[int, Summary], None] | None = None
) -> tuple[Summary, Summary]:
    """Crawls the world as it first is and again after it moved on, into a new database; both summaries.

    `told` hears of each crawl (1, 2) when it is done.
    """
    with serve_world(first_port) as world, TemporaryDirectory() as folder:
        summaries = []
        for crawl in (1, 2):
            world.move_on(crawl)
            summaries.append(crawl_world(world, database, Path(folder), recheck=crawl > 1))
            if told:
                told(crawl, summaries[-1])
    return summaries[0], summaries[1]


def crawl_world(world: World, database: Path, folder: Path, **order: Any) -> Summary:
    """One crawl of all media as they stand."""
    world.write_sources(folder)
    with _environment(
        TRACKER_SOURCES=str(folder), TRACKER_SOURCES_ONLY="1", TRACKER_ALLOW_PRIVATE="1", no_proxy="127.0.0.1"
    ):
        return crawl_apart(sorted(world.sites), database=f"sqlite:///{database}", settings=NO_DELAYS, **order)


@contextmanager
def _environment(**given: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def clear_database(file: Path, *, ours: bool) -> None:
    """Removes an earlier demo's database.

    Raises: BadQuery where the file is there and not known to be a demo's.
    """
    if file.exists() and not ours:
        raise BadQuery(f"{file} is there already: the demo needs a new file")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
