"""Times of both languages in one form: how far from the day of publication, and how fine."""

from datetime import date

import pytest

from tests.announcements.judging.handmade import DAY, prepare
from tracker.announcements.judging.times import READERS, distance_of, grain_of


@pytest.mark.parametrize(
    ("period", "distance"),
    [
        ("2025-10-15", "today"),
        ("2025-10-16", "ahead"),
        ("2025-11", "ahead"),
        ("2026", "ahead"),
        ("FY2026", "ahead"),
        ("2026-spring", "ahead"),
        ("2025", "this year"),
        ("FY2025", "this year"),
        ("2025-09", "passed"),
        ("2025-Q1", "passed"),
        ("2024", "last year"),
        ("2024-12-31", "last year"),
        ("2016-04", "long ago"),
    ],
)
def test_a_period_lies_before_or_behind_the_day_of_publication(period: str, distance: str) -> None:
    assert distance_of(period, DAY) == distance


def test_without_that_day_nothing_is_known() -> None:
    assert distance_of("2026", None) == "unknown"


@pytest.mark.parametrize(
    ("period", "grain"),
    [
        ("2026", "year"),
        ("FY2026", "fiscal"),
        ("FY2026-H1", "fiscal"),
        ("2026-H2", "half"),
        ("2026-Q3", "quarter"),
        ("2026-autumn", "season"),
        ("2026-04", "month"),
        ("2026-04-02", "day"),
    ],
)
def test_a_period_is_so_fine(period: str, grain: str) -> None:
    assert grain_of(period) == grain


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("en", "It is sold from April 2026.", [("2026-04", "2026-04", "from", False)]),
        ("en", "It was sold until 2016.", [("2016", "2016", "until", False)]),
        ("en", "It was sold from 2011 to 2018.", [("2011", "2011", "from", True)]),
        ("en", "It came in December.", [("2024-12", "2025-12", "in", False)]),
        ("ja", "2026年4月から売る", [("2026-04", "2026-04", "from", False)]),
        ("ja", "2016年まで売った", [("2016", "2016", "until", True)]),
        ("ja", "12月に売る", [("2024-12", "2025-12", "at", False)]),
    ],
)
def test_a_time_has_its_two_readings_and_what_leads_it(
    language: str, text: str, times: list[tuple[str, str, str, bool]]
) -> None:
    document = prepare(text, language, DAY)
    found = READERS[language](document, document.sentences[0])
    assert [(when.past, when.future, when.lead, when.closes) for when in found] == times
    assert all(text[when.start : when.end] for when in found)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1)])
def test_the_day_itself_is_today(today: date) -> None:
    assert distance_of(today.isoformat(), today) == "today"
