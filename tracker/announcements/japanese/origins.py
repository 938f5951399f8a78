"""Which cars an origin is said of: タイ製「A」「B」, 「A」はタイで生産する, こちらはタイ製だ."""

from __future__ import annotations

import re

from tracker.announcements.japanese.focus import POINTER
from tracker.announcements.japanese.scene import NEW_SUBJECT, SAME_CAR, Scene
from tracker.announcements.japanese.workspace import Car, Origin, within

FARTHEST = 44
"""Characters between an origin and the car it stands before."""

_LIGHT = re.compile(r"^(?:を|が)(?:開始|始め|始ま)")
_CLEFT = re.compile(r"の[はが]、?[^はがを。]{0,14}[「『]?$")
_FROM_STOPS = re.compile(r"は|が[^あ-ん]|、[^。]*(?:は|が)|」")
_SITE_PASSES = re.compile(r"^(?:の|製の?|から(?:の|輸入する)?)[^、。はがをも」]*$")
_VERB_STOPS = re.compile(
    r"^(?:し|して)(?:、|て)?$|は|が[^あ-ん]|[をも](?!手)|[るたいす](?:と|こと|ため|計画|予定|方針|考え)|」|^[、。]|"
    r"^[しっいり]て?、[^「]*[はがを]"
)
_ADJECTIVE_STOPS = re.compile(r"[はがをも」]|^、|^で(?:、|[^あ-ん])|^に")


def link_origins(scene: Scene) -> None:
    """Gives each origin of the sentence to its cars; what none takes frames the paragraph."""
    for origin in scene.origins:
        cars = _cars_of(scene, origin)
        if not cars and origin.place.country:
            scene.work.frames.setdefault(scene.sentence.line, []).append(origin)
        for car in cars:
            known = scene.work.origin_of.get((car.start, car.end))
            if known is None or known.place.country is None or _is_finer(origin, known):
                scene.work.origin_of[(car.start, car.end)] = origin


def _is_finer(origin: Origin, known: Origin) -> bool:
    """インドで生産する「X」. … ラジャスタン州のタプカラ工場でつくる: the same country, said more closely."""
    same = origin.place.country == known.place.country
    return (
        same
        and known.place.region is None
        and known.place.plant is None
        and bool(origin.place.region or origin.place.plant)
    )


def _cars_of(scene: Scene, origin: Origin) -> list[Car]:
    head = _head_group(scene, origin)
    if head:
        return _until_next_origin(scene, head, origin)
    if SAME_CAR.match(scene.folded, origin.end, scene.sentence.end):
        return scene.referred or scene.focus.cars[-1:]
    if origin.way == "adjective" and not scene.is_predicate(origin):
        return scene.referred if not scene.groups else []
    return _cars_before(scene, origin)


def _cars_before(scene: Scene, origin: Origin) -> list[Car]:
    """The cars that a predicate origin is said of: the nearest list before it, else those spoken of."""
    begin = scene.clause_start(origin.start)
    before = [group for group in scene.main_groups if group[-1].end <= origin.start]
    near = [group for group in before if group[0].start >= begin]
    nearest = (near or before)[-1:]
    if origin.rule == "origin.site_key":
        # 生産拠点はAがケンタッキー州、Bがインディアナ州: one place, one car.
        return nearest[0][-1:] if nearest else _carried(scene, origin)
    if scene.referred and (not scene.groups or POINTER.search(scene.folded, begin, origin.start)):
        return scene.referred
    if nearest:
        known = scene.work.origin_of
        return [c for c in nearest[0] if (c.start, c.end) not in known or _is_finer(origin, known[c.start, c.end])]
    return _carried(scene, origin)


def _carried(scene: Scene, origin: Origin) -> list[Car]:
    if scene.referred:
        return scene.referred
    if origin.place.country is None or scene.groups or NEW_SUBJECT.search(scene.text):
        return []
    return scene.focus.cars


def _head_group(scene: Scene, origin: Origin) -> list[Car]:
    """The list of cars that the origin stands before, as an attribute."""
    for group in scene.main_groups:
        if group[0].start < origin.end:
            inside = [car for car in group if car.start >= origin.end]
            if inside and _reaches(scene, origin, inside[0]):
                return inside
            continue
        return group if _reaches(scene, origin, group[0]) else []
    return []


def _reaches(scene: Scene, origin: Origin, car: Car) -> bool:
    gap = _LIGHT.sub("", scene.folded[origin.end : car.start])
    if len(gap) > FARTHEST or "。" in gap:
        return False
    if origin.way == "from":
        gap = gap.removeprefix("は")
        return _CLEFT.search(gap) is not None or _FROM_STOPS.search(gap) is None
    if origin.way == "site" or origin.rule.startswith("origin.site"):
        return _SITE_PASSES.search(gap) is not None
    stops = _VERB_STOPS if origin.way == "verb" else _ADJECTIVE_STOPS
    return stops.search(gap) is None


def _until_next_origin(scene: Scene, group: list[Car], origin: Origin) -> list[Car]:
    later = [o.start for o in within(scene.work.origins, origin.end, scene.sentence.end)]
    stop = min(later, default=scene.sentence.end)
    return [car for car in group if car.start < stop] or group[:1]
