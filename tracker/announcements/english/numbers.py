"""Quantities in English text: numbers in digits or words, with their scale, unit and range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.announcements.document import Span

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "m": 1e6, "mn": 1e6,
    "crore": 1e7,
    "crores": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "thousand million": 1e9, "trillion": 1e12, "tn": 1e12,
    "lakh crore": 1e12,
}  # fmt: skip
SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "a$": "AUD", "au$": "AUD",
    "nz$": "NZD",
    "c$": "CAD", "ca$": "CAD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "rs": "INR",
    "rs.": "INR", "re": "INR",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "krw": "KRW", "inr": "INR", "aud": "AUD", "cad": "CAD",
    "rmb": "CNY",
    "cny": "CNY", "thb": "THB", "sek": "SEK", "nok": "NOK", "chf": "CHF", "sfr": "CHF", "skr": "SEK", "nkr": "NOK",
    "dkr": "DKK",
    "dm": "DEM", "฿": "THB", "zł": "PLN", "r": "ZAR", "rm": "MYR", "kč": "CZK", "myr": "MYR", "idr": "IDR",
    "rp": "IDR", "zar": "ZAR",
    "pln": "PLN", "czk": "CZK", "huf": "HUF", "mxn": "MXN", "twd": "TWD", "₺": "TRY", "₽": "RUB",
}  # fmt: skip
"""Before the number; `$` is settled by the document."""

_DOLLARS = {
    "us": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD",
    "hong kong": "HKD",
    "singapore": "SGD",
}
UNITS = {
    "yen": "JPY", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP",
    "pounds sterling": "GBP",
    "won": "KRW", "baht": "THB", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "kronor": "SEK", "krona": "SEK",
    "kroner": "NOK",
    "swedish kronor": "SEK", "norwegian kroner": "NOK", "danish kroner": "DKK", "pesos": "MXN",
    "mexican pesos": "MXN", "reais": "BRL",
    "rupiah": "IDR", "ringgit": "MYR", "rand": "ZAR", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF",
    "forints": "HUF", "koruna": "CZK",
    "crowns": "CZK", "czech crowns": "CZK", "lei": "RON", "dirhams": "MAD", "lira": "TRY", "lire": "ITL",
    "roubles": "RUB", "rubles": "RUB",
    "francs": "FRF", "french francs": "FRF", "swiss francs": "CHF", "marks": "DEM", "deutschmarks": "DEM",
    "deutsche marks": "DEM",
    "german marks": "DEM", "d-marks": "DEM", "pesetas": "ESP", "guilders": "NLG", "percent": "%", "per cent": "%",
    "pc": "%", "%": "%",
    "percentage points": "pp", "percentage point": "pp", "points": "pp",
}  # fmt: skip
UNITS |= {f"{nation} dollars": unit for nation, unit in _DOLLARS.items()}
UNITS |= {
    code: unit
    for code, unit in SIGNS.items()
    if len(code) == 3 and code.isalpha() and code not in ("sfr", "skr", "nkr", "dkr")
}

_SIGN = (
    r"(?:(?:US|AU|A|NZ|CA|C|S|HK|NT|R|MX)?\$ ?|[€£¥₩₹฿₺₽] ?|Rs\.? ?|DM ?|S[Kk]r ?|N[Kk]r ?|D[Kk]r ?|SFr ?|"
    r"RMB ?|RM ?|Rp ?|R ?(?=\d)|"
    r"(?:USD|EUR|GBP|JPY|KRW|INR|AUD|CAD|CNY|THB|SEK|NOK|CHF|MYR|IDR|ZAR|PLN|CZK|HUF|MXN|TWD) ?)"
)
_SCALE = (
    r"(?:[ -]?(?:thousand million|lakh crore|hundred|thousand|lakhs?|million|crores?|billion|trillion)\b"
    r"|(?:bn|tn|mn|m|k)\b| (?:bn|tn|mn|m)\b)"
)
_UNIT_WORD = "|".join(sorted((u for u in UNITS if u[0].isalpha()), key=len, reverse=True))
_UNIT = rf"(?:[ -]?(?:{_UNIT_WORD})\b| ?%)"
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?"
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<sign>{_SIGN})?(?P<value>{_DIGITS})(?P<scale>{_SCALE})?(?P<unit>{_UNIT})?"
    rf"(?:(?: to | and |-|–|"
    rf" or )(?P<sign2>{_SIGN})?(?P<high>{_DIGITS})(?P<scale2>{_SCALE})?(?P<unit2>{_UNIT})?)?(?![\w/])",
    re.IGNORECASE,
)
_MODEL_YEAR = re.compile(r"(?:19|20)\d\d")
_CHANGED = re.compile(
    r"\b(?:from|rose|raised|rise|fell|cut|lifted|climbed|grew|increased|reduced|lowered|dropped|up|"
    r"down)(?: from)?(?: about| some| around| roughly)? $",
    re.IGNORECASE,
)
"""Before "214 to 7,208": two figures, not a range."""
_MOVED = re.compile(
    r"\b(?:rose|raise[ds]?|rise|fell|cuts?|lift(?:ed|s)|increase[ds]?|reduce[ds]?|lower(?:ed|s)|drop(?:ped|"
    r"s)) (?:[\w']+ ){0,3}from $"
)

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
_ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {w: n for n, w in enumerate(_ONES, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_TOKEN = "|".join(
    [
        *sorted(_SMALL, key=len, reverse=True),
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "lakh",
        "crore",
        "half",
        "quarter",
        "point",
    ]
)
_WORDS = re.compile(
    rf"(?<![\w.,-])(?:(?P<sign>[€£$¥])|an? )?(?P<run>(?:{_TOKEN})(?:(?:-| and an? | and | of an? | an? |"
    rf" )(?:{_TOKEN})\b){{0,8}})(?P<unit>{_UNIT})?(?![\w-])",
    re.IGNORECASE,
)
_WORD_SIGNS = ("hundred", "thousand", "million", "billion", "lakh", "crore", " cent", "percent", "registered ", "%")
"""Without one of them a number in words is too small to be a figure."""
_VAGUE = ("few ", "several ", "couple of ", "many ")
_TOKENS = re.compile(_TOKEN, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text, multiplied out."""

    span: Span
    value: float | tuple[float, float]
    """A range is (low, high)."""
    unit: str | None
    """`%`, an ISO 4217 code; None: a bare number."""
    sign: str = ""
    """The currency sign as written: `$` may be another country's dollar."""
    plain: bool = False
    """Digits alone: no comma, no scale, no unit."""

    @property
    def top(self) -> float:
        """The value, or the upper end of the range."""
        return self.value[1] if isinstance(self.value, tuple) else self.value


