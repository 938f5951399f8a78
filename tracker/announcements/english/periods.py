"""Time expressions, resolved against the day of publication: "from next April", "since 2016", "fiscal 2027".

A period is written as the annotation guide writes it: `2026`, `2026-04`, `2026-04-02`, `2026-Q2`, `2026-H2`,
`2026-spring`, `FY2026`. Where the year is not said ("in March"), both readings are kept, and the tense of the verb
chooses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
WEEKDAYS = {n: i for i, n in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
NUMBERS = {
    n: i
    for i, n in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
    if i
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "couple of": 2}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

FISCAL_START = 4
"""The month in which a fiscal year begins, which is the Japanese one unless the text says otherwise."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression in the text."""

    start: int
    end: int
    past: str
    """Its value where the verb is in the past."""
    future: str
    """Its value where the verb looks ahead; the same unless the year was left out."""
    lead: str = ""
    """The preposition before it: `since`, `until`, `from`, `by`, `in`, `between`; empty: none."""
    until: str | None = None
    """The end of a stated range: "from 2012 to 2016", "between 2001 and 2005"."""


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|"
    r"apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_SHIFT = r"(?:this|next|last|the following|the previous|the coming|the same|that)"
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|a couple of|a|an)"
_ORDER = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_EDGE = (
    r"(?:(?:early|mid|late|later|earlier|middle|end|beginning|start|the (?:end|start|beginning|middle|turn) of|"
    r"(?:early|late|later|earlier|mid) (?:in|on in)?)[\s-]{1,2}(?:in |of )?)"
)
_OF_YEAR = (
    rf"(?:,? (?:of |in )?(?P<{{0}}_year>{_YEAR})|,? (?:of |in )?(?P<{{0}}_shift>this|next|last) (?:fiscal )?year|,? "
    rf"the (?P<{{0}}_rel>following|previous) year|,? the year before)?"
)

