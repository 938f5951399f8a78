"""The workspace that the stages of a reading fill: text in, mentions and records out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from tracker.records import Announcement, Figure, History, Person
from tracker.vocabulary import Match, Name, Vocabulary


class Span(NamedTuple):
    """A half-open range of characters of the document's text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A place in the text that names something the vocabulary knows, or an unknown thing in a clear slot."""

    span: Span
    name: Name
    """What is named: kind, canonical name and the entry behind it."""
    rule: str = ""
    """Id of the rule that found it; empty: a plain vocabulary match."""


@dataclass(slots=True)
class Document:
    """One article's text on its way through the stages."""

    text: str
    """As stored: title, then one block a line."""
    published: date | None
    """The outlet's own local day, against which relative dates are resolved."""
    vocabulary: Vocabulary
    folded: str = ""
    """`text` with full-width and compatibility characters folded, character for character: offsets are the same."""
    sentences: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    history: list[History] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    on_subject: bool = False
    """The article is about reverse imports, even if it holds no announcement (topic `context`)."""
    rejected: list[str] = field(default_factory=list)
    """What was nearly a record, each with its reason."""
    scratch: object = None
    """What one language's stages hand on to each other, and nobody else reads."""

    _names: list[Match] | None = None

    def __post_init__(self) -> None:
        self.folded = self.folded or fold(self.text)

    def find_names(self) -> list[Match]:
        """The vocabulary's names in the text, looked for once and shared by all stages: not to be changed."""
        if self._names is None:
            self._names = self.vocabulary.find_names(self.folded)
        return self._names


Stage = Callable[[Document], None]
"""A step of a reading: looks at the document and fills one more of its fields."""


TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "İ": "I", "ı": "i"})
"""Quotation marks and hyphens that are one and the same to a reader, and letters that have no case of their own."""


@cache
def _folded_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).translate(TYPOGRAPHY)
    return folded if len(folded) == 1 else character


def fold(text: str) -> str:
    """`text` in compatibility form, character for character, so that offsets stay those of the text.

    >>> fold("ＷＲ－Ｖ　２０２６年")
    'WR-V 2026年'
    """
    if text.isascii():
        return text
    return text.translate({ord(c): _folded_character(c) for c in set(text) if not c.isascii()})
