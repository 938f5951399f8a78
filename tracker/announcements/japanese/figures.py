"""Numbers that an analyst would put in a table: what each counts, of which car, where and when."""

from __future__ import annotations

import re

from tracker.announcements.document import Document
from tracker.announcements.japanese.clauses import clause_start
from tracker.announcements.japanese.numbers import Quantity, find_quantities
from tracker.announcements.japanese.sentences import LineKind, Sentence
from tracker.announcements.japanese.workspace import Car, Workspace, within, workspace_of
from tracker.records import Figure, FigureKind
from tracker.vocabulary import NameKind

SMALLEST = 20
"""Fewer cars than this are an anecdote, not a figure."""
PLACES = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)

_CHANGE_AFTER = re.compile(
    r"\s?(?:ポイント|pt)?(?:の)?(?:増|減|上回|下回|高|安|アップ|ダウン|超の?増|低下|上昇|を占|の大台|乗せ|前後の車|以下の車|未満の車|を対象|を切れば|に1台|を割)"
)
_CHANGE_BEFORE = re.compile(r"(?:前年(?:同期|同月|度)?比|比べ|シェア|割合|うち)[^。、]{0,6}$")
_WRONG = re.compile(r"としましたが|とした部分")
_MONEY_OTHER = re.compile(
    r"利益|損失|売上|売り上げ|影響|赤字|黒字|決算|減益|増益|輸送費|費用|コスト|賠償|時価|純利|負担|重荷|株価|円高|円安|為替|制裁|手数料|補助|減税|工賃|維持費|年収"
)
_INVEST = re.compile(r"投資|投じ|拠出|出資")
_PRICE = re.compile(
    r"価格|値段|値札|税込|消費税|小売|車両本体|本体|販売され|で販売|で発売|で売ら|円から|ルピーから|[円㌦ル]から|円[~〜]|[円ル]で|設定|円台|プライス|から購入|のほど"
)
_TARIFF = re.compile(r"関税|税率")
_CAPACITY = re.compile(r"能力|年産|増産体制")
_TARGET = re.compile(r"目標|計画|目指|めざ|見込|予定|限定|月販|導入台数|想定|上限|割り当て|抽選|枠")
_ORDER = re.compile(r"受注|注文|予約|オーダー|申し込|応募")
_MAKE = re.compile(r"月産|生産(?!国)|つくっ|つくる|造っ|製造|ラインオフ|組み立て|量産")
_SOLD = re.compile(r"売[っれりら]|販売|登録|累計|届け出|出荷|納車|シェア|首位|順位|けん引|お買い|お届け|主力")
_SHIPPED = re.compile(r"輸出|輸入(?:台数|量|は)")
_SOLD_THERE = re.compile(
    r"国?(?:内|市場|本土)?(?:で(?!き|の?(?:生産|製造|組|つく|造))|では|でも|での|における|にて|向け|市場|国内|仕様)(?![^、。]{0,12}(?:生産|製造|組み立て|つく|造))"
    r"|(?:など)?(?:に|へ)(?:も)?(?:[^。「」『』、]{0,4}?)(?:向け|輸出|出荷|進出|投入|導入|上陸|供給|輸入|持ち込|運)|の(?:店|客|顧客|販売|市場|ディーラー|消費者)"
)
"""What stands behind a country where cars are sold; where they are built is another matter."""
_FORECAST = re.compile(r"予測|アナリスト|とみる|試算|見方")


def find_figures(document: Document) -> None:
    """Stage: fills the figures, each once."""
    work = workspace_of(document)
    seen: set[tuple[object, ...]] = set()
    before = ""
    for sentence in work.sentences:
        if sentence.kind in (LineKind.META, LineKind.RELATED, LineKind.CAPTION):
            continue
        for quantity in find_quantities(document.folded, sentence.start, sentence.end):
            figure = _read_figure(document, work, sentence, quantity, before)
            if figure and (figure.kind, figure.value, figure.unit) not in seen:
                seen.add((figure.kind, figure.value, figure.unit))
                document.figures.append(figure)
        before = document.folded[sentence.start : sentence.end]
    _drop_rounded_titles(document, work)


def _drop_rounded_titles(document: Document, work: Workspace) -> None:
    """A headline's round number (209万円から) gives way to the exact one in the text."""
    title_end = work.sentences[0].end if work.sentences else 0
    lines = [s.end for s in work.sentences if s.kind is LineKind.TITLE]
    title_end = max(lines, default=title_end)
    body = [f for f in document.figures if f.evidence_start >= title_end]
    kept = []
    for figure in document.figures:
        title = figure.evidence_start < title_end
        if title and any(f.kind is figure.kind and f.unit == figure.unit for f in body):
            continue
        kept.append(figure)
    document.figures[:] = kept


def _read_figure(
    document: Document, work: Workspace, sentence: Sentence, quantity: Quantity, before: str
) -> Figure | None:
    folded = document.folded
    if _is_excluded(folded, sentence, quantity):
        return None
    kind = _kind(folded, sentence, quantity, before)
    if kind is None:
        return None
    car = _owner(folded, work, sentence, quantity)
    return Figure(
        kind=kind,
        value=quantity.value,
        unit=quantity.unit,
        maker=car.maker if car else _maker(work, sentence, quantity, kind),
        model=car.model if car else None,
        place=_place(document, work, sentence, quantity, kind, car),
        period=_period(folded, work, sentence, quantity, kind),
        evidence=document.text[sentence.start : sentence.end],
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        rules=(f"figure.{kind.value}",),
    )


