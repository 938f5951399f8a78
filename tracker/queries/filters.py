"""What a question may be narrowed by, in the words people use, and what those words mean in the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from difflib import SequenceMatcher, get_close_matches

from sqlalchemy import Connection, text

from tracker.errors import BadQuery
from tracker.queries.countries import COUNTRY_CODES
from tracker.records import Basis, FigureKind, Status

LISTED = 12
"""How many valid values an error names at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What to narrow by, as a person wrote it; an empty tuple or None narrows nothing. Several values: any of them."""

    maker: tuple[str, ...] = ()
    brand: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    market: tuple[str, ...] = ()
    """Country: its code or its name in English or Japanese."""
    origin: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    """Of figures: `sales`, `price` …"""
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    since: str | None = None
    """First day that counts: `2026-03-01`, `2026-03`, `2026`, or `30d` for the last thirty days."""
    until: str | None = None
    """Last day that counts, written alike."""
    changed_since: str | None = None
    """Programmes: only what changed in the database on that day or later."""


Resolved = dict[str, tuple[str, ...]]
"""Filter name → the database's own values."""

STORED = {
    "maker": ("announcement", "maker"),
    "brand": ("announcement", "brand"),
    "model": ("announcement", "nameplate"),
    "source": ("article", "medium"),
    "language": ("article", None),
}
"""Filters whose values are what the database holds: the table that holds them, and the names they are known by."""

FIXED = {
    "status": tuple(Status),
    "basis": tuple(Basis),
    "kind": tuple(FigureKind),
}
COUNTRIES = ("market", "origin")
MANY = ("maker", "brand", "model", "market", "origin", "status", "basis", "source", "language")
"""Filters of several values that a query string may have."""
DAYS = ("since", "until", "changed_since")


def read_words(words: Mapping[str, str]) -> Filters:
    """The filters of a query string: `maker=Toyota,Honda&status=planned`; other words are left alone."""
    many = {name: tuple(words[name].split(",")) for name in MANY if words.get(name)}
    days = {name: words[name] for name in ("since", "until") if words.get(name)}
    return Filters(**many, **days)  # type: ignore[arg-type]  # the names are Filters' own


def resolve_filters(connection: Connection, filters: Filters, *, today: date) -> Resolved:
    """`filters` in the database's own values; only those that narrow.

    Raises: BadQuery where a value means nothing, with the near or the valid ones.
    """
    resolved: Resolved = {}
    for field in fields(filters):
        given = getattr(filters, field.name)
        if not given:
            continue
        if field.name in DAYS:
            resolved[field.name] = (parse_day(given, field.name, today=today),)
        elif field.name in FIXED:
            resolved[field.name] = tuple(resolve_fixed(field.name, value) for value in given)
        elif field.name in COUNTRIES:
            resolved[field.name] = tuple(resolve_country(connection, field.name, value) for value in given)
        else:
            resolved[field.name] = tuple(resolve_stored(connection, field.name, value) for value in given)
    return resolved


def resolve_fixed(name: str, value: str) -> str:
    """A value of a fixed vocabulary.

    >>> resolve_fixed("status", "On sale")
    'on_sale'
    """
    wanted = re.sub(r"[\s-]+", "_", value.strip().casefold())
    if wanted in FIXED[name]:
        return wanted
    raise BadQuery(f"no {name} {value!r}: {_hint(value, FIXED[name])}")


def resolve_country(connection: Connection, name: str, value: str) -> str:
    """The code of a country that is given by code or name.

    Raises: BadQuery where it is no country, with those that the database holds.
    """
    known = stored_values(connection, "announcement", name)
    if len(value) == 2 and value.isascii() and value.isalpha():
        code = {"UK": "GB"}.get(value.upper(), value.upper())
        if code in known or code in COUNTRY_CODES:
            return code
    if found := find_canonical(value, "country"):
        return found
    raise BadQuery(f"no {name} {value!r}: give a country by name or code; here are {_listed(known)}")


def resolve_stored(connection: Connection, name: str, value: str) -> str:
    """The database's own spelling of a name; a known name that it holds nothing of is passed on.

    Raises: BadQuery where nobody knows the name, with the near ones.
    """
    table, kind = STORED[name]
    known = stored_values(connection, table, name)
    folded = fold_name(value)
    for candidate in known:
        if fold_name(candidate) == folded:
            return candidate
    if kind and (found := find_canonical(value, kind)):
        return found
    if not known:
        return value
    raise BadQuery(f"no {name} {value!r} here: {_hint(value, known)}")


def find_canonical(value: str, kind: str) -> str | None:
    """The canonical name of what `value` names as a whole, in English or Japanese; None: no such thing is known."""
    from tracker.vocabulary import read_vocabulary

    folded = unicodedata.normalize("NFKC", value.strip())
    for match in read_vocabulary().find_names(folded):
        if match.name.kind == kind and (match.start, match.end) == (0, len(folded)):
            return match.name.canonical
    return None


def stored_values(connection: Connection, table: str, column: str) -> list[str]:
    """The values a column holds, sorted. `table` and `column` are our own names, never a user's."""
    query = text(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1")
    return list(connection.execute(query).scalars())


def fold_name(name: str) -> str:
    """A name without case, spaces and hyphens, to compare by.

    >>> fold_name("CR-V e:HEV") == fold_name("crv e:hev")
    True
    """
    return re.sub(r"[\s\-_‐–・.]+", "", name).casefold()


def _hint(value: str, known: Iterable[str]) -> str:
    by_fold = {fold_name(name): name for name in known}
    near = find_near(fold_name(value), by_fold)
    if near:
        return f"did you mean {' or '.join(by_fold[name] for name in near)}?"
    return f"there are {_listed(sorted(by_fold.values()))}"


def find_near(value: str, known: Iterable[str]) -> list[str]:
    """The names most like `value`, the best first; those much less alike than the best are left out.

    >>> find_near("planed", ["planned", "speculated", "ended"])
    ['planned']
    """
    near = get_close_matches(value, list(known), n=3, cutoff=0.6)
    likeness = [SequenceMatcher(None, value, name).ratio() for name in near]
    return [name for name, alike in zip(near, likeness, strict=True) if alike > likeness[0] - 0.15]


def _listed(values: list[str]) -> str:
    rest = len(values) - LISTED
    return ", ".join(values[:LISTED]) + (f" and {rest} more" if rest > 0 else "") if values else "none yet"


def parse_day(value: str, name: str, *, today: date) -> str:
    """A day or its beginning, comparable as text with `2026-03-17`; the end of the span for `until`.

    >>> parse_day("30d", "since", today=date(2026, 3, 31))
    '2026-03-01'
    >>> parse_day("2026-03", "until", today=date(2026, 3, 31))
    '2026-03-99'
    """
    if ago := re.fullmatch(r"(\d{1,5})\s?d(?:ays?)?", value):
        return (today - timedelta(days=int(ago[1]))).isoformat()
    named = {"today": today, "yesterday": today - timedelta(days=1)}.get(value.casefold())
    if named:
        return named.isoformat()
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise BadQuery(f"no day {value!r} for --{name.replace('_', '-')}: write 2026-03-17, 2026-03, 2026 or 30d")
    return value + "-99" * (2 - value.count("-")) if name == "until" else value
