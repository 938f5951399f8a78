"""Which cars an act is about: those of its clause, of the clause before, of a pointing word, or spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.announcements.japanese.cars import find_bare_cars
from tracker.announcements.japanese.scene import NEW_SUBJECT, OTHER_CARS, SAME_CAR, Scene
from tracker.announcements.japanese.sentences import LineKind, Sentence
from tracker.announcements.japanese.workspace import Act, Car, within
from tracker.records import Status

ITEM_REACH = 6
"""Lines that list items may lie below the heading they hang on."""

_CAR_WORD = re.compile(
    r"車|SUV|EV|モデル|ピックアップ|ミニバン|セダン|何か|製の?(?:国内|逆輸入)|製を|製品|ラインアップ"
)
_CLEFT = re.compile(r"の[はがも]、?")


def find_subjects(scene: Scene, act: Act) -> list[Car]:
    """The cars that `act` is said of; a maker's cars as such where no model is meant; or none."""
    cars = _act_cars(scene, act)
    if cars:
        return cars
    bare = _bare_car(scene, act)
    return [bare] if bare else []


def _act_cars(scene: Scene, act: Act) -> list[Car]:
    after = [group for group in scene.groups if group[0].start >= act.end]
    cleft = _is_cleft(scene, act)
    if act.attributive or (cleft and (after or not within(scene.times, act.end, act.end + 14))):
        # 扱うのは初めて: said of the act, not of a car.
        return after[0] if after else []
    before = [group for group in scene.main_groups if group[-1].end <= act.start]
    begin = scene.clause_start(act.start)
    near = [car for group in before if group[0].start >= begin for car in group]
    if near:
        return near
    if act.cue.cue.id == "mood.consider.candidate" and after:
        return after[0]
    if before:
        last = scene.clause_start(before[-1][0].start)
        return [car for group in before if group[0].start >= last for car in group]
    return _following(scene, act) or _elliptic(scene, act)


def _following(scene: Scene, act: Act) -> list[Car]:
    """2026年春の発売をめざして「X」の準備を進める: the car comes behind the act."""
    if act.status not in (Status.PLANNED, Status.CONSIDERING) or act.cue.cue.family != "event":
        return []
    return next((group for group in scene.main_groups if group[0].start >= act.end), [])


def _is_cleft(scene: Scene, act: Act) -> bool:
    return _CLEFT.match(scene.folded, act.end, scene.sentence.end) is not None


def _elliptic(scene: Scene, act: Act) -> list[Car]:
    if scene.referred:
        return scene.referred
    if NEW_SUBJECT.search(scene.text) or not scene.focus.cars:
        return []
    if _is_headless(scene, act) or _is_another_makers(scene):
        return []
    if scene.sentence.line - scene.focus.line > _reach(scene, act):
        return []
    return scene.focus.cars


def _reach(scene: Scene, act: Act) -> int:
    """How many lines back the focus may lie: items hang on their heading, a bare noun on its own paragraph."""
    if scene.sentence.kind is LineKind.ITEM:
        return ITEM_REACH
    return 0 if act.tense == "noun" or act.cue.cue.family == "mood" else 1


def _is_headless(scene: Scene, act: Act) -> bool:
    """米国製を国内で売る, 別の7人乗り車: cars as such, not those spoken of before."""
    for origin in within(scene.work.origins, scene.sentence.start, act.start):
        bound = scene.is_predicate(origin) or SAME_CAR.match(scene.folded, origin.end)
        if origin.way == "adjective" and not bound:
            return True
    return OTHER_CARS.search(scene.text) is not None


def _is_another_makers(scene: Scene) -> bool:
    subjects = scene.subjects()
    return bool(subjects) and not any(car.maker in subjects for car in scene.focus.cars)


def _bare_car(scene: Scene, act: Act) -> Car | None:
    if scene.sentence.kind is LineKind.TITLE or act.status in (None, Status.ENDED, Status.ON_SALE):
        return None
    abroad = [origin for origin in scene.origins if origin.place.country not in (None, "JP")]
    if not abroad or _is_cleft(scene, act) or not _CAR_WORD.search(scene.text):
        return None
    for sentence in (scene.sentence, _line_before(scene)):
        bare = find_bare_cars(scene.work, sentence)
        if bare:
            return bare
    if scene.focus.cars and OTHER_CARS.search(scene.text):
        last = scene.focus.cars[-1]
        return Car(act.start, act.start, last.maker, last.brand, None, last.market)
    return None


def _line_before(scene: Scene) -> Sentence:
    """The line up to this sentence: "▼マツダ …" names the maker for all that stands behind it."""
    start = scene.work.sentences_of(scene.sentence.line)[0].start
    return replace(scene.sentence, start=start, end=max(scene.sentence.start, start + 1))
