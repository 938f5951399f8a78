"""An entry of the vocabulary's files: a name, its spellings, its examples; read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.errors import FixFile
from tracker.vocabulary.names import Form, Name, NameKind

PLURAL_KINDS = frozenset({NameKind.MAKER, NameKind.BRAND, NameKind.NAMEPLATE})

COMMON_KEYS = {
    "en": list,  # further English (or Latin) spellings, beside the canonical name itself
    "ja": list,  # Japanese spellings
    "aliases": dict,  # other names, in English, each with its Japanese spellings: { Kluger = ["クルーガー"] }
    "plain": (bool, str, list),  # ordinary words or other things' names too: true (all), "en", "ja", or a list
    "after_brand": (bool, str, list),  # likewise: only where its brand or maker stands right before it (Fiat 500)
    "shared": bool,  # another entry of this kind owns one of the spellings too
    "examples": list,  # phrases in which the name is found
    "not": list,  # phrases that hold a spelling and are not the name: nothing is found inside; 0 is any digit
    "source": str,  # where the entry is known from, if not from what the file says
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """One way of writing a name."""

    text: str
    """As in the data: `Land Cruiser`, `ランド・クルーザー`."""
    alias: str | None = None
    """The English name it stands for where that is not the canonical one."""
    form: Form = Form.NAME
    plain: bool = False
    after_brand: bool = False
    country: str | None = None
    """Of a maker's unit: where that works."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing of the files."""

    name: Name
    spellings: tuple[Spelling, ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    shared: bool = False
    place: str = ""
    """File and entry, for errors: `makers.toml: Toyota`."""


def read_entry(place: str, name: Name, table: Mapping[str, Any], spellings: list[Spelling]) -> Entry:
    """An entry out of its table: the common keys, added to the spellings that its kind brings.

    Raises:
        FixFile: a value is of the wrong kind, or a mark names a spelling that the entry does not hold.
    """
    spellings = spellings + [Spelling(text=text) for text in (*table.get("en", ()), *table.get("ja", ()))]
    for alias, written in table.get("aliases", {}).items():
        spellings += [Spelling(text=text, alias=alias) for text in (alias, *written)]
    return Entry(
        name=name,
        spellings=tuple(_mark_spellings(place, table, spellings)),
        examples=tuple(table.get("examples", ())),
        counter_examples=tuple(table.get("not", ())),
        shared=table.get("shared", False),
        place=place,
    )


def _mark_spellings(place: str, table: Mapping[str, Any], spellings: list[Spelling]) -> list[Spelling]:
    texts = [spelling.text for spelling in spellings]
    if doubled := {text for text in texts if texts.count(text) > 1}:
        raise FixFile(f"{place}: {min(doubled)!r} stands twice")
    plain = _read_marks(place, "plain", table.get("plain", False), texts)
    after_brand = _read_marks(place, "after_brand", table.get("after_brand", False), texts)
    return [
        replace(spelling, plain=spelling.plain or spelling.text in plain, after_brand=spelling.text in after_brand)
        for spelling in spellings
    ]


def _read_marks(place: str, key: str, value: bool | str | list[str], texts: list[str]) -> set[str]:
    """The spellings that a mark covers: all, those of one language, or those that it lists."""
    if isinstance(value, bool):
        return set(texts) if value else set()
    if isinstance(value, str):
        return {text for text in texts if (value == "ja") == any("぀" <= c <= "鿿" for c in text)}
    if unknown := set(value) - set(texts):
        raise FixFile(f"{place}: {key} marks {min(unknown)!r}, which is no spelling of the entry")
    return set(value)


def check_values(place: str, table: Mapping[str, Any], keys: Mapping[str, Any]) -> None:
    """That `table` holds `keys` only, each of its type, and in lists nothing but strings that say something.

    Raises:
        FixFile: naming the place and the key.
    """
    for key, value in table.items():
        if key not in keys:
            raise FixFile(f"{place}: unknown key {key!r}; known are {', '.join(sorted(keys))}")
        if not isinstance(value, keys[key]):
            raise FixFile(f"{place}: {key} cannot be {value!r}")
        words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if bad := [word for word in words if not isinstance(word, str) or word != word.strip() or not word]:
            raise FixFile(f"{place}: {key} holds {bad[0]!r}, which is no word")
