"""Where an act takes place: at the maker's home, or in some other market."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.announcements.japanese.scene import Scene
from tracker.announcements.japanese.workspace import Act, Car, Workspace, within

HOME = "home"

_JAPAN = re.compile(
    r"(?:国内|日本|わが国|我が国)(?!の?(?:工場|生産|製|メーカー|勢|組み?立|拠点)|人|経済|車|政府|側|自動車|語|一|円|ブランド|海|最大の?産|電|製|勢|郵|貿易|各地の工場|でつく|で生産|で造|で製造)"
)
_NATIVE = re.compile(r"本国|母国|自国|故郷|地元|お膝元|ホームマーケット|本拠地")
_ABROAD = re.compile(
    r"現地(?!子会社|法人|工場|生産|メーカー|でつく|で造|の工場|の子会社)|海外(?:で|市場|向け)|欧米|欧州(?:で|市場|向け|に)|北米(?:で|市場|向け|に)|アジア(?:で|市場|向け)|新興国|中東|世界(?:市場|各国|で)|ASEAN|東南アジア(?:で|市場|向け)|オセアニア"
)


def read_market(scene: Scene, act: Act, car: Car) -> str | None:
    """Country where the act takes place, `home` for the maker's own, or None where the sentence does not say."""
    begin, end = scene.clause_start(act.start), scene.sentence.end
    for start, stop in ((begin, act.end), (scene.sentence.start, act.end), (act.end, min(act.scope_end, end))):
        found = _markets(scene.folded, scene.work, start, stop)
        if found:
            return HOME if HOME in found or car.market in found else found[-1]
    return None


def _markets(folded: str, work: Workspace, start: int, end: int) -> list[str]:
    places = [(m.start(), "JP") for m in _JAPAN.finditer(folded, start, end) if not _is_other_inland(work, m.start())]
    places += [(m.start(), HOME) for m in _NATIVE.finditer(folded, start, end)]
    places += [(m.start(), "XX") for m in _ABROAD.finditer(folded, start, end)]
    low, high = (bisect_left(work.markets, (at, 0, "")) for at in (start, end))
    places += [(at, country) for at, _, country in work.markets[low:high]]
    return [country for _, country in sorted(places)]


def _is_other_inland(work: Workspace, at: int) -> bool:
    """タイ国内: inside the country just named."""
    return any(m.end == at for m in within(work.matches, at - 12, at))
