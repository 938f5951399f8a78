"""Where the clauses of a sentence end, and how each hangs on the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.japanese.sentences import Sentence
from tracker.announcements.japanese.workspace import Car, Workspace, within

_BOUNDARY = re.compile(
    r"(?P<contrast>(?<=[たるいだすうくつむぬんぶぐ」])が、|ものの、?|けれども?、|のに対し(?:て)?、?|一方(?:で)?、|[反半]面、|とはいえ、)"
    r"|(?P<chain>(?:し|して|して(?:おり|いて)|されて|れて|って|んで|いて|えて|めて|けて|べて|り|おり|れ|え|べ|め|せ|ず|び|き)、"
    r"|(?:モデル|車|車種|もの|SUV|EV|ピックアップ|セダン|製|初めて|予定|計画|方針|見通し)で、|ため、|ほか、|こと(?:から|で|により|によって)、|[るた]なか、|[るた]中、|とともに、|ながら、|つつ、|うえで、|上で、|後、)"
    r"|(?P<stop>。)"
)
_LIST_GAP = re.compile(
    r"[」』”\"》〉]?(?:[((][^()。]{0,24}[))])?(?:[はが](?!.))?(?:、|と|や|・|/|,|及び|および|並びに|、それに|に加え(?:て)?、?|それに|,\s?|\s|&|とその|、そして|」)(?!の)"
    r"(?:[^。、はがをにでも「」『』]{0,18})[「『“\"《〈]?(?:[A-Za-zァ-ヶー]{2,8}[・ ])?"
)
_SIDE = re.compile(
    r"[」』”\"》〉]?(?:[((][^()]{0,16}[))])?(?:より|と同じ|に続[くきい]|に次[ぐい]|の(?:後継|姉妹車|兄弟車|派生|弟分|兄貴分|双子|高級版|代替|後釜|ライバル|競合|対抗)|"
    r"と(?:共通|同様|並ぶ|並行)|を(?:ベース|土台|基)|に代わ|に代え|並み|に似|に比べ|と車台|に相当|のほか|では?なく|とは別|を除|以外)"
)
_OF = re.compile(r"[」』]?の[^。、はがをにで「」]{0,16}[「『]?")
_SIDE_BEFORE = re.compile(
    r"(?:土台となった|ベースの|ベースとなった|ベースとする|ライバルの|競合する|双子の|シリーズの)[^。、]{0,6}[「『]?$"
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """The end of a clause: `contrast`, `chain` (the tense comes later) or `stop` (a full stop inside a quotation)."""

    start: int
    end: int
    link: str


def find_boundaries(folded: str, sentence: Sentence) -> list[Boundary]:
    """The clause ends inside the sentence, its own end left out."""
    return [
        Boundary(match.start(), match.end(), str(match.lastgroup))
        for match in _BOUNDARY.finditer(folded, sentence.start, sentence.end)
        if match.end() < sentence.end
    ]


def clause_start(boundaries: list[Boundary], at: int, sentence: Sentence) -> int:
    """Where the clause that holds `at` begins."""
    return max((b.end for b in boundaries if b.end <= at), default=sentence.start)


def group_cars(folded: str, work: Workspace, sentence: Sentence) -> list[list[Car]]:
    """The sentence's cars, those of one list together: 「A」「B」と「C」."""
    groups: list[list[Car]] = []
    for car in within(work.cars, sentence.start, sentence.end):
        if groups and _LIST_GAP.fullmatch(folded, groups[-1][-1].end, car.start):
            groups[-1].append(car)
        else:
            groups.append([car])
    return groups


def is_side(folded: str, group: list[Car], others: list[list[Car]] = []) -> bool:  # noqa: B006 (never changed)
    """Whether the group is only compared with, followed or succeeded: 「A」に続く, 「A」より, 「A」の5ドア版「B」."""
    last, first = group[-1], group[0]
    following = next((g[0] for g in others if g[0].start > last.start and g is not group), None)
    if following and _OF.fullmatch(folded, last.end, following.start):
        return True
    if _SIDE.match(folded, last.end, last.end + 24):
        return True
    return _SIDE_BEFORE.search(folded, max(0, first.start - 16), first.start) is not None
