"""Where the models of a sentence are built, and which places in it are markets instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from tracker.announcements.english.anaphora import Anaphor, Discourse
from tracker.announcements.english.scene import Model, Place, Scene, is_aside


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


@dataclass(frozen=True, slots=True)
class Origin:
    """A model, and the place it is built in."""

    model: Model
    place: Place
    rule: str


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
_SAME_PLACE = re.compile(
    r"\b(?:the same|that|the) (?:[A-Z][a-z]+ )?(?:plant|factory|complex|line|lines|town|city|state|place|works|site|"
    r"facility|country|kingdom)\b"
    r"|\b(?:built|made|assembled|produced|manufactured) there\b",
    re.IGNORECASE,
)
_SAME_PLACE_HEADS = frozenset(["the", "that", "built", "made", "assembled", "produced", "manufactured"])
_PREPOSITION = re.compile(
    r"\b(?P<prep>from|out of|off|via|in|at|near|outside|to|for|into|reach|reaches|reached|reaching|across|around|of|"
    r"on|by|through|with|throughout)"
    r"(?: (?!(?:from|in|at|to|for|into|of|on|by|and|or|but|is|was|with|near|outside|that|which)\b)[\w'&-]+){0,4}? ?\(?$"
)
_BRACKET = re.compile(r"(?:\(|[—–-] ?)$")
_UNKNOWN_TOWN = re.compile(
    r"\b(?:at|in|from|near|outside|of) (?P<town>[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|d'[A-Z]\w+)){0,2})(?:,? (?:in|near|"
    r"outside|also in)(?: the)?|,) $"
)
_NOT_TOWNS_TEXT = """
    The A Its In At Japan Europe America North South January February March April May June July August September
    October November December
