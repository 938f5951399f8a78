"""Quantities as Japanese news writes them → numbers and units: 約5万7000台, 259万~308万円, 2兆6700億円, 9万豪㌦."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {
    "台": "vehicle",
    "輌": "vehicle",
    "円": "JPY",
    "%": "%",
    "㌫": "%",
    "パーセント": "%",
    "ドル": "USD",
    "㌦": "USD",
    "米ドル": "USD",
    "米㌦": "USD",
    "豪ドル": "AUD",
    "豪㌦": "AUD",
    "カナダドル": "CAD",
    "加ドル": "CAD",
    "NZドル": "NZD",
    "香港ドル": "HKD",
    "ユーロ": "EUR",
    "㌆": "EUR",
    "ポンド": "GBP",
    "㍀": "GBP",
    "人民元": "CNY",
    "元": "CNY",
    "ルピー": "INR",
    "バーツ": "THB",
    "ウォン": "KRW",
    "ルピア": "IDR",
    "ペソ": "MXN",
    "リンギット": "MYR",
    "クローナ": "SEK",
    "レアル": "BRL",
    "ズロチ": "PLN",
    "フォリント": "HUF",
}
_SCALES = {"兆": 10**12, "億": 10**8, "万": 10**4, "千": 10**3, "百": 100}
_N = r"(?:\d[\d,]{0,14}(?:\.\d{1,4})?)"
_NUMBER = rf"(?:{_N}(?:兆|億|万|千|百)?){{1,4}}"
_UNIT = "|".join(sorted(map(re.escape, UNITS), reverse=True, key=len))
_QUANTITY = re.compile(
    rf"(?<![\d.,A-Za-z-])(?P<low>{_NUMBER})(?:(?P<unit1>{_UNIT})?(?:台)?\s?(?P<sign>[~〜～\-－–―]|から|ないし)\s?(?:約)?(?P<high>{_NUMBER}))?(?P<unit>{_UNIT})(?![A-Za-zァ-ヶ]|当たり|数|目|車|の台|安|高|形|年)"
)
_DIGIT = re.compile(r"\d")
_PART = re.compile(rf"(?P<digits>{_N})(?P<scale>[兆億万千百]?)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; a range is (low, high)."""

    start: int
    end: int
    value: float | tuple[float, float]
    unit: str


def parse_number(text: str) -> float:
    """The number that `text` writes.

    >>> parse_number("5万7000"), parse_number("2兆6700億"), parse_number("3千"), parse_number("498万800")
    (57000.0, 2670000000000.0, 3000.0, 4980800.0)
    """
    total = 0.0
    thousands = 0.0
    for match in _PART.finditer(text):
        number = float(match["digits"].replace(",", "") or 0)
        scale = match["scale"]
        if scale in ("千", "百"):
            thousands += number * _SCALES[scale]
        elif scale:
            total += (thousands + number) * _SCALES[scale]
            thousands = 0.0
        else:
            thousands += number
    return round(total + thousands, 6)


def find_quantities(folded: str, start: int, end: int) -> list[Quantity]:
    """The quantities in `folded[start:end]`, in order."""
    found: list[Quantity] = []
    if not _DIGIT.search(folded, start, end):
        return found
    for match in _QUANTITY.finditer(folded, start, end):
        high = match["high"]
        if (
            high
            and match["sign"] == "から"
            and (folded[match.end() : match.end() + 1] in "にへ" or parse_number(high) <= parse_number(match["low"]))
        ):
            # 27.5%から15%に: a change, not a range.
            unit = UNITS[match["unit1"] or match["unit"]]
            found.append(Quantity(match.start("low"), match.end("low"), parse_number(match["low"]), unit))
            found.append(Quantity(match.start("high"), match.end(), parse_number(high), UNITS[match["unit"]]))
            continue
        value: float | tuple[float, float] = parse_number(match["low"])
        if high:
            low = match["low"]
            if match["unit1"] is None and not re.search(r"[万億兆千]", low) and re.search(r"[万億兆千]", high):
                low += re.sub(r"[\d,.]", "", high)[:1]
            value = (parse_number(low), parse_number(high))
            if value[0] >= value[1]:
                value = value[1]
        found.append(Quantity(match.start(), match.end(), value, UNITS[match["unit"]]))
    return found
