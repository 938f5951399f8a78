"""What a per cent or a sum of money of an English sentence is: a tariff, a price, an investment, or none of them."""

from __future__ import annotations

import re

from tracker.announcements.english.numbers import Quantity
from tracker.announcements.english.setting import Kind, Setting, find_nearest, measure_distance
from tracker.records import FigureKind
from tracker.vocabulary import NameKind

RESULTS = "figure.export.results"
PRICES = {
    "JPY": (280_000, 1e8), "KRW": (3e6, 1e9), "INR": (6e4, 5e7), "THB": (5e4, 5e7), "CNY": (15_000, 2e7),
    "IDR": (1.5e7, 1e10), "ITL": (5e6, 1e9),
    "SEK": (3e4, 3e7), "NOK": (3e4, 3e7), "DKK": (3e4, 3e7), "CZK": (5e4, 5e7), "HUF": (1e6, 1e9), "MXN": (4e4, 3e7),
    "ZAR": (4e4, 3e7),
    "TWD": (8e4, 8e7), "PLN": (1e4, 1e7), "TRY": (5e4, 5e7), "BRL": (1e4, 2e7), "RUB": (2e5, 3e8), "ESP": (4e5, 1e9),
    "MAD": (3e4, 3e7),
}  # fmt: skip
"""The sums that a vehicle can cost, by currency: what is more was invested, what is less bought a coffee."""
DEAREST = (1_900, 5e6)
"""The same, of the currencies whose unit is about a dollar."""


# ---------------------------------------------------------------------- per cent
_GROWTH = re.compile(
    r"\b(?:rose|fell|climbed|dropped|up|down|increase[ds]?|decline[ds]?|grew|jumped|slipped|rise of|fall of|"
    r"growth of|share|higher|lower by|margin|stake|"
    r"tripled|surged|slumped|gained|lost|closed|ended|discount|VAT|cut by|depreciat\w+|weaken\w+|strengthen\w+|"
    r"inflation|interest)(?: [\w.-]+){0,3} $",
    re.IGNORECASE,
)
_GROWTH_AHEAD = re.compile(
    r" ?,? ?(?:of (?:the|its|all|imports|sales|cars|them|total|those|output|demand|buyers|production)|higher|"
    r"lower|more|less|fewer|up|down|increase|rise|fall|drop|stake|share|growth|"
    r"jump|margin|market share|on (?:the|a) year|VAT|year-on-year|year on year|discount|interest|owned|local|"
    r"import VAT|depreciation)\b"
)
_DUTY_BEHIND = re.compile(r"\b(?:tariffs?|duty|duties|lev(?:y|ies)|customs|surcharge)\b[^.;]{0,60}$", re.IGNORECASE)
_DUTY_AHEAD = re.compile(
    r" ?,? ?(?:[\w.-]+ ){0,4}?(?:tariffs?|duty|duties|levy|levies|surcharge|customs|charge|import tax)\b", re.IGNORECASE
)
_ON_CARS = re.compile(
    r" on (?:[\w-]+ ){0,3}(?:cars?|vehicles?|imports?|motorcycles?|trucks?|bikes?|automobiles|autos)\b"
)
_RATE = re.compile(
    r"\b(?:rates?|pa(?:y|ys|id|ying)|charge[sd]?|charging|face[sd]?|additional|extra|stood|stands|subject to|"
    r"hit with|taxed|levied)\b",
    re.IGNORECASE,
)


