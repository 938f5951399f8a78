"""Whether a sentence speaks of the home market of a maker, and whether the whole document does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.english.scene import Model, Place, Scene
from tracker.announcements.english.whereabouts import Role

_HOME_CITIES = {
    "JP": "Tokyo|Osaka|Nagoya|Yokohama|Kanto|Kansai|Ginza",
    "KR": "Seoul|Koreans",
    "GB": "Britain|British|Britons",
    "US": "America|Americans|stateside|Stateside|U\\.S\\.",
    "DE": "Germans",
    "SE": "Swedes",
    "IT": "Italians",
    "FR": "French|Frenchmen",
    "ES": "Spaniards",
}
_PEOPLE = {code: re.compile(rf"\b(?:{words})\b") for code, words in _HOME_CITIES.items()}


CARS = re.compile(
    r"(?:-| )?(?:built|made|assembled|produced)? ?(?:[a-z-]+ ){0,3}?"
    r"(?:models|cars|vehicles|pickups|trucks|SUVs|crossovers|nameplates|imports|products)\b"
)
"""Behind a country: its cars in general."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the whole document is about."""

    reverse: bool
    """It names the subject: reverse imports, or cars made abroad and brought home."""
    markets: frozenset[str]
    """Countries in which something is said to be sold."""
    origins: frozenset[str]
    """Countries in which something is said to be built."""
    grey: bool
    """Private, used or parallel imports are spoken of."""
    named: frozenset[str]
    """Countries that are named at all."""
    generic: frozenset[str]
    """Countries whose cars in general are spoken of: "US-made models"."""
    imports: int
    """How many models are said to come, or be brought, from a country that is not their maker's own."""


def find_frame(scenes: list[Scene], roles: list[dict[int, Role]]) -> Frame:
    """The frame that the document's sentences make together."""
    reverse = any(scene.family("frame") for scene in scenes)
    markets, origins = set(), set()
    for scene, of in zip(scenes, roles, strict=True):
        for place in scene.places:
            if place.country and of[place.start] is Role.MARKET:
                markets.add(place.country)
            if place.country and of[place.start] in (Role.BUILT_BEFORE, Role.BUILT_BEHIND, Role.BUILDER):
                origins.add(place.country)
    generic = {
        p.country
        for scene, of in zip(scenes, roles, strict=True)
        for p in scene.places
        if p.country and of[p.start] is Role.BUILT_BEFORE and CARS.match(scene.text, p.end, scene.span.end)
    }
    named = frozenset(p.country for scene in scenes for p in scene.places if p.country)
    grey = any(scene.family("veto") for scene in scenes)
    imports = {m.key for scene, of in zip(scenes, roles, strict=True) for m in _imported(scene, of)}
    return Frame(reverse, frozenset(markets), frozenset(origins), grey, named, frozenset(generic), len(imports))


def _imported(scene: Scene, roles: dict[int, Role]) -> list[Model]:
    """The models of a sentence that come from abroad and go nowhere else."""
    sourced = any(c.cue.id == "make.sourced.from" for c in scene.cues) and scene.family("event")
    if not sourced and (scene.has_finite(*scene.span) or scene.family("event")):
        return []
    behind = [p.country for p in scene.places if roles[p.start] is Role.BUILT_BEHIND]
    return [
        m
        for m in scene.models
        if any(c and c != m.market for c in behind) and foreign_market(scene, roles, m.market, *scene.span) is None
    ]


def speaks_of_home(scene: Scene, roles: dict[int, Role], market: str, start: int, end: int) -> bool:
    """Whether `start:end` of the sentence names the home market, by its name or as "home"."""
    for cue in scene.family("market"):
        if start <= cue.start < end:
            return True
    for place in scene.places:
        if place.country == market and start <= place.start < end and roles[place.start] in (Role.MARKET, Role.NONE):
            return True
    if foreign_market(scene, roles, market, start, end) is not None:
        return False
    people = _PEOPLE.get(market)
    return bool(people and people.search(scene.text, start, end))


def foreign_market(scene: Scene, roles: dict[int, Role], market: str, start: int, end: int) -> Place | None:
    """A market in `start:end` that is not the home one: an ordinary export goes there."""
    for place in scene.places:
        foreign = place.country != market and (place.country or not place.plant)
        if foreign and start <= place.start < end and roles[place.start] is Role.MARKET:
            return place
    return None
