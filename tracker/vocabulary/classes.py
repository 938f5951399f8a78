"""Word classes: what the words around a model's name are about, whatever the word: selling, building, denying.

A file `classes/<language>.toml` holds, by class::

    [sell]
    act = "trade"                   # English, optional: what its verbs do; without it, the class's own name
    verbs = ["sell", "put_up"]      # English: every form is found; `_` stands before a particle
    words = ["on sale"]             # as they stand; in Japanese, any piece of text

    [irregular]
    sell = ["sold"]                 # forms that do not end in -ed

A word may be of several classes. In a language without spaces the longest piece wins at each place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from tracker.errors import FixFile

LANGUAGES = {"en": "english", "ja": "japanese"}
SPACED = frozenset({"en"})
_VOWELS = "aeiou"


class Act(NamedTuple):
    """What a verb is about, and its form: `base`, `s`, `ed`, `ing`."""

    name: str
    form: str


class Found(NamedTuple):
    """Known words at one place."""

    text: str
    length: int
    """Words; in a language without spaces, characters."""
    classes: tuple[str, ...]
    act: Act | None


@dataclass(slots=True)
class _Entry:
    classes: dict[str, None]
    act: Act | None = None


class WordClasses:
    """The classes of one language."""

    def __init__(self, language: str, entries: Mapping[str, Any]) -> None:
        self.spaced = language in SPACED
        irregular = entries.get("irregular", {})
        found: dict[str, _Entry] = {}
        for name, entry in entries.items():
            if name == "irregular":
                continue
            for verb in entry.get("verbs", ()):
                for text, form in inflect(verb, irregular.get(verb.partition("_")[0], ())):
                    known = found.setdefault(text, _Entry({}))
                    known.classes[name] = None
                    known.act = known.act or Act(entry.get("act", name), form)
            for text in entry.get("words", ()):
                found.setdefault(text, _Entry({})).classes[name] = None
        self.names = tuple(name for name in entries if name != "irregular")
        self._words: dict[str, list[tuple[list[str], Found]]] = {}
        self._pieces: dict[str, list[Found]] = {}
        self._index(found)

    def _index(self, found: Mapping[str, _Entry]) -> None:
        for text in sorted(found, key=len, reverse=True):
            classes = tuple(found[text].classes)
            if self.spaced:
                words = text.split()
                entry = Found(text, len(words), classes, found[text].act)
                self._words.setdefault(words[0], []).append((words, entry))
            else:
                self._pieces.setdefault(text[0], []).append(Found(text, len(text), classes, None))

    def find_words(self, words: Sequence[str], at: int) -> Found | None:
        """The longest known words that begin with `words[at]`."""
        for known, found in self._words.get(words[at], ()):
            if found.length == 1 or words[at : at + found.length] == known:
                return found
        return None

    def find_piece(self, text: str, at: int) -> Found | None:
        """The longest known piece of a text without spaces that begins at `at`."""
        for found in self._pieces.get(text[at], ()):
            if text.startswith(found.text, at):
                return found
        return None


def inflect(verb: str, irregular: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every form of an English verb with its name; `_` comes before a particle.

    >>> [text for text, form in inflect("drop")], list(inflect("put_up", ["put"]))[:2]
    (['drop', 'drops', 'dropped', 'dropping'], [('put up', 'base'), ('puts up', 's')])
    """
    head, *rest = verb.split("_")
    tail = "".join(f" {word}" for word in rest)
    yield head + tail, "base"
    consonant_y = head.endswith("y") and head[-2:-1] not in _VOWELS
    hissing = head.endswith(("s", "sh", "ch", "x", "o"))
    yield (head[:-1] + "ies" if consonant_y else head + ("es" if hissing else "s")) + tail, "s"
    stem = head + head[-1] if _doubles(head) else head
    past = list(irregular) or [head + "d" if head.endswith("e") else head[:-1] + "ied" if consonant_y else stem + "ed"]
    for form in past:
        if form != head:
            yield form + tail, "ed"
    if head.endswith("ie"):
        yield head[:-2] + "ying" + tail, "ing"
    else:
        yield (head[:-1] if head.endswith("e") and not head.endswith("ee") else stem) + "ing" + tail, "ing"


def _doubles(verb: str) -> bool:
    """Whether the last letter is doubled: drop, cut, ship, plan; not sail, show, open."""
    if len(verb) < 3 or verb[-1] in "aeiouwxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in verb) == 1 or verb in ("commit", "admit", "prefer", "defer", "refer")


@cache
def read_classes(language: str) -> WordClasses:
    """The packaged classes of a language, read once a process.

    Raises: FixFile where the file is no TOML.
    """
    name = LANGUAGES[language]
    path = resources.files("tracker.vocabulary").joinpath("classes", f"{name}.toml")
    try:
        return WordClasses(language, tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise FixFile(f"classes/{name}.toml: {error}") from None
