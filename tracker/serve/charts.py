"""Pictures, drawn as SVG on the server: no script, no address outside; colours come from the style sheet by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from tracker.queries.tables import Row
from tracker.queries.web_text import plain

WIDTH = 720
ROW = 22
LABELS = 210
"""Room for the names at the left."""

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


def draw_timeline(rows: Sequence[Row], *, title: str) -> str:
    """Programmes as lines: from the first report to the start of sales, coloured by status."""
    placed = [(row, *span) for row in rows if (span := _span(row))]
    if not placed:
        return ""
    first = min(min(begin, end) for _, begin, end in placed)
    last = max(max(begin, end) for _, begin, end in placed)
    first, last = date(first.year, 1, 1), date(last.year + 1, 1, 1)
    height = ROW * len(placed) + 40
    parts = [*_years(first, last, height)]
    for number, (row, begin, end) in enumerate(placed):
        parts.append(_bar(row, _x(begin, first, last), _x(end, first, last), 30 + ROW * number))
    return _svg("".join(parts), height, title, "timeline")


def _span(row: Row) -> tuple[date, date] | None:
    """First report and start of sales, which may lie before it."""
    reported = row.get("first_reported") or row.get("status_since")
    begin = date.fromisoformat(reported) if reported else None
    start = read_start(row.get("start"))
    known = begin or start
    return (known, start or known) if known else None


def _x(day: date, first: date, last: date) -> float:
    return LABELS + (WIDTH - LABELS - 20) * (day - first).days / max((last - first).days, 1)


def _years(first: date, last: date, height: int) -> Iterable[str]:
    step = max(1, (last.year - first.year) // 10)
    for year in range(first.year, last.year + 1, step):
        x = _x(date(year, 1, 1), first, last)
        yield f'<line class="grid" x1="{x:.1f}" y1="20" x2="{x:.1f}" y2="{height}"/>'
        yield f'<text class="axis" x="{x:.1f}" y="14" text-anchor="middle">{year}</text>'


def _bar(row: Row, left: float, right: float, y: int) -> str:
    name = plain(f"{row['brand']} {row['model'] or ''}".strip())
    status = str(row["status"])
    told = f"{name}, {row['origin'] or '?'} to {row['market']}: {status.replace('_', ' ')}, start {row['start'] or '?'}"
    middle = y + ROW // 2 - 4
    shown = name if len(name) < 24 else name[:22] + "…"
    return (
        f'<a href="/programme/{escape(row["programme"])}"><title>{escape(told)}</title>'
        f'<text x="0" y="{middle + 4}">{escape(shown)}'
        f'<tspan class="axis"> {escape(row["origin"] or "?")}→{escape(row["market"])}</tspan></text>'
        f'<line class="line {status}" x1="{left:.1f}" y1="{middle}" x2="{right:.1f}" y2="{middle}"/>'
        f'<circle class="dot {status}" cx="{right:.1f}" cy="{middle}" r="5"/></a>'
    )


def draw_flow(rows: Sequence[Row], *, title: str) -> str:
    """Bands from the countries that build to the countries that buy; `rows`: origin, market, n."""
    if not rows:
        return ""
    origins, markets = _totals(rows, "origin"), _totals(rows, "market")
    total = sum(origins.values())
    unit = max(4.0, min(16.0, 260 / total))
    left, right = _stack(origins, unit), _stack(markets, unit)
    height = int(max(_height(origins, unit), _height(markets, unit))) + 30
    parts = []
    for row in rows:
        origin, market, width = row["origin"] or "?", row["market"], row["n"] * unit
        parts.append(_band(origin, market, row["n"], left[origin] + width / 2, right[market] + width / 2, width))
        left[origin] += width
        right[market] += width
    parts += _ends(origins, _stack(origins, unit), unit, 110, "end", 100)
    parts += _ends(markets, _stack(markets, unit), unit, 600, "start", 614)
    return _svg("".join(parts), height, title, "flow")


def _totals(rows: Sequence[Row], end: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in rows:
        name = row[end] or "?"
        totals[name] = totals.get(name, 0) + row["n"]
    return dict(sorted(totals.items(), key=lambda item: -item[1]))


def _stack(totals: dict[str, int], unit: float) -> dict[str, float]:
    """Upper edge of each country's block."""
    edges, y = {}, 10.0
    for name, count in totals.items():
        edges[name] = y
        y += count * unit + 14
    return edges


def _height(totals: dict[str, int], unit: float) -> float:
    return sum(totals.values()) * unit + 14 * len(totals)


def _band(origin: str, market: str, count: int, y1: float, y2: float, width: float) -> str:
    told = f"{origin} to {market}: {count} programme{'s' if count != 1 else ''}"
    href = f"/route/{escape(origin)}-{escape(market)}" if origin != "?" else f"/route/none-{escape(market)}"
    return (
        f'<a href="{href}"><title>{escape(told)}</title><path class="band" stroke-width="{width:.1f}" fill="none" '
        f'd="M120 {y1:.1f} C 360 {y1:.1f} 360 {y2:.1f} 600 {y2:.1f}"/></a>'
    )


def _ends(
    totals: dict[str, int], edges: dict[str, float], unit: float, x: int, anchor: str, text: int
) -> Iterable[str]:
    for name, count in totals.items():
        y, tall = edges[name], count * unit
        yield f'<rect class="block" x="{x}" y="{y:.1f}" width="10" height="{tall:.1f}"/>'
        yield f'<text x="{text}" y="{y + tall / 2 + 4:.1f}" text-anchor="{anchor}">{escape(name)} {count}</text>'


def draw_weeks(rows: Sequence[Row], *, title: str) -> str:
    """A bar a week; `rows`: name (Monday of the week), n, in order of time."""
    if not rows:
        return ""
    most = max(row["n"] for row in rows)
    wide = (WIDTH - 40) / len(rows)
    parts = []
    for number, row in enumerate(rows):
        tall = 100 * row["n"] / most
        x = 20 + wide * number
        parts.append(
            f"<g><title>week of {escape(row['name'])}: {row['n']} articles</title>"
            f'<rect class="block" x="{x:.1f}" y="{120 - tall:.1f}" width="{max(wide - 2, 1):.1f}" height="{tall:.1f}"/>'
            "</g>"
        )
    ends = ((rows[0], 20, "start"), (rows[-1], WIDTH - 20, "end"))
    for row, x, anchor in ends[: len(rows)]:
        parts.append(f'<text class="axis" x="{x}" y="138" text-anchor="{anchor}">{escape(row["name"])}</text>')
    return _svg("".join(parts), 144, title, "weeks")


def draw_sparkline(values: Sequence[int], *, title: str) -> str:
    """A small line of numbers."""
    if len(values) < 2:
        return ""
    most = max(values) or 1
    points = " ".join(
        f"{2 + 76 * number / (len(values) - 1):.1f},{18 - 16 * value / most:.1f}" for number, value in enumerate(values)
    )
    return (
        f'<svg class="sparkline" viewBox="0 0 80 20" width="80" height="20" role="img" aria-label="{escape(title)}">'
        f'<polyline points="{points}"/></svg>'
    )


def _svg(content: str, height: int, title: str, name: str) -> str:
    return (
        f'<svg class="chart {name}" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{content}</svg>"
    )
