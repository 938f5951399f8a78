"""What changed in records, in words: for `why`, `reextract` and `programmes --changed-since`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.commands.columns import car, route, status
from tracker.commands.output import clean

Row = dict[str, Any]

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
MOST_LINES = 6
"""Of a text that changed."""


def tell_records(change: Mapping[str, Any]) -> Iterator[str]:
    """A line a record that came (+), went (-) or changed (~), of a revision's `record_change`."""
    for what, sign in SIGNS.items():
        for record in change.get(what) or []:
            yield f"{sign} {clean(tell_change(record) if what == 'changed' else tell_record(record))}"


def tell_change(record: Row) -> str:
    """A changed record.

    >>> tell_change({"record": "announcement", "maker": "Toyota", "model": "Camry", "origin": "US", "market": "JP",
    ...              "fields": {"end": [None, "2030"], "start": ["2026", "2027"], "status": ["planned", "on_sale"]}})
    'Toyota Camry US→JP: end - → 2030, start 2026 → 2027, status planned → on sale'
    """
    moves = (f"{name} {_value(old)} → {_value(new)}" for name, (old, new) in sorted(record["fields"].items()))
    return f"{_subject(record)}: {', '.join(moves)}"


def tell_record(record: Row) -> str:
    """A record that came or went.

    >>> tell_record({"record": "announcement", "maker": "BMW", "brand": "MINI", "model": "Cooper", "origin": "CN",
    ...              "market": "DE", "status": "on_sale", "basis": "company", "start": "2024-05"})
    'MINI Cooper CN→DE: status on sale, basis company, start 2024-05'
    >>> tell_record({"record": "figure", "kind": "price", "value": 5480000.0, "unit": "JPY", "model": "Integra"})
    'price Integra: value 5,480,000, unit JPY'
    """
    named = {"record", "maker", "brand", "model", "origin", "market", "name", "medium"}
    named |= {"kind"} if record["record"] == "figure" else set()
    said = [
        f"{name} {_value(value)}" for name, value in record.items() if name not in named and value not in (None, [])
    ]
    return _subject(record) + (f": {', '.join(said)}" if said else "")


def tell_text(change: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The lines that went (-) and came (+), of a revision's `text_change`; of many the first."""
    for what in ("removed", "added"):
        lines = list(change.get(what) or [])
        yield from (f"{SIGNS[what]} “{clean(line)}”" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"{SIGNS[what]} … {len(lines) - MOST_LINES} lines more"


def _subject(record: Row) -> str:
    if record["record"] == "announcement":
        return f"{car(record)} {route(record)}"
    if record["record"] == "figure":
        return " ".join(filter(None, (str(record["kind"]).replace("_", " "), record.get("maker"), record.get("model"))))
    if record["record"] == "history":
        return f"earlier sale of {car(record)}"
    return f"{record['record']} {record.get('name') or record.get('medium')}"


def _value(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return "-".join(map(_value, value))
    return f"{value:,.15g}" if isinstance(value, int | float) else status({"status": value})
