"""One sentence, laid out: the models, makers, places, cues and times in it, and the clauses that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tracker.announcements.document import Span
from tracker.announcements.english.cutting import Clause, Piece, cut_clauses
from tracker.announcements.english.periods import Period, find_periods
from tracker.announcements.english.verbs import FINITE_HEADS, FINITE_VERB
from tracker.vocabulary.cues import CueMatch

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Model:
    """A model of a maker in the sentence, named or meant by a pronoun; `name` None: "some Infiniti models"."""

    start: int
    end: int
    maker: str
    brand: str
    name: str | None
    market: str
    alias: str | None = None
    rule: str = ""
    vehicle: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        return self.maker, self.brand, self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the sentence, its parts joined: "Georgetown, Kentucky" is one."""

    start: int
    end: int
    country: str | None
    region: str | None = None
    plant: str | None = None
    adjective: bool = False
    stated_country: bool = False
    """The country itself is named, not looked up."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A maker or brand named in the sentence."""

    start: int
    end: int
    maker: str
    brand: str
    market: str | None
    country: str | None = None


_COMPARED = re.compile(
    r"\b(?:than|unlike|like|rivals?|rivals? (?:to|of)|alongside|replac\w+|successor (?:to|of)|based on|compared with|"
    r"shared with|competes? with|together with|as|twin of|"
    r"instead of|against|shares|shared with|sister of|sibling of|derived from|similar to|outsells|behind|not just|"
    r"above|below|between|much as|smaller than|larger than)"
    r"(?: (?:the|a|an|its|some|[A-Z][\w-]+'s?)){0,2}(?: (?!and\b|to\b|also\b)[\w-]+){0,1} $",
    re.IGNORECASE,
)
_OF_MODEL = re.compile(
    r"'s? (?!(?:sales|return|launch|introduction|arrival|debut|homecoming|import|price|comeback|release|japanese|"
    r"domestic|start|future|fate|place|availability|sale|journey|would-be)\b)[a-z]"
    r"| (?:plant|factory|production|line|lines|assembly|engine|platform|owners?|drivers?|badge|name|nameplate's|"
    r"range's)\b(?! sales)"
)
_WITH_GOES = re.compile(
    r"\b(?:will|would|to|also|now|already|be|is|are|was|were|start|starts|begin|begins|starting|beginning|together|"
    r"along|such) (?:with|as) ",
    re.IGNORECASE,
)


def is_aside(scene: Scene, model: Model) -> bool:
    """Whether the model is only compared with, or lends its name to something: "the Passport's assembly line"."""
    return (model.start, model.end) in scene.asides


def _is_aside(scene: Scene, model: Model) -> bool:
    behind = scene.text[max(scene.span.start, model.start - 48) : model.start]
    if (
        _COMPARED.search(behind)
        and not _WITH_GOES.search(behind)
        and not behind.endswith(("like every ", "like all ", "like any "))
    ):
        return True
    return bool(_OF_MODEL.match(scene.text, model.end, scene.span.end))


@dataclass
class Scene:
    """A sentence with everything found in it, in order of place."""

    span: Span
    text: str
    """The whole document's folded text: every offset is one of it."""
    block: int
    """Number of the line it stands in."""
    models: list[Model] = field(default_factory=list)
    """Without what is said of them; see `status.is_aside` for those that are only compared with."""
    badges: list[Badge] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    media: list[Span] = field(default_factory=list)
    cues: list[CueMatch] = field(default_factory=list)
    published: date | None = None
    markets: list[Place] = field(default_factory=list)
    """The places that are markets."""

    @cached_property
    def periods(self) -> list[Period]:
        """The times that the sentence names: looked for only where somebody asks."""
        found = find_periods(self.text, *self.span, self.published)
        return [p for p in found if not any(m.start < p.end and p.start < m.end for m in self.models)]

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Where each word of the sentence begins, in small letters."""
        found: dict[str, list[int]] = {}
        for word in _WORD.finditer(self.text, *self.span):
            found.setdefault(word.group().lower(), []).append(word.start())
        return found

    def find_at(self, heads: frozenset[str], pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """The matches of a pattern that begins with one of the words `heads`, looked for at those alone."""
        starts = [start for word in heads.intersection(self.words) for start in self.words[word]]
        found: list[re.Match[str]] = []
        for start in sorted(starts) if len(starts) > 1 else starts:
            if found and start < found[-1].end():
                continue
            if match := pattern.match(self.text, start, self.span.end):
                found.append(match)
        return found

    @cached_property
    def _verbs(self) -> list[tuple[int, int]]:
        """Where the finite verbs of the sentence stand."""
        if "ll" in self.words:
            return [match.span() for match in FINITE_VERB.finditer(self.text, *self.span)]
        return [match.span() for match in self.find_at(FINITE_HEADS, FINITE_VERB)]

    @cached_property
    def asides(self) -> frozenset[tuple[int, int]]:
        """Start and end of the models that are only compared with, or lend their name: see `is_aside`."""
        return frozenset((model.start, model.end) for model in self.models if _is_aside(self, model))

    @cached_property
    def _families(self) -> dict[str, list[CueMatch]]:
        found: dict[str, list[CueMatch]] = {}
        for cue in self.cues:
            found.setdefault(cue.cue.family, []).append(cue)
        return found

    @cached_property
    def _cut(self) -> tuple[list[Piece], list[Clause]]:
        return cut_clauses(self)

    @property
    def pieces(self) -> list[Piece]:
        """The stretches of the sentence, each with its clause; cut where somebody first asks."""
        return self._cut[0]

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the sentence."""
        return self._cut[1]

    def clause_at(self, at: int) -> int:
        """Number of the clause that the offset lies in."""
        pieces = self._cut[0]
        for piece in pieces:
            if piece.start <= at < piece.end:
                return piece.clause
        return pieces[-1].clause if pieces else 0

    def family(self, *families: str) -> list[CueMatch]:
        """The cues of these families."""
        if len(families) == 1:
            return list(self._families.get(families[0], ()))
        return [cue for cue in self.cues if cue.cue.family in families]

    def has_finite(self, start: int, end: int) -> bool:
        """Whether a verb stands between the two offsets."""
        if start < self.span.start or end > self.span.end or self.text[end - 1 : end + 1].isalpha():
            return bool(FINITE_VERB.search(self.text, start, end))
        return any(start <= one and two <= end for one, two in self._verbs)
