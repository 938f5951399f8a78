"""Numbers an analyst would put in a table: what each counts, of whom, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.english.periods import Period, find_periods
from tracker.records import Figure, FigureKind
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import CueMatch, read_cues

SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
SIGNS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "a$": "AUD",
    "nz$": "NZD",
    "c$": "CAD",
    "rs": "INR",
    "rs.": "INR",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "jpy": "JPY",
    "krw": "KRW",
    "inr": "INR",
    "rmb": "CNY",
    "cny": "CNY",
    "thb": "THB",
    "sek": "SEK",
    "hk$": "HKD",
    "nt$": "TWD",
    "chf": "CHF",
    "฿": "THB",
    "zł": "PLN",
}
UNITS = {
    "yen": "JPY",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pound": "GBP",
    "won": "KRW",
    "baht": "THB",
    "yuan": "CNY",
    "rupees": "INR",
    "kronor": "SEK",
    "kroner": "NOK",
    "krona": "SEK",
    "pesos": "MXN",
    "reais": "BRL",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "rand": "ZAR",
    "zloty": "PLN",
    "forint": "HUF",
    "koruna": "CZK",
    "crowns": "CZK",
    "lei": "RON",
    "dirhams": "MAD",
    "lira": "TRY",
    "roubles": "RUB",
    "rubles": "RUB",
    "francs": "CHF",
    "renminbi": "CNY",
    "percent": "%",
    "per cent": "%",
    "pc": "%",
    "%": "%",
    "percentage points": "pp",
    "percentage point": "pp",
    "points": "pp",
}
_SIGN = r"(?:US\$|A\$|NZ\$|C\$|HK\$|NT\$|[$€£¥₩₹฿]|Rs\.? ?|USD ?|EUR ?|GBP ?|JPY ?|KRW ?|INR ?|RMB ?|CNY ?|THB ?|SEK ?)"
_SCALE = r"(?:[ -]?(?:thousand|lakh|million|crore|billion|trillion)\b|(?:bn|tn|mn|m|k)\b| (?:bn|tn|mn|m)\b)"
_UNIT = r"(?:[ -]?(?:" + "|".join(sorted((u for u in UNITS if u[0].isalpha()), key=len, reverse=True)) + r")\b| ?%)"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<sign>{_SIGN})?(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|"
    rf"\d{{1,9}}(?:\.\d{{1,4}})?)(?P<scale>{_SCALE})?(?P<unit>{_UNIT})?"
    rf"(?:(?: to | and |-|–| or )(?P<sign2>{_SIGN})?(?P<high>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|"
    rf"\d{{1,9}}(?:\.\d{{1,4}})?)(?P<scale2>{_SCALE})?(?P<unit2>{_UNIT})?)?(?![\w/])",
    re.IGNORECASE,
)
_VEHICLE_NOUN = re.compile(
    r" (?:or so |or more )?(?:[\w'-]+ ){0,4}?(?:units?|vehicles?|cars?|trucks?|pickups?|SUVs?|crossovers?|sedans?|"
    r"vans?|minivans?|coupes?|hatchbacks?|motorcycles?|bikes?|"
    r"orders|reservations|buyers|customers|registrations|automobiles|examples|copies|sales|EVs|owners|superminis|"
    r"saloons|of (?:them|these|those|the)|a (?:year|month|week)|per (?:year|month)|annually|monthly|in \w+|last year|"
    r"this year|the year before|overseas)\b",
    re.IGNORECASE,
)
_NOT_COUNT = re.compile(
    r"(?: |-)(?:(?!a |an |per |each |every )[\w'-]+ ){0,1}?(?:people|employees|workers|staff|jobs|dealers|"
    r"dealerships|stores|showrooms|branches|members|kilomet\w+|km|miles?|mph|mpg|horsepower|hp|bhp|kW|kWh|Nm|metres?|"
    r"meters?|mm|cm|"
    r"litres?|liters?|cc|cubic|percent|per cent|points|years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"countries|markets|models|plants|factories|images|tonnes|tons|doors?|seats?|seater|cylinders?|rows?|"
    r"steps|grand|times|comments|robots|suppliers|acres|hectares|square|degrees|versions|trims|variants|prefectures|"
    r"states|cities|speakers|inch|inches|°|pm|am|speed|th|st|nd|rd|visitors|ships?|spectators)\b",
    re.IGNORECASE,
)
_MODEL_YEAR = re.compile(r"(?:19|20)\d\d")

PLAIN_KINDS = {kind.value: kind for kind in FigureKind}
MONEY_KINDS = ("investment", "price", "export")
COUNT_KINDS = ("capacity", "orders", "target_volume", "production", "sales", "export")

BEHIND_REACH = 110
AHEAD_REACH = 60
"""Characters before and after a number within which the word stands that says what it counts."""


LEAST_MONEY = {"JPY": 50_000, "KRW": 500_000, "IDR": 5_000_000, "INR": 10_000, "THB": 10_000}
"""Below it a sum is an exchange rate or the price of a coffee."""

_TARIFF_BEFORE = re.compile(r"\b(?:tariffs?|duty|duties|levy|levies)\b[^.;]{0,50}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Quantity:
    span: Span
    value: float | tuple[float, float]
    unit: str | None
    """None: a bare number."""


def find_figures(document: Document) -> None:
    """Fill `document.figures`."""
    cues = read_cues("english", "figure")
    mentions = _Around(document)
    subject: tuple[str | None, str | None] = (None, None)
    for sentence in document.sentences:
        quantities = _find_quantities(document.folded, sentence)
        named = mentions.in_span(sentence)
        if quantities:
            found = cues.find_cues(document.folded, *sentence)
            for quantity in quantities:
                if any(
                    m.name.kind is NameKind.NAMEPLATE
                    and m.span.start < quantity.span.end
                    and quantity.span.start < m.span.end
                    for m in named
                ):
                    continue
                _add_figure(document, sentence, quantity, found, named, subject, quantities)
        subject = _subject(named, subject)


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


def _subject(named: list[Mention], last: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    for mention in named:
        if mention.name.kind is NameKind.NAMEPLATE:
            return mention.name.maker, mention.name.canonical
    for mention in named:
        if mention.name.kind in (NameKind.MAKER, NameKind.BRAND):
            return mention.name.maker or mention.name.canonical, None
    return last


def _find_quantities(text: str, span: Span) -> list[_Quantity]:
    found = []
    match = _NUMBER.search(text, *span)
    while match:
        quantity = _quantity(match)
        if quantity is not None and quantity.value != 0 and text[quantity.span.end : quantity.span.end + 1] != ":":
            found.append(quantity)
        # What was read as two numbers leaves the second to be read.
        end = quantity.span.end if quantity else match.end("value")
        match = _NUMBER.search(text, max(end, match.start() + 1), span.end)
    return found


def _quantity(match: re.Match[str]) -> _Quantity | None:
    sign = match["sign"] or match["sign2"]
    unit_word = (match["unit2"] or match["unit"] or "").strip(" -").lower()
    unit = SIGNS.get(sign.strip().lower()) if sign else UNITS.get(unit_word)
    low = _scaled(match["value"], match["scale"] or (match["scale2"] if match["high"] else None))
    value: float | tuple[float, float] = low
    end = match.end()
    if match["high"]:
        high = _scaled(match["high"], match["scale2"] or match["scale"])
        changed = not sign and bool(_CHANGED.search(match.string, max(0, match.start() - 30), match.start()))
        two_units = (match["unit"] or "").strip() != (match["unit2"] or "").strip() and bool(match["unit"])
        behind = match.string[max(0, match.start() - 12) : match.start()].rstrip()
        joined_by_and = " and " in match.group() and not behind.endswith("between")
        if high > low and not (joined_by_and or changed or two_units or _both_years(match)):
            value = (low, high)
        else:
            end = match.end("unit") if match["unit"] else match.end("scale") if match["scale"] else match.end("value")
            unit = SIGNS.get((match["sign"] or "").strip().lower()) or UNITS.get(
                (match["unit"] or "").strip(" -").lower()
            )
    if unit == "pp":
        return None
    bare = unit is None and not match["scale"] and "," not in match["value"]
    if bare and _MODEL_YEAR.fullmatch(match["value"]):
        return None
    return _Quantity(Span(match.start(), end), value, unit)


_CHANGED = re.compile(r"\b(?:from|went from|up from|down from|rose|fell|climbed|grew)(?: about| some| around)? $")
"""Before "214 to 7,208": two figures, not a range."""


def _both_years(match: re.Match[str]) -> bool:
    return bool(_MODEL_YEAR.fullmatch(match["value"]) and _MODEL_YEAR.fullmatch(match["high"]))


def _scaled(digits: str, scale: str | None) -> float:
    factor = SCALES[scale.strip(" -").lower()] if scale else 1.0
    return round(float(digits.replace(",", "")) * factor, 4)


def _add_figure(
    document: Document,
    sentence: Span,
    quantity: _Quantity,
    cues: list[CueMatch],
    named: list[Mention],
    subject: tuple[str | None, str | None],
    quantities: list[_Quantity],
) -> None:
    cue = _choose_cue(document.folded, sentence, quantity, cues, named)
    if cue is None and not _is_plain_price(quantity, named):
        return
    if cue is not None and cue.cue.value == "export":
        return
    kind = PLAIN_KINDS[cue.cue.value] if cue else FigureKind.PRICE
    maker, model = _owner(quantity, named, subject, kind)
    figure = Figure(
        kind=kind,
        value=quantity.value,
        unit=quantity.unit or "vehicle",
        maker=maker if kind is not FigureKind.TARIFF else None,
        model=model if kind not in (FigureKind.TARIFF, FigureKind.CAPACITY, FigureKind.INVESTMENT) else None,
        place=_place(quantity, named, kind),
        period=_period(document, sentence, quantity, kind),
        evidence=document.text[sentence.start : sentence.end],
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        rules=(cue.cue.id if cue else "figure.price.plain",),
    )
    if not any(_sameness(f) == _sameness(figure) for f in document.figures[-RECENT:]):
        document.figures.append(figure)


RECENT = 200
"""Figures back to which a repetition is looked for."""


def _sameness(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.unit, figure.model


PRICES = {"JPY": (1e6, 3e7), "KRW": (1e7, 3e8), "INR": (5e5, 3e7), "THB": (3e5, 1e7), "CNY": (3e4, 2e6)}


def _is_plain_price(quantity: _Quantity, named: list[Mention]) -> bool:
    """ "At €39,990 the Compass undercuts them": a sum of a car's size, beside a car."""
    if quantity.unit in (None, "%") or not any(m.name.kind is NameKind.NAMEPLATE for m in named):
        return False
    top = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    low, high = PRICES.get(quantity.unit or "", (5e3, 3e5))
    return low <= top <= high


