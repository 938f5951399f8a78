"""Names of makers, brands, nameplates, plants, places and media, read from the TOML files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What a name names."""

    MAKER = "maker"
    BRAND = "brand"
    NAMEPLATE = "nameplate"
    PLANT = "plant"
    COUNTRY = "country"
    REGION = "region"
    MEDIUM = "medium"


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
    """Of a plant or region: where it lies."""
    region: str | None = None
    """Of a plant: the state or province, English."""
    plain_word: bool = False
    """The name is also an ordinary word (Passport, March, Note, Fit): a mention needs its maker or a clear slot."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A name found in a text."""

    start: int
    end: int
    name: Name
    variant: str
    """The spelling that was found."""
    exact: bool = True
    """False: found by a loose variant (case, spacing, hyphen)."""


class Vocabulary:
    """Every name, and a matcher over all of them at once."""

    def find_names(self, folded: str) -> list[Match]:
        """All names in `folded` text (see `announcements.document.fold`), in order of start; longest at each start.

        Different kinds that share one spelling (a plant's city and a region) are all returned, with the same span.
        """
        raise NotImplementedError


def read_vocabulary() -> Vocabulary:
    """The packaged vocabulary, read and checked once a process."""
    raise NotImplementedError
