"""The records of the vocabulary: what a name is, and what a match of one in a text is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class NameKind(StrEnum):
    """What a name names."""

    MAKER = "maker"
    """Also the badge of the same name: `Toyota` is one match, of the maker."""
    BRAND = "brand"
    """A badge that is not its maker's own name: `Lexus`, `MINI`, `Volvo`."""
    NAMEPLATE = "nameplate"
    PLANT = "plant"
    COUNTRY = "country"
    REGION = "region"
    """A state, province or prefecture that carries plants."""
    CONTINENT = "continent"
    """Several countries at once: `North America`, `Europe`, `ASEAN`: never an origin, yet no home market either."""
    MEDIUM = "medium"


class Form(StrEnum):
    """How a spelling names its thing."""

    NAME = "name"
    ADJECTIVE = "adjective"
    """American, Thai, Hungarian; a noun of people too: Americans."""
    SHORT = "short"
    """One Chinese character for a country (米, 独, 印): a name only in front of or behind another word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One thing that a text can name."""

    kind: NameKind
    canonical: str
    """English canonical name: `Toyota`, `Infiniti`, `Camry`, `Georgetown`, `Kentucky`; a country's code: `US`."""
    maker: str | None = None
    """Of a brand or nameplate: its maker. Of a plant that only one maker runs: that maker."""
    brand: str | None = None
    """Of a nameplate: its badge."""
    market: str | None = None
    """Of a maker, brand or nameplate: the home market, ISO 3166-1 alpha-2."""
    country: str | None = None
    """Of a plant or region: where it lies. Of a maker: where the unit that is named works (Maruti Suzuki: `IN`)."""
    region: str | None = None
    """Of a plant: the state or province, English."""
    makers: tuple[str, ...] = ()
    """Of a plant: who builds or built there."""
    years: str | None = field(default=None, compare=False)
    """Of a plant: when it built vehicles: `1988-`, `1992-2021`."""
    vehicle: str | None = None
    """Of a nameplate that is not a car: `motorcycle`, `truck`."""
    plain_word: bool = field(default=False, compare=False)
    """The spelling found is also an ordinary word or another thing's name (Passport, March, Lincoln), and nothing
    beside it settles that: a mention needs its maker or a clear slot. Two names that differ in this alone are equal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A name found in a text."""

    start: int
    end: int
    """With a plural's s, without a possessive's: `Camrys`, but `Camry` of `Camry's`."""
    name: Name
    variant: str
    """The vocabulary's spelling that was found: `Kluger`, `クルーガー`."""
    exact: bool = True
    """False: found by a loose variant (case, spacing, hyphen)."""
    alias: str | None = None
    """In English, the name used where it is not the canonical one: `Kluger` for クルーガー, `TMMK` for a plant."""
    form: Form = Form.NAME
