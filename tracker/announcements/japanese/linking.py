"""Sentence by sentence: what each act says of which car, when, where and on whose word."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.announcements.document import Document
from tracker.announcements.japanese.acts import find_acts
from tracker.announcements.japanese.basis import read_basis
from tracker.announcements.japanese.focus import Focus
from tracker.announcements.japanese.markets import read_market
from tracker.announcements.japanese.origins import link_origins
from tracker.announcements.japanese.periods import first_day
from tracker.announcements.japanese.scene import OTHER_CARS, Scene, open_scene
from tracker.announcements.japanese.sentences import SILENT, LineKind, Sentence
from tracker.announcements.japanese.starts import read_end, read_start
from tracker.announcements.japanese.subjects import find_subjects
from tracker.announcements.japanese.workspace import Act, Car, Finding, Origin, Workspace, within, workspace_of
from tracker.records import Status

_TOPIC_TIME = re.compile(r"(?:開始|日|時期|予定)?(?:時期|開始)?(?:は|を|[:=]|\s)(?:早ければ|早くて|遅くとも)?")
_OTHER_MARKET = re.compile(
    r"(?:米国|北米|欧州|中国|海外|現地|豪州|インド|タイ)(?:市場)?(?:向け|専売|限定|仕様)の?[^。、「]{0,8}[「『]?(?:[ァ-ヶー・A-Za-z]{0,8})$"
)
_TARGET = re.compile(r"\d[\d,.万千百]*台(?:程度|前後|規模|以上)?(?:の|を)?(?:国内)?$")
_SINCE = re.compile(r"(?:から|以来|以降|当初|時)")
_NOUN_ENDS = re.compile(r"予定|$|[、。/|)\s」]|済み?")
_GOES_ON = re.compile(r"続け|続く")
_PLAIN_SALE = re.compile(r"売る(?=。|$|が)|(?:取り)?扱う(?=。|$|が)")
PLAIN_RULES = 2
"""Rules of an act that no mood changes: its stem and its tense."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find_findings(document: Document) -> None:
    """Stage: fills the workspace's findings and the origins of its car mentions."""
    work = workspace_of(document)
    focus = Focus()
    if not work.makers and not work.cars:
        return
    for sentence in work.sentences:
        if sentence.kind not in SILENT and _has_matter(work, sentence):
            _read_scene(open_scene(document, work, sentence, focus))


def _has_matter(work: Workspace, sentence: Sentence) -> bool:
    """Whether the sentence names a car or an origin, or does something: most of an article does not."""
    start, end = sentence.start, sentence.end
    cues = work.cues_of("event", start, end) or work.cues_of("mood", start, end)
    return bool(cues or within(work.cars, start, end) or within(work.origins, start, end))


def _read_scene(scene: Scene) -> None:
    link_origins(scene)
    for act in find_acts(scene.folded, scene.sentence, scene.work, scene.boundaries):
        _link_act(scene, act)
    if not scene.chosen:
        scene.chosen = next(iter(scene.main_groups), [])
    scene.focus.remember(scene.groups, scene.chosen, scene.sentence)


def _link_act(scene: Scene, act: Act) -> None:
    if _is_label(scene, act) or _is_target(scene, act):
        return
    act = _run_out(scene, act)
    if not _says_something(scene, act):
        return
    cars = find_subjects(scene, act)
    for car in cars:
        if not _OTHER_MARKET.search(scene.folded, max(scene.sentence.start, car.start - 24), car.start):
            scene.work.findings.append(_finding(scene, act, car))
    if cars and act.attributive:
        scene.chosen = scene.chosen or cars
    elif cars:
        scene.chosen = [c for c in scene.chosen if c not in cars] + [c for c in cars if c.model]


def _says_something(scene: Scene, act: Act) -> bool:
    """Whether the act has a status, or at least a date to lend to another."""
    if act.status or act.void or act.attributive:
        return True
    dated = act.tense == "open" and act.cue.cue.value in ("launch", "sell") and bool(scene.times_before(act))
    return dated or _SINCE.match(scene.folded, act.end) is not None or _is_topic(scene, act) or _is_dated(scene, act)


def _is_label(scene: Scene, act: Act) -> bool:
    """◇導入しない車＝…: the head of a list entry says nothing of the car before it."""
    if scene.sentence.kind not in (LineKind.ITEM, LineKind.HEADING):
        return False
    sign = re.search("[=:]", scene.text[:16])
    return sign is not None and act.start < scene.sentence.start + sign.start()


