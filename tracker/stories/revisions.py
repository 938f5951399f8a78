"""What changed between two versions of an article: in its text, and above all in its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Any

from tracker.records import Announcement, Figure, Reading
from tracker.stories.fingerprints import normalise_text

_TRACES = frozenset({"evidence", "evidence_start", "evidence_end", "rules", "inferred"})
"""Fields that say where a record comes from, not what it says: a moved sentence changes no record."""


def hash_content(title: str | None, body: str, day: str | None, authors: Iterable[str]) -> str:
    """Equal where two versions say the same: the words of title and body, the day, the authors; hexadecimal.

    A changed time of day, advert address or blank changes nothing.
    """
    lines = [title or "", *body.splitlines()]
    words = "\n".join(filter(None, map(normalise_text, lines)))
    whole = "\0".join([words, day or "", *map(normalise_text, authors)])
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def compare_texts(before: str, after: str) -> dict[str, list[str]]:
    """Lines that went and lines that came, in their order: `{"removed": […], "added": […]}`.

    >>> compare_texts("It may come in 2026.\\nThe end.", "It will come in 2027.\\nThe end.")
    {'removed': ['It may come in 2026.'], 'added': ['It will come in 2027.']}
    """
    old, new = before.splitlines(), after.splitlines()
    removed: list[str] = []
    added: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += old[i:j]
            added += new[k:m]
    return {"removed": removed, "added": added}


def compare_records(before: Reading, after: Reading) -> dict[str, list[dict[str, Any]]]:
    """Records that came, went, and changed: `{"added": […], "removed": […], "changed": […]}`; all empty: none did.

    Each names its `record` (announcement, figure, history, person, cites). A changed one carries `fields`, each with
    its value before and after: `{"status": ["considering", "planned"]}`.
    """
    change: dict[str, list[dict[str, Any]]] = {"added": [], "removed": [], "changed": []}
    _compare("announcement", before.announcements, after.announcements, _subject, change)
    _compare("figure", before.figures, after.figures, _figure_subject, change)
    _compare("history", before.history, after.history, lambda h: (h.maker, h.model, h.market), change)
    _compare("person", before.people, after.people, lambda p: (p.name,), change)
    for name, gone, came in (("removed", before.cites, after.cites), ("added", after.cites, before.cites)):
        change[name] += [{"record": "cites", "medium": medium} for medium in gone if medium not in came]
    return change


def is_change(change: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a comparison found anything."""
    return any(change.values())


def _subject(announcement: Announcement) -> tuple[str | None, ...]:
    return (announcement.maker, announcement.model, announcement.market, announcement.origin)


def _figure_subject(figure: Figure) -> tuple[str | None, ...]:
    return (figure.kind, figure.unit, figure.maker, figure.model, figure.place, figure.period)


def _compare(
    kind: str,
    before: Sequence[Any],
    after: Sequence[Any],
    subject: Callable[[Any], tuple[str | None, ...]],
    change: dict[str, list[dict[str, Any]]],
) -> None:
    old, new = list(before), list(after)
    for record in list(new):  # equal ones first: of two prices, the one that stayed is not the one that changed
        twin = next((o for o in old if _said(o) == _said(record)), None)
        if twin is not None:
            old.remove(twin)
            new.remove(record)
    for record in new:
        match = _find_match(record, old, subject)
        if match is None:
            change["added"].append({"record": kind} | _said(record))
        else:
            old.remove(match)
            change["changed"].append(_differ(kind, match, record))
    change["removed"] += [{"record": kind} | _said(record) for record in old]


def _find_match(record: Any, old: Sequence[Any], subject: Callable[[Any], tuple[str | None, ...]]) -> Any:
    """The earlier record of the same subject; an announcement whose origin alone became known is the same."""
    own = subject(record)
    exact = next((o for o in old if subject(o) == own), None)
    if exact is not None or not isinstance(record, Announcement):
        return exact
    return next((o for o in old if subject(o)[:3] == own[:3] and None in (o.origin, record.origin)), None)


def _said(record: Any) -> dict[str, Any]:
    values = asdict(record)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if name not in _TRACES}


def _differ(kind: str, before: Any, after: Any) -> dict[str, Any]:
    old, new = _said(before), _said(after)
    names = [field.name for field in fields(after) if field.name in new and old[field.name] != new[field.name]]
    subject = {name: new[name] for name in ("maker", "model", "market", "origin", "kind", "name") if name in new}
    return {"record": kind} | subject | {"fields": {name: [old[name], new[name]] for name in names}}
