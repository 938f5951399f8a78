"""Which cars a text names: known nameplates, unknown ones in a clear slot, and a maker's cars as such."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.japanese.sentences import SILENT, Sentence
from tracker.announcements.japanese.workspace import Car, Track, Workspace, last_before, within, workspace_of
from tracker.vocabulary import Match, Name, NameKind

OPENERS, CLOSERS = '「『“"《〈', '」』”"》〉'

_SLOT = re.compile(
    r"(?:SUV|EV|PHEV|HV|FCV|車|セダン|ミニバン|ピックアップ|トラック|ワゴン|クーペ|ハッチバック|バン|四駆|コンパクト|"
    r"クロスオーバー|スポーツ|モデル|カー|二輪|バイク|スクーター|オープン|カブリオレ|軽|の|新型|次期)(?:[((][^))]{1,10}[))])?$"
)
_PLAIN_NAME = re.compile(r"[A-Za-zァ-ヶー0-9０-９一-龠α-ωΑ-Ω][A-Za-zァ-ヶー0-9一-龠α-ωΑ-Ω\s・\-―‐:.e&+]{0,23}$")
_LATIN_TWIN = re.compile(r"[((]\s?(?P<latin>[A-Za-z][A-Za-z0-9\s:\-.]{1,20})\s?[))]")
_TRADED = re.compile(
    r"[」』](?:[((][^()。]{1,20}[))])?(?:など)?(?:を|の|は|が|も|について|に関し)[^。「」]{0,40}?"
    r"(?:発売|導入|投入|販売|売[るらりっ]|輸入|生産|つく|造|復活|上陸|持ち込|持って|入れ|扱|運[びんぶ]|納車|受注)"
)
_FOREIGN_NAME = re.compile(r"[ァ-ヴー・A-Za-z0-9\s\-]{3,}$")
_KIND_WORDS = re.compile(
    r"逆輸入|並行|輸入|シリーズ|仕様|エディション|グレード|国産|日本|制度|方針|検討|戦略|革命|問題|時代|トラック$|カーゴ$|バン$|"
    r"ハイブリッド|ターボ|パッケージ|セレクション|ショー|サロン|プラン|プロジェクト|システム|工場|開発|円高|星|世界|品質"
)


def find_cars(document: Document) -> None:
    """Stage: fills the workspace's makers and cars, and the document's mentions of them."""
    work = workspace_of(document)
    work.makers = Track(m for m in work.matches if m.name.kind in (NameKind.MAKER, NameKind.BRAND))
    quoted = {
        m.name.canonical for m in work.matches if m.name.kind is NameKind.NAMEPLATE and _is_quoted(document.folded, m)
    }
    cars: list[Car] = []
    for sentence in work.sentences:
        if sentence.kind not in SILENT:
            known = list(_known_cars(document.folded, work, sentence, quoted))
            cars += known + _unknown_cars(document.folded, work, sentence, known)
    work.cars = Track(sorted(cars, key=lambda car: car.start))
    document.mentions += [_mention(car) for car in work.cars if car.unknown]


def _mention(car: Car) -> Mention:
    """An unknown nameplate as the document's other stages know one."""
    name = Name(
        kind=NameKind.NAMEPLATE, canonical=car.model, maker=car.maker, brand=car.brand, market=car.market or None
    )
    return Mention(span=Span(car.start, car.end), name=name, rule="nameplate.quoted")


def nearest_maker(work: Workspace, at: int, sentence: Sentence | None = None) -> Match | None:
    """The maker or brand last named before `at`; with `sentence`, only inside it."""
    found = last_before(work.makers, at)
    if found is not None and found.end > at:
        found = last_before(work.makers, found.start)
    return None if found is None or (sentence is not None and found.start < sentence.start) else found


def _matches_in(work: Workspace, sentence: Sentence, kind: NameKind) -> list[Match]:
    return [m for m in within(work.matches, sentence.start, sentence.end) if m.name.kind is kind]


def _known_cars(folded: str, work: Workspace, sentence: Sentence, quoted: set[str]) -> Iterable[Car]:
    by_span: dict[tuple[int, int], list[Match]] = {}
    for match in _matches_in(work, sentence, NameKind.NAMEPLATE):
        by_span.setdefault((match.start, match.end), []).append(match)
    for (start, _), options in by_span.items():
        match = _best_option(work, sentence, options)
        if not _is_clear(folded, work, match, quoted):
            continue
        name = match.name
        maker = name.maker or name.brand or ""
        branch = _branch(work, start, maker)
        yield Car(
            start,
            _whole_end(folded, work, match),
            branch.canonical if branch else maker,
            branch.canonical if branch else name.brand or maker,
            name.canonical,
            (branch.market if branch else name.market) or "",
        )


