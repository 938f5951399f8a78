"""One sentence with all that stands in it and what the ones before it were about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from tracker.announcements.document import Document
from tracker.announcements.japanese.clauses import Boundary, clause_start, find_boundaries, group_cars, is_side
from tracker.announcements.japanese.focus import Focus
from tracker.announcements.japanese.periods import Time
from tracker.announcements.japanese.sentences import Sentence
from tracker.announcements.japanese.workspace import Act, Car, Origin, Track, Workspace, within
from tracker.vocabulary import Match

NEW_SUBJECT = re.compile(
    r"(?:他社|各社|業界|政府|国土交通省|国交省|組合|同省|同店|販売店|ライバル)[^。、]{0,10}(?:は|が|では|も)|"
    r"(?:後継|次期|代替)(?:車|モデル|型|車種)?(?:[^。、]{0,8}?(?:は|が|では|も|を|に|の|について))"
)
SAME_CAR = re.compile(r"の?(?:同(?:車|モデル|型|SUV)|新型|この車|新モデル|次期型|改良型)")
OTHER_CARS = re.compile(r"(?:別の|新しい|新たな|次の|ほかの|他の)[^。、「]{0,8}(?:車|SUV|EV|モデル|ピックアップ)")
_SUBJECT = re.compile(r"(?:自動車|技研工業|工業|発動機)?(?:の[^。、のはがも「]{1,10})?[はがも、]")
_NOUN_COPULA = re.compile(
    r"(?:の|した|された|られた|している|する)?[^。、はがをにへも「」]{1,18}(?:で(?:、|あ)|だ(?:[。が]|った)|です|である|。)"
)
_COPULA = re.compile(
    r"(?:の)?(?:だ(?!け)|な(?:の|ど?ため)|で(?:あ|す|、|は|も|$)|に(?:切り替|変|移|な)|と(?:な|い|の)|。|」|$|\)|）|、|へ|のため|が|を輸|"
    r"品|となる)"
)


@dataclass(slots=True)
class Scene:
    """A sentence as its readers see it."""

    work: Workspace
    sentence: Sentence
    focus: Focus
    folded: str
    text: str
    published: date | None
    boundaries: list[Boundary]
    groups: list[list[Car]]
    main_groups: list[list[Car]]
    """The car lists that are not merely compared with, or part of another's name."""
    origins: list[Origin]
    makers: list[Match]
    times: Track[Time]
    referred: list[Car]
    """What a pointing word of the sentence means."""
    chosen: list[Car] = field(default_factory=list)
    """The cars that the sentence says something of."""

    def clause_start(self, at: int) -> int:
        """Where the clause that holds `at` begins."""
        return clause_start(self.boundaries, at, self.sentence)

    def times_before(self, act: Act) -> list[Time]:
        """The times of the act's own clause that stand before it."""
        return within(self.times, self.clause_start(act.start), act.start)

    def is_predicate(self, origin: Origin) -> bool:
        """Whether the origin is said of a car before it (…はタイ製だ), rather than put before a noun."""
        end = self.sentence.end
        noun = _NOUN_COPULA.match(self.folded, origin.end, end)
        return noun is not None or _COPULA.match(self.folded, origin.end, end) is not None or origin.end >= end

    def subjects(self) -> set[str]:
        """The makers that the sentence has as subjects: トヨタは…, 同社の…は."""
        return {
            match.name.maker or match.name.canonical
            for match in self.makers
            if _SUBJECT.match(self.folded, match.end, match.end + 14)
        }


def open_scene(document: Document, work: Workspace, sentence: Sentence, focus: Focus) -> Scene:
    """The scene of one sentence."""
    text = document.folded[sentence.start : sentence.end]
    groups = group_cars(document.folded, work, sentence)
    return Scene(
        work=work,
        sentence=sentence,
        focus=focus,
        folded=document.folded,
        text=text,
        published=document.published,
        boundaries=find_boundaries(document.folded, sentence),
        groups=groups,
        main_groups=[group for group in groups if not is_side(document.folded, group, groups)],
        origins=within(work.origins, sentence.start, sentence.end),
        makers=within(work.makers, sentence.start, sentence.end),
        times=Track(within(work.times, sentence.start, sentence.end)),
        referred=focus.refer(text),
    )
