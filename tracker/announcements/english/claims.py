"""Sentences → claims: who is built where, and what is said of selling it at home."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from tracker.announcements.document import Claim, Document
from tracker.announcements.english.anaphora import Anaphor, Discourse, find_anaphors
from tracker.announcements.english.basis import resolve_basis
from tracker.announcements.english.headings import Heading, find_heading
from tracker.announcements.english.layout import lay_out
from tracker.announcements.english.market import CARS, Frame, find_frame, foreign_market, speaks_of_home
from tracker.announcements.english.origin import Origin, find_origins
from tracker.announcements.english.scene import Badge, Model, Place, Scene, is_aside
from tracker.announcements.english.status import Clauses, Saying
from tracker.announcements.english.timing import find_times, is_ahead
from tracker.announcements.english.verbs import FINITE_VERB
from tracker.announcements.english.whereabouts import Role, find_roles
from tracker.records import Basis, Status
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import read_cues

PENDING_REACH = 3
"""Sentences within which a maker's study or plan waits for the models to be named."""

SELF_EVIDENT = ("repatriate", "reimport", "re-import", "reverse")


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the document's sentences."""

    document: Document
    scenes: list[Scene]
    roles: list[dict[int, Role]]
    frame: Frame
    discourse: Discourse = field(default_factory=Discourse)
    last_place: Place | None = None
    regions: dict[str, str] = field(default_factory=dict)
    """By plant: the region it was once named with."""
    pending: dict[str, tuple[int, Saying]] = field(default_factory=dict)
    """By maker: the sentence and saying of a study or plan whose models are still to be named."""
    open_saying: tuple[int, Saying] | None = None
    """Number of the sentence, and what it said of models it did not name: the next ones do."""
    heading: Heading | None = None
    home_since: int = -10
    """Number of the last sentence that spoke of the home market."""


def find_claims(document: Document) -> None:
    """Fill `document.claims`, `document.on_subject` and `document.rejected`."""
    if not any(m.name.kind in (NameKind.NAMEPLATE, NameKind.BRAND) for m in document.mentions):
        # Nothing that could be announced is named: only the subject itself is looked for.
        frames = read_cues("english", "frame")
        document.on_subject = any(frames.find_cues(document.folded, *span) for span in document.sentences)
        return
    scenes = lay_out(document)
    roles = [find_roles(scene) for scene in scenes]
    reading = _Reading(document, scenes, roles, find_frame(scenes, roles))
    document.on_subject = reading.frame.reverse
    for number, scene in enumerate(scenes):
        _read_scene(reading, number, scene)
    _claim_listed(reading)
    _claim_framed(reading)
    _claim_unsaid(reading)


def _read_scene(reading: _Reading, number: int, scene: Scene) -> None:
    if not (
        scene.models or scene.badges or scene.places or scene.family("event", "state", "status", "make", "heading")
    ):
        return
    discourse = reading.discourse
    discourse.note_scene(scene)
    anaphors = find_anaphors(scene, discourse)
    roles = reading.roles[number]
    origins = find_origins(scene, roles, anaphors, discourse, reading.last_place)
    origins += _generic_origins(scene, roles, origins)
    origins += _same_origins(reading, scene)
    reading.heading = find_heading(scene, reading.heading, reading.scenes[number - 1] if number else None)
    for origin in origins:
        _claim_origin(reading, scene, origin)
    clauses = Clauses(scene, anaphors, discourse)
    is_heading = reading.heading is not None and reading.heading.scene is scene
    if is_heading:
        return
    if not _is_vetoed(scene):
        sayings = clauses.read()
        sayings += _read_listed(reading, number, clauses, sayings)
        for saying in sayings:
            _claim_saying(reading, number, saying, origins)
        _name_pending(reading, number, clauses, sayings)
        discourse.sayings = [s for s in sayings if s.models] or discourse.sayings
        open_ones = [s for s in sayings if not s.models and s.status in (Status.ON_SALE, Status.PLANNED, Status.ENDED)]
        if open_ones:
            reading.open_saying = (number, open_ones[-1])
    else:
        reading.document.rejected.append(f"private or used imports: {_quote(scene)}")
    _move_on(reading, number, scene, anaphors)


_AGAIN = re.compile(r"^(?:- )?(?:So|Nor|Neither|Likewise|Ditto|And so|The same)\b")


def _same_origins(reading: _Reading, scene: Scene) -> list[Origin]:
    """ "So is the X7": it is built where the last one is."""
    if reading.last_place is None or not scene.models or scene.places:
        return []
    if not _AGAIN.match(scene.text[scene.span.start : scene.span.start + 24]):
        return []
    return [Origin(m, reading.last_place, "origin.same_again") for m in scene.models]


