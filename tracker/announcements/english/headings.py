"""Headings of lists: "Coming to Japan next year:" says it of every line below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.english.scene import Model, Scene
from tracker.announcements.english.status import MODE_STATUS, Saying
from tracker.records import Status
from tracker.vocabulary.cues import CueMatch

MAX_HEADING = 90
REACH = 14
"""Lines below a heading that it still covers."""

_ITEM = re.compile(r"\s*(?:[-–—•*·▪]|\(?\d{1,2}[.)]|[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says something of the lines below it."""

    scene: Scene
    cue: CueMatch
    items: bool
    """The lines below are marked as items."""

    def covers(self, scene: Scene) -> bool:
        """Whether a line stands below the heading, in its list."""
        below = scene.block - self.scene.block
        return 0 < below <= REACH

    def saying(self, models: tuple[Model, ...]) -> Saying:
        """What it says of the models of such a line."""
        status = MODE_STATUS.get(self.cue.cue.value, Status.ENDED)
        tense = {"on_sale": "present", "ended": "past"}.get(self.cue.cue.value, "future")
        periods = self.scene.periods
        return Saying(status, models, None, self.cue, None, tense, 3, periods[0] if periods else None)


def find_heading(scene: Scene, current: Heading | None, before: Scene | None) -> Heading | None:
    """The heading that holds after `scene`: itself, where it is one; none, where it ends the list."""
    text = scene.text[scene.span.start : scene.span.end]
    alone = before is None or before.block != scene.block
    short = len(text) <= MAX_HEADING and alone
    if short and not scene.models and text.rstrip().endswith(":"):
        cues = scene.family("heading")
        return Heading(scene, max(cues, key=lambda c: c.end - c.start), False) if cues else None
    if current is None:
        return None
    listed = bool(_ITEM.match(text)) or (alone and bool(scene.models) and len(text) <= 2 * MAX_HEADING)
    return current if listed or (before is not None and before.block == scene.block) else None