def _branch(work: Workspace, at: int, maker: str) -> Name | None:
    """The branch of a maker that is a maker with a home of its own and was named last: Renault Korea."""
    last = nearest_maker(work, at)
    owner = last.name if last else None
    return (
        owner if owner and maker and owner.canonical.startswith(f"{maker} ") and owner.kind is NameKind.MAKER else None
    )


def _best_option(work: Workspace, sentence: Sentence, options: list[Match]) -> Match:
    """Of several makers' nameplates with one spelling, that of the maker in force."""
    if len(options) == 1:
        return options[0]
    for scope in (sentence, None):
        maker = nearest_maker(work, options[0].start + 1, scope)
        for option in options:
            if maker and option.name.maker == (maker.name.maker or maker.name.canonical):
                return option
    named = {m.name.maker or m.name.canonical for m in work.makers}
    return next((o for o in options if o.name.maker in named), options[0])


def _is_quoted(folded: str, match: Match) -> bool:
    before, after = folded[max(0, match.start - 1) : match.start], folded[match.end : match.end + 1]
    if before and before in OPENERS:
        return True
    return bool(after) and after in CLOSERS and folded.rfind("「", max(0, match.start - 20), match.start) > 0


def _whole_end(folded: str, work: Workspace, match: Match) -> int:
    """The end of the bracket around a nameplate, so that trims in it are passed over: 「シビックハッチバック」."""
    if not _is_quoted(folded, match):
        return match.end
    close = min((i for i in (folded.find(c, match.end, match.end + 26) for c in "」』") if i >= 0), default=match.end)
    inside = [m for m in within(work.matches, match.end, close) if m.name.kind is NameKind.NAMEPLATE]
    return match.end if inside or re.search(r"[「、。はがを]", folded[match.end : close]) else close


def _is_clear(folded: str, work: Workspace, match: Match, quoted: set[str]) -> bool:
    if folded[match.end : match.end + 2] in ("工場", "製作"):
        return False
    if _is_quoted(folded, match) or match.name.canonical in quoted:
        return True
    maker = nearest_maker(work, match.start)
    owner = maker is not None and match.name.maker == (maker.name.maker or maker.name.canonical)
    if not match.name.plain_word and match.end - match.start > 2:
        return True
    return owner and maker is not None and match.start - maker.end <= 4


def _unknown_cars(folded: str, work: Workspace, sentence: Sentence, known: list[Car]) -> list[Car]:
    found = []
    for opened in re.finditer("[「『]", folded[sentence.start : sentence.end]):
        start = sentence.start + opened.end()
        end = min((i for i in (folded.find(c, start, start + 26) for c in "」』") if i > 0), default=-1)
        if end < 0 or any(car.start < end and car.end > start for car in known):
            continue
        if any(m.name.kind is not NameKind.PLANT for m in within(work.matches, start, end)):
            continue
        car = _unknown_car(folded, work, sentence, start, end)
        if car:
            found.append(car)
    return found


def _unknown_car(folded: str, work: Workspace, sentence: Sentence, start: int, end: int) -> Car | None:
    text = folded[start:end].strip()
    if not _PLAIN_NAME.match(text) or _KIND_WORDS.search(text) or len(text) < 2:
        return None
    maker = nearest_maker(work, start, sentence)
    before = folded[max(sentence.start, start - 14) : start - 1]
    close = maker is not None and start - 1 - maker.end <= 1
    slot = _SLOT.search(before) or _FOREIGN_NAME.match(text)
    if not close and not (slot and _TRADED.match(folded, end, min(sentence.end, end + 70))):
        return None
    maker = maker or nearest_maker(work, start)
    if maker is None:
        return None
    twin = _LATIN_TWIN.match(folded, end, end + 26) or _LATIN_TWIN.match(folded, end + 1, end + 27)
    name = maker.name
    owner = name.maker or name.canonical
    return Car(start, end, owner, name.canonical, twin["latin"] if twin else text, name.market or "", unknown=True)
