"""What docs/operating.md says can be done as it says."""

from __future__ import annotations

import configparser
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world.crawling import ROOT, environment, outcome_rows, rows
from tests.world.sites import World
from tracker.records import UrlState
from tracker.sources import read_folder
from tracker.spiders.health import Health
from tracker.spiders.runner import SourceSummary, Summary
from tracker.storage.runs import SourceCounts

DOC = (ROOT / "docs" / "operating.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"```{kind}\n(.*?)```", DOC, re.S)


def run(world: World, database: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the document, with our program in place of the installed one."""
    words = command.split()
    assert words[0].endswith("tracker")
    return subprocess.run(
        [sys.executable, "-m", "tracker.commands", *words[1:]],
        env=environment(world, database),
        cwd=database.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_line_for_cron_runs_quietly_and_leaves_its_log(tmp_path: Path) -> None:
    [crontab] = blocks("cron")
    line = next(line for line in crontab.splitlines() if not line.startswith("#"))
    schedule, command = line.split()[:5], line.partition("&& ")[2]
    assert all(re.fullmatch(r"[\d,*/-]+", part) for part in schedule)
    with World(tmp_path / "sources") as world:
        world.add("paper", 2)
        done = run(world, tmp_path / "tracker.db", command)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / "logs" / "crawl.jsonl").read_text("utf-8").count("paper: well") == 1
        world.sites["paper"].shutdown()
        world.sites["paper"].server_close()
        again = run(world, tmp_path / "tracker.db", "tracker crawl paper")
        assert again.returncode == 1
        assert "paper" in again.stderr


def test_the_units_for_systemd_are_well_formed_and_call_what_there_is() -> None:
    service, timer = (configparser.ConfigParser(strict=False, interpolation=None) for _ in range(2))
    for parser, text in zip((service, timer), blocks("ini"), strict=True):
        parser.read_string(text)
    assert "tracker crawl --max-time" in service["Service"]["ExecStart"]
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_backup_taken_while_something_writes_is_whole(tmp_path: Path) -> None:
    [script] = [block for block in blocks("sh") if "VACUUM" in block]
    statement = re.search(r'"(VACUUM INTO .*?)"\n', script)
    assert statement
    database, copy = tmp_path / "tracker.db", tmp_path / "copy.db"
    with World(tmp_path / "sources") as world:
        world.add("paper", 3)
        run(world, database, "tracker crawl paper")
    with sqlite3.connect(database) as writer:
        writer.execute("INSERT INTO host (host, failures) VALUES ('x.example', 0)")
        with sqlite3.connect(database) as reader:
            reader.execute(re.sub(r"'.*'", f"'{copy}'", statement.group(1)))
        writer.rollback()
    assert outcome_rows(copy) == outcome_rows(database)
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]


def test_the_entry_shown_is_a_right_one(tmp_path: Path) -> None:
    [entry] = blocks("toml")
    (tmp_path / "own.toml").write_text(entry, "utf-8")
    assert list(read_folder(tmp_path)) == ["my_paper"]


@pytest.mark.parametrize("state", Health)
def test_every_state_of_a_source_is_explained(state: Health) -> None:
    assert re.search(rf"^\| `{state}` \| .+ \| .+ \|$", DOC, re.M)


@pytest.mark.parametrize("state", sorted(set(UrlState) - {UrlState.FETCHED, UrlState.READ}), ids=str)
def test_every_state_that_a_page_can_stay_in_is_explained(state: UrlState) -> None:
    assert re.search(rf"^\| `{state}` \| .+ \|$", DOC, re.M)


@pytest.mark.parametrize(("states", "code"), [((), 0), (("well", "quiet"), 0), (("well", "blocked"), 1)])
def test_exit_codes_are_as_stated(states: tuple[str, ...], code: int) -> None:
    sources = tuple(SourceSummary(name=s, state=s, evidence="", counts=SourceCounts()) for s in states)
    assert Summary(sources=sources).exit_code == code
