"""Where an act takes place: at the maker's home, or in some other market."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.announcements.document import Document
from tracker.announcements.japanese.places import PREFIXES
from tracker.announcements.japanese.scene import Scene
from tracker.announcements.japanese.workspace import Act, Car, Workspace, within

HOME = "home"

_JAPAN = re.compile(
    r"(?:国内|日本|わが国|我が国)(?!の?(?:工場|生産|製|メーカー|勢|組み?立|拠点)|人|経済|車|政府|側|自動車|語|一|円|ブランド|海|最大の?産|電|製|勢|郵|貿易|各地の工場|でつく|で生産|で造|で製造)"
)
_INLAND = re.compile(r"国内|わが国|我が国")
_ADOPTED = re.compile(
    r"(?<![一-龠ァ-ヶA-Za-z])(?P<country>[独仏伊英韓米])(?:国内|本国|で(?:も|は)?(?:売|発売|販売|扱)|"
    r"の(?:店|客|顧客|価格表|販売店|ショールーム|道|商用|市場|カタログ))"
)
_NATIVE = re.compile(r"本国|母国|自国|故郷|地元|お膝元|ホームマーケット|本拠地")
_ABROAD = re.compile(
    r"現地(?!子会社|法人|工場|生産|メーカー|でつく|で造|の工場|の子会社)|海外(?:で|市場|向け)|欧米|欧州(?:で|市場|向け|に)|北米(?:で|市場|向け|に)|アジア(?:で|市場|向け)|新興国|中東|世界(?:市場|各国|で)|ASEAN|東南アジア(?:で|市場|向け)|オセアニア"
)


def read_market(scene: Scene, act: Act, car: Car) -> str | None:
    """Country where the act takes place, `home` for the maker's own, or None where the sentence does not say."""
    begin, end = scene.clause_start(act.start), scene.sentence.end
    for start, stop in ((begin, act.end), (scene.sentence.start, act.end), (act.end, min(act.scope_end, end))):
        found = _markets(scene.folded, scene.work, start, stop, car.market)
        if found:
            return HOME if HOME in found or car.market in found else found[-1]
    return None


def homes_spoken_of(document: Document, work: Workspace) -> set[str]:
    """The countries that the text speaks of as markets; `home` where it says "at home" of whatever maker."""
    if work.homes is None:
        found = {country for _, _, country in work.markets}
        found |= {PREFIXES[m["country"]] for m in _ADOPTED.finditer(document.folded)}
        here = _NATIVE.search(document.folded) or (not work.of_japan and _INLAND.search(document.folded))
        work.homes = found | {HOME} if here else found
    return work.homes


def _markets(folded: str, work: Workspace, start: int, end: int, home: str) -> list[str]:
    places = [
        (m.start(), HOME if home != "JP" and not work.of_japan and _INLAND.match(m.group()) else "JP")
        for m in _JAPAN.finditer(folded, start, end)
        if not _is_other_inland(work, m.start())
    ]
    places += [(m.start(), PREFIXES[m["country"]]) for m in _ADOPTED.finditer(folded, start, end)]
    places += [(m.start(), HOME) for m in _NATIVE.finditer(folded, start, end)]
    places += [(m.start(), "XX") for m in _ABROAD.finditer(folded, start, end)]
    low, high = (bisect_left(work.markets, (at, 0, "")) for at in (start, end))
    places += [(at, country) for at, _, country in work.markets[low:high]]
    return [country for _, country in sorted(places)]


def _is_other_inland(work: Workspace, at: int) -> bool:
    """タイ国内: inside the country just named."""
    return any(m.end == at for m in within(work.matches, at - 12, at))
