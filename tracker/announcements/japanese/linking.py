"""Which car an act, an origin, a time and a market belong to: by clause, list, topic, anaphora and the line before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracker.announcements.document import Document
from tracker.announcements.japanese.acts import find_acts
from tracker.announcements.japanese.basis import read_basis
from tracker.announcements.japanese.cars import find_bare_cars
from tracker.announcements.japanese.clauses import Boundary, clause_start, find_boundaries, group_cars, is_side
from tracker.announcements.japanese.markets import read_market
from tracker.announcements.japanese.periods import Time, first_day
from tracker.announcements.japanese.sentences import SILENT, LineKind, Sentence
from tracker.announcements.japanese.starts import read_end, read_start
from tracker.announcements.japanese.workspace import Act, Car, Finding, Origin, Track, Workspace, within, workspace_of
from tracker.records import Status

_PAIR = re.compile(r"両(?:車種?|モデル|者)|(?:[2二]|2つの)(?:車種|モデル|台(?!数))|双方|いずれも|どちらも")
_TRIO = re.compile(r"[3三](?:車種|モデル)|3兄弟")
_LATTER, _FORMER = re.compile(r"後者"), re.compile(r"前者")
_SAME = re.compile(
    r"同(?:車種?|モデル|型|SUV|EV|セダン|ミニバン|ピックアップ|シリーズ|名の)|こちら|この(?:車|モデル|SUV|EV|セダン)|本(?:車|モデル)|新型(?=[はがをも])|同ブランド"
)
_NOUN_COPULA = re.compile(
    r"(?:の|した|された|られた|している|する)?[^。、はがをにへも「」]{1,18}(?:で(?:、|あ)|だ(?:[。が]|った)|です|である|。)"
)
_COPULA = re.compile(
    r"(?:の)?(?:だ(?!け)|な(?:の|ど?ため)|で(?:あ|す|、|は|も|$)|に(?:切り替|変|移|な)|と(?:な|い|の)|。|」|$|\)|）|、|へ|のため|が|を輸|品|となる)"
)
_CLEFT = re.compile(r"の[はが]、?[^はがを。]{0,14}[「『]?$")
_TOPIC_TIME = re.compile(r"(?:開始|日|時期|予定)?(?:時期|開始)?(?:は|を|[:=]|\s)(?:早ければ|早くて|遅くとも)?")
_SAME_CAR = re.compile(r"の?(?:同(?:車|モデル|型|SUV)|新型|この車|新モデル|次期型|改良型)")
_OTHER_MARKET = re.compile(
    r"(?:米国|北米|欧州|中国|海外|現地|豪州|インド|タイ)(?:市場)?(?:向け|専売|限定|仕様)の?[^。、「]{0,8}[「『]?(?:[ァ-ヶー・A-Za-z]{0,8})$"
)
_LIGHT = re.compile(r"^(?:を|が)(?:開始|始め|始ま)")
_CAR_WORD = re.compile(
    r"車|SUV|EV|モデル|ピックアップ|ミニバン|セダン|何か|製の?(?:国内|逆輸入)|製を|製品|ラインアップ"
)
_OTHERS = re.compile(r"(?:別の|新しい|新たな|次の|ほかの|他の)[^。、「]{0,8}(?:車|SUV|EV|モデル|ピックアップ)")
_TARGET = re.compile(r"\d[\d,.万千百]*台(?:程度|前後|規模|以上)?(?:の|を)?(?:国内)?$")
_SINCE = re.compile(r"(?:から|以来|以降|当初|時)")
_SUBJECT = re.compile(r"(?:自動車|技研工業|工業|発動機)?(?:の[^。、のはがも「]{1,10})?[はがも、]")
_NEW_SUBJECT = re.compile(
    r"(?:他社|各社|業界|政府|国土交通省|国交省|組合|同省|同店|販売店|ライバル)[^。、]{0,10}(?:は|が|では|も)|(?:後継|次期|代替)(?:車|モデル|型|車種)?(?:[^。、]{0,8}?(?:は|が|では|も|を|に|の|について))"
)


@dataclass(slots=True)
class Focus:
    """What a sentence without a car of its own is about."""

    cars: list[Car] = field(default_factory=list)
    line: int = -1
    recent: list[Car] = field(default_factory=list)

    def remember(self, groups: list[list[Car]], chosen: list[Car], sentence: Sentence) -> None:
        """Takes note of the sentence's cars; `chosen` are those it says something of."""
        for group in groups:
            self.recent = (self.recent + group)[-8:]
        if chosen:
            self.cars, self.line = chosen, sentence.line

    def refer(self, text: str) -> list[Car]:
        """The cars that an anaphoric word of `text` means, or none."""
        distinct = list({car.key: car for car in reversed(self.recent)}.values())[::-1]
        if _TRIO.search(text):
            return distinct[-3:] if len(distinct) >= 3 else []
        if _PAIR.search(text):
            return distinct[-2:] if len(distinct) >= 2 else []
        if _LATTER.search(text):
            return distinct[-1:]
        if _FORMER.search(text):
            return distinct[-2:-1]
        return self.cars[-1:] if _SAME.search(text) and self.cars else []


