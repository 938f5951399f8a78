"""What the places of a sentence do in it: where cars are built, or where they are sold."""

from __future__ import annotations

import re
from enum import Enum

from tracker.announcements.english.scene import Model, Place, Scene


class Role(Enum):
    """What a place does in its sentence."""

    BUILT_BEFORE = "built_before"
    """It says where the model behind it is built: "the Kentucky-built Camry"."""
    BUILT_BEHIND = "built_behind"
    """It says where the model before it is built: "the Camry, made in Kentucky"."""
    BUILDER = "builder"
    """A plant that does something: "Swindon supplied the Civic"."""
    MARKET = "market"
    """Where it is sold, or to whom: "in Japan", "Japanese buyers"."""
    NONE = "none"


_BUILT_SUFFIX = re.compile(
    r"(?:-| )(?:built|made|assembled|produced|manufactured|sourced|bred|born|based plant)\b", re.IGNORECASE
)
_MARKET_NOUN = re.compile(
    r"(?:'?s? |-)(?:\w+ ){0,2}?(?:buyers?|customers?|consumers?|drivers?|dealers?|dealerships?|showrooms?|market|"
    r"markets|motorists|roads|"
    r"price list|price lists|prices?|launch|debut|sales|public|streets?|catalogue|shores|fans|enthusiasts|owners|"
    r"retail|"
    r"garages|households|families|soil|sale|deliveries|orders|registrations|range|line-up|lineup|shoppers|users|"
    r"distributor|introduction|release|car buyers|specification|trim|form)\b"
)
_IMPORT_NOUN = re.compile(
    r"(?:'s)? (?:\w+ ){0,2}?(?:imports?|plant|plants|factory|factories|line|lines|works|complex|programme|program|"
    r"product|"
    r"build plate|subsidiary|operation|operations|facility|site|output|production|car|built|venture)\b"
)
_PREPOSITION = re.compile(
    r"\b(?P<prep>from|out of|off|via|in|at|near|outside|to|for|into|reach|reaches|reached|reaching|across|around|of|"
    r"on|by|through|with|throughout)"
    r"(?: (?!(?:from|in|at|to|for|into|of|on|by|and|or|but|is|was|with|near|outside|that|which)\b)[\w'&-]+){0,4}? ?\(?$"
)
_BRACKET = re.compile(r"(?:\(|[—–-] ?)$")
UNKNOWN_TOWN = re.compile(
    r"\b(?:at|in|from|near|outside|of) (?P<town>[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|d'[A-Z]\w+)){0,2})(?:,? (?:in|near|"
    r"outside|also in)(?: the)?|,) $"
)
_NOT_TOWNS_TEXT = """
    The A Its In At Japan Europe America North South January February March April May June July August September
    October November December
"""
NOT_TOWNS = frozenset(_NOT_TOWNS_TEXT.split())
BUILDS_NEXT = re.compile(
    r"\b(?:builds?|makes?|produces?|assembles?|supplie[sd]|supply|supplying|sending|shipping|exporting|building|"
    r"producing|sends?|sent|turns out|ships?|shipped|exports?|exported|built|made|produced|will (?:build|make|supply|"
    r"send|ship)|is to (?:build|make|send|supply|ship))\b"
)


def find_roles(scene: Scene) -> dict[int, Role]:
    """The role of each place of the sentence, by its start."""
    roles = {place.start: _role(scene, place) for place in scene.places}
    scene.markets = [place for place in scene.places if roles[place.start] is Role.MARKET]
    return roles


def _role(scene: Scene, place: Place) -> Role:
    text = scene.text
    ahead = text[place.end : place.end + 60]
    if _BUILT_SUFFIX.match(ahead) or _owns_model(scene, place, ahead):
        return Role.BUILT_BEFORE
    if place.adjective:
        return _adjective_role(scene, place, ahead)
    if _MARKET_NOUN.match(ahead) and not place.plant:
        return Role.MARKET
    behind = text[max(scene.span.start, place.start - 60) : place.start]
    town = UNKNOWN_TOWN.search(behind)
    if town and behind.endswith(", ") and town["town"].split()[0] not in NOT_TOWNS:
        behind = behind[: town.start("town")]
    preposition = _PREPOSITION.search(behind)
    if preposition is None:
        return _bare_role(scene, place, behind)
    return _prepositional_role(
        scene, place, preposition["prep"], max(scene.span.start, place.start - 60) + preposition.start()
    )


def _owns_model(scene: Scene, place: Place, ahead: str) -> bool:
    """ "Ohio's Integra": a region or plant that a model is said to belong to."""
    if not ahead.startswith("'s ") or not (place.region or place.plant):
        return False
    return any(0 <= m.start - place.end <= 20 for m in scene.models)


def _adjective_role(scene: Scene, place: Place, ahead: str) -> Role:
    if _MARKET_NOUN.match(ahead):
        return Role.MARKET
    if _IMPORT_NOUN.match(ahead):
        return Role.BUILT_BEHIND
    near = [m for m in scene.models if 0 <= m.start - place.end <= 24]
    if near and not scene.has_finite(place.end, near[0].start) and "," not in scene.text[place.end : near[0].start]:
        return Role.BUILT_BEFORE
    return Role.NONE


