"""The labelled articles and pairs of `fixtures/stories`, with the edits of their variants applied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "fixtures" / "stories"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One article of the fixtures."""

    id: str
    title: str
    host: str
    day: date
    body: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two articles and whether they are copies."""

    one: Told
    other: Told
    same: bool
    note: str


@cache
def read_articles(language: str) -> dict[str, Told]:
    """All articles and variants of one file, `english` or `japanese`."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    told = {name: _told(name, entry, entry["body"].strip().split("\n")) for name, entry in data["article"].items()}
    for name, entry in data["variant"].items():
        original = data["article"][entry["of"]]
        told[name] = _told(name, original | entry, edit_body(original["body"].strip().split("\n"), entry))
    return told


@cache
def read_pairs(language: str) -> list[Pair]:
    """All labelled pairs of one file."""
    told = read_articles(language)
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return [
        Pair(one=told[one], other=told[other], same=group["same"], note=group["note"])
        for group in data["pair"]
        for one, other in group["of"]
    ]


def _told(name: str, entry: dict[str, Any], paragraphs: list[str]) -> Told:
    return Told(id=name, title=entry["title"], host=entry["host"], day=entry["day"], body="\n".join(paragraphs))


def edit_body(paragraphs: list[str], entry: dict[str, Any]) -> list[str]:
    """The paragraphs with an entry's edits: `keep`, `drop`, `replace`, `before`, `after`."""
    kept = [p for i, p in enumerate(paragraphs) if i in entry.get("keep", range(99)) and i not in entry.get("drop", ())]
    for old, new in entry.get("replace", ()):
        kept = [p.replace(old, new) for p in kept]
    return [*entry.get("before", ()), *kept, *entry.get("after", ())]
