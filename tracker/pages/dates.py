"""Written dates → moments, in every form newspapers print them, and never a guess where a part is missing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

OLDEST = 1985
"""No web page is older; what reads as an older year is a number."""
LONGEST = 300
"""Characters of a text that are searched for dates."""
BUDDHIST = 543
"""Thai years are this many ahead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateSetting:
    """What is known of the outlet when its dates are read."""

    zone: ZoneInfo | None = None
    """The outlet's own zone; None: an instant keeps the offset it came with."""
    country: str | None = None
    month_first: bool = False
    """How 03/04/2025 is read."""
    now: datetime | None = None
    """When the page was fetched, aware: nothing is later than that, and `3 hours ago` counts from it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A day, with the time and offset where they were written."""

    day: date
    clock: time | None = None
    """Aware only where the text gave a zone."""

    def isoformat(self, zone: ZoneInfo | None = None) -> str:
        """ISO 8601 in the outlet's local time: a date, or a date-time with offset where one is known.

        >>> Moment(day=date(2025, 12, 23), clock=time(20, 5, tzinfo=UTC)).isoformat(ZoneInfo("Pacific/Auckland"))
        '2025-12-24T09:05:00+13:00'
        """
        if self.clock is None or self.is_bare_midnight:
            return self.day.isoformat()
        at = datetime.combine(self.day, self.clock)
        if zone:
            at = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
        return at.isoformat(timespec="seconds") if at.tzinfo else at.date().isoformat()

    @property
    def is_bare_midnight(self) -> bool:
        """Midnight UTC to the second is how software writes a day that has no time."""
        clock = self.clock
        return clock is not None and clock.tzinfo is UTC and not (clock.hour or clock.minute or clock.second)

    def is_after(self, now: datetime | None) -> bool:
        """Whether it lies beyond the fetch, in whatever zone it may be meant."""
        if now is None:
            return False
        if self.clock is not None and self.clock.tzinfo and not self.is_bare_midnight:
            return datetime.combine(self.day, self.clock) > now + timedelta(minutes=15)
        return self.day > (now + timedelta(hours=14)).date()


@cache
def read_words() -> dict[str, Any]:
    """The words of dates, from `dates.toml`."""
    return tomllib.loads(files("tracker.pages").joinpath("dates.toml").read_text("utf-8"))


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in read_words()["months"].items() for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a whole date, the surest first."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?P<y>(?:19|20|25)\d\d)(?!\d)"
    day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|º|°|ª)?"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            r"(?<!\d)(?P<y>(?:19|20|25)\d\d)\s?(?P<sep>[年/.\-])\s?(?P<m>\d{1,2})\s?[月/.\-]\s?(?P<d>\d{1,2})(?!\d)日?",
            r"(?<![A-Za-z])(?P<era>令和|平成|昭和|[RH])\s?(?P<ey>\d{1,2}|元)\s?[年.]\s?(?P<m>\d{1,2})\s?[月.]\s?(?P<d>\d{1,2})(?!\d)日?",
            r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d])",
            rf"(?<![\d.]){day}\.?[\s\-/]*(?:de\s|of\s|d'|tháng\s)?(?P<mon>{months})\b\.?,?[\s\-/]*(?:de\s|del\s)?{year}",
            rf"(?<!\w)(?P<mon>{months})\b\.?\s*{day},?\.?\s*(?:at\s)?{year}",
            r"(?<![\d./])(?P<a>\d{1,2})\.?\s?(?P<sep>[/.\-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>(?:19|20|25)\d\d|\d\d)(?![\d/])",
            r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>년)\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
        )
    )