def resolve_tariff(setting: Setting, quantity: Quantity) -> Kind:
    behind, ahead = setting.behind(quantity), setting.ahead(quantity)
    if quantity.top > 200:
        return None
    if _ON_CARS.match(ahead) and re.search(r"\b(?:charg|pay|levi|tax|put|slap|impos)\w*(?: [\w.]+){0,3} $", behind):
        return FigureKind.TARIFF, "figure.tariff.on_cars"
    if _DUTY_AHEAD.match(ahead) or (_DUTY_BEHIND.search(behind) and not _GROWTH_AHEAD.match(ahead)):
        return FigureKind.TARIFF, "figure.tariff.adjacent"
    if _GROWTH.search(behind) or _GROWTH_AHEAD.match(ahead):
        return None
    near = any(
        c.cue.value == "tariff" and measure_distance(setting.text, quantity, c) is not None for c in setting.cues
    )
    if near or (setting.taxed and _RATE.search(setting.text, *setting.sentence)):
        return FigureKind.TARIFF, "figure.tariff.duty"
    return None


_CHARGED = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|charge[sd]?|come down to|came down to|falls? to|fell to|goes to|rises? to|cut to|"
    r"down to|lowered to|reduced to|ordinary|from \d[\d.]* to)"
    r"(?: (?:just|only|about|still|the|another|an extra))? $",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:[,.;:)]|$| (?:on|from|since|for|which|and|but|instead|too|now|in|until|at)\b)")


def resolve_bare_tariff(setting: Setting, quantity: Quantity) -> Kind:
    """ "Americans charge 27.5", "it has come down to 15": a rate whose per cent was said before."""
    if not setting.taxed or quantity.top > 100 or not quantity.plain:
        return None
    if _CHARGED.search(setting.behind(quantity)) and _ALONE.match(setting.ahead(quantity)):
        return FigureKind.TARIFF, "figure.tariff.bare"
    return None


