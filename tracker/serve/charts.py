"""How much there is: a flow from origin to market, bars a week, small lines of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from tracker.queries.tables import Row
from tracker.serve.drawing import NARROW, Chart, draw_both

BETWEEN = 14
"""Between two countries of the flow."""
LABEL = 52
"""Room for a month."""
TALL = 100
"""The highest bar."""


def draw_flow(rows: Sequence[Row], *, title: str) -> Chart:
    """Bands from the countries that build to the countries that buy; `rows`: origin, market, n."""
    return draw_both(lambda width: _draw_flow(rows, width), title=title, name="flow")


def _draw_flow(rows: Sequence[Row], width: int) -> tuple[str, int]:
    if not rows:
        return "", 0
    origins, markets = _totals(rows, "origin"), _totals(rows, "market")
    unit = max(4.0, min(16.0, 260 / sum(origins.values())))
    from_x, to_x = (50, width - 60) if width == NARROW else (110, width - 110)
    left, right = _stack(origins, unit), _stack(markets, unit)
    parts = []
    for row in rows:
        origin, market, wide = row["origin"] or "?", row["market"], row["n"] * unit
        ends = (from_x + 10, left[origin] + wide / 2, to_x, right[market] + wide / 2)
        parts.append(_draw_band(origin, market, row["n"], ends, wide))
        left[origin] += wide
        right[market] += wide
    parts += _draw_ends(origins, unit, from_x, from_x - 6, "end")
    parts += _draw_ends(markets, unit, to_x, to_x + 16, "start")
    most = max(sum(totals.values()) * unit + BETWEEN * len(totals) for totals in (origins, markets))
    return "".join(parts), int(most) + 16


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
        y += count * unit + BETWEEN
    return edges


def _draw_band(origin: str, market: str, count: int, ends: tuple[float, float, float, float], wide: float) -> str:
    x1, y1, x2, y2 = ends
    told = f"{origin} to {market}: {count} programme{'s' if count != 1 else ''}"
    middle = (x1 + x2) / 2
    return (
        f'<a href="/route/{escape(origin) if origin != "?" else "none"}-{escape(market)}"><title>{escape(told)}</title>'
        f'<path class="band" stroke-width="{wide:.1f}" fill="none" '
        f'd="M{x1:.1f} {y1:.1f} C {middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"/></a>'
    )


def _draw_ends(totals: dict[str, int], unit: float, x: int, text_x: int, anchor: str) -> Iterator[str]:
    edges = _stack(totals, unit)
    for name, count in totals.items():
        y, tall = edges[name], count * unit
        yield f'<rect class="block" x="{x}" y="{y:.1f}" width="10" height="{tall:.1f}"/>'
        yield f'<text x="{text_x}" y="{y + tall / 2 + 4:.1f}" text-anchor="{anchor}">{escape(name)} {count}</text>'


def draw_weeks(rows: Sequence[Row], *, title: str) -> Chart:
    """A bar a week; `rows`: name (Monday of the week), n, in order of time; weeks that are missing had none."""
    return draw_both(lambda width: _draw_weeks(fill_weeks(rows), width), title=title, name="weeks")


def fill_weeks(rows: Sequence[Row]) -> list[tuple[date, int]]:
    """Every week from the first to the last.

    >>> fill_weeks([{"name": "2026-03-02", "n": 2}, {"name": "2026-03-16", "n": 1}])
    [(datetime.date(2026, 3, 2), 2), (datetime.date(2026, 3, 9), 0), (datetime.date(2026, 3, 16), 1)]
    """
    counted = {date.fromisoformat(row["name"]): int(row["n"]) for row in rows}
    if not counted:
        return []
    first, last = min(counted), max(counted)
    weeks = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return [(week, counted.get(week, 0)) for week in weeks]


def _draw_weeks(weeks: list[tuple[date, int]], width: int) -> tuple[str, int]:
    if not weeks:
        return "", 0
    most, left = max(count for _, count in weeks), 26
    wide, base = (width - left) / len(weeks), TALL + 12
    parts = [
        f'<line class="grid" x1="{left}" y1="{y}" x2="{width}" y2="{y}"/>'
        f'<text class="axis" x="{left - 5}" y="{y + 4}" text-anchor="end">{number}</text>'
        for y, number in ((12, most), (base, 0))
    ]
    free = 0.0
    for number, (week, count) in enumerate(weeks):
        x, tall = left + wide * number, TALL * count / most
        place = f'x="{x:.1f}" y="{base - tall:.1f}" width="{max(wide - 2, 1):.1f}" height="{tall:.1f}"'
        told = f"week of {week}: {count} article{'s' if count != 1 else ''}"
        parts.append(f'<g><title>{told}</title><rect class="block" {place}/></g>')
        begins = week.day <= 7 or len(weeks) < 5
        if begins and free <= x <= width - LABEL:
            parts.append(f'<text class="axis" x="{x:.1f}" y="{base + 16}">{week:%Y-%m}</text>')
            free = x + LABEL
    return "".join(parts), base + 22


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
