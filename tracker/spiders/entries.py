"""Entries of the catalogue, written: as they stand, or as a live check found they should be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tracker.sources import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressCheck:
    """What one address of a source says."""

    kind: str
    """feed, sitemap or listing."""
    address: str
    works: bool
    says: str
    """In words: `20 links, 20 of them articles, 20 dated`, or what is wrong."""
    stated: bool = True
    """It stands in the entry; False: the site itself names it."""


def correct_entry(source: Source, checks: Iterable[AddressCheck]) -> str | None:
    """The entry with what a check found: addresses that work first and verified, others behind and unverified.

    None: nothing of it changes, or nothing works.
    """
    checks = list(checks)
    working = {one.address for one in checks if one.works}
    if not working:
        return None

    def order(kind: str, stated: Sequence[str]) -> tuple[str, ...]:
        found = [one.address for one in checks if one.kind == kind and one.works and not one.stated]
        return tuple(sorted([*stated, *found], key=lambda address: address not in working))

    corrected = replace(
        source,
        feeds=order("feed", source.feeds),
        sitemaps=order("sitemap", source.sitemaps),
        listings=order("listing", source.listings),
    )
    corrected = replace(
        corrected, unverified=tuple(address for _, address in corrected.addresses if address not in working)
    )
    return None if corrected == source else write_entry(corrected)


def write_entry(source: Source) -> str:
    """A source as an entry of the catalogue, ready for a file of the user's own.

    >>> from tracker.sources import read_catalogue
    >>> print(write_entry(read_catalogue(packaged=True)["autofile"]).splitlines()[0])
    [autofile]
    """
    lines = [f"[{source.name}]", "replaces = true"]
    for one in fields(source):
        value = getattr(source, one.name)
        if one.name in ("name", "replaces") or value in (None, ()) or value == one.default:
            continue
        lines.append(f"{one.name} = {_write_value(one.name, value)}")
    return "\n".join(lines) + "\n"


def _write_value(name: str, value: Any) -> str:
    if name.endswith("pattern") and "'" not in value:
        return f"'{value}'"
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
