"""Where cars are built: chains of place names with the wording that makes them an origin, or a market."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.document import Document
from tracker.announcements.japanese.sentences import SILENT, LineKind, Sentence
from tracker.announcements.japanese.workspace import Origin, Place, Workspace, within, workspace_of
from tracker.vocabulary import Match, NameKind

PREFIXES = {
    "米": "US",
    "英": "GB",
    "独": "DE",
    "仏": "FR",
    "伊": "IT",
    "韓": "KR",
    "中": "CN",
    "豪": "AU",
    "加": "CA",
    "印": "IN",
    "泰": "TH",
    "墨": "MX",
    "西": "ES",
    "蘭": "NL",
    "露": "RU",
}
"""One-character names of countries, as papers set them before a place, a plant or a product."""

CELLS = "/|｜\t"
REACH = 60
GAP = 20

_PREFIX = re.compile(
    r"(?<![一-龠])[米英独仏伊韓豪印墨](?=(?:国内)?(?:の)?(?:工場|製(?!品|造業)|生産|産(?![業地])|拠点|現地))"
)
_LINK = re.compile(
    r"(?:州|県|省|市|町|郡|国|府|区|島)?(?:[・,、/ ]|の|にある|に(?:持つ|構える|置く)|[^。「」『』、はがをへ\n]{0,18})$"
)
_MAKE = re.compile(
    r"(?P<adjective>(?:州|県|省|市|国)?(?:工場)?(?:製(?!品|作所|薬|鉄|造)|生まれ|育ち|産(?=[のでだは。、」「』『\s]|$|[ァ-ヶA-Z])|メイド))"
    r"|(?P<verb>(?:州|県|省|市|国|町)?(?:内)?(?:の[^。、「」『』はがを]{0,16}?|に(?:ある|構える|持つ|置く)[^。「」『』はがを]{1,18}?|"
    r"[ァ-ヶー一-龠A-Za-z・]{0,12}?)?(?:工場|拠点|ライン|製作所|子会社|合弁(?:会社|先)?|組み立て施設)?"
    r"(?:[((][^()。]{1,20}[))])?(?:で|にて|において|が)(?:も|は|のみ|だけ)?(?:[^。「」『』、がを]{0,16}?)"
    r"(?:増産|生産|製造|つく[らりるっ]|造[らりるっ]|作[らりるっ]|組み?立|組まれ|組んで|手組み|量産|手[がか]け|生まれ|委託|受託))"
    r"|(?P<verb2>(?:[^。「」『』、はがを]{0,14}?)(?:工場|拠点|製作所)[^。「」『』、はがを]{0,14}?で[^。「」『』、は]{0,30}?を[^。「」『』、は]{0,24}?(?:生産|製造|組み立て|量産))"
    r"|(?P<from>(?:州|県|省|市|国|町)?(?:の[^。、「」『』はがを]{0,16}?|に(?:ある|構える|持つ)[^。「」『』はがを]{1,18}?|[ァ-ヶー一-龠A-Za-z・]{0,12}?)?"
    r"(?:工場|拠点|子会社|製作所)?(?:[((][^()。]{1,20}[))])?から(?!の?(?:撤退|輸出|関税|見れば|みれば|も見|客|声|批判|圧力|要望)))"
    r"|(?P<site>(?:州|県|省|市|国|町)?(?:の[^。、「」『』はがを]{0,16}?|に(?:ある|構える|持つ)[^。「」『』はがを]{1,18}?|[ァ-ヶー一-龠A-Za-z・]{0,14}?)?"
    r"(?:工場|製作所|生産拠点|組み立て拠点))"
    r"|(?P<maker>(?:の)?生産|の合弁)"
)
_SELL = re.compile(
    r"(?:州|国)?(?:内|市場|本土)?(?:で|では|でも|での|における|にて)(?:の)?[^。「」『』、]{0,14}?(?:販売|発売|売|人気|展開|扱|納車|デビュー|登録|普及|登場|公開|披露|価格|注文|走|先行)"
    r"|(?:国内)?(?:向け|市場|仕様|国内で|国内の)|(?:など)?(?:に|へ)(?:も)?(?:向け|輸出|送り出|振り向け|出荷|進出)"
    r"|(?:に|へ)(?:も)?[^。「」『』、]{0,4}?(?:投入|導入|上陸|供給|広げ|輸入|持ち込|運)|での|を含む|をはじめ|で(?=\d|[一二三四五六七八九十昨今来]年|昨年|今年)|でも?(?:、|は)"
)
_THERE = re.compile(
    r"(?:で(?!き)|では|でも|へ(?:も)?(?!の?輸出)|にも|の(?:店|客|顧客|販売|ショールーム|街|道路|市場|ディーラー|消費者|愛好))"
)
_CLOSED = re.compile(r"[」』\s]{0,2}")
_NOTE_ENDS = re.compile(
    r"(?:州|県|省)?(?:[・ ][^()。、]{1,12}|(?:の)?[^()。、]{0,8}工場)?(?:製|産|生産)?(?=[)、,/。;]|$)"
)
_ANSWERS = re.compile(r"(?:州|県|省)?(?:です|だ[。よ]|である|。|」|$|の[^。]{1,14}工場(?:です|だ)?(?:。|$))")
_LEADS = re.compile(
    r"(?:[A答][\d.: 。]*|[「『])?(?:はい、|いえ、)?(?:これ|それ|こちら|同車|生産[国地]|産地)?"
    r"(?:は|も)?(?:同じく)?、?"
)
SHORT = 14
"""Characters before the place in an answer that is nothing but a place."""

_AGAIN = re.compile(r"同(?:じ)?(?:工場|拠点|生産拠点|ライン|生産ライン)(?:製)?|(?:この|その)工場")
_ABROAD = re.compile(
    r"(?:海外|北米|欧州|アジア|東南アジア|国外|外国)(?:の(?:自社)?工場|工場|生産|製(?!品)|でつく|で生産|で造|拠点)"
)
FAR = ("海外", "北米", "欧州", "アジア", "国外", "外国")
"""How `_ABROAD` begins: a look for these is far quicker than the pattern, and most sentences have none."""

_SITE_KEY = re.compile(
    r"(?:生産|製造|組み?立て?)(?:国|地|拠点|工場|場所)?(?:は|:|=|/|が|を担うのは|を「|を、)|正しくは"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Place names that name one place together: 中国・広東省にある増城."""

    start: int
    end: int
    place: Place