_FORMS = (
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)\b",
    rf"(?:(?:\d\d? and |\d\d?-)?(?P<dmy_day>\d{{1,2}})(?:st|nd|rd|th)? (?:of "
    rf")?(?P<dmy_month>{_MONTH})\b{_OF_YEAR.format('dmy')})",
    rf"(?:(?P<mdy_month>{_MONTH}) (?P<mdy_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d|\s(?:units|cars|"
    rf"vehicles)){_OF_YEAR.format('mdy')})",
    rf"(?:(?:the )?(?:(?:months|quarter|period) )?(?P<mm_verb>between |from )?(?P<mm_one>{_MONTH})(?: (?:and|to|"
    rf"through) |\s?[-–]\s?)(?P<mm_two>{_MONTH})(?: quarter| period)?\b{_OF_YEAR.format('mm')})",
    rf"(?:{_EDGE}?(?P<month>{_MONTH})\b(?! \d\d?\b){_OF_YEAR.format('month')})",
    r"(?:(?:the )?(?P<rm_shift>next|last|this|the following) (?P<rm_name>january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b)",
    rf"(?:(?:the )?(?:(?P<half_order>first|second|latter|1st|2nd) half|"
    rf"(?P<half_code>h[12]))\b{_OF_YEAR.format('half').replace('(?: (?:of', '(?: (?:of')})",
    rf"(?:(?:the )?(?:(?P<q_order>{_ORDER}) quarter|(?P<q_code>q[1-4]))\b{_OF_YEAR.format('q')})",
    rf"(?:the (?P<span_count>three|six|nine|12|twelve) months (?:to|through|ended|ending|until) "
    rf"(?:end-)?(?P<span_month>{_MONTH})\b{_OF_YEAR.format('span')})",
    rf"(?:the (?:fiscal |financial |business )?year (?:to|through|ended|ending|that ends in|that ended in|ending "
    rf"in)(?: the end of)? (?:\d\d? )?(?P<fye_month>{_MONTH})(?: \d\d?)?\b{_OF_YEAR.format('fye')})",
    r"(?:(?:the )?(?P<fyhalf>first|second) half of (?:the )?(?:(?P<fyhalf_shift>this|current|next|last) )?fiscal year)",
    r"(?:(?:the )?(?:fiscal|financial|business)(?: year)? (?P<fy>(?:19|20)\d\d)|fy\s?'?(?P<fycode>(?:19|20)?\d\d)\b)",
    r"(?:(?P<fyrel>this|next|last|the current|the|the coming) (?:fiscal|financial|business) year)",
    rf"(?:{_EDGE}?(?:the )?(?P<season>{_SEASON})(?: of| in)? (?:(?P<sea_year>{_YEAR})|(?P<sea_yrel>next|this|last) "
    rf"year))",
    rf"(?:{_EDGE}?(?:the )?(?P<sea_shift>this|next|last|this coming|the coming|the following|the) (?:past "
    rf")?(?P<sea_rel>{_SEASON})\b)",
    r"(?:(?:early |late )?(?:in )?the new year)",
    rf"(?:{_EDGE}?(?P<yrel>this|next|last|the following|the previous|the coming) year\b|(?P<yend>the end of the year|"
    rf"the year's end|year-end|year end|the year is out)|(?:the )?(?P<ybefore>year before|year earlier)|later in the "
    rf"year|(?P<yafter>year after next))",
    rf"(?:{_EDGE}?(?P<morel>this|next|last|the following|the previous|the coming) month\b|(?P<moend>the end of the "
    rf"month))",
    rf"(?:(?P<ago_count>{_COUNT}) (?P<ago_unit>years?|months?|decades?) (?:ago|earlier|before))",
    rf"(?:(?:in|within) (?P<in_count>{_COUNT}) (?P<in_unit>years|months)(?:'? time)?\b)",
    r"(?:(?P<wday_shift>last|next|this) )?(?P<wday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    r"(?P<day>today|yesterday|tomorrow)\b",
    rf"(?:{_EDGE}?(?P<that>that|the same) year\b)",
    rf"(?:(?:between |from )?(?P<yy_one>{_YEAR})(?: (?:and|to|until|till|through) |"
    rf"\s?[-–]\s?)(?:{_EDGE})?(?P<yy_two>{_YEAR}))\b",
    rf"(?:(?:calendar )?{_EDGE}?(?P<year>{_YEAR}))\b(?!s|-model|-style| model)",
    rf"(?:for (?:the (?:past|last) )?(?:some |about |more than )?(?P<for_count>{_COUNT}) years now|(?P<pastyears>for "
    rf"the (?:past|last) (?P<past_count>{_COUNT}) years))",
)
_PERIOD = re.compile(r"(?<![\w$€£¥.,-])(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(since|until|till|up to|through|from|as of|starting|beginning|by|before|in|on|during|around|after|between|for|"
    r"as early as|not before|over|within|at)"
    r"(?: (?:about|around|as early as|the|at least|early|mid|late|some time|sometime|as far back as|his|its|end of))*"
    r"(?: (?:in|on|at))?\s*$",
    re.IGNORECASE,
)


_TRIGGER = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|mon|tue|wed|thu|fri|sat|sun|"
    r"year|month|quarter|half|fiscal|financial|today|tomorrow|yesterday|ago\b|decade|fy)",
    re.IGNORECASE,
)
"""What every time expression holds: where none stands, none is looked for."""
REACH = 48
"""Characters from the beginning of a time expression within which its trigger stands."""
_HEADS_TEXT = """
    early mid late later earlier middle end beginning start the months quarter period between from next last this
    first second latter third fourth fiscal financial business in within that for calendar spring summer autumn fall
    winter year today yesterday tomorrow a an one two three four five six seven eight nine ten eleven twelve fifteen
    twenty monday tuesday wednesday thursday friday saturday sunday h1 h2 q1 q2 q3 q4 fy
"""
_HEADS = frozenset([*_HEADS_TEXT.split(), *MONTHS])
"""The words that a time expression may begin with, beside those with a digit."""
_HEAD = re.compile(r"(?<![\w$€£¥.,-])\w+")


