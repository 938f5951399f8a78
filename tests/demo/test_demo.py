"""The demo, run as a newcomer runs it: one run for all tests here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tracker.commands.database import reading
from tracker.demo.world import read_world
from tracker.queries.tables import fetch, select_rows


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    database = tmp_path_factory.mktemp("demo") / "demo.db"
    command = [sys.executable, "-m", "tracker.commands", "demo", "--database", str(database)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout, database


@pytest.fixture
def connection(told: tuple[str, Path]) -> Connection:
    with reading(str(told[1])) as connection:
        yield connection


def test_it_names_three_commands_to_try(told: tuple[str, Path]) -> None:
    _, _, tail = told[0].partition("Try next:")
    assert len(re.findall(r"^  \S+", tail, re.MULTILINE)) == 3


def test_the_commands_it_names_work(told: tuple[str, Path]) -> None:
    for arguments in (["show", "murano"], ["search", "日産"]):
        command = [sys.executable, "-m", "tracker.commands", *arguments, "--database", str(told[1])]
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def test_every_page_is_stored_once(connection: Connection) -> None:
    stories = [(name, story.slug) for name, medium in read_world(2).items() for story in medium.stories]
    rows = fetch(connection, "SELECT source, address FROM url WHERE coalesce(cause, '') <> 'redirect'")
    found = [(row["source"], row["address"].split("/", 3)[3]) for row in rows]
    assert sorted(found) == sorted(stories)


def test_it_says_what_was_skipped_and_why(told: tuple[str, Path], connection: Connection) -> None:
    assert "robots.txt forbids it" in told[0]
    states = {row["state"] for row in fetch(connection, "SELECT state FROM url")}
    assert {"recorded", "irrelevant", "failed"} <= states


def test_the_copy_is_grouped_with_its_original(connection: Connection) -> None:
    copies = fetch(connection, "SELECT source FROM article_full WHERE story <> url")
    assert [row["source"] for row in copies] in (["courier"], ["harbour"])


def test_the_edited_article_has_two_versions(connection: Connection) -> None:
    versions = fetch(connection, "SELECT url FROM revision_full WHERE number = 2")
    assert [row["url"].rpartition("/")[2] for row in versions] == ["murano-may-come-home"]


def test_the_shift_jis_site_is_read(connection: Connection) -> None:
    titles = {row["title"] for row in select_rows(connection, "articles", {"source": ("nishi",)})}
    assert "マツダ、タイ製CX-3の国内販売を終了" in titles


def test_the_site_in_trouble_is_said_to_be(connection: Connection) -> None:
    states = {row["source"]: row["state"] for row in fetch(connection, "SELECT source, state FROM source_health")}
    assert states["gazette"] not in ("well", "quiet")


def labels() -> set[str]:
    """What the world's articles say, as they stand at the end, without the start."""
    stories = [story for medium in read_world(2).values() for story in medium.stories]
    return {" ".join(said.rsplit(" ", 1)[:1]) for story in stories for said in story.says}


def test_what_the_articles_say_is_what_was_written_into_them(connection: Connection) -> None:
    rows = select_rows(connection, "announcements", {})
    found = {
        f"{row['maker']} {row['model'] or '-'} {row['origin'] or '-'} {row['market']} {row['status']}" for row in rows
    }
    hit = len(found & labels())
    recall, precision = hit / len(labels()), hit / len(found)
    assert 2 * recall * precision / (recall + precision) >= 0.8
