"""Time expressions, resolved against the day of publication: "from next April", "since 2016", "fiscal 2027".

A period is written as the annotation guide writes it: `2026`, `2026-04`, `2026-04-02`, `2026-Q2`, `2026-H2`,
`2026-spring`, `FY2026`. Where the year is not said ("in March"), both readings are kept, and the tense of the verb
chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.announcements.english.dates import MONTHS, same
from tracker.announcements.english.resolving import resolve_period


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
_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|a couple of|a|an)"
)
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
    r"(?:(?:the )?(?P<rm_shift>next|last|this coming|the coming|this|the following) (?P<rm_name>"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    rf"(?:(?:the )?(?:(?P<half_order>first|second|latter|front|back|1st|2nd) half|"
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
    rf"the year's end|year-end|year end|the year (?:is|was) (?:out|over)|"
    rf"the year (?:ends|ended)|the middle of the year|mid-?year\b)|(?:the )?(?P<ybefore>year before|year earlier)|"
    rf"later in the year|(?P<yafter>year after next))",
    rf"(?:{_EDGE}?(?P<morel>this|next|last|the following|the previous|the coming) month\b|(?P<moend>the end of the "
    rf"month))",
    rf"(?:(?P<ago_count>{_COUNT}) (?P<ago_unit>years?|months?|decades?|weeks?|fortnights?|days?) "
    rf"(?:ago|earlier|before))",
    rf"(?:(?:in|within) (?P<in_count>{_COUNT}) (?P<in_unit>years|months|weeks|days)(?:'? time)?\b)",
    r"(?:(?P<wkrel>this|last|next) week\b|the (?P<wkcome>coming) weeks\b|the (?P<before>day before) yesterday)",
    r"(?:the (?P<ord_day>[1-3]?\d)(?:st|nd|rd|th)(?: of (?P<ord_shift>this|next|last) month)?"
    r"(?= (?:of|at|for|from|in|with|as|and|to|was|is)\b|[,.;:)]))",
    r"(?:(?:(?<=\bin )|(?<=\bby )|(?<=\bfrom )|(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bfor ))"
    r"(?P<bare_sea>spring|summer|autumn|winter)\b(?! (?:of|in|19|20)))",
    r"(?:(?P<wday_shift>last|next|this) )?(?P<wday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    r"(?P<day>today|yesterday|tomorrow)\b",
    rf"(?:{_EDGE}?(?P<that>that|the same) year\b)",
    rf"(?:(?:between |from )?(?P<yy_one>{_YEAR})(?: (?:and|to|until|till|through) |"
    rf"\s?[-–]\s?)(?:{_EDGE})?(?P<yy_two>{_YEAR}))\b",
    rf"(?:(?:calendar )?{_EDGE}?(?P<year>{_YEAR}))\b(?!s|-model|-style| model)",
    rf"(?:(?:for|these) (?:the )?(?:past |last )?(?:some |about |around )?(?P<for_count>{_COUNT}) "
    rf"(?P<for_unit>years|months|weeks)\b(?! (?:old|from|after|later|before|earlier|ago|in a row|running|of)))",
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
    r"year|month|quarter|half|fiscal|financial|today|tomorrow|yesterday|ago\b|decade|fy|week|fortnight|day)",
    re.IGNORECASE,
)
"""What every time expression holds: where none stands, none is looked for."""
REACH = 48
"""Characters from the beginning of a time expression within which its trigger stands."""
_HEADS_TEXT = """
    early mid late later earlier middle end beginning start the months quarter period between from next last this
    first second latter third fourth fiscal financial business in within that for calendar spring summer autumn fall
    winter year today yesterday tomorrow a an one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty these midyear
    monday tuesday wednesday thursday friday saturday sunday h1 h2 q1 q2 q3 q4 fy
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
        value = resolve_period(match, published)
        if match["that"] and found:
            value = same(found[-1].past.removeprefix("FY")[:4])
        if value is None:
            continue
        past, future, until = value
        lead = _LEAD.search(folded, max(start, match.start() - 40), match.start())
        word = lead.group(1).lower() if lead else _own_lead(match)
        found.append(Period(match.start(), match.end(), past, future, word, until))
    return found


def _own_lead(match: re.Match[str]) -> str:
    text = match.group().lower()
    if text.startswith(("for ", "these ")):
        return "since"
    return "from" if text.startswith(("from ", "between ")) else ""
