"""What the Japanese stages hand on to each other: sentences, names, cars and times, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tracker.announcements.document import Document
from tracker.announcements.japanese.periods import Time
from tracker.announcements.japanese.sentences import Sentence
from tracker.vocabulary import Match


@dataclass(frozen=True, slots=True)
class Car:
    """A mention of a model."""

    start: int
    end: int
    maker: str
    brand: str
    model: str
    market: str
    unknown: bool = False
    """A nameplate that the vocabulary does not hold."""


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def start(self) -> int: ...


Item = TypeVar("Item", bound=Spanned)


class Track(list[Item]):
    """Items in the order of the text, with their starts at hand for looking places up."""

    __slots__ = ("_starts",)

    def __init__(self, items: Iterable[Item] = ()) -> None:
        super().__init__(items)
        self._starts: list[int] = []

    def starts(self) -> list[int]:
        """Where each item begins; made anew when the track has grown."""
        if len(self._starts) != len(self):
            self._starts = [item.start for item in self]
        return self._starts


def last_before(items: Track[Item], at: int) -> Item | None:
    """The last of `items` that begins before `at`."""
    index = bisect_left(items.starts(), at)
    return items[index - 1] if index else None


def within(items: Track[Item], start: int, end: int) -> list[Item]:
    """Those of `items` that begin in `[start, end)`."""
    starts = items._starts  # the busiest place of the reading: no call where the track is as it was
    if len(starts) != len(items):
        starts = items.starts()
    low = bisect_left(starts, start)
    if low == len(starts) or starts[low] >= end:
        return []
    return items[low : bisect_left(starts, end, low)]


@dataclass(slots=True)
class Workspace:
    """Everything that was found in one text."""

    sentences: list[Sentence] = field(default_factory=list)
    lines: dict[int, list[Sentence]] = field(default_factory=dict)
    matches: Track[Match] = field(default_factory=Track)
    times: Track[Time] = field(default_factory=Track)
    makers: Track[Match] = field(default_factory=Track)
    cars: Track[Car] = field(default_factory=Track)

    def sentences_of(self, line: int) -> list[Sentence]:
        """The sentences of one line."""
        return self.lines.get(line, [])


def workspace_of(document: Document) -> Workspace:
    """The document's Japanese workspace, made at first use."""
    if not isinstance(document.scratch, Workspace):
        document.scratch = Workspace()
    return document.scratch
