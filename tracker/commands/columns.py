"""What a table for people shows of each kind of row."""

from __future__ import annotations

import sys

from tracker.commands.output import Column, Row

STATUS_STYLES = {
    "on_sale": "bold green",
    "planned": "green",
    "considering": "yellow",
    "speculated": "dim yellow",
    "ended": "dim",
    "ruled_out": "red",
}
BASIS_GLYPHS = {"company": "●", "report": "◐", "commentary": "○"}
BASIS_WORDS = {"company": "the company says so", "report": "a report", "commentary": "commentary"}
LEGEND = "   ".join(f"{glyph} {BASIS_WORDS[word]}" for word, glyph in BASIS_GLYPHS.items())


def car(row: Row) -> str:
    """`Toyota Land Cruiser FJ`; with the brand where it is another."""
    brand, maker = row.get("brand"), row.get("maker")
    return " ".join(filter(None, (brand or maker, row.get("model")))) or "-"


def route(row: Row) -> str:
    """`US→JP`."""
    return f"{row.get('origin') or '?'}→{row.get('market') or '?'}"


def basis(row: Row) -> str:
    """A glyph on a terminal, the word in a pipe."""
    word = row.get("basis") or "-"
    return BASIS_GLYPHS.get(word, word) if sys.stdout.isatty() else word


def status(row: Row) -> str:
    """`on sale`."""
    return str(row.get("status") or "-").replace("_", " ")


def status_style(row: Row) -> str:
    """The colour of a status."""
    return STATUS_STYLES.get(str(row.get("status")), "")


def when(row: Row) -> str:
    """The start; of what has ended, the end.

    >>> when({"status": "ended", "start": "2015", "end": "2026-02"}), when({"status": "planned", "start": "2027"})
    ('until 2026-02', '2027')
    """
    if row.get("status") == "ended":
        return f"until {row['end']}" if row.get("end") else "-"
    return str(row.get("start") or "-") + (f" to {row['end']}" if row.get("end") else "")


def plant(row: Row) -> str:
    """`Georgetown, Kentucky`."""
    return ", ".join(filter(None, (row.get("plant"), row.get("plant_region")))) or "-"


def figure_value(row: Row) -> str:
    """`8,825`, `80,000-100,000`."""
    parts = [row["value"]] if row.get("value_high") is None else [row["value"], row["value_high"]]
    return "-".join(f"{part:,.15g}" for part in parts)


def moves(row: Row) -> str:
    """What moved in a programme.

    >>> moves({"changes": [{"field": "start", "before": "2026", "after": "2027"}]})
    'start 2026 → 2027'
    """
    told = [
        "new" if move["field"] == "programme" else f"{move['field']} {move['before'] or '-'} → {move['after'] or '-'}"
        for move in row["changes"]
    ]
    return ", ".join(told).replace("_", " ") or "-"


def _field(name: str, title: str | None = None, **options: object) -> Column:
    return Column(title or name, lambda row: str(row.get(name) if row.get(name) is not None else "-"), **options)  # type: ignore[arg-type]  # the options are Column's own


def _titled() -> Column:
    return Column("title", lambda row: row.get("title") or row["url"], link=lambda row: row.get("url"), cut=True)


STATUS = Column("status", status, status_style)
CAR = Column("car", car, cut=True)
ROUTE = Column("route", route)
WHEN = Column("when", when)
BASIS = Column("by", basis)
TITLE = _titled()
SOURCE = _field("source", link=lambda row: row.get("url"))

SHOWN: dict[str, list[Column]] = {
    "programmes": [
        STATUS,
        CAR,
        ROUTE,
        WHEN,
        BASIS,
        _field("sources", "media"),
        _field("last_reported", "last word", spare=True),
        Column("plant", plant, cut=True),
    ],
    "announcements": [_field("published_day", "day"), STATUS, CAR, ROUTE, WHEN, BASIS, SOURCE],
    "articles": [_field("published_day", "day"), _field("source"), _field("topic"), TITLE],
    "figures": [
        _field("published_day", "day"),
        _field("kind"),
        Column("value", figure_value),
        _field("unit"),
        Column("of", lambda row: " ".join(filter(None, (row.get("maker"), row.get("model")))) or "-", cut=True),
        _field("place", spare=True),
        _field("period"),
        _field("source"),
    ],
    "search": [
        _field("published_day", "day"),
        _field("source"),
        TITLE,
        _field("snippet", wrap=True),
    ],
}

MOVED = [STATUS, CAR, ROUTE, WHEN, BASIS, Column("what moved", moves, wrap=True)]
"""Of programmes, where what changed is asked for."""
