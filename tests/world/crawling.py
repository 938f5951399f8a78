"""Running the real crawl on a world, in a process of its own, and looking at the rows it leaves."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.world.sites import World
from tracker.spiders.runner import Summary, read_summary

ROOT = Path(__file__).parents[2]
QUICK = {"DOWNLOAD_TIMEOUT": 3, "DNS_TIMEOUT": 3}


def environment(world: World, database: Path, **more: str) -> dict[str, str]:
    """What a crawl of this world needs to know."""
    return {
        **os.environ,
        "TRACKER_SOURCES": str(world.write_catalogue()),
        "TRACKER_SOURCES_ONLY": "1",
        "TRACKER_DATABASE": str(database),
        "TRACKER_ALLOW_PRIVATE": "1",
        **more,
    }


def start_crawl(world: World, database: Path, names: Sequence[str] = (), **order: Any) -> subprocess.Popen[str]:
    """A crawl that goes on by itself."""
    order["settings"] = {**QUICK, **order.get("settings", {})}
    command = [sys.executable, "-m", "tracker.spiders.runner", json.dumps({"names": list(names), **order})]
    env = environment(world, database)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def crawl(world: World, database: Path, names: Sequence[str] = (), **order: Any) -> Summary:
    """A crawl from its beginning to its end."""
    process = start_crawl(world, database, names, **order)
    out, error = process.communicate(timeout=240)
    assert process.returncode == 0, error
    return read_summary(out)


def scrapy(world: World, database: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The `scrapy` command, from the repository's root."""
    command = [sys.executable, "-m", "scrapy", *arguments]
    env = environment(world, database, **more)
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def rows(database: Path, query: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What is in the database."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return list(connection.execute(query, values))


OUTCOME = (
    "SELECT key, state, reason, attempts FROM url ORDER BY key",
    "SELECT u.key, a.title, a.published, a.topic, a.number, a.text_hash FROM article a JOIN url u ON u.id = a.url_id"
    " ORDER BY u.key",
    "SELECT u.key, n.model, n.origin, n.market, n.status, n.start, n.evidence FROM announcement n"
    " JOIN article a ON a.id = n.article_id JOIN url u ON u.id = a.url_id ORDER BY u.key, n.position",
    "SELECT u.key, p.body_hash FROM page p JOIN url u ON u.id = p.url_id ORDER BY u.key, p.body_hash",
    "SELECT key, maker, model, origin, market, status, start, articles FROM programme ORDER BY key",
    "SELECT u.key, s.via, s.found_on FROM sighting s JOIN url u ON u.id = s.url_id ORDER BY u.key, s.via, s.found_on",
)


def outcome_rows(database: Path) -> list[list[tuple[Any, ...]]]:
    """Everything that a crawl is for, without the times and numbers that differ from run to run."""
    return [rows(database, query) for query in OUTCOME]
