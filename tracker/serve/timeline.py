"""Programmes in time: from the first report to the start or end of sales, coloured by status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import quote

from tracker.queries.tables import Row
from tracker.queries.web_text import plain
from tracker.records import Status
from tracker.serve.drawing import NARROW, Chart, draw_both

ORDER = [Status.ON_SALE, Status.PLANNED, Status.CONSIDERING, Status.SPECULATED, Status.ENDED, Status.RULED_OUT]
"""Of the lines, and of whatever lists statuses: the nearest to a showroom first."""
TOP = 22
"""Room for the years."""

_START = re.compile(r"(?:FY)?(?P<year>\d{4})(?:-(?P<rest>.+))?")
_PARTS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "spring": 4, "summer": 7, "autumn": 10, "winter": 12}


def read_start(start: str | None) -> date | None:
    """The first day a start can mean: what a chart places it by.

    >>> read_start("2026-Q2"), read_start("FY2027"), read_start("2026-04-02"), read_start(None)
    (datetime.date(2026, 4, 1), datetime.date(2027, 4, 1), datetime.date(2026, 4, 2), None)
    """
    found = _START.fullmatch(start or "")
    if not found or not 1900 <= int(found["year"]) <= 2200:
        return None
    year, rest = int(found["year"]), found["rest"] or ""
    if rest in _PARTS:
        return date(year, _PARTS[rest], 1)
    try:
        return date.fromisoformat(f"{year}-{rest}" + "-01" * (1 - rest.count("-"))) if rest else _year(start, year)
    except ValueError:
        return _year(start, year)


def _year(start: str | None, year: int) -> date:
    return date(year, 4 if (start or "").startswith("FY") else 1, 1)


@dataclass(frozen=True, slots=True)
class Life:
    """What is drawn of one programme."""

    row: Row
    reported: date
    """First report; where no day is known, the event."""
    event: date | None
    """Start of sales; of what has ended, the end; of what was ruled out, that day. None: nobody told."""


def read_life(row: Row) -> Life | None:
    """A programme's days; None: nothing of it can be placed."""
    reported = read_start(row["first_reported"] or row["status_since"])
    told = {Status.ENDED: row["end"], Status.RULED_OUT: row["status_since"]}.get(row["status"], row["start"])
    event = read_start(told)
    known = reported or event
    return Life(row, known, event) if known else None


def sort_programmes(rows: Sequence[Row]) -> list[Row]:
    """By status, then by start; those without a start last."""
    return sorted(rows, key=lambda row: (ORDER.index(row["status"]), row["start"] is None, row["start"] or ""))


def draw_timeline(rows: Sequence[Row], *, today: date, title: str) -> Chart:
    """A line a programme; rows of `programme_current` in the order wanted."""
    lives = [life for row in rows if (life := read_life(row))]
    return draw_both(lambda width: _draw(lives, today, width), title=title, name="timeline")


def _draw(lives: list[Life], today: date, width: int) -> tuple[str, int]:
    if not lives:
        return "", 0
    narrow = width == NARROW
    scale = _find_scale(lives, left=8 if narrow else 215, right=width - 22)
    tall = 34 if narrow else 22
    height = TOP + tall * len(lives) + 8
    parts = [*_draw_years(scale, height)]
    if scale.first <= today <= scale.last:
        x = scale.place(today)
        parts.append(
            f'<line class="today" x1="{x:.1f}" y1="{TOP - 4}" x2="{x:.1f}" y2="{height}"><title>today</title></line>'
        )
    for number, life in enumerate(lives):
        top = TOP + tall * number
        parts.append(_draw_life(life, scale, name_y=top + 13, line_y=top + (24 if narrow else 10)))
    return "".join(parts), height


@dataclass(frozen=True, slots=True)
class Scale:
    """Days → places."""

    first: date
    last: date
    left: int
    right: int

    def place(self, day: date) -> float:
        """Where a day stands; one before the first at the edge."""
        share = (max(day, self.first) - self.first).days / (self.last - self.first).days
        return self.left + (self.right - self.left) * share


def _find_scale(lives: list[Life], *, left: int, right: int) -> Scale:
    """All first reports and what comes after them; what was long before stands at the edge."""
    first = min(life.reported for life in lives)
    last = max(max(life.reported, life.event or life.reported) for life in lives)
    return Scale(date(first.year, 1, 1), date(last.year + 1, 1, 1), left, right)


def _draw_years(scale: Scale, height: int) -> Iterator[str]:
    years = range(scale.first.year, scale.last.year + 1)
    for year in years[:: max(1, len(years) * 44 // (scale.right - scale.left))]:
        x = scale.place(date(year, 1, 1))
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP - 4}" x2="{x:.1f}" y2="{height}"/>'
        anchor = "middle" if x > 20 else "start"
        yield f'<text class="axis" x="{x:.1f}" y="12" text-anchor="{anchor}">{year}</text>'


def _draw_life(life: Life, scale: Scale, *, name_y: int, line_y: int) -> str:
    row, status = life.row, str(life.row["status"])
    name = plain(f"{row['brand']} {row['model'] or ''}".strip())
    shown = name if len(name) < 24 else name[:22] + "…"
    ends = sorted((scale.place(life.reported), scale.place(life.event or life.reported)))
    return (
        f'<a href="/programme/{quote(row["programme"])}"><title>{escape(_tell(life, name))}</title>'
        f'<text x="0" y="{name_y}">{escape(shown)}'
        f'<tspan class="axis"> {escape(row["origin"] or "?")}→{escape(row["market"])}</tspan></text>'
        f'<line class="line {status}" x1="{ends[0]:.1f}" y1="{line_y}" x2="{ends[1]:.1f}" y2="{line_y}"/>'
        f'<circle class="ring {status}" cx="{scale.place(life.reported):.1f}" cy="{line_y}" r="4"/>'
        f"{_draw_event(life, scale, line_y, status)}</a>"
    )


def _draw_event(life: Life, scale: Scale, y: int, status: str) -> str:
    if life.event is None:
        return ""
    x = scale.place(life.event)
    if life.event < scale.first:
        return f'<path class="dot {status}" d="M{x - 6:.1f} {y} l8 -5 v10 z"/>'
    if status == Status.RULED_OUT:
        return f'<path class="cross {status}" d="M{x - 4:.1f} {y - 4} l8 8 m0 -8 l-8 8"/>'
    return f'<circle class="dot {status}" cx="{x:.1f}" cy="{y}" r="5"/>'


def _tell(life: Life, name: str) -> str:
    row = life.row
    told = f"{name}, {row['origin'] or '?'} to {row['market']}: {str(row['status']).replace('_', ' ')}"
    told += f", first reported {row['first_reported']}" if row["first_reported"] else ""
    told += f", start {row['start']}" if row["start"] else ""
    return told + (f", end {row['end']}" if row["end"] else "")