def _expressions(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The time expressions, looked for only at the words that they may begin with."""
    at = start
    trigger = _TRIGGER.search(folded, start, end)
    if trigger is None:
        return
    for head in _HEAD.finditer(folded, start, end):
        here, word = head.start(), head.group().lower()
        if here < at or not (word in _HEADS or word[0].isdigit() or word.startswith("fy")):
            continue
        trigger = trigger if trigger.start() >= here else _TRIGGER.search(folded, here, end)
        if trigger is None:
            return
        if trigger.start() > here + REACH:
            continue
        if match := _PERIOD.match(folded, head.start(), end):
            yield match
            at = match.end()


_MODEL_YEAR = re.compile(
    r" (?:Toyota|Honda|Nissan|Mazda|Subaru|Ford|Chevrolet|BMW|Kia|Hyundai|Volkswagen|Audi|Lexus|Acura|Infiniti) [A-Z]"
)
_VAGUE = re.compile(r"\b(?:more than|over|almost|nearly|less than|well over|just under|some) $", re.IGNORECASE)
"""Before "a decade ago": no date can be told from it."""


def find_periods(folded: str, start: int, end: int, published: date | None) -> list[Period]:
    """The time expressions of `folded[start:end]` that can be resolved, in order.

    Without `published` only those that name their year are.

    >>> text = "It goes on sale in Japan next April, since 2016 the second from Thailand."
    >>> [(p.lead, p.future) for p in find_periods(text, 0, len(text), date(2025, 12, 24))]
    [('', '2026-04'), ('since', '2016')]
    """
    found: list[Period] = []
    for match in _expressions(folded, start, end):
        # "may" is a verb; only "May" is a month, and so is "March".
        if match.group() in ("may", "march", "mar", "fall"):
            continue
        if _VAGUE.search(folded, max(start, match.start() - 16), match.start()) and (
            match["ago_count"] or match["for_count"]
        ):
            continue
        if (
            match["year"]
            and _MODEL_YEAR.match(folded, match.end())
            and not _LEAD.search(folded, max(start, match.start() - 40), match.start())
        ):
            continue
        value = _resolve(match, published)
        if match["that"] and found:
            value = _same(found[-1].past.removeprefix("FY")[:4])
        if value is None:
            continue
        past, future, until = value
        lead = _LEAD.search(folded, max(start, match.start() - 40), match.start())
        word = lead.group(1).lower() if lead else _own_lead(match)
        found.append(Period(match.start(), match.end(), past, future, word, until))
    return found


def _own_lead(match: re.Match[str]) -> str:
    text = match.group().lower()
    if text.startswith("for "):
        return "since"
    return "from" if text.startswith(("from ", "between ")) else ""


Resolved = tuple[str, str, "str | None"]


def _resolve(match: re.Match[str], published: date | None) -> Resolved | None:
    groups = {name: value.lower() for name, value in match.groupdict().items() if value}
    for name, resolve in _RESOLVERS:
        if name in groups:
            return resolve(groups, published)
    if published and "new year" in match.group().lower():
        return _same(str(published.year + (published.month > 6)))
    if published and "later in the year" in match.group().lower():
        return _same(str(published.year))
    return None


def _same(value: str | None, until: str | None = None) -> Resolved | None:
    return (value, value, until) if value else None


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".")]


def _year_of(groups: dict[str, str], key: str, published: date | None) -> int | None:
    """The year that goes with a month, half or quarter, where it is said."""
    if f"{key}_year" in groups:
        return int(groups[f"{key}_year"])
    shift = groups.get(f"{key}_shift") or groups.get(f"{key}_rel")
    if shift and published:
        return published.year + {"next": 1, "following": 1, "last": -1, "previous": -1}.get(shift, 0)
    return None


def _either_year(month: int, published: date, form: Callable[[int], str]) -> Resolved:
    """A month without a year: the last one where the verb is in the past, the next one where it looks ahead."""
    past = published.year if month <= published.month else published.year - 1
    future = published.year if month >= published.month else published.year + 1
    return form(past), form(future), None


def _resolve_day(key: str) -> Callable[[dict[str, str], date | None], Resolved | None]:
    def resolve(groups: dict[str, str], published: date | None) -> Resolved | None:
        month, day = _month_number(groups[f"{key}_month"]), int(groups[f"{key}_day"])
        if not 1 <= day <= 31:
            return None
        year = _year_of(groups, key, published)
        if year:
            return _same(f"{year}-{month:02}-{day:02}")
        if not published:
            return None
        here = (published.month, published.day)
        past = published.year if (month, day) <= here else published.year - 1
        future = published.year if (month, day) >= here else published.year + 1
        return f"{past}-{month:02}-{day:02}", f"{future}-{month:02}-{day:02}", None

    return resolve


def _resolve_month(groups: dict[str, str], published: date | None) -> Resolved | None:
    month = _month_number(groups["month"])
    year = _year_of(groups, "month", published)
    if year:
        return _same(f"{year}-{month:02}")
    return _either_year(month, published, lambda y: f"{y}-{month:02}") if published else None


def _resolve_relative_month_name(groups: dict[str, str], published: date | None) -> Resolved | None:
    if not published:
        return None
    month, shift = MONTHS[groups["rm_name"]], groups["rm_shift"]
    if shift == "last":
        year = published.year - (month >= published.month)
    elif shift == "this":
        year = published.year
    else:
        year = published.year + (month <= published.month)
    return _same(f"{year}-{month:02}")


def _resolve_months(groups: dict[str, str], published: date | None) -> Resolved | None:
    one, two = _month_number(groups["mm_one"]), _month_number(groups["mm_two"])
    year = _year_of(groups, "mm", published)
    code = _span_code(one, two)
    if code is None:
        return None
    if year:
        return _same(_coded(code, year))
    if not published:
        return None
    past = published.year if two <= published.month else published.year - 1
    future = published.year if two >= published.month else published.year + 1
    return _coded(code, past), _coded(code, future), None


def _span_code(one: int, two: int) -> str | None:
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


def _coded(code: str, year: int) -> str:
    if code.startswith("F"):
        return f"FY{year - (code == 'FH2')}-{code[1:]}"
    return f"{year}-{code}" if code else str(year)


def _resolve_half(groups: dict[str, str], published: date | None) -> Resolved | None:
    word = groups.get("half_order") or groups["half_code"]
    half = 2 if word in ("second", "latter", "2nd", "h2") else 1
    year = _year_of(groups, "half", published)
    if year:
        return _same(f"{year}-H{half}")
    return _same(f"{published.year}-H{half}") if published else None


def _resolve_quarter(groups: dict[str, str], published: date | None) -> Resolved | None:
    word = groups.get("q_order")
    quarter = ORDINALS[word] if word else int(groups["q_code"][1])
    year = _year_of(groups, "q", published)
    if year:
        return _same(f"{year}-Q{quarter}")
    return _either_year(3 * quarter, published, lambda y: f"{y}-Q{quarter}") if published else None


def _resolve_span(groups: dict[str, str], published: date | None) -> Resolved | None:
    size = {"three": 3, "six": 6, "nine": 9}.get(groups["span_count"], 12)
    month = _month_number(groups["span_month"])
    year = _year_of(groups, "span", published)
    if not year:
        if not published:
            return None
        year = published.year if month <= published.month else published.year - 1
    if size == 12:
        return _same(f"FY{year - 1}" if month == 3 else str(year) if month == 12 else None)
    code = _span_code((month - size) % 12 + 1, month)
    return _same(_coded(code, year)) if code is not None else None


def _resolve_year_ending(groups: dict[str, str], published: date | None) -> Resolved | None:
    month = _month_number(groups["fye_month"])
    year = _year_of(groups, "fye", published)
    if year:
        return _same(_fiscal_ending(month, year))
    if not published:
        return None
    past = published.year if month <= published.month else published.year - 1
    return _fiscal_ending(month, past), _fiscal_ending(month, past + 1), None


def _fiscal_ending(month: int, year: int) -> str:
    return str(year) if month == 12 else f"FY{year - 1}"


def _fiscal_year(published: date) -> int:
    return published.year - (published.month < FISCAL_START)


def _shifted(word: str) -> int:
    if "next" in word or "coming" in word or "following" in word:
        return 1
    return -1 if "last" in word or "previous" in word else 0


def _resolve_fiscal(groups: dict[str, str], published: date | None) -> Resolved | None:
    year = groups.get("fy") or groups["fycode"]
    return _same(f"FY{year if len(year) == 4 else '20' + year}")


def _resolve_fiscal_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    return _same(f"FY{_fiscal_year(published) + _shifted(groups['fyrel'])}") if published else None


def _resolve_fiscal_half(groups: dict[str, str], published: date | None) -> Resolved | None:
    if not published:
        return None
    year = _fiscal_year(published) + _shifted(groups.get("fyhalf_shift", ""))
    return _same(f"FY{year}-H{1 if groups['fyhalf'] == 'first' else 2}")


def _season(name: str) -> str:
    return "autumn" if name == "fall" else name


def _resolve_relative_season(groups: dict[str, str], published: date | None) -> Resolved | None:
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
    return _same(f"{year}-{name}")


def _resolve_season(groups: dict[str, str], published: date | None) -> Resolved | None:
    name = _season(groups["season"])
    if "sea_year" in groups:
        return _same(f"{groups['sea_year']}-{name}")
    return _same(f"{published.year + _shifted(groups['sea_yrel'])}-{name}") if published else None


def _resolve_year_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    if not published:
        return None
    if "yend" in groups:
        return _same(str(published.year))
    if "ybefore" in groups:
        return _same(str(published.year - 1))
    if "yafter" in groups:
        return _same(str(published.year + 2))
    return _same(str(published.year + _shifted(groups["yrel"])))


def _resolve_month_relative(groups: dict[str, str], published: date | None) -> Resolved | None:
    if not published:
        return None
    count = published.year * 12 + published.month - 1 + _shifted(groups.get("morel", ""))
    return _same(f"{count // 12}-{count % 12 + 1:02}")


def _count(word: str) -> int:
    word = word.removeprefix("a ") if word.startswith("a c") else word
    return int(word) if word.isdigit() else NUMBERS.get(word, 1)


def _resolve_distance(count: int, unit: str, published: date | None) -> Resolved | None:
    if not published:
        return None
    if unit.startswith("month"):
        months = published.year * 12 + published.month - 1 + count
        return _same(f"{months // 12}-{months % 12 + 1:02}")
    return _same(str(published.year + count * (10 if unit.startswith("decade") else 1)))


def _resolve_ago(groups: dict[str, str], published: date | None) -> Resolved | None:
    return _resolve_distance(-_count(groups["ago_count"]), groups["ago_unit"], published)


def _resolve_ahead(groups: dict[str, str], published: date | None) -> Resolved | None:
    return _resolve_distance(_count(groups["in_count"]), groups["in_unit"], published)


def _resolve_weekday(groups: dict[str, str], published: date | None) -> Resolved | None:
    if not published:
        return None
    back = (published.weekday() - WEEKDAYS[groups["wday"]]) % 7
    past = published - timedelta(days=back)
    ahead = past + timedelta(days=7) if back else published
    return past.isoformat(), ahead.isoformat(), None


def _resolve_named_day(groups: dict[str, str], published: date | None) -> Resolved | None:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[groups["day"]]
    return _same((published + timedelta(days=shift)).isoformat()) if published else None


def _resolve_years(groups: dict[str, str], published: date | None) -> Resolved | None:
    return _same(groups["yy_one"], groups["yy_two"])


def _resolve_for(groups: dict[str, str], published: date | None) -> Resolved | None:
    return _resolve_distance(-_count(groups.get("for_count") or groups["past_count"]), "years", published)


_RESOLVERS: tuple[tuple[str, Callable[[dict[str, str], date | None], Resolved | None]], ...] = (
    ("iso", lambda groups, published: _same(groups["iso"])),
    ("dmy_day", _resolve_day("dmy")),
    ("mdy_day", _resolve_day("mdy")),
    ("mm_one", _resolve_months),
    ("rm_name", _resolve_relative_month_name),
    ("month", _resolve_month),
    ("half_order", _resolve_half),
    ("half_code", _resolve_half),
    ("q_order", _resolve_quarter),
    ("q_code", _resolve_quarter),
    ("span_month", _resolve_span),
    ("fye_month", _resolve_year_ending),
    ("fyhalf", _resolve_fiscal_half),
    ("fy", _resolve_fiscal),
    ("fycode", _resolve_fiscal),
    ("fyrel", _resolve_fiscal_relative),
    ("sea_rel", _resolve_relative_season),
    ("season", _resolve_season),
    ("yrel", _resolve_year_relative),
    ("yend", _resolve_year_relative),
    ("ybefore", _resolve_year_relative),
    ("yafter", _resolve_year_relative),
    ("morel", _resolve_month_relative),
    ("moend", _resolve_month_relative),
    ("ago_count", _resolve_ago),
    ("in_count", _resolve_ahead),
    ("wday", _resolve_weekday),
    ("day", _resolve_named_day),
    ("yy_one", _resolve_years),
    ("year", lambda groups, published: _same(groups["year"])),
    ("for_count", _resolve_for),
    ("past_count", _resolve_for),
)