def _read_listed(reading: _Reading, number: int, clauses: Clauses, sayings: list[Saying]) -> list[Saying]:
    """What a heading, or the sentence before, says of the models that a line only lists."""
    scene = clauses.scene
    said = {m.key for s in sayings for m in s.models}
    models = tuple(m for m in clauses.models if m.key not in said)
    if not models or any(s.models for s in sayings):
        return []
    if reading.heading is not None and reading.heading.covers(scene):
        return [reading.heading.saying(models)]
    waiting = reading.open_saying
    if waiting is None or number - waiting[0] > PENDING_REACH or scene.has_finite(*scene.span):
        return []
    return [replace(waiting[1], models=models, badge=None, strength=2)]


def _is_vetoed(scene: Scene) -> bool:
    return bool(scene.family("veto"))


def _quote(scene: Scene) -> str:
    return scene.text[scene.span.start : min(scene.span.end, scene.span.start + 80)]


def _move_on(reading: _Reading, number: int, scene: Scene, anaphors: list[Anaphor]) -> None:
    """What later sentences may refer back to."""
    models = _spoken_of(scene, anaphors)
    reading.discourse.note_models(models)
    reading.discourse.focus = _last_subject(scene) or models[:1] or reading.discourse.focus
    if scene.badges:
        reading.discourse.badge = scene.badges[0]
        reading.discourse.lead = reading.discourse.lead or scene.badges[0]
    elif models:
        first = models[0]
        reading.discourse.badge = Badge(first.start, first.end, first.maker, first.brand, first.market)
    placed = [
        p
        for p in scene.places
        if reading.roles[number][p.start] in (Role.BUILT_BEFORE, Role.BUILT_BEHIND, Role.BUILDER)
    ]
    if placed:
        reading.last_place = placed[-1]
    if scene.family("market") or any(r is Role.MARKET for r in reading.roles[number].values()):
        reading.home_since = number


def _last_subject(scene: Scene) -> list[Model]:
    """The model that the last clause of its own begins with: what "it" means in the next sentence."""
    for clause in reversed(scene.clauses if len(scene.models) > 1 else ()):
        own = [m for m in scene.models if scene.clause_at(m.start) == clause.number and not is_aside(scene, m)]
        if own and not clause.relative:
            return own[:1]
    return []


def _spoken_of(scene: Scene, anaphors: list[Anaphor]) -> list[Model]:
    named = list({m.key: m for m in scene.models}.values())
    if named:
        return named
    return list(anaphors[0].models) if anaphors else []


# ---------------------------------------------------------------------- origin
def _claim_origin(reading: _Reading, scene: Scene, origin: Origin) -> None:
    model, place = origin.model, origin.place
    if place.plant and place.region:
        reading.regions[place.plant] = place.region
    if not place.country or place.country == model.market:
        return
    reading.document.claims.append(
        Claim(
            maker=model.maker,
            brand=model.brand,
            model=model.name,
            market=model.market,
            origin=place.country,
            plant_region=place.region or reading.regions.get(place.plant or ""),
            plant=place.plant,
            sentence=scene.span,
            rules=(origin.rule,),
            inferred=() if place.stated_country else ("origin",),
        )
    )


def _generic_origins(scene: Scene, roles: dict[int, Role], origins: list[Origin]) -> list[Origin]:
    """ "Similar plans for their American-made models": an origin for every model of the sentence that has none."""
    placed = {o.model.key for o in origins}
    for place in scene.places:
        if roles[place.start] in (Role.BUILT_BEFORE, Role.NONE) and CARS.match(scene.text, place.end, scene.span.end):
            free = [
                m for m in scene.models if m.key not in placed and place.country != m.market and not is_aside(scene, m)
            ]
            return [Origin(m, place, "origin.generic") for m in free]
    return []


# ---------------------------------------------------------------------- status
def _claim_saying(reading: _Reading, number: int, saying: Saying, origins: list[Origin]) -> None:
    scene = reading.scenes[number]
    if not saying.models:
        if saying.badge is not None and saying.status in (Status.PLANNED, Status.CONSIDERING, Status.SPECULATED):
            reading.pending[saying.badge.maker] = (number, saying)
        return
    start, end = find_times(scene, saying)
    if (
        saying.status is Status.ON_SALE
        and saying.tense in ("coming", "present")
        and is_ahead(start, reading.document.published)
    ):
        saying = replace(saying, status=Status.PLANNED)
    for model in saying.models:
        if saying.status is Status.ON_SALE and _is_home_built(reading, number, model):
            reading.document.rejected.append(f"{model.name}: built at home: {_quote(scene)}")
            continue
        link = _home_link(reading, number, saying, model)
        if link is None:
            reading.document.rejected.append(f"{model.name}: {saying.status} not at home: {_quote(scene)}")
            continue
        _claim_status(reading, number, saying, model, start, end, saying.strength + link, origins)