def find_places(document: Document) -> None:
    """Stage: fills the workspace's origins and foreign markets."""
    work = workspace_of(document)
    if not work.makers and not work.cars:
        return
    work.of_japan = "日本" in document.folded
    for sentence in work.sentences:
        if sentence.kind not in SILENT:
            _read_sentence(document.folded, work, sentence)
    work.origins.sort(key=lambda o: (o.start, -o.end))
    work.markets.sort()


def _read_sentence(folded: str, work: Workspace, sentence: Sentence) -> None:
    chains = _chains(folded, work, sentence)
    for index, chain in enumerate(chains):
        stop = chains[index + 1].start if index + 1 < len(chains) else sentence.end
        _read_chain(folded, work, sentence, chain, min(stop, chain.end + REACH))
    text = folded[sentence.start : sentence.end]
    for match in _AGAIN.finditer(folded, sentence.start, sentence.end) if "同" in text or "の工場" in text else ():
        _add_again(folded, work, sentence, match)
    away = any(word in text for word in FAR)
    for match in _ABROAD.finditer(folded, sentence.start, sentence.end) if away else ():
        way = "adjective" if "製" in match.group() or "生産" in match.group() else "verb"
        work.origins.append(Origin(match.start(), match.end(), Place(None), way, "origin.abroad"))
    for cue in work.cues_of("place", sentence.start, sentence.end):
        if cue.cue.value == "home":
            work.origins.append(Origin(cue.start, cue.end, Place("JP"), _home_way(folded, cue.end), cue.cue.id))


def _home_way(folded: str, end: int) -> str:
    if folded[end - 1] in "で":
        return "site"
    return "adjective" if "製" in folded[max(0, end - 2) : end] or folded[end - 2 : end] == "国産" else "verb"


