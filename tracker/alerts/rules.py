"""The alerts file: targets with their addresses, and rules that say what goes to whom.

[targets]
desk = "mailto://user:password@mail.example?to=desk@example.com"

[[rule]]
name = "toyota-on-sale"
to = ["desk"]
maker = ["Toyota"]
status = ["on_sale"]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.errors import BadQuery, FixFile
from tracker.queries.filters import FIXED, Filters, resolve_fixed
from tracker.queries.words import parse_search
from tracker.storage.programmes import STATE


class About(StrEnum):
    """What a rule tells."""

    CHANGES = "changes"
    """Changes of a programme's state."""
    ANNOUNCEMENTS = "announcements"
    """Every new announcement."""


class Unsure(StrEnum):
    """What to do with a message that was handed over and not answered."""

    HOLD = "hold"
    """Name it and leave it: never twice."""
    RESEND = "resend"
    """Send it again with the same id: never lost, and once where the receiver knows the id."""


class Digest(StrEnum):
    """How often a rule's news are gathered into one message."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where a message goes."""

    name: str
    """A name of the file, or a hash of the address: what is stored, never the secret itself."""
    address: str = field(repr=False)
    """As Apprise writes it: `mailto://…`, `slack://…`, `json://…`."""
    place: str | None = None
    """Which of the address's several places, as `tracker.alerts.sending` names them; None: it has one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What to tell, and whom."""

    name: str
    to: tuple[Target, ...]
    about: About = About.CHANGES
    filters: Filters
    changed: tuple[str, ...] = ()
    """Fields whose change is told: `status`, `start` …; empty: any."""
    words: str | None = None
    """As `tracker search`; looked for in the article and in the programme's name."""
    digest: Digest | None = None
    unsure: Unsure = Unsure.HOLD


NARROWING = ("maker", "brand", "model", "market", "origin", "status", "basis", "source")
KEYS = {"name", "to", "about", "changed", "words", "digest", "unsure", *NARROWING}
CHANGES = ("programme", *STATE)
"""Fields whose change a rule can tell; `programme`: a new one, or one that is gone."""


def read_rules(file: Path) -> list[Rule]:
    """The rules of an alerts file, in order.

    Raises: FixFile with the file, the rule and the key that is wrong.
    """
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except OSError as problem:
        raise FixFile(f"{file}: cannot be read: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FixFile(f"{file}: is not valid TOML: {problem}") from None
    targets, entries = table.pop("targets", {}), table.pop("rule", [])
    if table or not isinstance(targets, dict) or not all(isinstance(entry, dict) for entry in entries):
        raise FixFile(f"{file}: {next(iter(table), 'wrong')}: unknown; there are [targets] and [[rule]]")
    rules = [_read_rule(entry, targets, f"{file}: rule {number}") for number, entry in enumerate(entries, 1)]
    names = [rule.name for rule in rules]
    if twice := [name for name in names if names.count(name) > 1]:
        raise FixFile(f"{file}: two rules are named {twice[0]!r}")
    return rules


def _read_rule(entry: dict[str, Any], targets: dict[str, str], place: str) -> Rule:
    place = f"{place} ({entry.get('name', 'without a name')})"
    for key in entry:
        if key not in KEYS:
            raise FixFile(f"{place}: {key}: unknown key; there are {', '.join(sorted(KEYS))}")
    for key in ("name", "to"):
        if not entry.get(key):
            raise FixFile(f"{place}: {key}: is missing")
    try:
        return _build_rule(entry, {key: _many(key, value) for key, value in entry.items()}, targets)
    except (ValueError, BadQuery) as problem:
        raise FixFile(f"{place}: {problem}") from None


def _build_rule(entry: dict[str, Any], many: dict[str, tuple[str, ...]], targets: dict[str, str]) -> Rule:
    if entry.get("words"):
        parse_search(entry["words"])
    changed = many.get("changed", ())
    if unknown := [name for name in changed if name not in CHANGES]:
        raise ValueError(f"changed: {unknown[0]!r} is no field; there are {', '.join(CHANGES)}")
    narrowed = {name: many[name] for name in NARROWING if name in many}
    for name in FIXED.keys() & narrowed.keys():
        narrowed[name] = tuple(resolve_fixed(name, value) for value in narrowed[name])
    return Rule(
        name=entry["name"],
        to=tuple(_target(name, targets) for name in dict.fromkeys(many["to"])),
        about=About(entry.get("about", About.CHANGES)),
        filters=Filters(**narrowed),  # type: ignore[arg-type]  # the names are Filters' own
        changed=changed,
        words=entry.get("words"),
        digest=Digest(entry["digest"]) if "digest" in entry else None,
        unsure=Unsure(entry.get("unsure", Unsure.HOLD)),
    )


def _target(given: str, targets: dict[str, str]) -> Target:
    if isinstance(targets.get(given), str):
        return Target(name=given, address=targets[given])
    if "://" not in given:
        raise ValueError(f"to: {given!r} is neither among [targets] nor an address such as mailto://…")
    return Target(name=sha256(given.encode()).hexdigest()[:12], address=given)


def _many(key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ValueError(f"{key}: is no text: {value!r}")
    return tuple(values)
