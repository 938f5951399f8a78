# ruff: noqa: E501  (word lists keep their lines)
"""Times of Japanese news, resolved against 17 December 2025."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.announcements.japanese.periods import find_times, first_day

PUBLISHED = date(2025, 12, 17)

CASES = [
    ("来年1月30日に再開", "2026-01-30"), ("今年4月3日に発売", "2025-04-03"), ("昨年10月16日", "2024-10-16"),
    ("2026年から", "2026"), ("07年まで", "2007"), ("来春には", "2026-spring"), ("24年中に", "2024"),
    ("2026年度下期にも", "FY2026-H2"), ("令和8年2月16日", "2026-02-16"), ("平成元年4月", "1989-04"),
    ("昭和63年以降", "1988"), ("2026年央に", "2026"), ("27年初めに", "2027"), ("2026年後半から", "2026-H2"),
    ("年内に", "2025"), ("22年9月に", "2022-09"), ("4~6月に", "2025-Q2"), ("2026年4~6月に", "2026-Q2"),
    ("2025年3月期", "FY2024"), ("来年前半に", "2026-H1"), ("27年度の投入", "FY2027"), ("今夏に", "2025-summer"),
    ("3年後", "2028"), ("先月14日", "2025-11-14"), ("今月8日", "2025-12-08"), ("昨秋", "2024-autumn"),
    ("来月", "2026-01"), ("91年には", "1991"), ("来年度", "FY2026"), ("今年度", "FY2025"), ("2026年第2四半期", "2026-Q2"),
    ("1~6月に", "2025-H1"), ("本日より", "2025-12-17"), ("'96年に", "1996"), ("再来年春", "2027-spring"),
]  # fmt: skip

NO_TIMES = [
    "約40年続いた",
    "12年ぶり",
    "1990年代以来",
    "年5000台",
    "24年モデル",
    "2014年型",
    "5年保証",
    "10年以上",
    "3日間",
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_a_time_is_resolved_against_the_publication_day(text: str, value: str) -> None:
    assert [time.value for time in find_times(text, 0, len(text), PUBLISHED)] == [value]


@pytest.mark.parametrize("text", NO_TIMES)
def test_a_length_of_time_or_a_model_year_is_no_time(text: str) -> None:
    assert find_times(text, 0, len(text), PUBLISHED) == []


def test_a_month_without_a_year_lies_behind_or_ahead() -> None:
    (time,) = find_times("10月に", 0, 4, PUBLISHED)
    assert (time.value, time.later) == ("2025-10", "2026-10")


def test_a_span_has_a_beginning_and_an_end() -> None:
    text = "16年から20年まで販売した"
    assert [(t.value, t.role) for t in find_times(text, 0, len(text), PUBLISHED)] == [
        ("2016", "from"),
        ("2020", "until"),
    ]


def test_relative_words_stay_unread_without_a_publication_day() -> None:
    text = "来春、2026年4月に"
    assert [t.value for t in find_times(text, 0, len(text), None)] == ["2026-04"]


@pytest.mark.parametrize(
    ("period", "day"),
    [("2026", "2026-01-01"), ("FY2026", "2026-04-01"), ("FY2026-H2", "2026-10-01"), ("2026-Q3", "2026-07-01"),
     ("2026-spring", "2026-03-01"), ("2026-04", "2026-04-01"), ("2026-04-02", "2026-04-02")],
)  # fmt: skip
def test_a_period_has_a_first_day(period: str, day: str) -> None:
    assert first_day(period) == day