def _choose_cue(
    text: str, sentence: Span, quantity: _Quantity, cues: list[CueMatch], named: list[Mention]
) -> CueMatch | None:
    """The word that says what the number counts: of the kinds that its unit allows, the nearest."""
    allowed = _allowed_kinds(text, sentence, quantity, named)
    ranked = []
    for cue in cues:
        if cue.cue.value not in allowed:
            continue
        if cue.end <= quantity.span.start:
            distance = quantity.span.start - cue.end
            if distance <= BEHIND_REACH:
                ranked.append((distance + 12 * text.count(",", cue.end, quantity.span.start), cue))
        elif cue.start >= quantity.span.end:
            if (
                cue.cue.value == "export"
                and cue.start - quantity.span.end < 14
                and "import" in text[cue.start : cue.end].lower()
            ):
                # "155,000 imported vehicles registered": what they are, not what was counted.
                continue
            distance = cue.start - quantity.span.end
            if distance <= AHEAD_REACH:
                ranked.append((int(distance * 1.6) + 25 * text.count(",", quantity.span.end, cue.start), cue))
        else:
            ranked.append((0, cue))
    if not ranked:
        return None
    best = min(ranked, key=lambda r: (r[0], r[1].start - r[1].end))[1]
    changed = re.match(
        r"(?:rose|fell|climbed|dropped|slipped|jumped|grew|increased|declined)", text[best.start : best.end]
    )
    if changed and any(c.cue.value == "export" and 0 <= best.start - c.end < 40 for c in cues):
        return None
    return best


