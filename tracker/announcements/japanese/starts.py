"""When sales begin or end: the time that the act's clause gives it."""

from __future__ import annotations

import re
from datetime import date

from tracker.announcements.japanese.periods import Time, first_day
from tracker.announcements.japanese.scene import Scene
from tracker.announcements.japanese.workspace import Act, Car, within
from tracker.records import Status

_OTHER_ACT = re.compile(
    r"生産|製造|つく|造[るっら]|発表|公開|披露|受注|予約|注文|受け付|施行|設立|合意|初公開|出品|展示|開発|稼働|ラインオフ|値上げ|改良|予告|終了した|終えた|終わった|打ち切った|やめた"
)
_SAID_OF = re.compile(
    r"(?:開始|日|時期|予定)?(?:時期|開始)?(?:は|を|が|の[はが]、?|日?[:=]|\s)(?:早ければ|早くて|遅くとも)?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STARTS = re.compile("発売|から輸入|生産")
_LOOSE = re.compile(r"(?:ごろ|頃)?(?:には?|にも|は|から)?、|には|は")
_COUNTED = re.compile(r"\d[\d,.万千百億]*台|累計")
_DATELINE = re.compile(
    r"(?:付で|付け)?(?:、|まで(?:に)?|までの|の(?:会見|発表|取材|時点|段階)|時点|の段階|に(?:発表|開い|明らか|配信|都内|開か))"
)
_SPEECH = re.compile(
    r"発表|明らかに|明かし|述べ|語|話し|表明|示し|公表|認め|提案|分かっ|わかっ|判明|報じ|伝え|予告|説明"
)


def read_start(scene: Scene, act: Act, car: Car) -> tuple[str | None, str | None]:
    """First sale in the guide's notation, and the end where the clause gives both (16年から20年まで)."""
    if act.cue.cue.value == "order" or _is_count(scene, act):
        return None, None
    times = _candidates(scene, act)
    times = _own_times(times, car, scene.groups) or times
    future = act.status in (Status.PLANNED, Status.CONSIDERING, Status.SPECULATED, None) or act.void
    end = next((t for t in reversed(times) if t.role == "until"), None)
    firsts = [t for t in times if t.role != "until"]
    begin = next((t for t in firsts if t.role == "from"), firsts[-1] if firsts else None)
    return (begin.value_for(future=future) if begin else None), (end.value_for(future=future) if end else None)


def _is_count(scene: Scene, act: Act) -> bool:
    """昨年度は約4000台を販売した: the time is that of the count."""
    if act.cue.cue.value != "sell" or act.tense not in ("past", "was", "noun") or act.stops:
        return False
    begin = max(scene.clause_start(act.start), act.start - 20)
    return _COUNTED.search(scene.folded, begin, act.start) is not None


def _candidates(scene: Scene, act: Act) -> list[Time]:
    """The times that may be the act's: inside it, said of it, in its clause, or reaching it from the clause before."""
    inside = within(scene.times, act.cue.end, act.end) or _times_behind(scene, act)
    if inside:
        return inside
    times = scene.times_before(act) or _times_of_earlier_clause(scene, act)
    return [t for t in times if not _is_taken(scene.folded, t, act) and not _is_dateline(scene, t, act)]


def _times_behind(scene: Scene, act: Act) -> list[Time]:
    """発売は7月, 国内投入を27年初めと公表した, 発売するのは4月以降: the time said of the act."""
    said = _SAID_OF.match(scene.folded, act.end, scene.sentence.end)
    if said is None or (act.tense != "noun" and not said.group().startswith("の")):
        return []
    return within(scene.times, said.end(), said.end() + 6)[:1]


def _times_of_earlier_clause(scene: Scene, act: Act) -> list[Time]:
    """Times of a clause before, where they reach this one: not past a contrast, nor past a car of the clause's own."""
    begin = scene.clause_start(act.start)
    turns = [b.end for b in scene.boundaries if b.end <= act.start and b.link != "chain"]
    own_car = bool(within(scene.work.cars, begin, act.start))
    reaching = []
    for time in within(scene.times, max(turns, default=scene.sentence.start), begin):
        loose = scene.folded[time.end] == "、"
        if loose or not (own_car or _OTHER_ACT.search(scene.folded, time.end, begin)):
            reaching.append(time)
    return reaching


def _is_taken(folded: str, time: Time, act: Act) -> bool:
    if _LOOSE.match(folded, time.end, time.end + 6):
        return act.attributive
    return _OTHER_ACT.search(folded, time.end, act.start) is not None


def _is_dateline(scene: Scene, time: Time, act: Act) -> bool:
    """トヨタは19日、…と発表した: the day of the news, unless the act itself happened on it."""
    folded, end = scene.folded, scene.sentence.end
    if not _DATELINE.match(folded, time.end, time.end + 8):
        return False
    day = _DAY.fullmatch(time.value) is not None
    speech = _SPEECH.search(folded, act.end, end) is not None
    if not day and not (speech and _is_spent(folded, time, scene.published)):
        return False
    if act.status in (Status.ON_SALE, Status.ENDED) and not act.stops:
        return False
    return day or speech


def _is_spent(folded: str, time: Time, published: date | None) -> bool:
    """社長は10月、…と認めた; 昨秋、…: the time of the words, not of the act."""
    if published is None:
        return False
    if time.later is not None:
        return folded[time.start - 1 : time.start] in "はが"
    return first_day(time.value)[:7] < published.isoformat()[:7] and len(time.value) > 4


def _own_times(times: list[Time], car: Car, groups: list[list[Car]]) -> list[Time]:
    """Of several cars with a time each (「A」を2月に、「B」を4月に発売した), the time behind this one."""
    if len(groups) < 2:
        return []
    starts = sorted(g[0].start for g in groups)
    stop = next((s for s in starts if s > car.end), 1 << 60)
    own = [t for t in times if car.end <= t.start < stop]
    others = [t for t in times if t.start >= stop]
    return own if (own and others) or own else []


def read_end(scene: Scene, act: Act) -> str | None:
    """When sales end: the nearest time before the word that ends them, in the clause, else in the sentence."""
    begin = scene.clause_start(act.start)
    for start, end in ((act.end, act.scope_end), (begin, act.start), (scene.sentence.start, act.start)):
        times = [
            t
            for t in within(scene.work.times, start, end)
            if not _STARTS.search(scene.folded[t.end : min(t.end + 5, act.start)])
        ]
        if times:
            return times[-1].value_for(future=act.status is Status.ON_SALE)
    return None
