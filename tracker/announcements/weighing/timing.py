"""When a weighed record starts or ended: the time nearest to the model that fits its status."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.announcements.document import Document, Span
from tracker.announcements.english.periods import find_periods
from tracker.announcements.japanese.periods import find_times, first_day
from tracker.records import Status

REACH = 160
"""Characters from the model within which a time may be its own."""
_SPOKEN = re.compile(
    r"\b(?:said|says|told|announced|reported|revealed|confirmed|shown|unveiled|published)[\w ]{0,24}$", re.IGNORECASE
)
_DATELINE = re.compile(r"(?:、|の(?:会見|発表|取材)|に(?:発表|開い|明らか)|付)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class When:
    """A time of a sentence, in either language's reading."""

    start: int
    past: str
    future: str
    opens: bool = False
    """Since, from: the beginning of something that goes on."""
    closes: str | None = None
    """Until: the end it gives."""


def _english(document: Document, span: Span) -> Iterable[When]:
    for period in find_periods(document.folded, *span, document.published):
        if _SPOKEN.search(document.folded, max(span.start, period.start - 40), period.start):
            continue
        until = period.until or (period.past if period.lead in ("until", "till", "through") else None)
        yield When(period.start, period.past, period.future, period.lead in ("since", "from", "between"), until)


def _japanese(document: Document, span: Span) -> Iterable[When]:
    for time in find_times(document.folded, *span, document.published):
        if _DAY.fullmatch(time.value) and _DATELINE.match(document.folded, time.end):
            continue
        until = time.value if time.role == "until" else None
        yield When(time.start, time.value, time.later or time.value, time.role == "from", until)


READERS: Mapping[str, Callable[[Document, Span], Iterable[When]]] = {"en": _english, "ja": _japanese}


def find_dates(
    document: Document, language: str, sentence: Span, mention: Span, status: Status
) -> tuple[str | None, str | None]:
    """Start and end, in the guide's notation, that the sentence gives a model of this status."""
    if status not in (Status.PLANNED, Status.ON_SALE, Status.ENDED) or document.published is None:
        return None, None
    times = [t for t in READERS[language](document, sentence) if abs(t.start - mention.start) <= REACH]
    times.sort(key=lambda t: abs(t.start - mention.start))
    today = document.published
    if status is Status.PLANNED:
        return next((t.future for t in times if _is_open(t.future, today) and not t.closes), None), None
    done = [t for t in times if not _lies_ahead(t.past, today)]
    if status is Status.ON_SALE:
        return next((t.past for t in done if not t.closes), None), None
    end = next((t.closes or t.past for t in done if not t.opens or t.closes), None)
    return next((t.past for t in done if t.opens), None), end


def _lies_ahead(period: str, today: date) -> bool:
    return first_day(period) > today.isoformat()


def _is_open(period: str, today: date) -> bool:
    """Whether the period is not over: this year counts, last year does not."""
    year = int(period.removeprefix("FY")[:4])
    return _lies_ahead(period, today) or year == today.year