@cache
def _yearless() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return (
        re.compile(r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
        re.compile(rf"(?<!\w)(?P<mon>{months})\b\.?\s*(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])", re.IGNORECASE),
        re.compile(rf"(?<!\d)(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s(?P<mon>{months})\b(?!\s*\d)", re.IGNORECASE),
    )


CLOCK = re.compile(
    r"(?P<half>午前|午後)?\s?(?<![\d.])(?P<h>[01]\d|2[0-4]|\d)(?!\d)\s?(?:[:時h]\s?(?P<min>[0-5]\d)?(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?分?)?"
    r"\s?(?P<noon>[ap]\.?m\b\.?)?\s?(?P<zone>\b(?-i:[A-Z]{2,4})\b|Z\b|(?:UTC|GMT)?[+-]\d\d:?\d\d\b)?",
    re.IGNORECASE,
)
AGO = (
    (re.compile(r"(\d+)\s?(?:分前|min(?:ute)?s?\.? ago)", re.IGNORECASE), "minutes"),
    (re.compile(r"(\d+)\s?(?:時間前|h(?:ou)?rs?\.? ago)", re.IGNORECASE), "hours"),
    (re.compile(r"(\d+)\s?(?:日前|days? ago)", re.IGNORECASE), "days"),
    (re.compile(r"(\d+)\s?(?:週間前|weeks? ago)", re.IGNORECASE), "weeks"),
)
EPOCH = re.compile(r"^(\d{10})(\d{3})?$")


def parse_date(text: str | None, setting: DateSetting | None = None) -> Moment | None:
    """The first whole date in a short text, or None: a day without its month, a season or a quarter is no date.

    >>> parse_date("令和7年12月24日(水) 10時30分")
    Moment(day=datetime.date(2025, 12, 24), clock=datetime.time(10, 30))
    >>> parse_date("Q1 2026"), parse_date("2026年3月"), parse_date("24日")
    (None, None, None)
    """
    return next(find_dates(text, setting or DateSetting()), None)


def find_dates(text: str | None, setting: DateSetting) -> Iterator[Moment]:
    """Every whole date in a text, none of them after the fetch, in the order of the text."""
    folded = unicodedata.normalize("NFKC", (text or "")[:LONGEST]).strip()
    if not any(char.isdigit() for char in folded) and setting.now is None:
        return
    if epoch := EPOCH.match(folded):
        at = datetime.fromtimestamp(int(epoch[1]), UTC)
        yield from _within(Moment(day=at.date(), clock=at.timetz()), setting)
        return
    for match in _find_matches(folded):
        if moment := _read_match(match, folded, setting):
            yield from _within(moment, setting)


def find_loose_dates(text: str | None, setting: DateSetting) -> Iterator[Moment]:
    """Dates that only the fetch completes: `12月24日 10:30`, `Dec. 24`, `3時間前`, `yesterday`; none without a fetch time."""
    folded = unicodedata.normalize("NFKC", (text or "")[:LONGEST]).strip()
    if setting.now is None:
        return
    local = setting.now.astimezone(setting.zone) if setting.zone else setting.now
    for pattern, unit in AGO:
        if (found := pattern.search(folded)) and int(found[1]) < 1000:
            at = local - timedelta(**{unit: int(found[1])})
            yield Moment(day=at.date(), clock=at.timetz() if unit in ("minutes", "hours") else None)
    if re.search(r"昨日|\byesterday\b", folded, re.IGNORECASE):
        yield Moment(day=(local - timedelta(days=1)).date())
    for pattern in _yearless():
        if found := pattern.search(folded):
            yield from _complete_year(found, folded, local, setting)


def _complete_year(found: re.Match[str], text: str, local: datetime, setting: DateSetting) -> Iterator[Moment]:
    parts = found.groupdict()
    month = int(parts.get("m") or 0) or _months()[parts["mon"].lower()]
    for year in (local.year, local.year - 1):
        day = _make_day(year, month, int(parts["d"]))
        if day and day <= local.date():
            yield Moment(day=day, clock=_find_clock(text, found, setting))
            return


def _find_matches(text: str) -> list[re.Match[str]]:
    """Dates by place in the text; where two forms overlap the surer one stays."""
    taken: list[re.Match[str]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in taken):
                taken.append(match)
    return sorted(taken, key=lambda match: match.start())


def _within(moment: Moment, setting: DateSetting) -> Iterator[Moment]:
    if moment.day.year >= OLDEST and not moment.is_after(setting.now):
        yield moment


def _read_match(match: re.Match[str], text: str, setting: DateSetting) -> Moment | None:
    parts = match.groupdict()
    year = _read_year(parts, len(text))
    if year is None:
        return None
    if "a" in parts:
        return _read_numeric(parts, year, match, text, setting)
    month = int(parts["m"]) if "m" in parts else _months()[parts["mon"].lower()]
    day = _make_day(year, month, int(parts["d"]))
    return Moment(day=day, clock=_find_clock(text, match, setting)) if day else None


def _read_year(parts: dict[str, str | None], length: int) -> int | None:
    if era := parts.get("era"):
        spelled = parts["ey"] or ""
        return int(read_words()["eras"][era.upper()]) + (1 if spelled == "元" else int(spelled))
    year = int(parts["y"] or 0)
    if year < 100:
        # 24.12.25 stands alone; within a sentence it is a version, a score or an amount.
        return 2000 + year if length <= 40 else None
    return year - BUDDHIST if year >= 2400 else year


def _read_numeric(
    parts: dict[str, str | None], year: int, match: re.Match[str], text: str, setting: DateSetting
) -> Moment | None:
    """03/04/2025 by the outlet's country; the other way round where that is no day, or one after the fetch."""
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    month_first = setting.month_first and parts["sep"] != "."
    orders = [(first, second), (second, first)] if month_first else [(second, first), (first, second)]
    clock = _find_clock(text, match, setting)
    for month, day in orders:
        made = _make_day(year, month, day)
        if made and not (moment := Moment(day=made, clock=clock)).is_after(setting.now):
            return moment
    return None


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _find_clock(text: str, match: re.Match[str], setting: DateSetting) -> time | None:
    """The time written right after a date, or right before it: `10時30分`, `at 9:05 a.m. ET`, `T09:05:00+09:00`."""
    after = re.sub(
        r"^\s*(?:[T,|・/\-–]|\([^)]{1,9}\)|at|um|à|kl\.?|ore|às|@|\s)*", "", text[match.end() : match.end() + 60]
    )
    before = text[max(0, match.start() - 24) : match.start()].rstrip(" ,|·on-–")
    if (clock := CLOCK.match(after)) and (clock["min"] or clock["noon"] or "時" in clock[0]):
        return _make_clock(clock, setting)
    for clock in CLOCK.finditer(before):
        if clock["min"] and clock.end() >= len(before) - 1:
            return _make_clock(clock, setting)
    return None


def _make_clock(clock: re.Match[str], setting: DateSetting) -> time | None:
    hour = int(clock["h"])
    half = clock["half"] or (clock["noon"] or "").lower()
    if half.startswith(("p", "午後")) and hour < 12:
        hour += 12
    elif half.startswith(("a", "午前")) and hour == 12:
        hour = 0
    if hour > 23:
        return None
    zone = _read_zone(clock["zone"], setting.country)
    return time(hour, int(clock["min"] or 0), int(clock["s"] or 0), tzinfo=zone)


def _read_zone(name: str | None, country: str | None) -> tzinfo | None:
    """The offset a byline's zone name stands for; None where it is unknown, or means two things and the country is not known."""
    if not name:
        return None
    if offset := re.search(r"([+-])(\d\d):?(\d\d)$", name):
        minutes = (int(offset[2]) * 60 + int(offset[3])) * (-1 if offset[1] == "-" else 1)
    else:
        words = read_words()
        known = {**words["zones"], **words["zones_by_country"].get(country or "", {})}
        if name.upper() not in known:
            return None
        minutes = known[name.upper()]
    if not -840 <= minutes <= 840:
        return None
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def make_setting(
    host: str, language: str | None, *, timezone: str | None, country: str | None, now: datetime | None
) -> DateSetting:
    """What the source's entry says, completed by the host's country label and the page's stated language.

    >>> make_setting("autofile.co.nz", "en", timezone=None, country=None, now=None).zone
    zoneinfo.ZoneInfo(key='Pacific/Auckland')
    """
    label, tag = host.rsplit(".", 1)[-1], (language or "").lower().replace("_", "-")
    country = country or _find_country("tlds", label) or _find_country("languages", tag)
    known = read_words()["countries"].get(country or "", {})
    # An English page of unknown country is an American one more often than not.
    month_first = known.get("month_first", False) if country else tag in ("", "en")
    if now is not None and now.tzinfo is None:
        now = now.replace(tzinfo=UTC)
    return DateSetting(
        zone=_find_zone(timezone or known.get("zone")), country=country, month_first=month_first, now=now
    )


def _find_country(key: str, value: str) -> str | None:
    countries = read_words()["countries"].items()
    return next((code for code, facts in countries if value and value in facts.get(key, ())), None)


def _find_zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
