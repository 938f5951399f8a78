"""One announcement in one article, as a programme hears it; and the subjects that announcements share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from tracker.records import Basis, Status

Subject = tuple[str, str, str]
"""Maker, key of the model (of the brand as `brand:…` where no model is named), market."""

_PERIOD = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<part>\d{2}|Q[1-4]|H[12]|spring|summer|autumn|winter))?")
_PARTS = {
    **{f"{month:02}": (month, month) for month in range(1, 13)},
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (11, 15),
}
"""First and last month; winter runs on into the next year, and is often said of its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """What one version of one article says of one subject."""

    page: str
    """Key of the article's address: equal for all its variants."""
    article: int
    announcement: int | None
    """Number of the announcement; None: of a version that the article replaced."""
    story: int
    """Equal for copies: they are one voice."""
    source: str
    day: str | None
    """Local day of publication, or of the change that made this version; None: not known."""
    time: str | None = None
    """Instant of publication, UTC: `2026-04-02T00:30:00Z`; None: only the day is known."""
    maker: str
    brand: str
    model: str | None
    market: str
    origin: str | None
    plant_region: str | None = None
    plant: str | None = None
    status: Status
    basis: Basis
    start: str | None = None
    end: str | None = None

    order: tuple[str, int, str, str, str, str] = field(init=False, repr=False, compare=False)
    """Oldest first; of one day the weightiest last; then by what stays the same in whatever order they came."""

    def __post_init__(self) -> None:
        detail = f"{self.status}|{self.origin}|{self.start}|{self.end}|{self.plant}|{self.plant_region}"
        order = (self.day or "9999", WEIGHT[self.basis], self.time or "9999", self.page, self.brand, detail)
        object.__setattr__(self, "order", order)


WEIGHT = {Basis.COMMENTARY: 1, Basis.REPORT: 2, Basis.COMPANY: 3}
"""Company over report over commentary."""


@lru_cache(maxsize=4096)
def key_model(name: str) -> str:
    """Equal for spellings of one nameplate.

    >>> key_model("CR-V e:FCEV") == key_model("CRV E FCEV")
    True
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def key_subject(
    maker: str, brand: str, model: str | None, market: str, names: Mapping[str, str] | None = None
) -> Subject:
    """The subject of an announcement; `names` maps keys of former names to that of today: `kluger` → `highlander`."""
    if model is None:
        return (maker, f"brand:{key_model(brand)}", market)
    key = key_model(model)
    return (maker, (names or {}).get(key, key), market)


def link_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Former name → today's, as keys, from what articles say: (model, sold as). Chains are followed, circles cut.

    >>> link_names([("Highlander", "Kluger")])
    {'kluger': 'highlander'}
    """
    direct: dict[str, str] = {}
    for model, sold_as in sorted({(key_model(model), key_model(sold_as)) for model, sold_as in pairs}):
        if model != sold_as and direct.get(model) != sold_as:
            direct.setdefault(sold_as, model)
    return {name: _follow(name, direct) for name in direct}


def _follow(name: str, direct: Mapping[str, str]) -> str:
    seen = {name}
    while name in direct and direct[name] not in seen:
        name = direct[name]
        seen.add(name)
    return name


@lru_cache(maxsize=4096)
def parse_period(period: str | None) -> tuple[date, date] | None:
    """First and last day that a stated period can mean; None: not stated, or no period.

    >>> parse_period("2026-Q2")
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> parse_period("FY2026")
    (datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
    """
    if period is None:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period):
        return _parse_day(period)
    found = _PERIOD.fullmatch(period)
    if found is None or not 1800 <= int(found["year"]) <= 2200:
        return None
    year = int(found["year"])
    first, last = (4, 15) if found["fiscal"] else _PARTS.get(found["part"] or "", (1, 12))
    if found["fiscal"] and found["part"]:
        first, last = (first, 9) if found["part"] == "H1" else (10, 15)
    return (_month(year, first), _month_end(year, last))


def _parse_day(period: str) -> tuple[date, date] | None:
    try:
        day = date.fromisoformat(period)
    except ValueError:
        return None
    return (day, day) if 1800 <= day.year <= 2200 else None


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month_end(year: int, month: int) -> date:
    return date.fromordinal(_month(year, month + 1).toordinal() - 1)


def agree(one: str | None, other: str | None) -> bool:
    """Whether two stated periods can mean the same; an unstated one agrees with all.

    >>> agree("2026", "2026-04"), agree("2026-Q2", "2026-H2"), agree("FY2026", "2027-02")
    (True, False, True)
    """
    a, b = parse_period(one), parse_period(other)
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])
