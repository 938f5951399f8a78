"""`tracker stats`: the pulse of the database, with bars."""

from __future__ import annotations

import sys
from typing import Any

from tracker.commands import options
from tracker.commands.output import write

Row = dict[str, Any]
BAR = 30
"""Characters of the longest bar."""


def stats(as_json: options.Json = False, database: options.Database = None) -> None:
    """How much there is, and how it spreads over statuses, makers, origins, routes, media and months."""
    from tracker.commands.database import reading
    from tracker.commands.terminal import print_json
    from tracker.queries.statistics import read_breakdowns, read_counts

    with reading(database) as connection:
        counts, breakdowns = read_counts(connection), read_breakdowns(connection)
    if as_json:
        print_json({"counts": counts, **breakdowns})
        return
    print_pulse(counts, breakdowns)


def print_pulse(counts: dict[str, int], breakdowns: dict[str, list[Row]]) -> None:
    """The counts in a line, then bars; statuses in their colours on a terminal."""
    from rich.console import Console
    from rich.text import Text

    from tracker.commands.columns import STATUS_STYLES

    lines = [("   ".join(f"{name} {number:,}" for name, number in counts.items()), "")]
    for by, rows in breakdowns.items():
        lines += [("", ""), (f"{'Relevant articles' if by in ('month', 'source') else 'Programmes'} by {by}", "bold")]
        bars = draw_bars([(row["name"].replace("_", " "), row["n"]) for row in rows])
        lines += [(f"  {bar}", STATUS_STYLES.get(row["name"], "")) for bar, row in zip(bars, rows, strict=True)]
    if not sys.stdout.isatty():
        write("".join(f"{line}\n" for line, _ in lines))
        return
    console = Console(highlight=False)
    for line, style in lines:
        console.print(Text(line, style=style))


def draw_bars(counted: list[tuple[str, int]]) -> list[str]:
    """A line a name with a bar of its share of the largest.

    >>> draw_bars([("Toyota", 4), ("日産", 1)])
    ['Toyota 4 ██████████████████████████████', '日産   1 ███████▌']
    """
    from rich.cells import cell_len

    width = max((cell_len(name) for name, _ in counted), default=0)
    digits = max((len(str(number)) for _, number in counted), default=0)
    largest = max((number for _, number in counted), default=1) or 1
    lines = []
    for name, number in counted:
        eighths = number * BAR * 8 // largest
        bar = "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()
        lines.append(f"{name}{' ' * (width - cell_len(name))} {number:{digits}} {bar}")
    return lines
