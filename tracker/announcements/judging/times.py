"""Times of a sentence, of either language, in one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.announcements.document import Document, Span
from tracker.announcements.english.periods import find_periods
from tracker.announcements.japanese.periods import find_times, first_day


@dataclass(frozen=True, slots=True)
class When:
    """A time that a text states."""

    start: int
    end: int
    past: str
    """Its value, in the guide's notation, where it lies behind."""
    future: str
    """Its value where it lies ahead; the same unless the year was left out."""
    lead: str
    """`since`, `until`, `from` …: what stands before it (English) or its part (Japanese)."""
    closes: bool = False
    """It gives an end."""


def _english(document: Document, span: Span) -> list[When]:
    return [
        When(p.start, p.end, p.past, p.future, p.lead, p.until is not None)
        for p in find_periods(document.folded, *span, document.published)
    ]


def _japanese(document: Document, span: Span) -> list[When]:
    return [
        When(t.start, t.end, t.value, t.later or t.value, t.role, t.role == "until")
        for t in find_times(document.folded, *span, document.published)
    ]


READERS: Mapping[str, Callable[[Document, Span], list[When]]] = {"en": _english, "ja": _japanese}


def distance_of(period: str, today: date | None) -> str:
    """How a period lies to the day of publication: `ahead`, `today`, `this year`, `passed`, `last year`, `long ago`.

    >>> distance_of("2026-04", date(2025, 12, 24)), distance_of("FY2025", date(2025, 12, 24))
    ('ahead', 'this year')
    """
    if today is None:
        return "unknown"
    iso, first = today.isoformat(), first_day(period)
    if period == iso:
        return "today"
    if first > iso:
        return "ahead"
    year = int(period.removeprefix("FY")[:4])
    if year == today.year:
        return "this year" if "-" not in period.removeprefix("FY") else "passed"
    return "last year" if year == today.year - 1 else "long ago"


def grain_of(period: str) -> str:
    """How fine a period is: `year`, `fiscal`, `half`, `quarter`, `season`, `month`, `day`.

    >>> [grain_of(p) for p in ("2026", "FY2026-H1", "2026-Q2", "2026-spring", "2026-04", "2026-04-02")]
    ['year', 'fiscal', 'quarter', 'season', 'month', 'day']
    """
    if period.startswith("FY"):
        return "fiscal"
    if len(period) == len("2026"):
        return "year"
    part = period[5:]
    if part[0] in "HQ":
        return "half" if part[0] == "H" else "quarter"
    if not part[0].isdigit():
        return "season"
    return "day" if "-" in part else "month"