def _bare_role(scene: Scene, place: Place, behind: str) -> Role:
    if _BRACKET.search(behind):
        return Role.BUILT_BEHIND
    ahead = scene.text[place.end : place.end + 60]
    if not place.adjective and _is_subject(scene, place):
        return Role.BUILDER
    if re.match(r"(?:'s)? (?:\w+ )?(?:import|product|build)\b", ahead) or re.search(
        r"\bshares? (?:the |its )?$", behind
    ):
        return Role.BUILT_BEHIND
    if _IMPORT_NOUN.match(ahead) or place.plant:
        if _verb_before(scene, place.start) == "make":
            return Role.BUILT_BEHIND
        return Role.BUILDER
    return Role.NONE


def _is_subject(scene: Scene, place: Place) -> bool:
    """Whether a place sends cars, or stands before them: "Thailand sends the Hilux", "Spartanburg: X3 and X5"."""
    ahead = [m for m in scene.models if m.start >= place.end]
    if not ahead or ahead[0].start - place.end > 50:
        return False
    between = scene.text[place.end : ahead[0].start]
    return bool(BUILDS_NEXT.search(between)) or is_gapped(scene, place, ahead[0])


def _prepositional_role(scene: Scene, place: Place, prep: str, at: int) -> Role:
    if prep in ("from", "out of", "off", "via"):
        gone = [c for c in scene.cues if c.cue.value.startswith("end") and c.start < place.start]
        if (
            gone
            and re.search(r"\b(?:from|off)(?: the| its)? $", scene.text[max(0, place.start - 12) : place.start])
            and not place.plant
            and not place.region
        ):
            return Role.MARKET if place.start - gone[-1].end < 60 else Role.BUILT_BEHIND
        return Role.BUILT_BEHIND
    if (
        prep in ("to", "into")
        and re.search(
            r"\b(?:moved|shifted|transferred|switched|relocated|moving|passed|move|shift|switch)\b[^,;]{0,30}$",
            scene.text[max(scene.span.start, at - 40) : at],
        )
        and (place.plant or not _sells(scene, at))
    ):
        return Role.BUILT_BEHIND
    if prep in ("to", "for", "into", "across", "around", "throughout") or prep.startswith("reach"):
        # "for production in Ohio" has its own preposition; "to Kentucky" moves work, it sells nothing.
        return Role.MARKET
    if re.search(
        r"\b(?:from|out of) (?:[\w'&-]+ ){1,4}(?:in|at|near|outside) (?:the )?$",
        scene.text[max(scene.span.start, place.start - 60) : place.start],
    ):
        return Role.BUILT_BEHIND
    verb = _verb_before(scene, place.start)
    if verb == "make" and _is_second_place(scene, place):
        return Role.MARKET
    if prep == "with" and _IMPORT_NOUN.match(scene.text[place.end : place.end + 40]):
        return Role.BUILT_BEHIND
    if prep in ("of", "on", "by", "with", "through"):
        return Role.BUILT_BEHIND if verb == "make" and (place.plant or place.region) else Role.NONE
    if verb == "make":
        return Role.BUILT_BEHIND
    if _IMPORT_NOUN.match(scene.text[place.end : place.end + 40]) and place.country:
        return Role.BUILT_BEHIND
    if place.plant and not place.stated_country and verb != "event":
        return Role.BUILT_BEHIND
    return Role.MARKET


def _sells(scene: Scene, at: int) -> bool:
    return any(c.cue.family == "event" and c.end <= at for c in scene.cues)


def _is_second_place(scene: Scene, place: Place) -> bool:
    """ "made in India, in Japan": a second country behind one verb of building is where the car is sold."""
    earlier = [p for p in scene.places if p.end <= place.start and place.start - p.end <= 40]
    if not earlier or not place.country or earlier[-1].country in (None, place.country) or earlier[-1].adjective:
        return False
    gap = scene.text[earlier[-1].end : place.start]
    return bool(
        re.fullmatch(r",? (?:(?:and )?(?:sold|offered) )?(?:in|at|to|for)(?: the)? ", gap)
        or re.fullmatch(r",.{0,36} (?:in|for)(?: the)? ", gap)
    )


def _verb_before(scene: Scene, at: int) -> str | None:
    """Whether the nearest cue before `at`, in its clause, is of building or of selling."""
    clause = scene.clause_at(at - 1)
    best: tuple[int, str] | None = None
    for cue in scene.cues:
        family = cue.cue.family
        if cue.start >= at or family not in ("make", "event", "state", "status"):
            continue
        if cue.cue.id in ("make.sourced.from", "status.ruled_out.bare_not"):
            continue
        if scene.clause_at(cue.start) != clause and best is not None:
            continue
        rank = cue.start + (10_000_000 if scene.clause_at(cue.start) == clause else 0)
        if best is None or rank >= best[0]:
            best = (rank, "make" if family == "make" else "event")
    return best[1] if best else None


def is_gapped(scene: Scene, place: Place, model: Model) -> bool:
    """ "Thailand sends the Hilux; India the Fronx": the verb is said once, and before that place."""
    between = scene.text[place.end : model.start]
    return len(between) < 24 and bool(re.fullmatch(r"'?s?:?,? (?:the |a |its )?(?:[A-Z][\w-]* )?", between))