def _claim_status(
    reading: _Reading,
    number: int,
    saying: Saying,
    model: Model,
    start: str | None,
    end: str | None,
    strength: int,
    origins: list[Origin],
) -> None:
    scene = reading.scenes[number]
    own = next((o.place for o in origins if o.model.key == model.key and o.place.country != model.market), None)
    reading.document.claims.append(
        Claim(
            maker=model.maker,
            brand=model.brand,
            model=model.name,
            market=model.market,
            origin=own.country if own else None,
            plant_region=own.region if own else None,
            plant=own.plant if own else None,
            status=saying.status,
            basis=resolve_basis(saying.status, scene, reading.scenes, saying.rules, saying.badge is not None),
            # What is only guessed at has no date; a date beside it is another thing's.
            start=start if saying.status is not Status.SPECULATED else None,
            end=end,
            sold_as=_other_name(scene, model) if saying.status is Status.ENDED else None,
            sentence=scene.span,
            rules=saying.rules,
            inferred=("origin",) if own and not own.stated_country else (),
            strength=strength,
        )
    )


def _is_home_built(reading: _Reading, number: int, model: Model) -> bool:
    """Whether the sentence says that the model is built at home: "the Ulsan-made Veloster"."""
    scene, roles = reading.scenes[number], reading.roles[number]
    for place in scene.places:
        if place.country != model.market:
            continue
        if roles[place.start] is Role.BUILT_BEFORE and 0 <= model.start - place.end < 30:
            return True
    origins = [p for p in scene.places if roles[p.start] in (Role.BUILT_BEHIND, Role.BUILT_BEFORE, Role.BUILDER)]
    return bool(origins) and all(p.country == model.market for p in origins)


def _other_name(scene: Scene, model: Model) -> str | None:
    """The name that the sentence gives the model beside its own: "marketed the Highlander as the Kluger"."""
    return model.alias or next((m.alias for m in scene.models if m.key == model.key and m.alias), None)


def _home_link(reading: _Reading, number: int, saying: Saying, model: Model) -> int | None:
    """How directly the saying is tied to the model's home market: 2 said, 1 implied, None: it is not."""
    scene, roles = reading.scenes[number], reading.roles[number]
    clause = scene.clause_at(saying.cue.start)
    pieces = [p for p in scene.pieces if p.clause == clause]
    near = any(speaks_of_home(scene, roles, model.market, p.start, p.end) for p in pieces)
    abroad = next((x for p in pieces if (x := foreign_market(scene, roles, model.market, p.start, p.end))), None)
    if near:
        return 2
    if abroad is not None:
        return None
    if speaks_of_home(scene, roles, model.market, *scene.span):
        return 2
    if foreign_market(scene, roles, model.market, *scene.span) is not None and len(scene.clauses) == 1:
        return None
    if (
        saying.cue.cue.value.startswith("active")
        and _SENDS.match(scene.text, saying.cue.start)
        and not reading.frame.reverse
        and not _sent_by_place(reading, number, saying)
    ):
        return None
    return _implied_link(reading, number, model)


def _sent_by_place(reading: _Reading, number: int, saying: Saying) -> bool:
    """ "Thailand sends the Hilux": a country that sends cars sends them home."""
    scene, roles = reading.scenes[number], reading.roles[number]
    return any(roles[p.start] is Role.BUILDER and 0 <= saying.cue.start - p.end < 30 for p in scene.places)


_SENDS = re.compile(r"(?:sends?|sent|ships?|shipped|shipping|sending|exports?|exported|exporting)\b")
"""What is sent goes somewhere: without a word of home it is an ordinary export."""


def _implied_link(reading: _Reading, number: int, model: Model) -> int | None:
    frame = reading.frame
    foreign = any(country != model.market for country in frame.origins)
    if frame.reverse or (foreign and model.market in frame.markets):
        return 1
    if frame.imports >= 2 and foreign and model.market in frame.named:
        return 1
    recent = number - reading.home_since <= 2
    return 1 if recent and foreign else None