"""
_NOT_TOWNS = frozenset(_NOT_TOWNS_TEXT.split())
_BUILDS_NEXT = re.compile(
    r"\b(?:builds?|makes?|produces?|assembles?|supplie[sd]|supply|supplying|sending|shipping|exporting|building|"
    r"producing|sends?|sent|turns out|ships?|shipped|exports?|exported|built|made|produced|will (?:build|make|supply|"
    r"send|ship)|is to (?:build|make|send|supply|ship))\b"
)
_PLURAL_VERB = re.compile(r"\b(?:are|were|both|all|have|pair|come|arrive|share|the three)\b")


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
    town = _UNKNOWN_TOWN.search(behind)
    if town and behind.endswith(", ") and town["town"].split()[0] not in _NOT_TOWNS:
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
    return bool(_BUILDS_NEXT.search(between)) or _gapped(scene, place, ahead[0])


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


def find_origins(
    scene: Scene, roles: dict[int, Role], anaphors: list[Anaphor], discourse: Discourse, last: Place | None
) -> list[Origin]:
    """Every model of the sentence that a place is said to be the origin of."""
    found: list[Origin] = []
    for place in scene.places:
        role = roles[place.start]
        if role is Role.BUILT_BEFORE:
            found += _before(scene, place, roles)
        elif role is Role.BUILT_BEHIND:
            found += _behind(scene, _with_town(scene, place), anaphors, discourse)
        elif role is Role.BUILDER:
            found += _by_builder(scene, place) or (
                _behind(scene, place, anaphors, discourse) if not scene.models else []
            )
    if last is not None:
        found += _same_place(scene, last, anaphors, discourse)
    return found or _only_place(scene, roles)


def _only_place(scene: Scene, roles: dict[int, Role]) -> list[Origin]:
    """ "The Kicks is Thai by birth", "The Hilux: Thailand": the one foreign place, no market."""
    models = [m for m in scene.models if not is_aside(scene, m)]
    if not models or any(roles[p.start] is Role.MARKET and p.country != models[0].market for p in scene.places):
        return []
    foreign = [p for p in scene.places if p.country and p.country != models[0].market and roles[p.start] is Role.NONE]
    if len({p.country for p in foreign}) != 1 or len({m.maker for m in models}) != 1:
        return []
    place = foreign[0]
    if _ELSEWHERE.search(scene.text, scene.span.start, scene.span.end):
        return []
    near = [m for m in models if abs(m.start - place.start) < 90]
    return [Origin(m, place, "origin.only_place") for m in near]


_ELSEWHERE = re.compile(
    r"\b(?:tariffs?|duty|duties|president|government|trade|rivals?|competitors?|engines?|batter(?:y|ies)|parts|"
    r"partner|designed|styled|developed|visit)\b",
    re.IGNORECASE,
)


def _with_town(scene: Scene, place: Place) -> Place:
    """The place with the town before it that the vocabulary does not know: "Nosovice in the Czech Republic"."""
    if place.plant:
        return place
    behind = scene.text[max(scene.span.start, place.start - 60) : place.start]
    match = _UNKNOWN_TOWN.search(behind)
    if not match or match["town"].split()[0] in _NOT_TOWNS:
        return place
    start, end = (place.start - len(behind) + offset for offset in match.span("town"))
    spans = [(x.start, x.end) for x in scene.badges] + [(x.start, x.end) for x in scene.models]
    spans += [(x.start, x.end) for x in scene.places]
    if any(one < end and start < two for one, two in spans):
        return place
    return replace(place, plant=match["town"])


def _before(scene: Scene, place: Place, roles: dict[int, Role]) -> list[Origin]:
    ahead = [m for m in scene.models if m.start >= place.end]
    if not ahead or ahead[0].start - place.end > 70 or scene.has_finite(place.end, ahead[0].start):
        return _apposed(scene, place)
    own = [p.start for p in scene.places if p.start > place.start and roles[p.start] is Role.BUILT_BEFORE]
    group = [ahead[0]]
    for model in ahead[1:]:
        between = (group[-1].end, model.start)
        if any(between[0] <= start < between[1] for start in own) or not is_list_gap(scene, *between):
            break
        if any(0 <= p.start - model.end <= 14 and roles[p.start] is Role.BUILT_BEHIND for p in scene.places):
            break
        group.append(model)
    return [Origin(m, place, "origin.built_before") for m in group]


_OTHER_THING = re.compile(
    r"\b(?:engines?|gearbox\w*|transmissions?|batter(?:y|ies)|motors?|parts|components|workers|employees|dealers|"
    r"executives|other|rivals?|competitors?|"
    r"tariffs?|duty|he|she|who|visitors|officials|analysts?|cars made|production of)\b",
    re.IGNORECASE,
)
"""What a sentence may be about instead of the car that was named last."""
_APPOSED = re.compile(
    r"(?:,|—|–|\() (?:(?:which|that) (?:is|are|was) )?(?:also |likewise |both )?(?:a|an|the|another|two|three|"
    r"all)?(?: (?!and\b)[\w-]+){0,3} ?$"
)


def _apposed(scene: Scene, place: Place) -> list[Origin]:
    """ "The Transit Connect, a Spanish-built van": it describes the model before it."""
    before = [m for m in scene.models if m.end <= place.start and not is_aside(scene, m)]
    if not before or not _APPOSED.fullmatch(scene.text, before[-1].end, place.start):
        return []
    return [Origin(before[-1], place, "origin.apposed")]


def is_list_gap(scene: Scene, start: int, end: int) -> bool:
    """Whether what stands between two models makes them members of one list."""
    gap = scene.text[start:end]
    if end - start > 90 or scene.has_finite(start, end):
        return False
    if any(start <= cue.start < end and cue.cue.family == "event" for cue in scene.cues):
        return False
    return bool(re.search(r",|\band\b|\bor\b|\bplus\b|&|/|\bas well as\b", gap)) and not re.search(
        r"[;:]|\b(?:but|than|while|unlike|like|which|who|replac)", gap
    )


def _behind(scene: Scene, place: Place, anaphors: list[Anaphor], discourse: Discourse) -> list[Origin]:
    earlier = [m for m in scene.models if m.end <= place.start and not is_aside(scene, m)]
    nouns = [a for a in anaphors if a.end <= place.start and _reaches(scene, a.start, place.start)]
    if earlier and (
        not nouns
        or nouns[-1].start < earlier[-1].start
        or (nouns[-1].pronoun and _same_clause(scene, earlier[-1].start, place.start))
    ):
        group = _group_before(scene, earlier, place)
        return [Origin(m, place, "origin.built_behind") for m in group]
    if nouns:
        return [Origin(m, place, "origin.anaphor") for m in nouns[-1].models]
    later = [m for m in scene.models if m.start >= place.end]
    if later:
        if re.search(r":|—|–", scene.text[place.end : later[0].start]):
            return [Origin(m, place, "origin.list") for m in list_from(scene, later)]
        # "From Thailand comes the March": the model follows its origin.
        near = later[0].start - place.end < 120
        return [Origin(m, place, "origin.inverted") for m in list_from(scene, later)] if near else []
    if not scene.models and not any(b.maker not in {m.maker for m in discourse.group} for b in scene.badges):
        # "Made in Thailand, it has been on sale since 2017": a sentence about what was named last.
        spoken = discourse.group if len(discourse.group) == 1 else discourse.focus
        return [
            Origin(m, place, "origin.carried")
            for m in spoken
            if not _OTHER_THING.search(scene.text, scene.span.start, place.start)
        ]
    return []


def _reaches(scene: Scene, at: int, place: int) -> bool:
    """Whether what stands at `at` can be what the place is said of: in its clause, or the head of it."""
    clause = scene.clause_at(place)
    if scene.clause_at(at) == clause:
        return True
    return scene.clauses[clause].relative and scene.clauses[clause].start - at < 60


def _same_clause(scene: Scene, one: int, two: int) -> bool:
    return scene.clause_at(one) == scene.clause_at(two)


def _group_before(scene: Scene, earlier: list[Model], place: Place) -> list[Model]:
    """The model right before the place, with its whole list where a plural verb stands between."""
    last = earlier[-1]
    if not _PLURAL_VERB.search(scene.text, last.end, place.start):
        return [last]
    group = [last]
    for model in reversed(earlier[:-1]):
        if not is_list_gap(scene, model.end, group[0].start):
            break
        group.insert(0, model)
    return group


def list_from(scene: Scene, models: list[Model]) -> list[Model]:
    """The list that the first of `models` opens."""
    group = models[:1]
    for model in models[1:]:
        if not is_list_gap(scene, group[-1].end, model.start):
            break
        if any(
            group[-1].end <= p.start < model.start
            and re.search(r"\b(?:from|in|at|\() ?(?:the )?$", scene.text[max(0, p.start - 9) : p.start])
            for p in scene.places
        ):
            break
        group.append(model)
    return group


def _by_builder(scene: Scene, place: Place) -> list[Origin]:
    later = [m for m in scene.models if m.start >= place.end and _same_clause(scene, m.start, place.start)]
    if not later:
        earlier = [m for m in scene.models if m.end <= place.start and not is_aside(scene, m)]
        built = any(c.cue.id == "make.built.built" for c in scene.cues)
        return [Origin(earlier[-1], place, "origin.builder_behind")] if earlier and built else []
    if not _BUILDS_NEXT.search(scene.text, place.end, later[0].start) and not _gapped(scene, place, later[0]):
        return []
    return [Origin(m, place, "origin.builder") for m in list_from(scene, later)]


def _gapped(scene: Scene, place: Place, model: Model) -> bool:
    """ "Thailand sends the Hilux; India the Fronx": the verb is said once, and before that place."""
    between = scene.text[place.end : model.start]
    return len(between) < 24 and bool(re.fullmatch(r"'?s?:?,? (?:the |a |its )?(?:[A-Z][\w-]* )?", between))


def _same_place(scene: Scene, last: Place, anaphors: list[Anaphor], discourse: Discourse) -> list[Origin]:
    found = []
    for match in scene.find_at(_SAME_PLACE_HEADS, _SAME_PLACE):
        place = replace(last, start=match.start(), end=match.end())
        later = [m for m in scene.models if m.start >= match.end()]
        earlier = [m for m in scene.models if m.end <= match.start()]
        if later and not earlier and _BUILDS_NEXT.search(scene.text, match.end(), later[0].start):
            found.append(Origin(later[0], place, "origin.same_place"))
        elif match.group().lower().startswith(("the same", "that", "built", "made", "assembled", "produced")):
            found += _behind(scene, place, anaphors, discourse)
    return found