def find_quantities(text: str, span: Span) -> list[Quantity]:
    """The quantities of one sentence of folded text, in order.

    >>> text = "It costs 2.5 to 3.1 million yen; half a million were sold, and duty is twenty point seven per cent."
    >>> [(q.value, q.unit) for q in find_quantities(text, Span(0, len(text)))]
    [((2500000.0, 3100000.0), 'JPY'), (500000.0, None), (20.7, '%')]
    """
    found = _in_digits(text, span)
    taken = [q.span for q in found]
    for quantity in _in_words(text, span):
        if not any(s.start <= quantity.span.end and quantity.span.start <= s.end + 1 for s in taken):
            found.append(quantity)
    found.sort(key=lambda q: q.span)
    return _carry_units(text, found)


def _in_digits(text: str, span: Span) -> list[Quantity]:
    found = []
    match = _NUMBER.search(text, *span)
    while match:
        quantity = _read_digits(match)
        end = quantity.span.end
        if (
            quantity.unit != "pp"
            and quantity.value != 0
            and text[end : end + 1] != ":"
            and not _is_year(quantity, text)
        ):
            found.append(quantity)
        # What was read as two numbers leaves the second to be read.
        match = _NUMBER.search(text, max(end, match.start() + 1), span.end)
    return found


def _is_year(quantity: Quantity, text: str) -> bool:
    return quantity.plain and bool(_MODEL_YEAR.fullmatch(text, *quantity.span))