def _allowed_kinds(text: str, sentence: Span, quantity: _Quantity, named: list[Mention]) -> tuple[str, ...]:
    if quantity.unit == "%":
        if _TARIFF_BEFORE.search(text, max(sentence.start, quantity.span.start - 60), quantity.span.start):
            return ("tariff",)
        return ("tariff",) if not _is_growth(text, sentence, quantity) else ()
    if quantity.unit is not None:
        top = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
        return MONEY_KINDS if top >= LEAST_MONEY.get(quantity.unit, 500) else ()
    if _NOT_COUNT.match(text, quantity.span.end, sentence.end):
        return ()
    low = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    noun = _VEHICLE_NOUN.match(text, quantity.span.end, sentence.end)
    if low < 1000 and not noun and "," not in text[quantity.span.start : quantity.span.end]:
        model_next = any(0 <= m.span.start - quantity.span.end <= 2 for m in named)
        return COUNT_KINDS if model_next or low >= 100 else ()
    return COUNT_KINDS


_GROWTH = re.compile(
    r"\b(?:rose|fell|climbed|dropped|up|down|increase[ds]?|decline[ds]?|grew|jumped|slipped|rise of|fall of|growth "
    r"of|share|higher|lower by|margin|stake|tripled|surged|slumped|gained|lost|closed|ended)(?: [\w.-]+){0,3} $"
)
_GROWTH_BEHIND = re.compile(
    r" (?:of (?:the|its|all|imports|sales|cars|them|total)|higher|lower|more|less|up|down|increase|rise|fall|drop|"
    r"stake|share|growth|jump|margin|market share|on (?:the|a) year)\b"
)


