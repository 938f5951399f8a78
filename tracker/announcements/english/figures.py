"""Numbers an analyst would put in a table: what each counts, of whom, where and when."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.english.counting import resolve_kind
from tracker.announcements.english.numbers import Quantity, find_quantities
from tracker.announcements.english.periods import Period, find_periods
from tracker.announcements.english.setting import Setting
from tracker.records import Figure, FigureKind
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import CueMatch, read_cues

CARS = (NameKind.NAMEPLATE, NameKind.MAKER, NameKind.BRAND)
PLACES = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)
HOME_KINDS = (FigureKind.PRICE, FigureKind.TARGET_VOLUME, FigureKind.ORDERS)
UNDATED = (FigureKind.PRICE, FigureKind.CAPACITY, FigureKind.TARIFF, FigureKind.INVESTMENT, FigureKind.TARGET_VOLUME)
DOLLARS = {"AU": "AUD", "CA": "CAD", "NZ": "NZD"}
TARIFF_MEMORY = 3
"""Sentences for which a tariff, once spoken of, is what a bare per cent may be."""

Owner = tuple[str | None, str | None]


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the document's sentences."""

    document: Document
    dollar: str
    table: str | None
    has_cars: bool
    subject: Owner = (None, None)
    taxed_at: int = -10
    series: str | None = None
    """The kind of the figures of the last sentence that held any number of cars."""


def find_figures(document: Document) -> None:
    """Fill `document.figures`."""
    cues = read_cues("english", "figure")
    mentions = _Around(document)
    has_cars = any(m.name.kind in CARS for m in document.mentions) or len(_CARS.findall(document.folded)) >= 3
    reading = _Reading(document, _dollar(document), _table(document.folded), has_cars)
    for number, sentence in enumerate(document.sentences):
        named = mentions.in_span(sentence)
        quantities = [q for q in find_quantities(document.folded, sentence) if not _is_named(q, named)]
        found = cues.find_cues(document.folded, *sentence) if quantities else []
        if _speaks_of_duty(document.folded, sentence):
            reading.taxed_at = number
        if quantities:
            _read_sentence(reading, number, sentence, found, named, quantities)
        else:
            reading.series = None
        reading.subject = _subject(named, reading.subject)


class _Around:
    """The document's mentions, by sentence; sentences are asked for in order."""

    def __init__(self, document: Document) -> None:
        self.mentions = document.mentions
        self.at = 0

    def in_span(self, span: Span) -> list[Mention]:
        while self.at < len(self.mentions) and self.mentions[self.at].span.end <= span.start:
            self.at += 1
        stop = self.at
        while stop < len(self.mentions) and self.mentions[stop].span.start < span.end:
            stop += 1
        return self.mentions[self.at : stop]


_DUTY = re.compile(r"\b(?:tariff|dut(?:y|ies)\b|levy|levies|customs)", re.IGNORECASE)
_CARS = re.compile(r"\b(?:cars?|vehicles?|automakers?|carmakers?|motorcycles?)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:registrations|registered|best-selling|best sellers?|sales (?:chart|table|figures|ranking)|"
    r"cars? (?:people|they) bought)\b",
    re.IGNORECASE,
)


def _speaks_of_duty(text: str, sentence: Span) -> bool:
    return bool(_DUTY.search(text, *sentence))


def _table(text: str) -> str | None:
    """What the lines of a list in the article count, if it says so: "Registrations of new cars fell in May"."""
    return "sales" if _COUNTED.search(text) else None


def _dollar(document: Document) -> str:
    """Whose dollar `$` is: the country's that the article speaks of most."""
    spoken = Counter(m.name.country or m.name.canonical for m in document.mentions if m.name.kind in PLACES)
    if any(c.market == "US" for c in document.announcements):
        return "USD"
    nation = max(DOLLARS, key=lambda c: spoken[c])
    return DOLLARS[nation] if spoken[nation] > max(1, spoken["US"]) else "USD"