def _is_target(scene: Scene, act: Act) -> bool:
    """月400台の販売を計画する: a target of sales, no word of whether there are any."""
    begin = max(scene.sentence.start, act.start - 16)
    return act.tense == "noun" and _TARGET.search(scene.folded, begin, act.start) is not None


def _run_out(scene: Scene, act: Act) -> Act:
    """07年まで扱い、累計は…: a clause without a tense whose time has run out."""
    if act.tense != "open" or act.status is not None or scene.published is None:
        return act
    year = str(scene.published.year)
    over = [t for t in scene.times_before(act) if t.role == "until" and t.value[:4] <= year]
    return replace(act, status=Status.ENDED, tense="past") if over else act


def _is_dated(scene: Scene, act: Act) -> bool:
    """2024年3月発売, 4月2日に発売、: a bare noun that its date makes a statement."""
    if (
        act.tense != "noun"
        or act.cue.cue.value not in ("launch", "sell")
        or not _NOUN_ENDS.match(scene.folded, act.end)
    ):
        return False
    before = within(scene.times, scene.sentence.start, act.start)
    return bool(before) and act.start - before[-1].end <= 6


def _is_topic(scene: Scene, act: Act) -> bool:
    """発売は7月, 納車開始は6月下旬: the act is what a time is said of."""
    topic = _TOPIC_TIME.match(scene.folded, act.end, scene.sentence.end)
    return act.tense == "noun" and topic is not None and bool(within(scene.times, topic.end(), topic.end() + 8))


def _habitual(scene: Scene, act: Act, car: Car, start: str | None) -> Act:
    """What a bare 売る, 扱う means: an author's guess, or, where nobody announces it and no time is set, the habit."""
    if act.status is not Status.PLANNED or act.tense != "nonpast":
        return act
    voices = {m.cue.value for m in scene.work.cues_of("voice", scene.sentence.start, scene.sentence.end)}
    if "author" in voices and "company" not in voices and len(act.moods) <= PLAIN_RULES:
        return replace(act, status=Status.SPECULATED)
    if act.cue.cue.id != "event.sell.sells":
        return act
    if _GOES_ON.search(scene.folded, act.start, act.end + 4):
        return replace(act, status=Status.ON_SALE)
    plain = _PLAIN_SALE.match(scene.folded, act.start) is not None and len(act.moods) <= PLAIN_RULES
    named = car.start >= scene.sentence.start
    return replace(act, status=Status.ON_SALE) if plain and named and not voices and start is None else act


def _dated(scene: Scene, act: Act, start: str | None) -> Act:
    """The act, its status corrected by its date: what lies ahead is planned, what a date is stated of is on."""
    if scene.published is None or start is None or act.stops:
        return act
    today = scene.published.isoformat()
    ahead = first_day(start) > today
    if act.status is Status.ON_SALE and ahead and act.cue.cue.value != "order":
        return replace(act, status=Status.PLANNED)
    if act.status is None and (_is_topic(scene, act) or _is_dated(scene, act) or act.attributive):
        current = ahead or start[:7] >= today[: len(start[:7])]
        return replace(act, status=Status.PLANNED if current else Status.ON_SALE)
    if act.status is Status.PLANNED and _DAY.fullmatch(start) and start <= today:
        return replace(act, status=Status.ON_SALE)
    return act


def _finding(scene: Scene, act: Act, car: Car) -> Finding:
    value, until = read_start(scene, act, car)
    act = _dated(scene, _habitual(scene, act, car, value), value)
    origin = _origin_of(scene, car)
    others = ("car.other",) if car.model is None and OTHER_CARS.search(scene.text) else ()
    return Finding(
        car=car,
        status=act.status,
        sentence=scene.sentence,
        act=act,
        start=None if act.stops else value,
        end=read_end(scene, act) if act.stops else until,
        market=read_market(scene, act, car),
        basis=read_basis(scene, act, car, value),
        past=car.past,
        home_built=origin is not None and origin.place.country == car.market,
        by_maker="同社" in scene.text or "当社" in scene.text or car.maker in scene.subjects(),
        origin=origin.place if origin else None,
        rules=(*act.moods, *((origin.rule,) if origin else ()), *others),
    )


def _origin_of(scene: Scene, car: Car) -> Origin | None:
    own = scene.work.origin_of.get((car.start, car.end))
    if own or car.model:
        return own
    return next((origin for origin in scene.origins if origin.place.country != "JP"), None)
