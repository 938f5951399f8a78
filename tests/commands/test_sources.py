"""`tracker sources` and `tracker crawl`, on the demo world."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.demo.server import World, serve_world


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serve_world(first_port=0) as served:
        yield served


@pytest.fixture
def folder(world: World, tmp_path: Path) -> Path:
    world.write_sources(tmp_path / "sources")
    return tmp_path


def tracker(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "TRACKER_SOURCES": str(folder / "sources"),
        "TRACKER_SOURCES_ONLY": "1",
        "TRACKER_ALLOW_PRIVATE": "1",
        "TRACKER_DATABASE": str(folder / "news.db"),
        "no_proxy": "127.0.0.1",
    }
    command = [sys.executable, "-m", "tracker.commands", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False, env=environment)


def test_the_catalogue_is_shown_before_anything_was_crawled(folder: Path) -> None:
    done = tracker(folder, "sources")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("never crawled") == 8


def test_an_unknown_source_is_answered_with_the_near_name(folder: Path) -> None:
    for command in ("sources", "crawl"):
        done = tracker(folder, command, "harbor")
        assert done.returncode == 2
        assert "harbour" in done.stderr


def test_a_wrong_entry_names_file_entry_and_key(folder: Path) -> None:
    file = folder / "sources" / "demo.toml"
    file.write_text(file.read_text("utf-8").replace("timezone = 'Asia/Tokyo'", "timezone = 'Asia/Tokio'"), "utf-8")
    done = tracker(folder, "sources")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "demo.toml" in done.stderr
    assert "[kanto] timezone" in done.stderr


def test_a_crawl_without_a_terminal_is_silent_when_all_is_well(folder: Path) -> None:
    done = tracker(folder, "crawl", "harbour")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "harbour" in tracker(folder, "sources", "harbour").stdout
    assert "Honda" in tracker(folder, "programmes").stdout


def test_a_source_in_trouble_is_named_and_the_others_go_on(folder: Path) -> None:
    done = tracker(folder, "crawl", "courier", "gazette", "--json")
    assert done.returncode == 1
    summary = json.loads(done.stdout)
    assert {source["name"]: source["counts"]["recorded"] > 0 for source in summary["sources"]} == {
        "courier": True,
        "gazette": False,
    }


def test_a_check_says_what_works(folder: Path) -> None:
    done = tracker(folder, "sources", "check", "kanto", "gazette")
    assert done.returncode == 1
    assert "kanto: works" in done.stdout
    assert "gazette: DOES NOT WORK" in done.stdout
