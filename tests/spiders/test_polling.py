"""When an address is asked, with which conditions, and what its answers mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.records import Link
from tracker.spiders.polling import (
    FIRST,
    LONGEST,
    LONGEST_FAILURE,
    SHORTEST,
    hash_links,
    is_due,
    note_answer,
    note_failure,
    write_conditions,
)
from tracker.storage.polls import PollState

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
NEW = PollState(source="paper", address="https://paper.example/feed", kind="feed")
TAGS = {"etag": '"1"', "last-modified": "Thu, 02 Apr 2026 06:00:00 GMT"}


def answer(state: PollState, content: str | None, *, now: datetime = NOON, headers: dict[str, str] = TAGS) -> PollState:
    return note_answer(state, now=now, status=200 if content else 304, headers=headers, content=content, entries=3)


def test_an_address_never_asked_is_due_and_asked_without_conditions() -> None:
    assert is_due(NEW, NOON)
    assert write_conditions(NEW, NOON) == {}


def test_after_an_answer_it_is_asked_later_and_for_news_only() -> None:
    state = answer(NEW, "a")
    assert state.next_poll == NOON + FIRST
    assert not is_due(state, NOON)
    assert write_conditions(state, NOON) == {"If-None-Match": '"1"', "If-Modified-Since": TAGS["last-modified"]}


def test_a_busy_address_is_asked_more_often_and_a_quiet_one_less_within_bounds() -> None:
    busy = quiet = answer(NEW, "0")
    for number in range(1, 12):
        busy, quiet = answer(busy, str(number)), answer(quiet, None)
    assert busy.interval == SHORTEST.total_seconds()
    assert quiet.interval == LONGEST.total_seconds()


def test_failures_are_spaced_ever_wider_but_never_end() -> None:
    state, pauses = answer(NEW, "a"), []
    for _ in range(20):
        state = note_failure(state, now=NOON, reason="HTTP 500", status=500)
        assert state.next_poll is not None
        pauses.append(state.next_poll - NOON)
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_FAILURE
    assert (state.failures, state.last_error) == (20, "HTTP 500")
    assert answer(state, "b").failures == 0


def test_the_same_content_under_a_new_etag_is_no_news() -> None:
    state = answer(answer(NEW, "a"), "a", now=NOON + timedelta(hours=1), headers={"etag": '"2"'})
    assert state.last_changed == NOON
    assert state.etag == '"2"'


def test_new_content_under_the_old_etag_ends_the_trust_in_it() -> None:
    state = answer(answer(NEW, "a"), "b", now=NOON + timedelta(days=1))
    assert write_conditions(state, NOON + timedelta(days=2)) == {}
    again = answer(state, "c", now=NOON + timedelta(days=2))
    assert write_conditions(again, NOON + timedelta(days=3)) == {}


def test_a_site_that_says_not_modified_for_ever_is_asked_for_all_once_a_day() -> None:
    state = answer(NEW, "a")
    later = replace(state, last_polled=NOON + timedelta(hours=11))
    assert write_conditions(later, NOON + timedelta(hours=11, minutes=30))
    assert not write_conditions(later, NOON + timedelta(hours=24))


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"summary": "advert of the day"}, True),
        ({"title": "Camry comes"}, False),
        ({"modified": NOON}, False),
    ],
)
def test_links_are_compared_by_what_they_say_of_the_article(changed: dict[str, object], same: bool) -> None:
    link = Link(url="https://paper.example/1", via="feed", title="Camry")
    other = Link(url="https://paper.example/2", via="feed")
    assert (hash_links([link, other]) == hash_links([other, replace(link, **changed)])) is same