def _is_named(quantity: Quantity, named: list[Mention]) -> bool:
    """Whether the number is a car's name: the 208, the 3008."""
    return any(
        m.name.kind is NameKind.NAMEPLATE and m.span.start < quantity.span.end and quantity.span.start < m.span.end
        for m in named
    )


def _subject(named: list[Mention], last: Owner) -> Owner:
    for mention in named:
        if mention.name.kind is NameKind.NAMEPLATE:
            return mention.name.maker, mention.name.canonical
    for mention in named:
        if mention.name.kind in (NameKind.MAKER, NameKind.BRAND):
            return mention.name.maker or mention.name.canonical, None
    return last


def _read_sentence(
    reading: _Reading,
    number: int,
    sentence: Span,
    cues: list[CueMatch],
    named: list[Mention],
    quantities: list[Quantity],
) -> None:
    text = reading.document.folded
    if reading.dollar != "USD":
        quantities = [replace(q, unit=reading.dollar) if q.sign.strip() == "$" else q for q in quantities]
    taxed = number - reading.taxed_at <= TARIFF_MEMORY
    setting = Setting(text, sentence, cues, named, quantities, taxed, reading.table, reading.series)
    last = None
    for quantity in quantities:
        kind = resolve_kind(setting, quantity)
        if kind is None or not (reading.has_cars or kind[0] is FigureKind.TARIFF or _CARS.search(text, *sentence)):
            continue
        if kind[0] in (FigureKind.SALES, FigureKind.PRODUCTION):
            last = setting.series = kind[0].value
        if kind[0] is FigureKind.TARIFF:
            reading.taxed_at = number
        _add_figure(reading, setting, quantity, kind)
    reading.series = last


def _add_figure(reading: _Reading, setting: Setting, quantity: Quantity, kind: tuple[FigureKind, str]) -> None:
    document, sentence = reading.document, setting.sentence
    maker, model = _owner(quantity, setting.named, reading.subject)
    figure = Figure(
        kind=kind[0],
        value=quantity.value,
        unit="%" if kind[0] is FigureKind.TARIFF else quantity.unit or "vehicle",
        maker=maker if kind[0] is not FigureKind.TARIFF else None,
        model=model if kind[0] not in (FigureKind.TARIFF, FigureKind.CAPACITY, FigureKind.INVESTMENT) else None,
        place=_place(document, quantity, setting.named, kind[0], (maker, model)),
        period=_period(document, sentence, quantity, kind[0]),
        evidence=document.text[sentence.start : sentence.end],
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        rules=(kind[1],),
    )
    same = (figure.kind, figure.value, figure.unit, figure.model)
    if not any((f.kind, f.value, f.unit, f.model) == same for f in document.figures):
        document.figures.append(figure)


def _owner(quantity: Quantity, named: list[Mention], subject: Owner) -> Owner:
    models = [m for m in named if m.name.kind is NameKind.NAMEPLATE]
    makers = [m for m in named if m.name.kind in (NameKind.MAKER, NameKind.BRAND)]
    nearest = min(models, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    if nearest is not None:
        return nearest.name.maker, nearest.name.canonical
    maker = min(makers, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    if maker is not None:
        return maker.name.maker or maker.name.canonical, None
    return subject


def _place(document: Document, quantity: Quantity, named: list[Mention], kind: FigureKind, owner: Owner) -> str | None:
    """The place named nearest; without one, an import's price and target belong to its market."""
    places = [m for m in named if m.name.kind in PLACES]
    nearest = min(places, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    if nearest is not None:
        name = nearest.name
        return (name.region or name.country) if name.kind is NameKind.PLANT else name.canonical
    if kind not in HOME_KINDS:
        return None
    return next((c.market for c in document.announcements if (c.maker, c.model) == owner), None)


def _period(document: Document, sentence: Span, quantity: Quantity, kind: FigureKind) -> str | None:
    if kind in UNDATED:
        return None
    periods: list[Period] = find_periods(document.folded, *sentence, document.published)
    near = [p for p in periods if abs(p.start - quantity.span.end) < 70 and p.lead not in ("since",)]
    if not near:
        return None
    return min(near, key=lambda p: abs(p.start - quantity.span.end)).past
