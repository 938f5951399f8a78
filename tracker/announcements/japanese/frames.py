"""What the paragraph or the whole article says of origin and time, lent to clauses that leave it out."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.announcements.document import Document
from tracker.announcements.japanese.acts import ACTS
from tracker.announcements.japanese.sentences import LineKind, Sentence
from tracker.announcements.japanese.workspace import Act, Car, Finding, Origin, Place, Workspace, within, workspace_of
from tracker.records import Status
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import Cue, CueMatch

LONG_AGO = 15
"""Years after which "sold it" without a word of today means that it no longer is."""

PLACE_REACH = 24
"""Characters that may lie between the start of a place's name and the car it is set before."""

_PLACES = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)
_OF_PLACE = re.compile(
    r"(?:州|県|省|市)?(?:の(?:新?工場の?)?|工場の?|発の?|産の?|組の?)(?:[^。、はがをにでも「」]{0,10})[「『]?"
    r"(?:[A-Zァ-ヶー]{2,8}[ ・])?"
)
_SOLD = re.compile(r"登録|販売|台(?!数)|売れ|けん引|牽引|主力|好調")
_IMPORTS = frozenset(
    {"event.launch.brings_in", "event.launch.carries_in", "event.launch.comes_back", "event.sell.imports"}
)
_TENTATIVE = (Status.CONSIDERING, Status.SPECULATED, Status.RULED_OUT, Status.PLANNED)
_YEAR = re.compile(r"(?:FY)?(\d{4})")


def lend_frames(document: Document) -> None:
    """Stage: gives findings without an origin that of their paragraph or article, and old sales their end."""
    work = workspace_of(document)
    for car in work.cars:
        origin = work.origin_of.get((car.start, car.end))
        if origin:
            work.origins_by_car.setdefault(car.key, []).append(origin.place)
    for car in work.cars:
        place = named_place(work, car)
        if place and all(p.country in (None, car.market) for p in work.origins_by_car.get(car.key, [])):
            work.origins_by_car.setdefault(car.key, []).append(place)
    if is_statistics(work):
        work.findings += _registered_cars(document, work)
    whole = _article_origin(work)
    work.findings = [_with_era(document, work, _with_origin(work, finding, whole)) for finding in work.findings]


def named_place(work: Workspace, car: Car) -> Place | None:
    """オハイオ州の「X」, インドの「Y」: a foreign place set right before the name."""
    near = within(work.matches, car.start - PLACE_REACH, car.start)
    before = [m for m in near if m.name.kind in _PLACES and m.end <= car.start]
    if not before or not _OF_PLACE.fullmatch(work.folded, before[-1].end, car.start):
        return None
    name = before[-1].name
    country = name.canonical if name.kind is NameKind.COUNTRY else name.country
    region = name.canonical if name.kind is NameKind.REGION else None
    plant = name.canonical if name.kind is NameKind.PLANT else None
    return None if country == car.market else Place(country, region, plant, name.kind is not NameKind.COUNTRY)


def is_statistics(work: Workspace) -> bool:
    """Whether the article counts reverse imports: what it lists with an origin is on sale."""
    return work.has("frame.statistics") and work.has("frame.subject")


def _with_origin(work: Workspace, finding: Finding, whole: Origin | None) -> Finding:
    car = finding.car
    if finding.origin is not None or finding.status is None or _has_origin(work, car):
        return finding
    frame = _line_origin(work, finding.sentence, car)
    if frame is None and whole is not None and _leans_on_article(finding):
        frame = whole
    if frame is None or frame.place.country == car.market:
        return finding
    place = Place(frame.place.country, None, None, frame.place.looked_up)
    return replace(finding, origin=place, rules=(*finding.rules, "origin.frame"))


def _leans_on_article(finding: Finding) -> bool:
    return finding.status in _TENTATIVE or finding.act.cue.cue.id in _IMPORTS


def _has_origin(work: Workspace, car: Car) -> bool:
    return car.key in work.origins_by_car


def _line_origin(work: Workspace, sentence: Sentence, car: Car) -> Origin | None:
    """The last origin of the paragraph that no car of its own took, said before the sentence's end."""
    frames = [o for o in work.frames.get(sentence.line, []) if o.start < sentence.end and o.place.country != car.market]
    return frames[-1] if frames else None


def _article_origin(work: Workspace) -> Origin | None:
    """The one foreign country that the whole article speaks of; of several, the one its title names."""
    title_end = work.lines[0][-1].end if 0 in work.lines else 0
    title = [o for o in work.origins if o.place.country not in (None, "JP") and o.start < title_end]
    foreign = [o for o in work.origins if o.place.country not in (None, "JP")]
    if len({o.place.country for o in title}) == 1:
        return title[0]
    return foreign[0] if len({o.place.country for o in foreign}) == 1 else None


def _registered_cars(document: Document, work: Workspace) -> list[Finding]:
    """Cars that a count of reverse imports lists without saying what is done with them."""
    stated = {f.car.key for f in work.findings if f.status}
    found: list[Finding] = []
    for sentence in work.sentences:
        if sentence.kind is LineKind.TITLE or not _SOLD.search(document.folded, sentence.start, sentence.end):
            continue
        for car in within(work.cars, sentence.start, sentence.end):
            origin = work.origin_of.get((car.start, car.end))
            frame = origin or _line_origin(work, sentence, car)
            if car.key in stated or frame is None or frame.place.country in (None, car.market):
                continue
            stated.add(car.key)
            found.append(_listed(car, sentence, frame))
    return found


def _listed(car: Car, sentence: Sentence, origin: Origin) -> Finding:
    cue = CueMatch(car.end, car.end, Cue(id="event.perform.listed", family="event", value="perform"))
    act = Act(car.end, car.end, cue, car.end, Status.ON_SALE, "noun")
    return Finding(
        car=car,
        status=Status.ON_SALE,
        sentence=sentence,
        act=act,
        market="home",
        basis="report",
        origin=origin.place,
        rules=("status.listed", origin.rule),
    )


def _with_era(document: Document, work: Workspace, finding: Finding) -> Finding:
    """A sale of long ago: its own year, else the last one named before, lies a car's life back."""
    if (
        finding.status is not Status.ON_SALE
        or finding.act.tense != "past"
        or finding.act.stops
        or document.published is None
    ):
        return finding
    if finding.act.cue.cue.family not in ("event",) or finding.act.cue.cue.value not in ACTS:
        return finding
    year = _YEAR.match(finding.start or "")
    if year is None:
        before = within(work.times, finding.sentence.start - 400, finding.sentence.end)
        year = _YEAR.match(before[-1].value) if before else None
    if year is None or document.published.year - int(year[1]) < LONG_AGO:
        return finding
    return replace(finding, status=Status.ENDED, rules=(*finding.rules, "status.long_ago"))
