"""One announcement, told by twenty outlets for two years: crawled, crawled again, and looked at by the commands."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.stories.outlets import PATH, open_outlets, read_outlets, turn_pages
from tests.world.crawling import ROOT, crawl, environment, rows
from tests.world.sites import World

CAMRY = "toyota-camry-us-jp"
WIRE = {"wire", "herald", "gazette", "evening", "metro", "brief", "coast", "valley", "clock"}
TSUSHIN = {"tsushin", "shinbun", "chihou", "wall"}
ALONE = {told.outlet for told in read_outlets()} - WIRE - TSUSHIN


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the crawls left."""

    database: Path
    homes: dict[str, str]
    environment: dict[str, str]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the database, outlets' addresses shortened to their names."""
        return [tuple(self._name(value) for value in row) for row in rows(self.database, query)]

    def _name(self, value: Any) -> Any:
        return next((name for name, home in self.homes.items() if str(value).startswith(home)), value)

    def run(self, *arguments: str, database: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A command, with outlets' addresses."""
        given = [re.sub(r"^@(\w+)", lambda found: self.homes[found[1]] + PATH[1:], argument) for argument in arguments]
        env = self.environment | {"TRACKER_DATABASE": str(database or self.database)}
        command = [sys.executable, "-m", "tracker.commands", *given]
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    def tell(self, *arguments: str) -> str:
        """What a command prints, addresses shortened."""
        out = self.run(*arguments).stdout
        for name, home in self.homes.items():
            out = out.replace(home, f"{name}/")
        return out


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("outlets")
    database = folder / "tracker.db"
    with World(folder / "sources") as world:
        sites = open_outlets(world)
        crawl(world, database, list(sites))
        turn_pages(world)
        crawl(world, database, list(sites), recheck=True)
        homes = {name: site.home for name, site in sites.items()}
        yield Told(database=database, homes=homes, environment=environment(world, database))


@pytest.fixture
def fresh(told: Told, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs commands on a copy of the database."""
    copyfile(told.database, tmp_path / "copy.db")
    return lambda *arguments: told.run(*arguments, database=tmp_path / "copy.db")


def programmes(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[str, int]]:
    return {row["programme"]: (row["status"], row["articles"]) for row in json.loads(done.stdout)}


def test_every_outlet_has_one_article_whatever_the_address_it_was_seen_under(told: Told) -> None:
    assert len(told.homes) == 20
    assert told.ask("SELECT count(*), count(DISTINCT source) FROM article") == [(20, 20)]
    plain = {name: f"{home}{PATH[1:]}" for name, home in told.homes.items()}
    found = dict(rows(told.database, "SELECT a.source, u.address FROM article a JOIN url u ON u.id = a.url_id"))
    assert {name for name in plain if plain[name] != found[name]} == {"chihou"}
    assert told.ask("SELECT via FROM sighting WHERE source = 'gazette' ORDER BY via") == [("feed",), ("sitemap",)]


def test_copies_are_grouped_with_their_originals_and_with_nothing_else(told: Told) -> None:
    groups: dict[str, set[str]] = {}
    for source, story in told.ask("SELECT source, story FROM article_full"):
        groups.setdefault(story, set()).add(source)
    assert groups == {"wire": WIRE, "tsushin": TSUSHIN} | {name: {name} for name in ALONE}


def test_one_programme_holds_them_all_and_what_is_said_of_others_stays_there(told: Told) -> None:
    found: dict[str, set[str]] = {}
    for key, source in told.ask("SELECT programme, source FROM coverage"):
        found.setdefault(key, set()).add(source)
    assert found.keys() == {CAMRY, "nissan-murano-us-jp"}
    assert found["nissan-murano-us-jp"] == {"other"}
    assert found[CAMRY] >= WIRE | TSUSHIN | {"daily", "times"}


def test_a_changed_article_is_a_revision_and_the_others_are_none(told: Told) -> None:
    [(source, cause, change)] = told.ask("SELECT url, cause, record_change FROM revision_full WHERE number > 1")
    assert (source, cause) == ("times", "page")
    [changed] = json.loads(change)["changed"]
    assert changed["fields"] == {"start": ["2026", "2027"], "status": ["considering", "planned"]}


def test_a_challenge_in_between_leaves_the_article_and_is_noted(told: Told) -> None:
    assert told.ask("SELECT state, revision, announcements FROM article_full WHERE source = 'wall'") == [
        ("recorded", 1, 1)
    ]
    steps = told.ask("SELECT state, cause FROM url_history WHERE source = 'wall' ORDER BY step")
    assert steps[-1] == ("failed", "challenge")


def test_the_story_of_the_programme_is_told_with_one_voice_a_group(told: Told) -> None:
    history = told.ask(
        f"SELECT day, current, source, copies FROM programme_history WHERE programme = '{CAMRY}' ORDER BY position"
    )
    assert [row for row in history if row[2] in WIRE | TSUSHIN | {"daily", "times"}][:-1] == [
        ("2023-11-14", "considering", "daily", 0),
        ("2024-12-02", "considering", "times", 0),
        ("2024-12-19", "planned", "wire", 8),
        ("2024-12-19", "planned", "tsushin", 3),
    ]
    assert history[-1][1:] == ("planned", "times", 0)
    [(status, start, articles, stories)] = told.ask(
        f"SELECT status, start, articles, stories FROM programme WHERE key = '{CAMRY}'"
    )
    assert (status, start, articles - stories) == ("planned", "2027", 11)


def test_show_tells_it_on_one_screen(told: Told) -> None:
    out = told.tell("show", "camry")
    assert len(out.splitlines()) < 60
    for said in ("PLANNED since 2024-12-19, start 2027", "first      2023-11-14 daily", "wire +8 copies", "US→JP"):
        assert said in out


def test_why_names_the_group_with_its_reason_and_what_changed(told: Told) -> None:
    out = told.tell("why", "@metro?page=2")
    assert "one of 9 articles with the same words; the first: 2024-12-19 wire wire/a/1" in out
    assert re.search(r"near 0\.\d\d  2024-12-19 wire wire/a/1: \d+% of their n-grams in common", out)
    assert "~ Toyota Camry US→JP: start 2026 → 2027, status considering → planned" in told.tell("why", "@times")


@contextmanager
def open_raw(database: Path) -> Iterator[sqlite3.Connection]:
    """Past all our doors."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
        connection.commit()


def test_changed_since_tells_what_moved(told: Told, tmp_path: Path) -> None:
    copyfile(told.database, tmp_path / "aged.db")
    with open_raw(tmp_path / "aged.db") as connection:
        connection.execute(
            "UPDATE programme_change SET at = '2026-01-01T00:00:00Z' WHERE id <= (SELECT max(id) FROM programme_change)"
            " AND NOT (field = 'start' AND after = '2027')"
        )
        connection.execute("UPDATE programme SET moved = '2026-01-01T00:00:00Z' WHERE key != ?", [CAMRY])
    done = told.run("programmes", "--changed-since", "2026-01-02", database=tmp_path / "aged.db")
    assert [line.split("  ")[-1].strip() for line in done.stdout.splitlines()] == ["what moved", "start 2026 → 2027"]


def test_a_split_and_a_merge_hold_and_are_taken_back(fresh: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    before = programmes(fresh("programmes", "--json"))
    done = fresh("programmes", "split", CAMRY, "@wire?utm_source=x", "--into", "toyota-camry-wire", "--note", "why not")
    assert (done.returncode, done.stdout.split()[-1]) == (0, "toyota-camry-wire")
    assert fresh("programmes", "merge", "nissan-murano-us-jp", "toyota-camry-wire").returncode == 0
    assert fresh("reextract", "--apply", "--regroup").returncode == 0
    held = programmes(fresh("programmes", "--json"))
    left = ("planned", before[CAMRY][1] - len(WIRE))
    assert held == {CAMRY: left, "toyota-camry-wire": ("considering", len(WIRE) + 1)}
    listed = fresh("programmes", "decisions").stdout
    assert [line.split()[2] for line in listed.splitlines() if line[0] != " "] == ["split", "merge"]
    assert "why not" in listed
    for number in ("1", "2"):
        assert fresh("programmes", "undo", number).returncode == 0
    assert programmes(fresh("programmes", "--json")) == before
    assert fresh("programmes", "undo", "2").returncode == 2


def test_reextract_shows_first_and_then_restores_what_the_pages_say(told: Told, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    copyfile(told.database, wrong)
    with open_raw(wrong) as connection:
        connection.execute("UPDATE announcement SET start = '2031' WHERE start = '2026'")
        connection.execute("DELETE FROM programme")
        connection.execute("DELETE FROM duplicate")
    shown = told.run("reextract", database=wrong)
    assert "~ Toyota Camry US→JP: start 2031 → 2026" in shown.stdout
    assert rows(wrong, "SELECT * FROM programme") == []
    assert told.run("reextract", "--apply", "--regroup", database=wrong).returncode == 0
    query = (
        "SELECT key, status, basis, start, articles, stories, first_source, last_reported FROM programme ORDER BY key"
    )
    assert rows(wrong, query) == rows(told.database, query)
    query = "SELECT kind, score, url, other_url FROM copy_pair ORDER BY url, other_url"
    assert rows(wrong, query) == rows(told.database, query)
    assert told.run("reextract", database=wrong).stdout == ""
