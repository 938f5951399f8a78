"""The queries as a person and a pipe see them."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.small_database import fill
from tracker.storage import schema
from tracker.storage.database import open_database, writing


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("queries") / "small.db"
    engine = open_database(f"sqlite:///{file}")
    with writing(engine) as writer:
        fill(writer)
        writer.execute(update(schema.Article).where(schema.Article.id == 3).values(title="=HYPERLINK(1)"))
    engine.dispose()
    return file


def tracker(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TRACKER_DATABASE": str(database), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "tracker.commands", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, env=environment)


def test_a_table_in_a_pipe_is_plain_and_whole(database: Path) -> None:
    done = tracker(database, "programmes")
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["status", "car", "route", "start", "by", "media", "last", "word", "plant"]
    assert [re.split(r"  +", row)[:4] for row in rows] == [
        ["planned", "Nissan Murano", "US→JP", "2027"],
        ["planned", "Toyota Camry", "US→JP", "2026"],
    ]
    assert "\x1b" not in done.stdout


def test_a_table_on_a_terminal_of_80_columns_fits(database: Path) -> None:
    main, side = pty.openpty()
    environment = os.environ | {"TRACKER_DATABASE": str(database), "COLUMNS": "80", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "tracker.commands", "programmes"]
    subprocess.run(command, stdout=side, stderr=side, timeout=60, check=True, env=environment)
    os.close(side)
    shown = os.read(main, 100_000).decode("utf-8")
    os.close(main)
    lines = [re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", line) for line in shown.splitlines()]
    assert max(map(len, lines)) <= 80
    assert any("●" in line for line in lines)
    assert not [line for line in lines if re.search(r"→…|→J…|20\d\d-?…|[a-z]…  .*→", line)], (
        "routes, days and states whole"
    )


def test_json_lines_and_csv_hold_all_fields(database: Path) -> None:
    rows = json.loads(tracker(database, "announcements", "--json").stdout)
    assert {"url", "programme", "evidence", "story_id"} <= set(rows[0])
    lines = tracker(database, "announcements", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(tracker(database, "announcements", "--format", "csv").stdout)))
    assert [row["url"] for row in table] == [row["url"] for row in rows]


def test_a_csv_runs_no_formula(database: Path) -> None:
    assert "'=HYPERLINK(1)" in tracker(database, "articles", "--format", "csv", "--fields", "title").stdout


def test_markdown_is_a_table(database: Path) -> None:
    lines = tracker(database, "figures", "--format", "md").stdout.splitlines()
    assert lines[1] == "|" + " --- |" * 8
    assert "8,825" in lines[2]


def test_a_limit_says_what_it_left_out(database: Path) -> None:
    done = tracker(database, "articles", "--limit", "1")
    assert len(done.stdout.splitlines()) == 2
    assert "1 of 3 articles" in done.stderr


@pytest.mark.parametrize(
    ("asked", "found"),
    [(["toyota-camry-us-jp"], "Toyota Camry"), (["camry"], "Toyota Camry"), (["2"], "Nissan Murano")],
)
def test_a_programme_is_shown_by_name_words_or_number(database: Path, asked: list[str], found: str) -> None:
    done = tracker(database, "show", *asked)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(found)


def test_what_is_not_there_is_exit_code_1_and_the_near_name(database: Path) -> None:
    done = tracker(database, "show", "toyota-camri-us-jp")
    assert done.returncode == 1
    assert "did you mean toyota-camry-us-jp" in done.stderr


def test_why_finds_an_address_by_a_variant_of_it(database: Path) -> None:
    done = tracker(database, "why", "https://b.example/2?utm_source=rss#top")
    assert done.returncode == 0
    assert "recorded" in done.stdout
    assert tracker(database, "why", "https://nowhere.example/").returncode == 1


def test_the_pulse_has_bars(database: Path) -> None:
    assert "█" in tracker(database, "stats").stdout
    assert json.loads(tracker(database, "stats", "--json").stdout)["counts"]["articles"] == 3


def test_everything_is_exported(database: Path, tmp_path: Path) -> None:
    assert tracker(database, "export", str(tmp_path / "out")).returncode == 0
    assert "toyota-camry-us-jp" in (tmp_path / "out" / "programmes.csv").read_text("utf-8-sig")
    assert tracker(database, "export", str(tmp_path / "out")).returncode == 2, "nothing is overwritten"
    assert tracker(database, "export", "--format", "sqlite", str(tmp_path / "copy.db")).returncode == 0
    assert tracker(tmp_path / "copy.db", "programmes").stdout == tracker(database, "programmes").stdout


def test_a_wrong_value_is_one_line_and_exit_code_2(database: Path) -> None:
    done = tracker(database, "programmes", "--status", "planed")
    assert (done.returncode, done.stderr) == (2, "tracker: no status 'planed': did you mean planned?\n")


@pytest.mark.parametrize("content", [None, b"", b"no database at all, only words" * 100])
def test_a_database_that_is_none_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "odd.db"
    if content is not None:
        file.write_bytes(content)
    done = tracker(file, "programmes")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert file.exists() == (content is not None)


@pytest.mark.parametrize("arguments", [["--help"], ["programmes"], ["search", "camry"]])
def test_a_query_loads_no_crawler(database: Path, arguments: list[str]) -> None:
    code = (
        "import sys, tracker.commands.app as app\n"
        f"sys.argv = ['tracker', *{arguments!r}]\n"
        "try: app.main()\nexcept SystemExit: pass\n"
        "heavy = {'scrapy', 'twisted', 'trafilatura', 'lxml', 'dateparser', 'bs4', 'datasette', 'apprise', 'alembic'}\n"
        "print('heavy', sorted(heavy & set(sys.modules)))"
    )
    environment = os.environ | {"TRACKER_DATABASE": str(database)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=environment, check=True
    )
    assert done.stdout.splitlines()[-1] == "heavy []"


def test_every_command_explains_itself(database: Path) -> None:
    shown = tracker(database, "--help").stdout
    for name in re.findall(r"^│ ([a-z]+) ", shown, re.MULTILINE):
        assert tracker(database, name, "--help").returncode == 0
