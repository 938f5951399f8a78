"""The queries as a person and a pipe see them."""

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, update

from tests.small_database import NOW, fill
from tracker.commands.database import reading
from tracker.commands.export import VIEWS
from tracker.queries.tables import iterate_view, view_columns
from tracker.storage import schema
from tracker.storage.database import open_database, writing

BIN = Path(sys.executable).parent


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
    assert head.split() == ["status", "car", "route", "when", "by", "media", "last", "word", "plant"]
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


def test_a_version_that_an_edit_replaced_speaks_in_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "edited.db"
    engine = open_database(f"sqlite:///{file}")
    car = {"maker": "Toyota", "brand": "Toyota", "model": "Camry", "market": "JP", "basis": "company", "start": None}
    before = car | {"status": "considering", "evidence": "It may come."}
    revision = {"article_id": 1, "at": NOW, "content_hash": "", "body": ""}
    turn = {"programme_id": 1, "kind": "reported", "basis": "company", "article_id": 1, "source": "autonews"}
    with writing(engine) as writer:
        fill(writer)
        rows = [{"number": 1, "cause": "first", "title": "Perhaps", "records": {"announcements": [before]}}]
        rows += [{"number": 2, "cause": "page", "title": "Camry comes home", "records": {"announcements": []}}]
        writer.execute(insert(schema.Revision), [revision | row for row in rows])
        first = {"position": 0, "day": "2025-12-20", "status": "considering", "current": "considering"}
        second = {"position": 1, "day": "2026-01-05", "status": "planned", "current": "planned", "announcement_id": 1}
        for said in (first, second):
            writer.execute(insert(schema.ProgrammeEvent).values(turn | said))
    engine.dispose()
    lines = tracker(file, "show", "camry").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("2025-12-20"))
    assert [line.strip() for line in lines[at : at + 5]] == [
        "2025-12-20  ● considering  (first report)  autonews",
        "“It may come.”",
        "2026-01-05  ● planned  (first report)  autonews",
        "in an edit of the article of 2025-12-20:",
        "“The Camry, made in Kentucky, US.”",
    ]


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
    assert "  planned 2 █" in tracker(database, "stats").stdout
    assert json.loads(tracker(database, "stats", "--json").stdout)["counts"]["articles"] == 3


def test_everything_is_exported(database: Path, tmp_path: Path) -> None:
    assert tracker(database, "export", str(tmp_path / "out")).returncode == 0
    assert "toyota-camry-us-jp" in (tmp_path / "out" / "programmes.csv").read_text("utf-8-sig")
    assert tracker(database, "export", str(tmp_path / "out")).returncode == 2, "nothing is overwritten"
    assert tracker(database, "export", "--format", "sqlite", str(tmp_path / "copy.db")).returncode == 0
    assert tracker(tmp_path / "copy.db", "programmes").stdout == tracker(database, "programmes").stdout


def test_every_view_is_exported_in_every_format_with_all_its_rows(database: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for form in ("csv", "jsonl", "parquet"):
        done = tracker(database, "export", "--format", form, str(tmp_path / form))
        assert done.returncode == 0, done.stderr
    with reading(str(database)) as connection:
        views = set(inspect(connection).get_view_names())
        assert set(VIEWS.values()) == views
        for name, view in VIEWS.items():
            lines = (tmp_path / "jsonl" / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1]
            rows = [json.loads(line) for line in lines]
            table = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet")
            assert rows == list(iterate_view(connection, view))
            assert table.column_names == view_columns(connection, view)
            assert table.num_rows == len(rows)
    figures = parquet.read_table(tmp_path / "parquet" / "figures.parquet")
    assert (figures["value"].to_pylist(), str(figures.schema.field("value_high").type)) == ([8825.0], "double")
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)].count("'=HYPERLINK(1)") == 1


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
        f"heavy = {{'sqlalchemy'}} if '--help' in {arguments!r} else set()\n"
        "heavy |= {'scrapy', 'twisted', 'trafilatura', 'lxml', 'dateparser', 'bs4', 'datasette', 'apprise'}\n"
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


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["programmes", "--status", "on"], ["on_sale"]),
        (["announcements", "--maker", ""], ["Nissan", "Toyota"]),
        (["show", "nissan"], ["nissan-murano-us-jp"]),
    ],
)
def test_the_shell_is_offered_words_and_what_the_database_holds(
    database: Path, typed: list[str], offered: list[str]
) -> None:
    environment = os.environ | {"TRACKER_DATABASE": str(database), "PATH": f"{BIN}:{os.environ['PATH']}"}
    environment |= {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    words = " ".join(f"'{word}'" for word in ["tracker", *typed])
    script = f"""
        eval "$(tracker --show-completion bash)"
        COMP_WORDS=({words}); COMP_CWORD={len(typed)}
        _tracker_completion tracker; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False
    )
    assert done.stdout.split() == offered, done.stderr