# ---------------------------------------------------------------------- money
_NO_PRICE_BEHIND = re.compile(
    r"\b(?:subsid\w+|rebates?|discount(?:s|ed)?|incentives?|vouchers?|bonus(?:es)?|fees?|fine[sd]?|tax(?:es)?|"
    r"grants?|cashback|deposits?|savings?|saves?|loss(?:es)?|profits?|"
    r"revenues?|earn(?:s|ed|ings)?|dividends?|turnover|salary|wages?|reservations? of|credit|by (?:about|"
    r"as much as|up to|some|around|roughly|nearly|almost|another)|by|raised|rise of|cut of|"
    r"increase of|worth|damages|compensation|shipping|freight|option|package|extra)\b[^,;]{0,24}$",
    re.IGNORECASE,
)
_NO_PRICE_AHEAD = re.compile(
    r"(?: ?\)?)(?: (?:in|of|per|a|an))?(?: [\w-]+)? ?(?:subsid\w+|rebates?|discounts?|more than|less than|"
    r"cheaper|dearer|extra|off|a month|per month|monthly|a week|a season|voucher|bonus|loss|"
    r"profit|charge|fines?|fees?|losses|apiece in tax|tax|reservation|deposit|towards|in tax|a tonne|a barrel|"
    r"a day|a share|less|more|higher|lower|wages?|savings?|increase|cut|rise)\b",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"\b(?:fee|fine|levy|surcharge|rebate|subsidy|voucher|certificate|toll|permit|insurance)\b"
    r"[^,;]{0,50}\b(?:costs?|takes|adds|is|was|comes to|amounts to)\b[^,;]{0,40}$"
)
_LOSS = re.compile(
    r"\b(?:loss(?:es)?|profits?|revenues?|earn(?:s|ed|ings)|dividends?|turnover|write(?:-| )?(?:offs?|downs?)|"
    r"written off|impairment|charge of|sales of|market value|fines?|fined|"
    r"net income|operating|settlement|debts?|bonds?|borrow\w*|cash|trade (?:deficit|surplus)|exports? (?:of|"
    r"worth)|imports? worth|subsid\w+|tax(?:es)? (?:of|worth)|"
    r"hit of|blow of|cost (?:it|the company|them|us)|bill of|valued)\b",
    re.IGNORECASE,
)
_SITE = (
    r"(?:plants?|factory|factories|works|complex|line|shop|site|project|tooling|retooling|expansion|upgrade|"
    r"facility|hub|"
    r"battery|machinery|dies|presses|moderni[sz]ation|investment|programme|program)"
)
_SITE_AHEAD = re.compile(rf"(?:-dollar|-euro|-pound)?,? (?:[\w-]+ ){{0,4}}?{_SITE}\b", re.IGNORECASE)
_SITE_BEHIND = re.compile(
    rf"\b{_SITE}\b[^;]{{0,40}}\b(?:cost(?:s|ing)?|worth|spent|price tag|bill|swallowed|needed|at|of|"
    rf"for)(?: (?:it|them))?(?: (?:about|some|around|over|nearly|almost|more than|roughly|just over|up to))? $",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\b(?:tooling|getting ready|preparing|preparations?|spent|spends?|spending|put|pumped|sunk|backed by|"
    r"earmarked|set aside)\b",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"\s?[,;]?\s?[(\[]?(?:(?:or|i\.e\.|equal to|equivalent to|the equivalent of|that is|which is|at the time|=)[ ,]*)?"
    r"(?:about|around|roughly|approximately|some|approx\.?|nearly|almost|just (?:over|under)|under|over|"
    r"more than|less than|≈|~)?\s?$",
    re.IGNORECASE,
)


def resolve_money(setting: Setting, quantity: Quantity) -> Kind:
    low, high = PRICES.get(quantity.unit or "", DEAREST)
    if _is_converted(setting, quantity):
        return None
    if quantity.top > high:
        return _investment(setting, quantity)
    if quantity.top < low:
        return None
    return _price(setting, quantity)


def _is_converted(setting: Setting, quantity: Quantity) -> bool:
    """Whether the sum is the one before it in another currency: "1,788,000 yen, or roughly $15,000"."""
    at = setting.quantities.index(quantity)
    last = setting.quantities[at - 1] if at else None
    if last is None or last.unit in (None, "%", quantity.unit):
        return False
    return bool(_CONVERTED.fullmatch(setting.text, last.span.end, quantity.span.start))


def _investment(setting: Setting, quantity: Quantity) -> Kind:
    behind, ahead = setting.behind(quantity), setting.ahead(quantity)
    if _LOSS.search(behind[-70:]) or re.match(r" (?:[\w-]+ )?(?:loss|profit|charge|write|fine|hit)\b", ahead):
        return None
    cue = find_nearest(setting, quantity, ("investment",), RESULTS)
    if cue is not None and cue.cue.value == "investment":
        return FigureKind.INVESTMENT, cue.cue.id
    if (
        _SITE_AHEAD.match(ahead)
        or _SITE_BEHIND.search(behind)
        or re.match(r" (?:in(?:to)?|on) (?:[\w-]+ ){0,3}" + _SITE, ahead)
    ):
        return FigureKind.INVESTMENT, "figure.investment.site"
    if _READY.search(behind) or re.match(r" (?:for|into|on|in) (?:the |its |a )?[A-Z]", ahead):
        return FigureKind.INVESTMENT, "figure.investment.spent"
    return None


_PRICED = re.compile(
    r"(?:\b(?:at|for|from|under|below|over|above|is|was|are|be|to|of|costs?|lists?|starts?|asks?|about|around|"
    r"roughly|only|just|than|price)|[,:(–—-]|^) ?$",
    re.IGNORECASE,
)


def _price(setting: Setting, quantity: Quantity) -> Kind:
    behind, ahead = setting.behind(quantity), setting.ahead(quantity)
    if _NO_PRICE_BEHIND.search(behind) or _FEE.search(behind) or _NO_PRICE_AHEAD.match(ahead):
        return None
    cue = find_nearest(setting, quantity, ("price",), RESULTS)
    if cue is not None:
        return (FigureKind.PRICE, cue.cue.id) if cue.cue.value == "price" else None
    about_cars = any(m.name.kind in (NameKind.NAMEPLATE, NameKind.BRAND, NameKind.MAKER) for m in setting.named)
    if about_cars or _PRICED.search(behind):
        return FigureKind.PRICE, "figure.price.plain"
    return None
