"""A page without a word of the subject is put aside before it is read; what may be anything else is not."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.intake.world import CAMRY, CONTEXT, DAY, NOW, rows, take, write_page
from tracker.records import UrlState

A = "https://news.example/a"
LONG = [*CONTEXT] * 20


def test_a_page_of_something_else_is_irrelevant_with_its_reason_and_not_read(engine: Engine) -> None:
    outcome = take(engine, A, write_page("Museum opens", LONG), gated=True)
    assert (outcome.state, outcome.cause, outcome.article) == (UrlState.IRRELEVANT, "gate", None)
    assert rows(engine, "SELECT state, reason, cause, next_try FROM url") == [
        ("irrelevant", "no word of the subject on the page", "gate", None)
    ]
    assert rows(engine, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM page)") == [(0, 0)]


def test_it_is_read_where_the_gate_is_off(engine: Engine) -> None:
    assert take(engine, A, write_page("Museum opens", LONG)).article is not None


def test_its_validators_are_not_kept_so_that_it_comes_again_in_full(engine: Engine) -> None:
    take(engine, A, write_page("Museum opens", LONG), gated=True, headers={"etag": "x", "content-type": "text/html"})
    assert rows(engine, "SELECT etag, fetched IS NULL FROM url") == [(None, 0)]


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (write_page("Toyota to sell US-built Camry in Japan", [*CAMRY, *LONG]), UrlState.RECORDED),
        (b"<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>", UrlState.FAILED),
        (b"<html><head><title>App</title></head><body><div id=root></div></body></html>", UrlState.FAILED),
    ],
    ids=["on the subject", "a challenge", "built in the browser"],
)
def test_what_may_be_of_the_subject_or_no_article_goes_the_usual_way(
    engine: Engine, page: bytes, state: UrlState
) -> None:
    outcome = take(engine, A, page, gated=True)
    assert (outcome.state, outcome.cause == "gate") == (state, False)


def test_a_stored_article_that_loses_its_words_is_read_and_keeps_its_past(engine: Engine) -> None:
    take(engine, A, write_page("Toyota to sell US-built Camry in Japan", CAMRY))
    outcome = take(engine, A, write_page("Museum opens", LONG), at=NOW + DAY, gated=True)
    assert outcome.changed
    assert rows(engine, "SELECT count(*) FROM revision") == [(2,)]