def _is_growth(text: str, sentence: Span, quantity: _Quantity) -> bool:
    behind = text[max(sentence.start, quantity.span.start - 50) : quantity.span.start]
    return bool(_GROWTH.search(behind) or _GROWTH_BEHIND.match(text, quantity.span.end, sentence.end))


def _owner(
    quantity: _Quantity, named: list[Mention], subject: tuple[str | None, str | None], kind: FigureKind
) -> tuple[str | None, str | None]:
    models = [m for m in named if m.name.kind is NameKind.NAMEPLATE]
    makers = [m for m in named if m.name.kind in (NameKind.MAKER, NameKind.BRAND)]
    nearest = min(models, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    maker = min(makers, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    if nearest is not None:
        return nearest.name.maker, nearest.name.canonical
    if maker is not None:
        return maker.name.maker or maker.name.canonical, None
    return subject if kind is not FigureKind.TARIFF else (None, None)


def _place(quantity: _Quantity, named: list[Mention], kind: FigureKind) -> str | None:
    places = [m for m in named if m.name.kind in (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)]
    nearest = min(places, key=lambda m: abs(m.span.start - quantity.span.start), default=None)
    if nearest is None:
        return None
    name = nearest.name
    if name.kind is NameKind.PLANT:
        return name.region or name.country
    return name.canonical


def _period(document: Document, sentence: Span, quantity: _Quantity, kind: FigureKind) -> str | None:
    if kind in (FigureKind.PRICE, FigureKind.CAPACITY, FigureKind.TARIFF, FigureKind.INVESTMENT):
        return None
    periods: list[Period] = find_periods(document.folded, *sentence, document.published)
    near = [p for p in periods if abs(p.start - quantity.span.end) < 70 and p.lead not in ("since",)]
    if not near:
        return None
    return min(near, key=lambda p: abs(p.start - quantity.span.end)).past