def find_findings(document: Document) -> None:
    """Stage: fills the workspace's findings and the origins of its car mentions."""
    work = workspace_of(document)
    focus = Focus()
    for sentence in work.sentences:
        if sentence.kind not in SILENT:
            _Reader(document, work, sentence, focus).read()


class _Reader:
    """One sentence, read with what the ones before it were about."""

    def __init__(self, document: Document, work: Workspace, sentence: Sentence, focus: Focus) -> None:
        self.document, self.work, self.sentence, self.focus = document, work, sentence, focus
        self.folded = document.folded
        self.text = self.folded[sentence.start : sentence.end]
        self.boundaries: list[Boundary] = find_boundaries(self.folded, sentence)
        self.groups = group_cars(self.folded, work, sentence)
        self.acts = find_acts(document, sentence, work, self.boundaries)
        self.times: Track[Time] = Track(within(work.times, sentence.start, sentence.end))
        self.referred = focus.refer(self.text)
        self.chosen: list[Car] = []

    def read(self) -> None:
        """Links origins, then acts; then moves the focus."""
        for origin in within(self.work.origins, self.sentence.start, self.sentence.end):
            self._link_origin(origin)
        for act in self.acts:
            self._link_act(act)
        if not self.chosen:
            self.chosen = next((g for g in self.groups if not is_side(self.folded, g, self.groups)), [])
        self.focus.remember(self.groups, self.chosen, self.sentence)

    # ------------------------------------------------------------ origins

    def _link_origin(self, origin: Origin) -> None:
        cars = self._origin_cars(origin)
        if not cars and origin.place.country:
            self.work.frames.setdefault(self.sentence.line, []).append(origin)
        for car in cars:
            known = self.work.origin_of.get((car.start, car.end))
            if known is None or known.place.country is None:
                self.work.origin_of[(car.start, car.end)] = origin

    def _origin_cars(self, origin: Origin) -> list[Car]:
        head = self._head_group(origin)
        if head:
            return self._until_next_origin(head, origin)
        if _SAME_CAR.match(self.folded, origin.end, self.sentence.end):
            return self.referred or self.focus.cars[-1:]
        if origin.way == "adjective" and not self._is_predicate(origin):
            return self.referred if not self.groups else []
        begin = clause_start(self.boundaries, origin.start, self.sentence)
        before = [g for g in self.groups if g[-1].end <= origin.start and not is_side(self.folded, g, self.groups)]
        near = [g for g in before if g[0].start >= begin]
        if origin.rule == "origin.site_key":
            return near[-1][-1:] if near else before[-1][-1:] if before else self._carried(origin)
        if self.referred and (not self.groups or _SAME.search(self.folded, begin, origin.start)):
            return self.referred
        if near or before:
            group = (near or before)[-1]
            return [c for c in group if (c.start, c.end) not in self.work.origin_of] or []
        return self._carried(origin)

    def _head_group(self, origin: Origin) -> list[Car]:
        for group in self.groups:
            if is_side(self.folded, group, self.groups):
                continue
            if group[0].start < origin.end:
                inside = [c for c in group if c.start >= origin.end]
                if inside and self._reaches(origin, inside[0]):
                    return inside
                continue
            return group if self._reaches(origin, group[0]) else []
        return []

    def _reaches(self, origin: Origin, car: Car) -> bool:
        gap = _LIGHT.sub("", self.folded[origin.end : car.start])
        if len(gap) > 44 or "。" in gap:
            return False
        if origin.way == "from":
            gap = gap.removeprefix("は")
            return _CLEFT.search(gap) is not None or not re.search(r"は|が[^あ-ん]|、[^。]*(?:は|が)|」", gap)
        if origin.way == "site" or origin.rule.startswith("origin.site"):
            return re.search(r"^(?:の|製の?|から(?:の|輸入する)?)[^、。はがをも」]*$", gap) is not None
        if origin.way == "verb":
            return re.search(
                r"^(?:し|して)(?:、|て)?$|は|が[^あ-ん]|[をも](?!手)|[るたいす](?:と|こと|ため|計画|予定|方針|考え)|」",
                gap,
            ) is None and not re.search("^[、。]|^[しっいり]て?、[^「]*[はがを]", gap)
        return re.search(r"[はがをも」]|^、|^で(?:、|[^あ-ん])|^に", gap) is None

    def _until_next_origin(self, group: list[Car], origin: Origin) -> list[Car]:
        later = [o.start for o in within(self.work.origins, origin.end, self.sentence.end)]
        stop = min(later, default=self.sentence.end)
        return [c for c in group if c.start < stop] or group[:1]

    def _is_predicate(self, origin: Origin) -> bool:
        noun = _NOUN_COPULA.match(self.folded, origin.end, self.sentence.end)
        return (
            noun is not None
            or _COPULA.match(self.folded, origin.end, self.sentence.end) is not None
            or origin.end >= self.sentence.end
        )

    def _carried(self, origin: Origin) -> list[Car]:
        if self.referred:
            return self.referred
        if origin.place.country is None:
            return []
        if self.groups or _NEW_SUBJECT.search(self.text):
            return []
        return self.focus.cars

    # ------------------------------------------------------------ acts

    def _link_act(self, act: Act) -> None:
        if self._is_label(act) or self._is_target(act):
            return
        if act.tense == "open" and act.status is None and self._times_before(act):
            act = self._until(act)
        dated = act.tense == "open" and act.cue.cue.value in ("launch", "sell") and bool(self._times_before(act))
        if not (
            dated
            or act.status
            or act.void
            or act.attributive
            or _SINCE.match(self.folded, act.end)
            or self._is_topic(act)
        ):
            return
        cars = self._act_cars(act)
        if not cars:
            bare = self._bare_car(act)
            cars = [bare] if bare else []
        for car in cars:
            self._add(act, car)
        if cars:
            self.chosen = (
                [c for c in self.chosen if c not in cars] + [c for c in cars if c.model]
                if not act.attributive
                else self.chosen or cars
            )

    def _is_label(self, act: Act) -> bool:
        """◇導入しない車＝…: the head of a list entry says nothing of the car before it."""
        if self.sentence.kind not in (LineKind.ITEM, LineKind.HEADING):
            return False
        sign = re.search("[=:]", self.text[:16])
        return sign is not None and act.start < self.sentence.start + sign.start()

    def _is_target(self, act: Act) -> bool:
        """月400台の販売を計画する: a target of sales, no word of whether there are any."""
        return (
            act.tense == "noun"
            and _TARGET.search(self.folded, max(self.sentence.start, act.start - 16), act.start) is not None
        )

    def _times_before(self, act: Act) -> list[Time]:
        return within(self.times, clause_start(self.boundaries, act.start, self.sentence), act.start)

    def _until(self, act: Act) -> Act:
        """07年まで扱い、累計は…: a clause without a tense whose time has run out."""
        published = self.document.published
        over = [
            t for t in self._times_before(act) if t.role == "until" and published and t.value[:4] <= str(published.year)
        ]
        return replace(act, status=Status.ENDED, tense="past") if over else act

    def _is_topic(self, act: Act) -> bool:
        """発売は7月, 納車開始は6月下旬: the act is what a time is said of."""
        topic = _TOPIC_TIME.match(self.folded, act.end, self.sentence.end)
        return act.tense == "noun" and topic is not None and bool(within(self.times, topic.end(), topic.end() + 8))

    def _dated(self, act: Act, start: str | None) -> Act:
        """The act, its status corrected by its date: what lies ahead is planned, what a date is stated of is on."""
        published = self.document.published
        if published is None or start is None or act.stops:
            return act
        ahead = first_day(start) > published.isoformat()
        if act.status is Status.ON_SALE and ahead and act.cue.cue.value != "order":
            return replace(act, status=Status.PLANNED)
        if act.status is None and (self._is_topic(act) or act.attributive):
            return replace(
                act,
                status=Status.PLANNED
                if ahead or start[:7] >= published.isoformat()[: len(start[:7])]
                else Status.ON_SALE,
            )
        if act.status is Status.PLANNED and re.fullmatch(r"\d{4}-\d\d-\d\d", start) and start <= published.isoformat():
            return replace(act, status=Status.ON_SALE)
        return act

    def _act_cars(self, act: Act) -> list[Car]:
        if act.attributive or self._is_cleft(act):
            # 扱うのは初めて: said of the act, not of a car.
            after = [g for g in self.groups if g[0].start >= act.end]
            if after or act.attributive or not within(self.times, act.end, act.end + 14):
                return after[0] if after else []
        begin = clause_start(self.boundaries, act.start, self.sentence)
        before = [g for g in self.groups if g[-1].end <= act.start and not is_side(self.folded, g, self.groups)]
        near = [car for g in before if g[0].start >= begin for car in g]
        if near:
            return near
        if act.cue.cue.id == "mood.consider.candidate":
            after = [g for g in self.groups if g[0].start >= act.end]
            if after:
                return after[0]
        if before:
            last = clause_start(self.boundaries, before[-1][0].start, self.sentence)
            return [car for g in before if g[0].start >= last for car in g]
        following = next((g for g in self.groups if g[0].start >= act.end and not is_side(self.folded, g, self.groups)), [])
        if following and act.status in (Status.PLANNED, Status.CONSIDERING) and act.cue.cue.family == "event":
            return following
        return self._elliptic(act)

    def _is_cleft(self, act: Act) -> bool:
        return re.match(r"の[はがも]、?", self.folded[act.end : act.end + 4]) is not None

    def _elliptic(self, act: Act) -> list[Car]:
        if self.referred:
            return self.referred
        if _NEW_SUBJECT.search(self.text) or not self.focus.cars:
            return []
        if self._headless_origin(act) or self._other_maker():
            return []
        if self.sentence.line - self.focus.line > self._reach(act):
            return []
        return self.focus.cars

    def _reach(self, act: Act) -> int:
        """How many lines back the focus may lie: items hang on their heading, a bare noun on its own paragraph."""
        if self.sentence.kind is LineKind.ITEM:
            return 6
        return 0 if act.tense == "noun" or act.cue.cue.family == "mood" else 1

    def _headless_origin(self, act: Act) -> bool:
        """米国製を国内で売る, 別の7人乗り車: cars as such, not those spoken of before."""
        for origin in within(self.work.origins, self.sentence.start, act.start):
            if (
                origin.way == "adjective"
                and not self._is_predicate(origin)
                and not _SAME_CAR.match(self.folded, origin.end)
            ):
                return True
        return _OTHERS.search(self.text) is not None

    def _other_maker(self) -> bool:
        named = within(self.work.makers, self.sentence.start, self.sentence.end)
        makers = {m.name.maker or m.name.canonical for m in named if _SUBJECT.match(self.folded, m.end, m.end + 14)}
        return bool(makers) and not any(car.maker in makers for car in self.focus.cars)

    def _bare_car(self, act: Act) -> Car | None:
        if self.sentence.kind is LineKind.TITLE or act.status in (None, Status.ENDED, Status.ON_SALE):
            return None
        origins = [
            o
            for o in within(self.work.origins, self.sentence.start, self.sentence.end)
            if o.place.country not in (None, "JP")
        ]
        if not origins or self._is_cleft(act) or not _CAR_WORD.search(self.text):
            return None
        bare = find_bare_cars(self.folded, self.work, self.sentence) or find_bare_cars(
            self.folded, self.work, self._line_before()
        )
        if bare is None and self.focus.cars and _OTHERS.search(self.text):
            last = self.focus.cars[-1]
            bare = Car(act.start, act.start, last.maker, last.brand, None, last.market)
        return bare

    def _is_makers(self, car: Car) -> bool:
        """Whether the maker is who acts: トヨタは…, 同社は…."""
        named = within(self.work.makers, self.sentence.start, self.sentence.end)
        own = [m for m in named if (m.name.maker or m.name.canonical) == car.maker]
        return (
            "同社" in self.text
            or "当社" in self.text
            or any(_SUBJECT.match(self.folded, m.end, m.end + 14) for m in own)
        )

    def _line_before(self) -> Sentence:
        """The line up to this sentence: "▼マツダ …" names the maker for all that stands behind it."""
        start = self.work.sentences_of(self.sentence.line)[0].start
        return replace(self.sentence, start=start, end=max(self.sentence.start, start + 1))

    def _add(self, act: Act, car: Car) -> None:
        if _OTHER_MARKET.search(self.folded, max(self.sentence.start, car.start - 24), car.start):
            return
        value, until = read_start(
            self.folded, self.work, self.sentence, self.boundaries, act, car, self.groups, self.document.published
        )
        act = self._dated(act, value)
        origin = self.work.origin_of.get((car.start, car.end))
        if origin is None and car.model is None:
            near = [
                o for o in within(self.work.origins, self.sentence.start, self.sentence.end) if o.place.country != "JP"
            ]
            origin = near[0] if near else None
        finding = Finding(
            car=car,
            status=act.status,
            sentence=self.sentence,
            act=act,
            start=None if act.stops else value,
            end=read_end(self.folded, self.work, self.sentence, self.boundaries, act) if act.stops else until,
            market=read_market(self.folded, self.work, self.sentence, self.boundaries, act, car),
            basis=read_basis(self.work, self.sentence, act),
            by_maker=self._is_makers(car),
            past=car.past,
            origin=origin.place if origin else None,
            rules=(
                *act.moods,
                *((origin.rule,) if origin else ()),
                *(("car.other",) if car.model is None and _OTHERS.search(self.text) else ()),
            ),
        )
        self.work.findings.append(replace(finding, home_built=bool(origin and origin.place.country == car.market)))
