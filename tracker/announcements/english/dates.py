"""Dates as the annotation guide writes them, from words of the calendar: days, months, halves, quarters, spans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

Resolved = tuple[str, str, "str | None"]
"""The value where the verb is in the past, where it looks ahead, and the end of a stated range."""


def same(value: str | None, until: str | None = None) -> Resolved | None:
    """A period that is the same whatever the tense; None stays None."""
    return (value, value, until) if value else None


def month_number(name: str) -> int:
    """1 to 12, of a name or its short form."""
    return MONTHS[name.rstrip(".")]


def year_of(groups: dict[str, str], key: str, published: date | None) -> int | None:
    """The year that goes with a month, half or quarter, where it is said."""
    if f"{key}_year" in groups:
        return int(groups[f"{key}_year"])
    shift = groups.get(f"{key}_shift") or groups.get(f"{key}_rel")
    if shift and published:
        return published.year + {"next": 1, "following": 1, "last": -1, "previous": -1}.get(shift, 0)
    return None


def either_year(month: int, published: date, form: Callable[[int], str]) -> Resolved:
    """A month without a year: the last one where the verb is in the past, the next one where it looks ahead."""
    past = published.year if month <= published.month else published.year - 1
    future = published.year if month >= published.month else published.year + 1
    return form(past), form(future), None


def resolve_day(key: str) -> Callable[[dict[str, str], date | None], Resolved | None]:
    """The reader of a day and month whose groups begin with `key`: "2 April", "April 2"."""

    def resolve(groups: dict[str, str], published: date | None) -> Resolved | None:
        month, day = month_number(groups[f"{key}_month"]), int(groups[f"{key}_day"])
        if not 1 <= day <= 31:
            return None
        year = year_of(groups, key, published)
        if year:
            return same(f"{year}-{month:02}-{day:02}")
        if not published:
            return None
        here = (published.month, published.day)
        past = published.year if (month, day) <= here else published.year - 1
        future = published.year if (month, day) >= here else published.year + 1
        return f"{past}-{month:02}-{day:02}", f"{future}-{month:02}-{day:02}", None

    return resolve


def resolve_month(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "in April", "April next year"."""
    month = month_number(groups["month"])
    year = year_of(groups, "month", published)
    if year:
        return same(f"{year}-{month:02}")
    return either_year(month, published, lambda y: f"{y}-{month:02}") if published else None


def resolve_relative_month_name(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "next April", "last October"."""
    if not published:
        return None
    month, shift = MONTHS[groups["rm_name"]], groups["rm_shift"]
    if shift == "last":
        year = published.year - (month >= published.month)
    elif shift == "this":
        year = published.year
    else:
        year = published.year + (month <= published.month)
    return same(f"{year}-{month:02}")


def resolve_months(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "April to September": a half, a quarter, a fiscal half or a year; None: none of these."""
    one, two = month_number(groups["mm_one"]), month_number(groups["mm_two"])
    year = year_of(groups, "mm", published)
    code = span_code(one, two)
    if code is None:
        return None
    if year:
        return same(coded(code, year))
    if not published:
        return None
    past = published.year if two <= published.month else published.year - 1
    future = published.year if two >= published.month else published.year + 1
    return coded(code, past), coded(code, future), None


def span_code(one: int, two: int) -> str | None:
    """How the guide writes the months `one` to `two`: `Q1`, `H2`, `FH1`; empty: a year; None: no such span."""
    if (one, two) == (4, 9):
        return "FH1"
    if (one, two) == (10, 3):
        return "FH2"
    if (one, two) == (1, 12):
        return ""
    length = two - one + 1
    if length == 6 and one in (1, 7):
        return f"H{1 + one // 7}"
    if length == 3 and one % 3 == 1:
        return f"Q{1 + one // 3}"
    return None


def coded(code: str, year: int) -> str:
    """A year with the code of a span."""
    if code.startswith("F"):
        return f"FY{year - (code == 'FH2')}-{code[1:]}"
    return f"{year}-{code}" if code else str(year)


def resolve_half(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the second half of 2026", "H2"."""
    word = groups.get("half_order") or groups["half_code"]
    half = 2 if word in ("second", "latter", "back", "2nd", "h2") else 1
    year = year_of(groups, "half", published)
    if year:
        return same(f"{year}-H{half}")
    return same(f"{published.year}-H{half}") if published else None


def resolve_quarter(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the third quarter", "Q3"."""
    word = groups.get("q_order")
    quarter = ORDINALS[word] if word else int(groups["q_code"][1])
    year = year_of(groups, "q", published)
    if year:
        return same(f"{year}-Q{quarter}")
    return either_year(3 * quarter, published, lambda y: f"{y}-Q{quarter}") if published else None


def resolve_span(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the six months to September"."""
    size = {"three": 3, "six": 6, "nine": 9}.get(groups["span_count"], 12)
    month = month_number(groups["span_month"])
    year = year_of(groups, "span", published)
    if not year:
        if not published:
            return None
        year = published.year if month <= published.month else published.year - 1
    if size == 12:
        return same(f"FY{year - 1}" if month == 3 else str(year) if month == 12 else None)
    code = span_code((month - size) % 12 + 1, month)
    return same(coded(code, year)) if code is not None else None


def resolve_year_ending(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the year ended March 2026", which is fiscal 2025."""
    month = month_number(groups["fye_month"])
    year = year_of(groups, "fye", published)
    if year:
        return same(_fiscal_ending(month, year))
    if not published:
        return None
    past = published.year if month <= published.month else published.year - 1
    return _fiscal_ending(month, past), _fiscal_ending(month, past + 1), None


def _fiscal_ending(month: int, year: int) -> str:
    return str(year) if month == 12 else f"FY{year - 1}"