def _is_excluded(folded: str, sentence: Sentence, quantity: Quantity) -> bool:
    after = folded[quantity.end : min(sentence.end, quantity.end + 16)]
    if _WRONG.search(after) or (
        quantity.unit != "%" and _CHANGE_AFTER.match(after) and not re.match(r"\s?(?:安|高)", after)
    ):
        return True
    if quantity.unit == "%" and (
        _CHANGE_AFTER.match(after)
        or _CHANGE_BEFORE.search(folded[max(sentence.start, quantity.start - 14) : quantity.start])
    ):
        return True
    # (約540万円): a currency converted for the reader.
    opened = folded[max(0, quantity.start - 3) : quantity.start]
    return (
        quantity.unit == "JPY"
        and re.search(r"[((]約?$", opened) is not None
        and folded[quantity.end : quantity.end + 1] in ")）"
    )


def _kind(folded: str, sentence: Sentence, quantity: Quantity, before: str) -> FigureKind | None:
    text = folded[sentence.start : sentence.end]
    if quantity.unit == "%":
        near = before + text
        return (
            FigureKind.TARIFF
            if _TARIFF.search(near) and not re.search(r"率は|シェア|占め", text.replace("税率は", ""))
            else None
        )
    begin = clause_start(folded, sentence, quantity.start)
    clause = folded[begin : min(sentence.end, quantity.end + 30)]
    left = folded[begin : quantity.start]
    right = folded[quantity.end : min(sentence.end, quantity.end + 22)]
    if quantity.unit == "vehicle":
        return _vehicle_kind(folded, sentence, quantity, left, right, text)
    return _money_kind(quantity, left, right, clause, text)


def _money_kind(quantity: Quantity, left: str, right: str, clause: str, text: str) -> FigureKind | None:
    value = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    if _INVEST.search(left + right):
        return FigureKind.INVESTMENT
    if _MONEY_OTHER.search(left[-24:] + right[:8]) or (quantity.unit == "JPY" and not 200_000 <= value <= 100_000_000):
        return None
    if value < 1000 or value > 500_000_000:
        return None
    around = left + clause[len(left) :] + text
    return FigureKind.PRICE if _PRICE.search(around) else None


def _vehicle_kind(
    folded: str, sentence: Sentence, quantity: Quantity, left: str, right: str, text: str
) -> FigureKind | None:
    value = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    if value < SMALLEST or _FORECAST.search(right):
        return None
    near = left[-26:]
    if _SHIPPED.search(left[-16:] + right[:6]) and not _SOLD.search(near):
        return None
    if _CAPACITY.search(left) or _CAPACITY.search(right[:12]):
        return FigureKind.CAPACITY
    if _ORDER.search(right[:10]) or (_ORDER.search(left) and not re.search(r"計画|目標", right[:8])):
        return FigureKind.ORDERS
    if re.match(r"(?:規模|ペース|体制)", right) and _MAKE.search(text):
        return FigureKind.PRODUCTION
    if _MAKE.search(near) and not re.search(r"販売|売れ|登録", near):
        return FigureKind.PRODUCTION
    if _TARGET.search(right[:12]) or _TARGET.search(near):
        return FigureKind.TARGET_VOLUME
    if _MAKE.search(right[:8]):
        return FigureKind.PRODUCTION
    return FigureKind.SALES if _SOLD.search(text) else None


def _owner(folded: str, work: Workspace, sentence: Sentence, quantity: Quantity) -> Car | None:
    """The car named last before the number in its sentence, else the one the paragraph is about."""
    before = within(work.cars, sentence.start, quantity.start)
    if before:
        return before[-1]
    line = within(work.cars, work.sentences_of(sentence.line)[0].start, quantity.start)
    return line[-1] if line else None


def _maker(work: Workspace, sentence: Sentence, quantity: Quantity, kind: FigureKind) -> str | None:
    before = within(work.makers, sentence.start, quantity.start)
    if before:
        return before[-1].name.maker or before[-1].name.canonical
    return None


def _place(
    document: Document, work: Workspace, sentence: Sentence, quantity: Quantity, kind: FigureKind, car: Car | None
) -> str | None:
    """Where something is built, sold or taxed; a sale that names no place is one at home."""
    folded = document.folded
    records = [a for a in document.announcements if car and (a.maker, a.model) == (car.maker, car.model)]
    places = [m for m in within(work.matches, sentence.start, quantity.start) if m.name.kind in PLACES]
    if kind in (FigureKind.CAPACITY, FigureKind.PRODUCTION):
        if places:
            name = places[-1].name
            as_named = name.kind is NameKind.REGION and kind is FigureKind.CAPACITY
            return name.canonical if as_named else name.country or name.canonical
        return next((record.origin for record in records if record.origin), None)
    if kind is FigureKind.TARIFF:
        return "US" if "米" in folded[max(0, sentence.start - 200) : sentence.end] else "JP"
    sold = [m for m in places if m.name.kind is NameKind.COUNTRY and _SOLD_THERE.match(folded, m.end, m.end + 24)]
    return sold[-1].name.canonical if sold else next((record.market for record in records), "JP")


def _period(folded: str, work: Workspace, sentence: Sentence, quantity: Quantity, kind: FigureKind) -> str | None:
    if (
        kind in (FigureKind.PRICE, FigureKind.TARGET_VOLUME, FigureKind.ORDERS, FigureKind.TARIFF)
        or "累計" in folded[sentence.start : sentence.end]
    ):
        return None
    times = [
        t
        for t in within(work.times, sentence.start, quantity.start)
        if t.role != "until" or kind is FigureKind.CAPACITY
    ]
    return times[-1].value if times else None
