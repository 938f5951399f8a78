"""A page becomes rows: one transaction, one state with a reason, whatever the page is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.intake.world import CAMRY, CONTEXT, DAY, NOW, rows, take, write_page
from tracker.errors import SkipPage, TryLater
from tracker.intake import FetchedPage, take_page
from tracker.records import UrlState
from tracker.storage.database import open_database

TITLE = "Toyota to sell US-built Camry in Japan"
A, B = "https://news.example/camry", "https://other.example/camry"


def states(engine: Engine, url: str = A) -> list[str]:
    return [state for (state,) in rows(engine, f"SELECT state FROM url_history WHERE url = '{url}' ORDER BY step")]


def test_a_relevant_page_is_recorded_with_all_it_says(engine: Engine) -> None:
    outcome = take(engine, A, write_page(TITLE, CAMRY))
    assert (outcome.state, outcome.new, outcome.moved) == (UrlState.RECORDED, True, ("toyota-camry-us-jp",))
    assert rows(engine, "SELECT maker, model, origin, market FROM announcement") == [("Toyota", "Camry", "US", "JP")]
    assert states(engine) == ["seen", "fetched", "read", "recorded"]


def test_evidence_stands_in_the_stored_text_at_its_offsets(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, CAMRY))
    [(title, body, evidence, start, end)] = rows(
        engine, "SELECT a.title, a.body, n.evidence, evidence_start, evidence_end FROM announcement_full n "
        "JOIN article a ON a.id = n.article_id"
    )  # fmt: skip
    assert f"{title}\n{body}"[start:end] == evidence == CAMRY[0]


def test_the_bytes_of_a_relevant_page_are_kept_and_those_of_another_are_not(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, CAMRY))
    assert take(engine, B, write_page("Museum opens", CONTEXT)).state is UrlState.IRRELEVANT
    assert rows(engine, "SELECT count(*), max(size) > max(length(body)) FROM page") == [(1, 1)]
    assert rows(engine, "SELECT state, topic FROM article_full ORDER BY url") == [
        ("recorded", "announcement"),
        ("irrelevant", "other"),
    ]


def test_the_same_page_again_adds_nothing(engine: Engine) -> None:
    page = write_page(TITLE, CAMRY)
    take(engine, A, page)
    before = rows(engine, "SELECT * FROM revision") + rows(engine, "SELECT * FROM announcement")
    outcome = take(engine, A, page, at=NOW + DAY)
    assert (outcome.state, outcome.reason, outcome.new, outcome.changed) == (
        UrlState.RECORDED,
        "unchanged",
        False,
        False,
    )
    assert rows(engine, "SELECT * FROM revision") + rows(engine, "SELECT * FROM announcement") == before


def test_a_changed_advert_adds_no_revision(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, CAMRY, extra="<aside class='ad'>Buy tyres</aside>"))
    outcome = take(engine, A, write_page(TITLE, CAMRY, extra="<aside class='ad'>Buy oil</aside>"), at=NOW + DAY)
    assert outcome.reason == "unchanged"
    assert rows(engine, "SELECT number, cause FROM revision") == [(1, "first")]


def test_changed_content_adds_a_revision_that_says_what_changed_in_the_records(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, [CAMRY[0].replace("plans to sell", "is considering selling")]))
    outcome = take(engine, A, write_page(TITLE, CAMRY[:1]), at=NOW + DAY)
    assert (outcome.changed, outcome.moved) == (True, ("toyota-camry-us-jp",))
    [(number, cause, change)] = rows(engine, "SELECT number, cause, record_change FROM revision WHERE number > 1")
    assert (number, cause) == (2, "page")
    assert '"status": ["considering", "planned"]' in change
    assert rows(engine, "SELECT day, current, kind FROM programme_history") == [
        ("2026-01-15", "considering", "reported"),
        ("2026-01-21", "planned", "status"),
    ]


def test_a_changed_page_that_says_when_it_was_changed_speaks_from_that_day(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, [CAMRY[0].replace("plans to sell", "is considering selling")]))
    page = write_page(TITLE, CAMRY[:1])
    stated = b'<meta property="article:modified_time" content="2026-01-18"><title>'
    take(engine, A, page.replace(b"<title>", stated), at=NOW + DAY)
    assert rows(engine, "SELECT day, current FROM programme_history") == [
        ("2026-01-15", "considering"),
        ("2026-01-18", "planned"),
    ]


def test_a_revision_can_take_an_article_out_of_a_programme(engine: Engine) -> None:
    take(engine, A, write_page(TITLE, CAMRY))
    take(engine, A, write_page("Museum opens", CONTEXT), at=NOW + DAY)
    assert rows(engine, "SELECT * FROM programme") == []
    assert rows(engine, "SELECT key, field, before FROM programme_change WHERE after IS NULL") == [
        ("toyota-camry-us-jp", "programme", "planned")
    ]
    assert rows(engine, "SELECT count(*) FROM search_text") == [(0,)]


BAD = {
    "nothing": b"",
    "blank": b"  \n ",
    "binary": bytes(range(256)) * 20,
    "pdf": b"%PDF-1.7 stream",
    "an image": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "truncated": write_page(TITLE, CAMRY)[:120],
    "a lying charset": b'<html><head><meta charset="utf-16"></head><body>\xff\xfe\xff</body></html>',
    "no article": b"<html><body><ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul></body></html>",
    "deep": b"<div>" * 10_000,
    "zeros": b"\0" * 10_000,
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_page_is_a_stored_state_with_a_reason(engine: Engine, kind: str) -> None:
    outcome = take(engine, A, BAD[kind])
    assert outcome.state in (UrlState.FAILED, UrlState.IRRELEVANT)
    [(state, reason)] = rows(engine, f"SELECT state, reason FROM url WHERE address = '{A}'")
    assert (state, reason) == (outcome.state, outcome.reason)
    assert reason
    assert rows(engine, "SELECT count(*) FROM announcement") == [(0,)]


def test_fifty_megabytes_are_a_stored_state_with_a_reason(engine: Engine) -> None:
    assert take(engine, A, b"<p>Toyota</p>" * 4_000_000).state is UrlState.FAILED


@pytest.mark.parametrize("kind", ["nothing", "binary", "no article"])
def test_a_bad_page_never_becomes_a_revision_of_a_good_one(engine: Engine, kind: str) -> None:
    take(engine, A, write_page(TITLE, CAMRY))
    take(engine, A, BAD[kind], at=NOW + DAY)
    assert rows(engine, "SELECT state, revision, announcements FROM article_full") == [("recorded", 1, 1)]
    assert states(engine)[-1] == "failed"


def test_a_page_that_breaks_the_reading_is_a_failure_to_be_tried_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("tracker.intake.taking.read_page", broken)
    outcome = take(engine, A, write_page(TITLE, CAMRY))
    assert (outcome.state, outcome.cause, outcome.reason) == (UrlState.FAILED, "reading", "RecursionError: too deep")
    monkeypatch.undo()
    assert take(engine, A, write_page(TITLE, CAMRY), at=NOW + DAY).state is UrlState.RECORDED


def test_variants_of_an_address_are_one_article(engine: Engine) -> None:
    page = write_page(TITLE, CAMRY)
    for url in (f"{A}?utm_source=rss", "http://www.news.example/camry/", "https://m.news.example/camry/amp"):
        take(engine, url, page)
    assert rows(engine, "SELECT count(*) FROM article") == [(1,)]


def test_an_address_that_is_none_is_refused(engine: Engine) -> None:
    with pytest.raises(SkipPage):
        take(engine, "ftp://news.example/a", b"x")


def test_a_locked_database_is_told_and_nothing_is_half_done(path: Path, engine: Engine) -> None:
    impatient = open_database(f"sqlite:///{path}", timeout=0.1)
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryLater, match="another process"):
        take(impatient, A, write_page(TITLE, CAMRY))
    lock.execute("COMMIT")
    lock.close()
    assert take(impatient, A, write_page(TITLE, CAMRY)).state is UrlState.RECORDED
    impatient.dispose()


def test_a_date_that_only_the_feed_gives_is_the_articles(engine: Engine) -> None:
    from tracker.records import Link
    from tracker.storage.database import writing
    from tracker.storage.urls import save_sightings
    from tracker.stories.addresses import read_address

    with writing(engine) as connection:
        link = Link(url=A, via="feed", found_on="https://news.example/rss", published=NOW - 3 * DAY)
        save_sightings(connection, [link], source="news", now=NOW, identify=lambda given: read_address(given.url))
    bare = write_page(TITLE, CAMRY).replace(b"article:published_time", b"x")
    take_page(engine, FetchedPage(url=A, body=bare, fetched_at=NOW))
    assert rows(engine, "SELECT published_day FROM article") == [("2026-01-17",)]


def test_an_address_that_redirects_to_another_page_is_that_page(engine: Engine) -> None:
    page = write_page(TITLE, CAMRY)
    take(engine, "https://news.example/old", page, fetched_from=A)
    take(engine, A, page, at=NOW + DAY)
    assert rows(engine, "SELECT url, story FROM article_full") == [(A, A)]
    assert rows(engine, "SELECT address, state, reason, next_try FROM url WHERE address LIKE '%old'") == [
        ("https://news.example/old", "recorded", f"redirects to {A}", None)
    ]
    assert rows(engine, "SELECT via, found_on FROM sighting WHERE via = 'redirect'") == [
        ("redirect", "https://news.example/old")
    ]
