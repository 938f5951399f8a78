"""On whose word a sentence stands: the maker's, a medium's, or somebody's guess."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.announcements.english.scene import Scene
from tracker.records import Basis, Status

_NEAR = 2
"""Sentences of the same paragraph within which an attribution still holds."""


def find_voice(scene: Scene) -> Basis | None:
    """Who speaks in the sentence; None: nobody is named."""
    if any(_is_source(scene, medium.start, medium.end) for medium in scene.media):
        return Basis.REPORT
    voices = [cue.cue for cue in scene.family("speech")]
    if not voices:
        return None
    best = max(voices, key=lambda cue: cue.strength)
    strong = [cue.value for cue in voices if cue.strength == best.strength]
    if "comment" in strong:
        return Basis.COMMENTARY
    return Basis.REPORT if "report" in strong else Basis.COMPANY


_AHEAD = re.compile(
    r"(?: newspaper| magazine| \w+)? (?:has |had |first )*(?:reported|reports|said|says|wrote|writes|learned|"
    r"revealed|understands)\b|,? (?:which|citing|quoting)\b"
)
_BEHIND = re.compile(r"\b(?:according to|reported by|reports|report (?:by|in|from)|quoting|citing)(?: the| Japan's)? $")


def _is_source(scene: Scene, start: int, end: int) -> bool:
    """Whether a medium says it on its own account; the maker may also speak to one: "it told Automotive News"."""
    behind = scene.text[max(scene.span.start, start - 40) : start]
    return bool(_BEHIND.search(behind) or _AHEAD.match(scene.text, end, scene.span.end))


def resolve_basis(
    status: Status, scene: Scene, scenes: list[Scene], rules: tuple[str, ...], active_maker: bool
) -> Basis:
    """The basis of what `scene` says.

    A study, a plan or a denial is the maker's own act and word unless a medium or its sources stand in between;
    background that nobody is quoted for is a report; a guess is a commentary.
    """
    voice = find_voice(scene)
    if status is Status.SPECULATED:
        return Basis.COMMENTARY
    if voice is Basis.COMMENTARY:
        voice = (
            Basis.COMPANY
            if any(c.cue.value == "company" and c.cue.id != "speech.company.says" for c in scene.family("speech"))
            else None
        )
    if voice is not None:
        return voice
    if status in (Status.PLANNED, Status.CONSIDERING, Status.RULED_OUT):
        at = bisect_left(scenes, scene.span.start, key=lambda s: s.span.start)
        near = [s for s in scenes[max(0, at - _NEAR) : at + _NEAR + 1] if s.block == scene.block and s is not scene]
        for other in near:
            if find_voice(other) is Basis.REPORT:
                return Basis.REPORT
        return Basis.COMPANY
    return Basis.REPORT