def _chains(folded: str, work: Workspace, sentence: Sentence) -> list[Chain]:
    kinds = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)
    names = [m for m in within(work.matches, sentence.start, sentence.end) if m.name.kind in kinds]
    chains: list[list[Match]] = []
    for match in names:
        if chains and _joins(folded, chains[-1][-1], match):
            chains[-1].append(match)
        elif not chains or match.start >= chains[-1][-1].end:
            chains.append([match])
    found = [_chain(folded, parts) for parts in chains]
    taken = [(c.start, c.end) for c in found]
    found += [
        Chain(prefix.start(), prefix.end(), Place(PREFIXES[prefix.group()]))
        for prefix in _PREFIX.finditer(folded, sentence.start, sentence.end)
        if not any(start <= prefix.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda c: c.start)


def _joins(folded: str, last: Match, match: Match) -> bool:
    if match.start == last.start:
        return match.name.kind is not last.name.kind and _country(match) == _country(last)
    gap = folded[last.end : match.start]
    if match.start < last.end or len(gap) > GAP or _MAKE_HARD.search(gap):
        return False
    return (
        _country(match) == _country(last) and _LINK.fullmatch(gap) is not None and last.name.kind is not NameKind.PLANT
    )


_MAKE_HARD = re.compile(r"製(?!作)|で|から|生産")


def _country(match: Match) -> str | None:
    return match.name.canonical if match.name.kind is NameKind.COUNTRY else match.name.country


def _chain(folded: str, parts: list[Match]) -> Chain:
    start, end = parts[0].start, max(p.end for p in parts)
    country = region = plant = None
    for part in parts:
        if part.name.kind is NameKind.COUNTRY:
            country = part.name.canonical
        elif part.name.kind is NameKind.REGION:
            region = region or part.name.canonical
        else:
            plant = part.name.canonical
    looked_up = country is None
    if looked_up and start and PREFIXES.get(folded[start - 1]) == _country(parts[0]):
        start, looked_up = start - 1, False
    return Chain(start, end, Place(_country(parts[0]), region, plant, looked_up))


def _read_chain(folded: str, work: Workspace, sentence: Sentence, chain: Chain, stop: int) -> None:
    make = _MAKE.match(folded, chain.end, stop)
    sell = _SELL.match(folded, chain.end, stop)
    keyed = _SITE_KEY.search(folded, max(sentence.start, chain.start - 160), chain.start)
    if make and (not sell or make.lastgroup in ("adjective", "verb", "verb2", "from")):
        way = "verb" if make.lastgroup in ("maker", "verb2") else str(make.lastgroup)
        way = "site" if way in ("site",) else way
        end = max(make.end(), chain.end)
        if _is_corrected(folded, end, sentence.end):
            return
        work.origins.append(Origin(chain.start, end, chain.place, way, f"origin.{way}"))
    elif (keyed and not sell) or _is_cell(folded, chain) or _is_noted(folded, work, chain, sentence):
        if not _is_corrected(folded, chain.end, sentence.end):
            work.origins.append(Origin(chain.start, chain.end, chain.place, "site", "origin.site_key"))
    elif chain.place.country and (sell or _is_market(folded, chain, sentence)):
        work.markets.append((chain.start, chain.end, chain.place.country))


def _is_market(folded: str, chain: Chain, sentence: Sentence) -> bool:
    """ドイツで今秋に, イタリアの店へ: a whole country where something other than building is done."""
    whole = chain.place.region is None and chain.place.plant is None
    return whole and _THERE.match(folded, chain.end, min(sentence.end, chain.end + 8)) is not None


def _is_cell(folded: str, chain: Chain) -> bool:
    """「X」/タイ/2024年: a place that fills a cell of a table alone."""
    before = folded[max(0, chain.start - 3) : chain.start].rstrip(" \u3000")[-1:]
    after = folded[chain.end : chain.end + 4].lstrip("州県省 \u3000")[:1]
    return bool(before and after) and before in CELLS and (after in CELLS or after in "製産(・")


def _is_noted(folded: str, work: Workspace, chain: Chain, sentence: Sentence) -> bool:
    """「X」(タイ)、, X:タイ, タイです: a place in brackets behind a car, behind its colon, or as the whole answer."""
    before = folded[chain.start - 1 : chain.start]
    if chain.place.country == "JP":
        return False
    row = before == " " and sentence.kind in (LineKind.HEADING, LineKind.ITEM)
    if before and (before in "(:=→" or row):
        cars = within(work.cars, max(sentence.start, chain.start - 40), chain.start)
        near = bool(cars) and _CLOSED.fullmatch(folded, cars[-1].end, chain.start - 1) is not None
        return near and _NOTE_ENDS.match(folded, chain.end, sentence.end) is not None
    start = sentence.start
    return _ANSWERS.match(folded, chain.end, sentence.end) is not None and (
        chain.start - start <= SHORT and _LEADS.fullmatch(folded, start, chain.start) is not None
    )


def _is_corrected(folded: str, at: int, end: int) -> bool:
    """「米オハイオ州」としましたが、正しくは…: the article takes it back."""
    return "としましたが" in folded[at : min(end, at + 16)] or "ではな" in folded[at : min(end, at + 8)]


def _add_again(folded: str, work: Workspace, sentence: Sentence, match: re.Match[str]) -> None:
    before = [o for o in work.origins[-40:] if o.end <= match.start() and o.place.country]
    if not before:
        return
    made = _MAKE.match(folded, match.end(), min(sentence.end, match.end() + REACH))
    way = (
        "adjective"
        if match.group().endswith("製") or folded.startswith("の", match.end())
        else str(made.lastgroup)
        if made
        else "site"
    )
    end = made.end() if made and way != "site" else match.end()
    last = max(before, key=lambda o: (bool(o.place.plant or o.place.region), o.start))
    work.origins.append(Origin(match.start(), end, last.place, way, "origin.again"))
