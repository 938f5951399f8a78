"""Our pages, asked over HTTP as a browser asks."""

import asyncio
import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from sqlalchemy import Engine

pytest.importorskip("datasette")

from tracker.serve.app import make_app

PATHS = [
    "/",
    "/programmes",
    "/programmes?maker=Toyota&status=planned",
    "/programme/toyota-camry-us-jp",
    "/maker/Toyota",
    "/route/US-JP",
    "/article/1",
    "/article/9",
    "/sources",
    "/search",
    "/search?q=camry",
    "/search?q=%E6%97%A5%E7%94%A3",
    "/search?q=camry&maker=Toyota&since=2025&page=2",
    "/route/none-JP",
]


def get(engine: Engine, path: str) -> Any:
    async def ask() -> Any:
        app = make_app(engine)
        await app.invoke_startup()
        return await app.client.get(path)

    return asyncio.run(ask())


@pytest.mark.parametrize("path", PATHS)
def test_a_page_answers_and_lets_nothing_run(engine: Engine, path: str) -> None:
    answer = get(engine, path)
    assert answer.status_code == 200, answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    for evil in ("<script", "<img", "<svg onload", "javascript:", "\u202e", "49 "):
        assert evil not in answer.text
    assert 'style="' not in answer.text


def test_an_article_shows_its_evidence_where_it_stands(engine: Engine) -> None:
    text = get(engine, "/article/9").text
    assert '<mark class="planned"><span id="evidence-0"></span>&lt;img src=x onerror=alert(2)&gt;' in text


def test_a_programme_shows_who_said_what(engine: Engine) -> None:
    text = get(engine, "/programme/toyota-camry-us-jp").text
    assert "blockquote" in text
    assert "evil" in text


def test_a_search_is_narrowed_and_its_pages_stay_so(engine: Engine) -> None:
    assert "2 articles" in get(engine, "/search?q=camry&maker=Toyota&since=2025-12-21").text
    assert "0 articles" in get(engine, "/search?q=camry&maker=Nissan").text
    page = get(engine, "/search?q=camry&maker=Toyota&page=2").text
    assert 'href="/search?q=camry&amp;maker=Toyota&amp;page=1"' in page


def test_a_table_of_programmes_can_be_followed(engine: Engine) -> None:
    text = get(engine, "/maker/Toyota?status=planned").text
    assert "/feeds/changes.atom?status=planned&amp;maker=Toyota" in text
    assert get(engine, "/feeds/changes.atom?status=planned&maker=Toyota").status_code == 200


@pytest.mark.parametrize("path", ["/programme/none", "/article/777", "/article/99999999999999999999"])
def test_what_is_not_there_is_said(engine: Engine, path: str) -> None:
    answer = get(engine, path)
    assert answer.status_code == 404
    assert "Not here" in answer.text


@pytest.mark.parametrize("path", ["/programmes?status=maybe", "/search?q=-x", "/programmes?since=soon"])
def test_a_question_that_means_nothing_is_answered_with_what_is_valid(engine: Engine, path: str) -> None:
    answer = get(engine, path)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_datasettes_own_pages_stay(engine: Engine) -> None:
    assert get(engine, "/data").status_code == 200
    rows = get(engine, "/data/programme_current.json?_shape=array").json()
    assert {row["programme"] for row in rows} == {"toyota-camry-us-jp", "nissan-murano-us-jp"}
    assert get(engine, "/data?sql=select+1").status_code == 200
    assert "content-security-policy" in get(engine, "/data").headers


def test_what_opens_in_a_spreadsheet_runs_nothing(engine: Engine) -> None:
    for path in (
        "/data/article_full.csv",
        "/data/article_full.csv?_stream=on&_dl=on",
        "/data.csv?sql=select+'=1%2b1'+as+a",
    ):
        text = get(engine, path).text
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert any(cell.startswith("'=") for cell in cells), path
        assert not [cell for cell in cells if cell.startswith(("=", "@"))], path
    rows = list(csv.DictReader(io.StringIO(get(engine, "/data/announcement_full.csv").text)))
    assert {row["evidence_start"] for row in rows} >= {"-1"}, "numbers stay numbers"


def test_datasettes_tables_show_hostile_text_as_text(engine: Engine) -> None:
    text = get(engine, "/data/article_full").text
    assert "&lt;script&gt;alert(1)" in text
    assert "\u202e" not in text


def test_datasettes_pages_run_no_script_but_datasettes(engine: Engine) -> None:
    policy = get(engine, "/data").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert scripts.count("'sha256-") >= 3


def test_the_views_are_explained_and_the_tables_stand_behind(engine: Engine) -> None:
    shown = get(engine, "/data.json").json()
    assert {table["name"] for table in shown["tables"] if not table["hidden"]} == set()
    assert "One row an announcement" in get(engine, "/data/announcement_full").text


def test_nothing_can_be_written(engine: Engine) -> None:
    assert get(engine, "/data.json?sql=delete+from+url").status_code == 400


def test_the_feeds_are_well_formed_and_narrowed(engine: Engine) -> None:
    atom = ET.fromstring(get(engine, "/feeds/changes.atom").text)
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    narrowed = get(engine, "/feeds/changes.atom?maker=Toyota").text
    assert "/feeds/changes.atom?maker=Toyota</id>" in narrowed, "a narrowed feed is another feed"
    feed = json.loads(get(engine, "/feeds/announcements.json?maker=Nissan").text)
    assert [item["title"] for item in feed["items"]] == ["Nissan Murano US→JP: planned, from 2027 (nikken)"]
    assert get(engine, "/feeds/announcements.json?status=maybe").status_code == 400


def test_a_feed_links_to_nothing_but_the_web(engine: Engine) -> None:
    assert "javascript:" not in get(engine, "/feeds/announcements.atom").text
