"""`tracker extract`: pages in, lines out."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Vans come home | The Example</title>
<link rel="canonical" href="https://news.example/vans"><meta property="article:published_time" content="2026-02-03">
</head><body><article><h1>Vans come home</h1>
<p>The town council met on Monday and spoke at length about the vans that park on the market square every week.</p>
<p>Nothing was decided, and the next meeting will take place in a month, the mayor told everyone who was there.</p>
</article></body></html>"""


def tracker(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tracker.commands", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    return tmp_path


def test_a_page_without_a_given_url_is_found_by_its_canonical_one(pages: Path) -> None:
    done = tracker("extract", pages / "a.html")
    assert done.returncode == 0, done.stderr
    (line,) = lines(done)
    assert line["url"] == line["canonical_url"] == "https://news.example/vans"
    assert (line["title"], line["published"], line["kind"]) == ("Vans come home", "2026-02-03", "article")
    assert line["announcements"] == []


def test_a_given_url_is_the_lines_url(pages: Path) -> None:
    (line,) = lines(tracker("extract", pages / "a.html", "--url", "https://other.example/1"))
    assert line["url"] == "https://other.example/1"


def test_a_folder_gives_its_pages_in_order_of_name(pages: Path) -> None:
    assert [Path(str(line["path"])).name for line in lines(tracker("extract", pages))] == ["a.html", "b.html.gz"]


def test_a_list_names_pages_beside_itself_and_keeps_its_order(pages: Path) -> None:
    entries = [
        {"path": "b.html.gz", "url": "https://x.example/b", "crawled": "2026-03-01T00:00:00Z", "other": 1},
        {"path": "gone.html", "url": "https://x.example/gone"},
        {"path": "a.html", "url": "https://x.example/a"},
    ]
    listed = pages / "list.jsonl"
    listed.write_text("\n".join(map(json.dumps, entries)) + "\nnot json\n", "utf-8")
    done = tracker("extract", "--list", listed)
    found = lines(done)
    assert done.returncode == 1
    assert [line["path"] for line in found[:3]] == ["b.html.gz", "gone.html", "a.html"]
    assert ["error" in line for line in found] == [False, True, False, True]
    assert found[1]["url"] == "https://x.example/gone"


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b not gzip", b"\x00\xff" * 500])
def test_what_cannot_be_unpacked_is_a_line_with_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.html.gz").write_bytes(content or b"\x1f\x8b")
    done = tracker("extract", tmp_path / "broken.html.gz")
    assert done.returncode == 1
    assert "cannot be read" in str(lines(done)[0]["error"])


def test_standard_input_is_a_page_too() -> None:
    (line,) = lines(tracker("extract", "-", stdin=PAGE.encode()))
    assert line["title"] == "Vans come home"


def test_nothing_to_read_is_said_in_one_line() -> None:
    done = tracker("extract")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("tracker: nothing to read")


@pytest.mark.parametrize("arguments", [["--published", "24 Dec"], ["--url", "https://x.example/", "another.html"]])
def test_an_option_that_makes_no_sense_is_refused(pages: Path, arguments: list[str]) -> None:
    done = tracker("extract", pages / "a.html", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"tracker: ")


def test_text_has_its_title_from_the_line_said_twice_and_its_day_from_the_dateline(tmp_path: Path) -> None:
    text = "THE PAPER\nVans come home\nPosted on 24 December, 2025\nVans come home\nThe council met on the square."
    (tmp_path / "vans.txt").write_text(text, "utf-8")
    (line,) = lines(tracker("extract", "--text", tmp_path / "vans.txt"))
    assert (line["title"], line["published"], line["body"]) == (
        "Vans come home",
        "2025-12-24",
        "The council met on the square.",
    )


def test_a_given_day_stands_for_the_texts_own(tmp_path: Path) -> None:
    (tmp_path / "vans.txt").write_text("Vans\n1 May 2020\nThe council met.", "utf-8")
    (line,) = lines(tracker("extract", tmp_path / "vans.txt", "--published", "2026-01-02"))
    assert line["published"] == "2026-01-02"


def test_an_explanation_says_where_the_fields_were_found(pages: Path) -> None:
    said = tracker("extract", "--explain", pages / "a.html").stdout.decode()
    assert "Vans come home" in said
    assert "<-" in said
    assert "topic          other" in said
