"""`tracker stats`: the pulse of the database, with bars."""

from __future__ import annotations

from tracker.commands import options

BAR = 30
"""Characters of the longest bar."""


def stats(as_json: options.Json = False, database: options.Database = None) -> None:
    """How much there is, and how it spreads over statuses, makers, routes, media and months."""
    from tracker.commands.database import reading
    from tracker.commands.output import write
    from tracker.commands.terminal import print_json
    from tracker.queries.statistics import read_breakdowns, read_counts

    with reading(database) as connection:
        counts, breakdowns = read_counts(connection), read_breakdowns(connection)
    if as_json:
        print_json({"counts": counts, **breakdowns})
        return
    write("  ".join(f"{number:,} {name}" for name, number in counts.items()) + "\n")
    for by, rows in breakdowns.items():
        write(f"\n{'relevant articles' if by in ('month', 'source') else 'programmes'} by {by}\n")
        write("".join(f"  {line}\n" for line in draw_bars([(row["name"], row["n"]) for row in rows])))


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
