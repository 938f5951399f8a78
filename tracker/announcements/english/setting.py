"""One sentence with numbers, and the cue nearest to each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.document import Mention, Span
from tracker.announcements.english.numbers import Quantity
from tracker.records import FigureKind
from tracker.vocabulary.cues import CueMatch

BEHIND_REACH = 110
AHEAD_REACH = 60
"""Characters before and after a number within which the word stands that says what it counts."""

Kind = tuple[FigureKind, str] | None
"""What a number counts, and the id of the rule that says so."""


@dataclass(slots=True)
class Setting:
    """One sentence and what is known around it."""

    text: str
    sentence: Span
    cues: list[CueMatch]
    named: list[Mention]
    quantities: list[Quantity]
    taxed: bool = False
    """A tariff was spoken of here or just before."""
    table: str | None = None
    """The kind that the lines of a list count."""
    series: str | None = None
    """The kind of the sentence before, which this one may go on with."""

    def behind(self, quantity: Quantity, reach: int = 90) -> str:
        """The sentence's text up to the number."""
        return self.text[max(self.sentence.start, quantity.span.start - reach) : quantity.span.start]

    def ahead(self, quantity: Quantity, reach: int = 60) -> str:
        """The sentence's text from the number on."""
        return self.text[quantity.span.end : min(self.sentence.end, quantity.span.end + reach)]


_BREAK = re.compile(
    r"; |, (?:and|but|while|whereas|although|though|which|who|where|against)\b|\b(?:whereas|although)\b| - | – | — "
)


def find_nearest(setting: Setting, quantity: Quantity, values: tuple[str, ...], also: str = "") -> CueMatch | None:
    """Of the cues for `values`, and the one named `also`, the nearest; commas and the clause's end lengthen the way."""
    ranked = []
    for cue in setting.cues:
        if (cue.cue.value in values or cue.cue.id == also) and not _is_taken(setting, quantity, cue):
            distance = measure_distance(setting.text, quantity, cue)
            if distance is not None:
                ranked.append((distance, cue.start - cue.end, cue))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _is_taken(setting: Setting, quantity: Quantity, cue: CueMatch) -> bool:
    """Whether another number stands between, and has the cue for itself: "of 8,871 landed, 4,304 were sold"."""
    between = [q for q in setting.quantities if quantity.span.end <= q.span.start and q.span.end <= cue.start]
    return bool(between) and "," in setting.text[quantity.span.end : between[0].span.start]


def measure_distance(text: str, quantity: Quantity, cue: CueMatch) -> int | None:
    """How far a cue is from the number, in characters and more; None: out of reach."""
    if cue.end <= quantity.span.start:
        distance = quantity.span.start - cue.end
        breaks = len(_BREAK.findall(text, cue.end, quantity.span.start))
        return (
            distance + 12 * text.count(",", cue.end, quantity.span.start) + 15 * breaks
            if distance <= BEHIND_REACH
            else None
        )
    if cue.start >= quantity.span.end:
        distance = cue.start - quantity.span.end
        if distance > AHEAD_REACH or (
            cue.cue.value == "export" and distance < 14 and "import" in text[cue.start : cue.end].lower()
        ):
            # "155,000 imported vehicles registered": what they are, not what was counted.
            return None
        breaks = len(_BREAK.findall(text, quantity.span.end, cue.start))
        return int(distance * 1.6) + 25 * text.count(",", quantity.span.end, cue.start) + 60 * breaks
    return 0
