"""Dates that are counted from the day of publication: fiscal years, seasons, "next year", "two years ago"."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.announcements.english.dates import Resolved, same

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
WEEKDAYS = {n: i for i, n in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_NUMBER_WORDS_TEXT = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS_TEXT.split()) if number}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "couple of": 2}

FISCAL_START = 4
"""The month in which a fiscal year begins, which is the Japanese one unless the text says otherwise."""


def _fiscal_year(published: date) -> int:
    return published.year - (published.month < FISCAL_START)


def _shifted(word: str) -> int:
    if "next" in word or "coming" in word or "following" in word:
        return 1
    return -1 if "last" in word or "previous" in word else 0


def resolve_fiscal(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "fiscal 2026", "FY26"."""
    year = groups.get("fy") or groups["fycode"]
    return same(f"FY{year if len(year) == 4 else '20' + year}")


def resolve_fiscal_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the current fiscal year"."""
    return same(f"FY{_fiscal_year(published) + _shifted(groups['fyrel'])}") if published else None


def resolve_fiscal_half(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the first half of the fiscal year"."""
    if not published:
        return None
    year = _fiscal_year(published) + _shifted(groups.get("fyhalf_shift", ""))
    return same(f"FY{year}-H{1 if groups['fyhalf'] == 'first' else 2}")


def _season(name: str) -> str:
    return "autumn" if name == "fall" else name


def resolve_relative_season(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "this spring", "next winter"."""
    if not published:
        return None
    name, shift = _season(groups["sea_rel"]), groups["sea_shift"]
    first = SEASONS[name]
    year = published.year
    # A winter runs over the turn of the year and carries the year in which it began.
    if name == "winter" and published.month < 3:
        year -= 1
    if "next" in shift:
        year += published.month >= first
    elif "last" in shift:
        year -= published.month <= first + 2 if name != "winter" else 1
    elif shift == "the":
        past = year - (published.month < first)
        return f"{past}-{name}", f"{past + (published.month > first + 2)}-{name}", None
    elif "coming" in shift:
        year += published.month > first + 2
    return same(f"{year}-{name}")


def resolve_season(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the spring of 2026", "autumn next year"."""
    name = _season(groups["season"])
    if "sea_year" in groups:
        return same(f"{groups['sea_year']}-{name}")
    return same(f"{published.year + _shifted(groups['sea_yrel'])}-{name}") if published else None


def resolve_year_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "next year", "the end of the year", "the year before"."""
    if not published:
        return None
    if "yend" in groups:
        return same(str(published.year))
    if "ybefore" in groups:
        return same(str(published.year - 1))
    if "yafter" in groups:
        return same(str(published.year + 2))
    return same(str(published.year + _shifted(groups["yrel"])))


def resolve_month_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "next month"."""
    if not published:
        return None
    count = published.year * 12 + published.month - 1 + _shifted(groups.get("morel", ""))
    return same(f"{count // 12}-{count % 12 + 1:02}")


def _count(word: str) -> int:
    word = word.removeprefix("a ") if word.startswith("a c") else word
    return int(word) if word.isdigit() else NUMBERS.get(word, 1)


def resolve_distance(count: int, unit: str, published: date | None) -> Resolved | None:
    """So many years, months, weeks or days from the day of publication; of weeks only the month can be told."""
    if not published:
        return None
    if unit.startswith("day"):
        return same((published + timedelta(days=count)).isoformat())
    if unit.startswith(("week", "fortnight")):
        day = published + timedelta(days=count * (14 if unit.startswith("f") else 7))
        return same(f"{day.year}-{day.month:02}")
    if unit.startswith("month"):
        months = published.year * 12 + published.month - 1 + count
        return same(f"{months // 12}-{months % 12 + 1:02}")
    return same(str(published.year + count * (10 if unit.startswith("decade") else 1)))


def resolve_week(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "next week", "in the coming weeks": its month."""
    return resolve_distance({"next": 1, "last": -1}.get(groups.get("wkrel", ""), 0), "weeks", published)


def resolve_day_before(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "the day before yesterday"."""
    return resolve_distance(-2, "days", published)


def resolve_ordinal_day(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "on the 25th": of this month, or as the tense has it of the one before or after."""
    day = int(groups["ord_day"])
    if not published or not 1 <= day <= 31:
        return None
    here = published.year * 12 + published.month - 1
    shift = {"next": 1, "last": -1, "this": 0}.get(groups.get("ord_shift", ""))
    past, future = (
        (here + shift,) * 2 if shift is not None else (here - (day > published.day), here + (day < published.day))
    )

    def form(months: int) -> str:
        return f"{months // 12}-{months % 12 + 1:02}-{day:02}"

    return form(past), form(future), None


def resolve_bare_season(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "in spring": the last one, or the next."""
    return resolve_relative_season({"sea_rel": groups["bare_sea"], "sea_shift": "the"}, published)


def resolve_ago(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "two years ago"."""
    return resolve_distance(-_count(groups["ago_count"]), groups["ago_unit"], published)


def resolve_ahead(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "within three months"."""
    return resolve_distance(_count(groups["in_count"]), groups["in_unit"], published)


def resolve_weekday(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "on Monday": the last one, or the next."""
    if not published:
        return None
    back = (published.weekday() - WEEKDAYS[groups["wday"]]) % 7
    past = published - timedelta(days=back)
    ahead = past + timedelta(days=7) if back else published
    return past.isoformat(), ahead.isoformat(), None


def resolve_named_day(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "today"."""
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[groups["day"]]
    return same((published + timedelta(days=shift)).isoformat()) if published else None


def resolve_years(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "from 2012 to 2016"."""
    return same(groups["yy_one"], groups["yy_two"])


def resolve_for(groups: dict[str, str], published: date | None) -> Resolved | None:
    """ "for ten years": when they began."""
    return resolve_distance(-_count(groups["for_count"]), groups["for_unit"], published)
