"""The labelled programmes of `fixtures/stories/programmes.toml`, stored as a crawl stores them, and B³ over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from tests.intake.world import tell
from tests.stories.pairs import FOLDER
from tracker.records import Announcement, Basis, History, Status


@dataclass(frozen=True, kw_only=True)
class Filed:
    """One article with its labelled records."""

    url: str
    note: str
    day: date
    language: str
    announcements: tuple[Announcement, ...]
    programmes: tuple[str, ...]
    """The label of each announcement."""
    history: tuple[History, ...]


def read_filed() -> list[Filed]:
    """Every article of the file; each line is one, unless several name the same."""
    cases = tomllib.loads((FOLDER / "programmes.toml").read_text("utf-8"))["case"]
    lines: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for number, case in enumerate(cases):
        for place, said in enumerate(case["said"]):
            name = said.get("article", f"{number}-{place}")
            lines.setdefault(name, []).append((case["note"], case["usual"] | said))
    return [_read(name, told) for name, told in lines.items()]


def _read(name: str, told: list[tuple[str, dict[str, Any]]]) -> Filed:
    said = [line for _, line in told]
    return Filed(
        url=f"https://{said[0].get('language', 'en')}-{name}.example/news/{name}",
        note=told[0][0],
        day=said[0]["day"],
        language=said[0].get("language", "en"),
        announcements=tuple(map(_announce, said)),
        programmes=tuple(line["programme"] for line in said),
        history=tuple(
            History(maker=line["maker"], model=line["model"], market=line["market"], sold_as=line["former"])
            for line in said
            if "former" in line
        ),
    )


def _announce(line: dict[str, Any]) -> Announcement:
    return Announcement(
        maker=line["maker"],
        brand=line.get("brand", line["maker"]),
        model=line.get("model"),
        market=line["market"],
        origin=line["origin"] or None,
        status=Status(line["status"]),
        basis=Basis(line["basis"]),
        evidence=f"{line['maker']} {line.get('model') or ''} {line['status']}",
        **{name: line.get(name) for name in ("plant_region", "plant", "start", "end")},
    )


def store_filed(engine: Engine, filed: Filed) -> None:
    """Stores the article with its labelled records, and lets copies and programmes follow."""
    lines = [f"{filed.url}: {'; '.join(said.evidence for said in filed.announcements)}"]
    told = {"day": str(filed.day), "title": filed.url, "lines": lines, "language": filed.language}
    tell(engine, filed.url, filed.announcements, history=filed.history, **told)


def score_groups(found: Mapping[Any, str], labelled: Mapping[Any, str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of a grouping (item → group); the labels are of the same items.

    Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998.

    >>> score_groups({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "y", 3: "y"})[:2]
    (0.6666666666666666, 0.6666666666666666)
    """
    precision, recall = _share(found, labelled), _share(labelled, found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _share(one: Mapping[Any, str], other: Mapping[Any, str]) -> float:
    """Of the items in each item's group, the share that the other grouping has with it too, on average."""
    groups: dict[str, list[Any]] = {}
    for item, group in one.items():
        groups.setdefault(group, []).append(item)
    shares = [
        sum(other[item] == other[mate] for mate in groups[group]) / len(groups[group]) for item, group in one.items()
    ]
    return sum(shares) / len(shares)


def list_wrong(found: Mapping[Any, str], labelled: Mapping[Any, str], notes: Mapping[Any, str]) -> Sequence[str]:
    """The cases with an item that stands with strangers or apart from its own."""
    wrong = {
        notes[item]
        for item in found
        for mate in found
        if (found[item] == found[mate]) != (labelled[item] == labelled[mate])
    }
    return sorted(wrong)
