"""The live check of sources: what works, what is found, and the entry as it should be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.world.crawling import ROOT, environment
from tests.world.sites import Answer, World, write_article, write_entry
from tracker.sources import read_folder

SCRIPT = """
import json, sys
from dataclasses import asdict
from tracker.sources import read_catalogue
from tracker.spiders.checking import check_sources
checks = check_sources(list(read_catalogue().values()), DOWNLOAD_TIMEOUT=3, DOWNLOAD_DELAY=0)
print(json.dumps([{**asdict(check), "well": check.well} for check in checks]))
"""


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Name → what a check of each site found."""
    folder = tmp_path_factory.mktemp("checks")
    with World(folder / "sources") as world:
        world.add("sound", 3)
        doubtful = world.add("doubtful", 3)
        feeds = [f"{doubtful.home}gone", f"{doubtful.home}feed"]
        doubtful.entry = write_entry(doubtful, feeds=json.dumps(feeds), unverified=json.dumps(feeds))
        hidden = world.add("hidden", 3)
        link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
        hidden.routes["/"] = Answer(body=b"<html><head>" + link + b"</head><body><p>x</p></body></html>")
        hidden.entry = write_entry(hidden, feeds=f'["{hidden.home}old"]')
        world.add("shut", 1).routes["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /", kind="text/plain")
        bare = world.add("bare", 1)
        bare.routes["/a/1"] = Answer(body=re.sub(b"<meta property[^>]*time[^>]*>", b"", write_article(1, site="bare")))
        world.add("down", 1).faults["*"] = Answer(status=500)
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment(world, folder / "none.db"),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield {check["name"]: check for check in json.loads(done.stdout)}


def test_a_sound_source_is_well_and_its_entry_right(checks: dict[str, Any]) -> None:
    check = checks["sound"]
    assert (check["well"], check["reachable"], check["robots"], check["entry"]) == (True, True, "lets us in", None)
    assert check["addresses"][0]["says"] == "3 links, 3 of them articles, 3 dated"
    assert check["article"]["title"].startswith("Report")
    assert check["article"]["published"]
    assert check["article"]["characters"] > 100


def test_the_entry_offered_has_what_works_first_and_verified(checks: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "offered.toml").write_text(checks["doubtful"]["entry"], "utf-8")
    offered = read_folder(tmp_path)["doubtful"]
    assert [address.rpartition("/")[2] for address in offered.feeds] == ["feed", "gone"]
    assert [address.rpartition("/")[2] for address in offered.unverified] == ["gone"]
    assert offered.replaces


def test_a_feed_that_the_front_page_names_is_found(checks: dict[str, Any]) -> None:
    found = [one for one in checks["hidden"]["addresses"] if not one["stated"]]
    assert [(one["kind"], one["works"]) for one in found] == [("feed", True)]
    assert not checks["hidden"]["well"]
    assert "/feed" in checks["hidden"]["entry"]


@pytest.mark.parametrize(
    ("name", "place", "words"),
    [
        ("shut", "robots", "robots.txt forbids it"),
        ("bare", "problem", "without published"),
        ("down", "says", "HTTP 500"),
    ],
)
def test_what_is_wrong_is_said(checks: dict[str, Any], name: str, place: str, words: str) -> None:
    check = checks[name]
    said = {"robots": check["robots"], "says": check["addresses"][0]["says"]}
    said["problem"] = (check["article"] or {}).get("problem")
    assert words in str(said[place])
    assert not check["well"]
