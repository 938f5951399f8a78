"""Who says so: the maker and its people, a medium on others' word, or the author."""

from __future__ import annotations

import re

from tracker.announcements.japanese.scene import Scene
from tracker.announcements.japanese.workspace import Act, Car
from tracker.records import Status

_ACCORDING = re.compile(r"(?:自動車|工業|技研工業)?(?:側)?(?:によると|によれば|の説明では|の発表)")


def read_basis(scene: Scene, act: Act, car: Car, start: str | None) -> str:
    """`company`, `report` or `commentary`, from the voices of the sentence."""
    begin, end = scene.sentence.start, scene.sentence.end
    voices = [m.cue.value for m in scene.work.cues_of("voice", begin, end)]
    if act.status is Status.SPECULATED:
        return "report" if "report" in voices and "author" not in voices else "commentary"
    if "report" in voices:
        return "report"
    if "company" in voices or scene.work.has("frame.release") or _is_own_word(scene, act, car, start):
        return "company"
    return "report"


def _is_own_word(scene: Scene, act: Act, car: Car, start: str | None) -> bool:
    """The maker's denial or decision, its word in other words (ホンダによると), or the day's own launch."""
    if act.status is Status.RULED_OUT:
        return True
    if scene.published is not None and start == scene.published.isoformat():
        return True
    decided = any("decide" in rule for rule in act.moods)
    if decided and car.maker in scene.subjects():
        return True
    return any(_ACCORDING.match(scene.folded, m.end, m.end + 14) for m in scene.makers)