_COUNTED = re.compile(
    r"\b(two|three|four|five|six|both) (?:of its |popular |new |more |of )*(?:[\w.-]+ ){0,2}?(?:cars|models|vehicles|"
    r"nameplates|SUVs|crossovers|pickups|trucks)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _is_counted(scene: Scene, models: list[Model], model: Model) -> bool:
    """Whether the plan was for as many cars as are now listed: "three American cars ... the A, the B and the C"."""
    match = _COUNTED.search(scene.text, *scene.span)
    own = {m.key for m in models if m.maker == model.maker}
    return match is not None and len(own) == _COUNTS[match[1].lower()]


LISTED_RULES = ("origin.built_behind", "origin.builder", "origin.list", "origin.apposed", "origin.inverted")
LISTED = 3
"""Models said to come from abroad that make an article a list of such imports."""


def _claim_listed(reading: _Reading) -> None:
    """In a list of imports a model needs no verb: "the Eclipse from Normal, Illinois, and the Carisma from Born"."""
    if reading.frame.imports < LISTED:
        return
    stated = {(c.maker, c.model) for c in reading.document.claims if c.status}
    for claim in list(reading.document.claims):
        if (claim.maker, claim.model) in stated or claim.model is None or claim.rules[0] not in LISTED_RULES:
            continue
        text = reading.document.folded[claim.sentence.start : claim.sentence.end]
        if (re.search(r"\bfrom\b", text) or not FINITE_VERB.search(text)) and claim.market in reading.frame.named:
            added = replace(
                claim, status=Status.ON_SALE, basis=Basis.REPORT, strength=1, rules=("origin.built_behind", "listed")
            )
            reading.document.claims.append(added)


def _claim_unsaid(reading: _Reading) -> None:
    """In an article about cars brought home, a foreign-built model of which nothing else is said is one on sale."""
    claims = reading.document.claims
    stated = {(c.maker, c.brand, c.model) for c in claims if c.status}
    imported = {c.maker for c in claims if c.status and c.strength >= 5}
    for claim in list(claims):
        subject = (claim.maker, claim.brand, claim.model)
        if subject in stated or not claim.origin or claim.model is None:
            continue
        if (
            not (reading.frame.reverse or reading.frame.imports >= 2)
            or not imported
            or claim.market not in reading.frame.named
        ):
            continue
        if _goes_abroad(reading, claim):
            continue
        stated.add(subject)
        claims.append(replace(claim, status=Status.ON_SALE, basis=Basis.REPORT, rules=(*claim.rules, "unsaid")))


def _goes_abroad(reading: _Reading, claim: Claim) -> bool:
    """Whether the sentence of a claim names another market, or asks."""
    at = bisect_left(reading.scenes, claim.sentence.start, key=lambda s: s.span.start)
    scene, roles = reading.scenes[at], reading.roles[at]
    text = scene.text[scene.span.start : scene.span.end]
    asks = text.startswith("Q:") or text.endswith("?")
    return asks or foreign_market(scene, roles, claim.market, *scene.span) is not None


def _claim_framed(reading: _Reading) -> None:
    """Where an article speaks of one country's cars all along ("US-made models for Japan"), a model whose origin it
    never states is one of them."""
    stated = {(c.maker, c.brand, c.model) for c in reading.document.claims if c.origin}
    countries = reading.frame.generic
    for claim in list(reading.document.claims):
        subject = (claim.maker, claim.brand, claim.model)
        foreign = countries - {claim.market}
        if subject in stated or claim.status in (None, Status.ON_SALE, Status.ENDED) or len(foreign) != 1:
            continue
        stated.add(subject)
        framed = replace(
            claim, origin=next(iter(foreign)), status=None, strength=0, rules=("origin.frame",), inferred=("origin",)
        )
        reading.document.claims.append(framed)


# ---------------------------------------------------------------------- models named after the plan
def _name_pending(reading: _Reading, number: int, clauses: Clauses, sayings: list[Saying]) -> None:
    """Models that are named where a maker's plan was told just before: "it has singled out the Murano"."""
    said = {m.key for s in sayings for m in s.models}
    names = clauses.scene.family("name")
    for model in clauses.models:
        waiting = reading.pending.get(model.maker)
        if waiting is None or model.key in said or number - waiting[0] > PENDING_REACH:
            continue
        named = names and names[0].start <= model.start
        if not named and not _is_counted(reading.scenes[waiting[0]], clauses.models, model):
            continue
        saying = waiting[1]
        _claim_status(reading, number, saying, model, *find_times(reading.scenes[waiting[0]], saying), 3, [])
