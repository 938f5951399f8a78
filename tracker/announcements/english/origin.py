"""Where the models of a sentence are built."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.announcements.english.anaphora import Anaphor, Discourse
from tracker.announcements.english.scene import Model, Place, Scene, is_aside
from tracker.announcements.english.whereabouts import BUILDS_NEXT, NOT_TOWNS, UNKNOWN_TOWN, Role, is_gapped


@dataclass(frozen=True, slots=True)
class Origin:
    """A model, and the place it is built in."""

    model: Model
    place: Place
    rule: str


_SAME_PLACE = re.compile(
    r"\b(?:the same|that|the) (?:[A-Z][a-z]+ )?(?:plant|factory|complex|line|lines|town|city|state|place|works|site|"
    r"facility|country|kingdom)\b"
    r"|\b(?:built|made|assembled|produced|manufactured) there\b",
    re.IGNORECASE,
)
_SAME_PLACE_HEADS = frozenset(["the", "that", "built", "made", "assembled", "produced", "manufactured"])
_PLURAL_VERB = re.compile(r"\b(?:are|were|both|all|have|pair|come|arrive|share|the three)\b")


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
    match = UNKNOWN_TOWN.search(behind)
    if not match or match["town"].split()[0] in NOT_TOWNS:
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
    if not BUILDS_NEXT.search(scene.text, place.end, later[0].start) and not is_gapped(scene, place, later[0]):
        return []
    return [Origin(m, place, "origin.builder") for m in list_from(scene, later)]


def _same_place(scene: Scene, last: Place, anaphors: list[Anaphor], discourse: Discourse) -> list[Origin]:
    found = []
    for match in scene.find_at(_SAME_PLACE_HEADS, _SAME_PLACE):
        place = replace(last, start=match.start(), end=match.end())
        later = [m for m in scene.models if m.start >= match.end()]
        earlier = [m for m in scene.models if m.end <= match.start()]
        if later and not earlier and BUILDS_NEXT.search(scene.text, match.end(), later[0].start):
            found.append(Origin(later[0], place, "origin.same_place"))
        elif match.group().lower().startswith(("the same", "that", "built", "made", "assembled", "produced")):
            found += _behind(scene, place, anaphors, discourse)
    return found
