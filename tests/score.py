"""How well announcements are read: our labelled cases, and a folder of labelled documents, scored by the guide.

    python -m tests.score                 the cases in fixtures/announcements, those kept from learning apart
    python -m tests.score FOLDER          and every labelled document of a folder
    python -m tests.score FOLDER --errors each miss (-), invention (+) and other value (~) on a line

A labelled document is a JSON object with the keys of the annotation guide; `category` (in-the-wild, synthetic,
negative, known_failure) is ours. Rows are micro-averaged over documents, per language and in total.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.announcements import read_announcements

CASES = Path(__file__).parent.parent / "fixtures" / "announcements"
FIELDS = ("brand", "origin", "plant_region", "status", "basis", "start", "end")
TWINS = {"escudo": "vitara", "sx4scross": "scross", "focusactive": "focus"}
"""Two names that the guide accepts for one car."""
Labels = dict[str, Any]


@dataclass
class Tally:
    """Counts behind one row: right, said and true; for accuracy rows said equals true."""

    right: int = 0
    said: int = 0
    true: int = 0

    def add(self, gold: Iterable[Hashable], read: Iterable[Hashable]) -> None:
        """Count two sets of things against each other."""
        gold, read = set(gold), set(read)
        self.right += len(gold & read)
        self.said += len(read)
        self.true += len(gold)

    @property
    def score(self) -> float:
        """F1; 1.0 where there was nothing to find and nothing was said."""
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0


@dataclass
class Table:
    """The rows of one language, or of all."""

    documents: int = 0
    rows: dict[str, Tally] = field(default_factory=dict)

    def row(self, name: str) -> Tally:
        """The row of that name, made when it is first asked for."""
        return self.rows.setdefault(name, Tally())


def load_cases(folder: Path) -> list[Labels]:
    """Every labelled document below `folder`, in order of path; a file holds one object or a list of them."""
    found: list[Labels] = []
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        found += content if isinstance(content, list) else [content]
    return found


def is_unseen(case: Labels) -> bool:
    """Whether a case of ours is kept from learning, so that it tells how an unseen article is read: every tenth.

    >>> is_unseen({"id": "en-case-307"}), is_unseen({"id": "ja-case-12"})
    (True, False)
    """
    return str(case["id"]).endswith("7")


def read_case(case: Labels) -> Labels:
    """What our reader makes of a labelled document, in the form of the labels."""
    published = case.get("published")
    day = date.fromisoformat(published[:10]) if published else None
    read: Labels = json.loads(json.dumps(asdict(read_announcements(case["text"], published=day))))
    return read


def fold(value: object) -> str | None:
    """A value as it is compared: without case, spaces, hyphens and dots."""
    if value is None:
        return None
    return re.sub(r"[\s\-‐–'’・.]+", "", unicodedata.normalize("NFKC", str(value))).casefold()


def subject(item: Labels) -> tuple[str | None, str | None, str]:
    """What makes two announcements one: maker, model (or badge) and market."""
    badge = item["brand"] if item.get("brand") != item["maker"] else None
    name = fold(item.get("model") or badge)
    return fold(item["maker"]), TWINS.get(name or "", name), item["market"]


def _strict(item: Labels) -> tuple[object, ...]:
    return (*subject(item), item.get("origin"), item.get("status"), item.get("start"))


def _figure(item: Labels) -> tuple[object, ...]:
    value = item["value"]
    return item["kind"], tuple(map(float, value)) if isinstance(value, list) else float(value), item["unit"]


def _past(item: Labels) -> tuple[object, ...]:
    return fold(item["maker"]), fold(item["model"]), item["market"], item.get("sold_until")


LISTS: tuple[tuple[str, str, Callable[[Any], Hashable]], ...] = (
    ("figure", "figures", _figure),
    ("history", "history", _past),
    ("person", "people", lambda person: fold(person["name"])),
    ("cited medium", "cites", fold),
)


def score_case(table: Table, gold: Labels, read: Labels) -> list[str]:
    """Add one document to the table; the differences, a line each."""
    table.documents += 1
    name = gold["id"]
    errors: list[str] = []
    if gold["topic"] != "context":
        said = [name] if read["announcements"] else []
        table.row("relevant article").add([name] if gold["topic"] == "announcement" else [], said)
    wanted = {subject(a): a for a in gold["announcements"]}
    found = {subject(a): a for a in read["announcements"]}
    table.row("announcement").add(wanted, found)
    table.row("announcement, strict").add(map(_strict, gold["announcements"]), map(_strict, read["announcements"]))
    for key in wanted.keys() & found.keys():
        errors += _score_fields(table, name, wanted[key], found[key])
    for number, announcement in enumerate(read["announcements"]):
        verbatim = announcement["evidence"] in gold["text"]
        table.row("evidence verbatim").add([number], [number if verbatim else -1])
    errors += [f"- {name} {key}: {wanted[key]['status']}" for key in sorted(wanted.keys() - found.keys(), key=str)]
    errors += [f"+ {name} {key}: {found[key]['status']}" for key in sorted(found.keys() - wanted.keys(), key=str)]
    return errors + _score_lists(table, name, gold, read)


def _score_fields(table: Table, name: str, wanted: Labels, found: Labels) -> list[str]:
    errors = []
    for key in FIELDS:
        same = fold(wanted.get(key)) == fold(found.get(key))
        table.row(f"{key} right").add([0], [0 if same else 1])
        if not same:
            errors.append(f"~ {name} {found['model']}: {key} {found.get(key)!r}, not {wanted.get(key)!r}")
    return errors


def _score_lists(table: Table, name: str, gold: Labels, read: Labels) -> list[str]:
    errors = []
    for row, key, of in LISTS:
        wanted, found = {of(x) for x in gold.get(key, [])}, {of(x) for x in read[key]}
        table.row(row).add(wanted, found)
        errors += [f"- {name} {row} {x}" for x in sorted(wanted - found, key=str)]
        errors += [f"+ {name} {row} {x}" for x in sorted(found - wanted, key=str)]
    return errors


def score_all(cases: Iterable[Labels]) -> tuple[dict[str, Table], list[str]]:
    """A table per language and one in total, and every difference."""
    tables: dict[str, Table] = {}
    errors: list[str] = []
    for case in cases:
        read = read_case(case)
        found = score_case(tables.setdefault("all", Table()), case, read)
        score_case(tables.setdefault(case["language"], Table()), case, read)
        errors += found
    return tables, errors


def format_tables(title: str, tables: dict[str, Table]) -> str:
    """The tables side by side: a row a measure, a column a language."""
    names = sorted(tables, key=lambda name: (name == "all", name))
    lines = [title, f"{'':24}" + "".join(f"{name:>16}" for name in names)]
    lines.append(f"{'documents':24}" + "".join(f"{tables[name].documents:>16}" for name in names))
    for row in tables["all"].rows if tables else ():
        cells = [tables[name].rows.get(row) for name in names]
        lines.append(f"{row:24}" + "".join(f"{t.score:>9.3f} of{t.true:>4}" if t else " " * 16 for t in cells))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 0 unless there was nothing to score."""
    parser = argparse.ArgumentParser(description="score the reading of announcements")
    parser.add_argument("corpus", nargs="*", type=Path, help="folders of labelled documents")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    options = parser.parse_args(arguments)
    cases = [case for case in load_cases(CASES) if case.get("category") != "known_failure"]
    groups = [
        ("our own cases, kept from learning", [case for case in cases if is_unseen(case)]),
        ("our own cases, learned from", [case for case in cases if not is_unseen(case)]),
        *((folder.name, load_cases(folder)) for folder in options.corpus),
    ]
    for title, found in groups:
        if found:
            tables, errors = score_all(found)
            print(format_tables(title, tables), *(errors if options.errors else ()), "", sep="\n")
    return 0 if any(found for _, found in groups) else 1


if __name__ == "__main__":
    sys.exit(main())