def _read_digits(match: re.Match[str]) -> Quantity:
    if match["high"] and _is_range(match):
        unit = _unit(match["sign"] or match["sign2"], match["unit2"] or match["unit"])
        low = _scaled(match["value"], match["scale"] or match["scale2"])
        high = _scaled(match["high"], match["scale2"] or match["scale"])
        return Quantity(Span(*match.span()), (low, high), unit, match["sign"] or match["sign2"] or "")
    last = next(name for name in ("unit", "scale", "value") if match[name])
    unit = _unit(match["sign"], match["unit"])
    if match["high"] and unit is None and match["unit2"]:
        # "2,127,600 or 2,343,600 yen", "from 27.5 to 15 per cent": the second's unit is the first's.
        unit = _unit(None, match["unit2"])
    scale = match["scale"] or (match["scale2"] if match["high"] and len(match["value"]) < 4 else None)
    plain = unit is None and not match["scale"] and "," not in match["value"]
    sign = (match["sign"] or "").strip()
    if sign.lower() == "r" and not match["scale"] and "," not in match["value"]:
        unit = None
    return Quantity(Span(match.start(), match.end(last)), _scaled(match["value"], scale), unit, sign, plain)


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one range, and not two figures side by side."""
    text, start = match.string, match.start()
    low = _scaled(match["value"], match["scale"] or match["scale2"])
    high = _scaled(match["high"], match["scale2"] or match["scale"])
    if high <= low or (_MODEL_YEAR.fullmatch(match["value"]) and not match["sign"]):
        return False
    if match["unit"] and (match["unit"] or "").strip() != (match["unit2"] or "").strip():
        return False
    joint = text[
        match.end("unit") if match["unit"] else match.end("scale") if match["scale"] else match.end("value") :
    ][:5]
    unit = _unit(match["sign"] or match["sign2"], match["unit2"] or match["unit"])
    if joint.startswith(" and "):
        return text[max(0, start - 12) : start].rstrip().lower().endswith("between")
    if joint.startswith(" or ") and unit not in (None, "%"):
        return False
    if unit not in (None, "%"):
        return not _MOVED.search(text, max(0, start - 50), start)
    return not _CHANGED.search(text, max(0, start - 30), start)


def _unit(sign: str | None, word: str | None) -> str | None:
    if sign:
        return SIGNS.get(sign.strip().lower())
    return UNITS.get((word or "").strip(" -").lower())


def _scaled(digits: str, scale: str | None) -> float:
    factor = SCALES[scale.strip(" -").lower()] if scale else 1.0
    return round(float(digits.replace(",", "")) * factor, 4)


def _in_words(text: str, span: Span) -> list[Quantity]:
    if not any(sign in text[span.start : span.end] for sign in _WORD_SIGNS):
        return []
    found = []
    for match in _WORDS.finditer(text, *span):
        value = parse_words(match["run"])
        unit = _unit(match["sign"], match["unit"])
        vague = text[max(0, match.start("run") - 10) : match.start("run")].endswith(_VAGUE)
        if value and not vague and unit != "pp" and (value >= 100 or unit or _is_registered(match)):
            found.append(Quantity(Span(*match.span()), value, unit, match["sign"] or ""))
    return found


def _is_registered(match: re.Match[str]) -> bool:
    """ "Mazda registered two vehicles": the one place where a word for a small number is a figure."""
    return match.string[max(0, match.start() - 11) : match.start()] == "registered "


def parse_words(run: str) -> float | None:
    """The number that a run of words names; None where they name none.

    >>> [parse_words(w) for w in ("three thousand million", "two and a half million", "twenty point seven")]
    [3000000000.0, 2500000.0, 20.7]
    """
    total, current, last, decimals = 0.0, 0.0, 1.0, ""
    after_point = False
    for token in map(str.lower, _TOKENS.findall(run)):
        if token == "point":
            after_point = True
        elif token in _SMALL and after_point:
            decimals += str(_SMALL[token])
        elif token in _SMALL:
            if current >= 1000:
                total, current = total + current, 0.0
            if current % 100 and not (current % 10 == 0 and current % 100 >= 20 > 9 >= _SMALL[token]):
                return None
            current += _SMALL[token]
        elif token in ("half", "quarter"):
            current += last * (0.5 if token == "half" else 0.25)
        else:
            last = SCALES[token]
            current = (current + _fraction(decimals) or 1.0) * last
            decimals = ""
    return round(total + current + _fraction(decimals), 4) or None


def _fraction(decimals: str) -> float:
    return float(f"0.{decimals}") if decimals else 0.0


_LISTED = re.compile(r"(?:\bat|\bor|\band|\bfor|\bto|\bis|,|:|–|—)(?: (?:just|only|about))? $", re.IGNORECASE)


def _carry_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "Casual at 2,849,000 yen, Voyage at 3,355,000": a list of prices names its currency once."""
    priced = next((q for q in found if q.unit not in (None, "%")), None)
    if priced is None:
        return found
    return [replace(q, unit=priced.unit, sign=priced.sign) if _is_listed(text, q, priced) else q for q in found]


def _is_listed(text: str, quantity: Quantity, priced: Quantity) -> bool:
    if quantity.unit is not None or quantity.plain or quantity.top < 1000:
        return False
    if not 0.3 < quantity.top / priced.top < 3.5 or re.match(
        r" (?:[a-z-]+ )?(?:cars|vehicles|units|of)\b", text[quantity.span.end :][:30]
    ):
        return False
    return bool(_LISTED.search(text, max(0, quantity.span.start - 14), quantity.span.start))
