"""What the Japanese stages hand on to each other: sentences, cars, places, acts and times, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tracker.announcements.document import Document
from tracker.announcements.japanese.periods import Time
from tracker.announcements.japanese.sentences import Sentence
from tracker.records import Status
from tracker.vocabulary import Match
from tracker.vocabulary.cues import CueMatch

_LEFT_OUT = re.compile(r"[^。]{0,10}?(?:含まな|含めな|除[くいき]|対象外|ではな|数えな|扱わな|とは(?:別|違))")


@dataclass(frozen=True, slots=True)
class Place:
    """Where cars are built: as much of country, region and plant as the text gives."""

    country: str | None
    region: str | None = None
    plant: str | None = None
    looked_up: bool = False
    """The country was not said: it is the plant's or region's."""


@dataclass(frozen=True, slots=True)
class Car:
    """A mention of a model, or of a maker's cars as such (`model` None)."""

    start: int
    end: int
    maker: str
    brand: str
    model: str | None
    market: str
    past: bool = False
    """An earlier generation: 先代, 旧型, 初代."""
    unknown: bool = False
    """A nameplate that the vocabulary does not hold."""

    @property
    def key(self) -> tuple[str, str, str | None]:
        return self.maker, self.brand, self.model


@dataclass(frozen=True, slots=True)
class Origin:
    """A place where something is built, with the wording that says so."""

    start: int
    end: int
    place: Place
    way: str
    """`adjective` (タイ製), `verb` (タイで生産する), `from` (タイから) or `site` (生産:スマーナ工場)."""
    rule: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done with cars: sold, brought in, ordered, stopped; what its clause makes of it."""

    start: int
    end: int
    cue: CueMatch
    scope_end: int
    status: Status | None
    tense: str
    """`past`, `ongoing`, `was`, `future`, `open` (a clause that leaves its tense to the next), `noun`."""
    attributive: bool = False
    stops: bool = False
    """The act ends: 販売を終了する."""
    void: bool = False
    """It was to be, and is not: 予定だった."""
    moods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One status that one sentence gives one car."""

    car: Car
    status: Status | None
    sentence: Sentence
    act: Act
    start: str | None = None
    end: str | None = None
    market: str | None = None
    basis: str | None = None
    past: bool = False
    home_built: bool = False
    by_maker: bool = False
    """The sentence's subject is the maker, not a dealer or a private importer."""
    origin: Place | None = None
    rules: tuple[str, ...] = ()


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


_NONE: Track[CueMatch] = Track()


@dataclass(slots=True)
class Workspace:
    """Everything that was found in one text."""

    sentences: list[Sentence] = field(default_factory=list)
    lines: dict[int, list[Sentence]] = field(default_factory=dict)
    matches: Track[Match] = field(default_factory=Track)
    cues: list[CueMatch] = field(default_factory=list)
    families: dict[str, Track[CueMatch]] = field(default_factory=dict)
    times: Track[Time] = field(default_factory=Track)
    makers: Track[Match] = field(default_factory=Track)
    cars: Track[Car] = field(default_factory=Track)
    origins: Track[Origin] = field(default_factory=Track)
    markets: list[tuple[int, int, str]] = field(default_factory=list)
    parallel: bool | None = None
    homes: set[str] | None = None
    folded: str = ""
    of_japan: bool = False
    """The text names Japan: "at home" (国内) is there, whoever the maker."""
    origin_of: dict[tuple[int, int], Origin] = field(default_factory=dict)
    """Which origin a car mention (its span) was given."""
    origins_by_car: dict[tuple[str, str, str | None], list[Place]] = field(default_factory=dict)
    frames: dict[int, list[Origin]] = field(default_factory=dict)
    """Origins that no car of their own sentence took, by line: 米国製を巡っては."""
    findings: list[Finding] = field(default_factory=list)

    def sentences_of(self, line: int) -> list[Sentence]:
        """The sentences of one line."""
        return self.lines.get(line, [])

    def cues_of(self, family: str, start: int, end: int) -> list[CueMatch]:
        """The cues of one family that begin in `[start, end)`."""
        return within(self.families.get(family, _NONE), start, end)

    def is_parallel(self) -> bool:
        """Whether the article is of parallel imports: its title says so, or more than one phrase does."""
        if self.parallel is None:
            found = [m for m in self.families.get("frame", ()) if m.cue.id.startswith("frame.parallel")]
            title = self.sentences[0].end if self.sentences else 0
            stated = {m.start for m in found if not _LEFT_OUT.match(self.folded, m.end, m.end + 24)}
            self.parallel = len(stated) > 1 or any(m.start < title for m in found)
        return self.parallel

    def has(self, prefix: str) -> bool:
        """Whether any cue of `family` or `family.value` stands in the text."""
        family = prefix.partition(".")[0]
        return any(m.cue.id.startswith(prefix) for m in self.families.get(family, ()))


def workspace_of(document: Document) -> Workspace:
    """The document's Japanese workspace, made at first use."""
    if not isinstance(document.scratch, Workspace):
        document.scratch = Workspace()
    return document.scratch
