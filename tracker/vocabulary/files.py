"""The files of the vocabulary: `makers`, `places`, `plants`, `media`, `compounds`, and `nameplates/*`, all TOML.

Every file says its `source`. Entries stand sorted, one a thing; an unknown key is refused, and so is a spelling that
two entries of one kind own without the mark `shared`. What an entry may hold: `entries.COMMON_KEYS`, and the keys of
its kind below.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from tracker.errors import FixFile
from tracker.vocabulary.entries import COMMON_KEYS, Entry, Spelling, check_values, read_entry
from tracker.vocabulary.names import Form, Name, NameKind

MAKER_KEYS = COMMON_KEYS | {
    "home": str,  # ISO 3166-1 alpha-2: the market of a reverse import
    "parent": str,  # who owns it, for the reader: ties nothing
    "units": dict,  # companies of the maker that work in one country: { "Maruti Suzuki" = "IN" }
    "brands": dict,  # badges that are not the maker's own name, each with the common keys and a `home` where it differs
}
BRAND_KEYS = COMMON_KEYS | {"home": str}
NAMEPLATE_KEYS = COMMON_KEYS | {"vehicle": str}
CONTINENT_KEYS = COMMON_KEYS | {"adjectives": list}  # American, North American
COUNTRY_KEYS = CONTINENT_KEYS | {
    "short": list,  # one Chinese character: 米
    "region_suffix": str,  # what Japanese puts behind its regions: 州
}
PLANT_KEYS = COMMON_KEYS | {"makers": list, "years": str}


class NameFiles(NamedTuple):
    """What the folder holds."""

    entries: tuple[Entry, ...]
    compounds: tuple[str, ...]
    """Katakana words that stand right beside names: クーペ, ハイブリッド."""


def packaged_folder() -> Traversable:
    """The folder of the vocabulary that comes with the package."""
    return resources.files("tracker.vocabulary")


def read_folder(folder: Traversable) -> NameFiles:
    """Every entry of a folder laid out as the packaged one.

    Raises:
        FixFile: naming file, entry and key.
    """
    makers = tuple(_read_makers(*_read_file(folder, "makers.toml")))
    places = tuple(_read_places(*_read_file(folder, "places.toml")))
    regions = {(entry.name.country, entry.name.canonical) for entry in places if entry.name.kind is NameKind.REGION}
    entries = [*makers, *places, *_read_plants(regions, makers, *_read_file(folder, "plants.toml"))]
    entries += _read_media(*_read_file(folder, "media.toml"))
    for file in sorted(folder.joinpath("nameplates").iterdir(), key=lambda file: file.name):
        entries += _read_nameplates(makers, *_read_file(folder, f"nameplates/{file.name}"))
    _check_owners(entries)
    return NameFiles(tuple(entries), _read_compounds(*_read_file(folder, "compounds.toml")))


def _read_file(folder: Traversable, name: str) -> tuple[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(folder.joinpath(name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FixFile(f"{name}: {error}") from error
    if not isinstance(tables.pop("source", None), str):
        raise FixFile(f"{name}: source is missing: say where the entries are known from")
    return name, tables


def _items(place: str, table: Any) -> Iterator[tuple[str, str, Any]]:
    """Place, name and value of each thing in a table, which must be sorted."""
    if not isinstance(table, dict):
        raise FixFile(f"{place}: must be a table")
    previous = ""
    for name, value in table.items():
        if name.casefold() < previous.casefold():
            raise FixFile(f"{place}: {name!r} must stand before {previous!r}")
        previous = name
        yield f"{place}: {name}", name, value


def _full_table(place: str, value: Any, keys: Mapping[str, Any]) -> dict[str, Any]:
    """An entry's table; a string or a list stands for its Japanese spellings."""
    if isinstance(value, str):
        value = {"ja": [value]}
    table = {"ja": value} if isinstance(value, list) else value
    if not isinstance(table, dict):
        raise FixFile(f"{place}: must be a table, or its Japanese names")
    check_values(place, table, keys)
    return table


def _need(place: str, table: dict[str, Any], key: str) -> Any:
    if key not in table:
        raise FixFile(f"{place}: {key} is missing")
    return table[key]


def _country(place: str, key: str, code: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isupper()):
        raise FixFile(f"{place}: {key} must be an ISO 3166-1 alpha-2 code, not {code!r}")
    return code


def _read_makers(file: str, tables: dict[str, Any]) -> Iterator[Entry]:
    for place, canonical, value in _items(file, tables):
        table = _full_table(place, value, MAKER_KEYS)
        home = _country(place, "home", _need(place, table, "home"))
        spellings = [Spelling(text=canonical)]
        for unit, country in table.get("units", {}).items():
            spellings.append(Spelling(text=unit, country=_country(place, "units", country)))
        yield read_entry(place, Name(kind=NameKind.MAKER, canonical=canonical, market=home), table, spellings)
        for brand_place, brand, brand_value in _items(f"{place}: brands", table.get("brands", {})):
            brand_table = _full_table(brand_place, brand_value, BRAND_KEYS)
            market = _country(brand_place, "home", brand_table.get("home", home))
            name = Name(kind=NameKind.BRAND, canonical=brand, maker=canonical, market=market)
            yield read_entry(brand_place, name, brand_table, [Spelling(text=brand)])


def _read_nameplates(makers: tuple[Entry, ...], file: str, tables: dict[str, Any]) -> Iterator[Entry]:
    badges = {entry.name.canonical: entry.name for entry in makers}
    vehicle = tables.pop("vehicle", None)
    for badge_place, badge, models in _items(file, tables):
        if badge not in badges:
            raise FixFile(f"{badge_place}: makers.toml knows no such maker or brand")
        owner = badges[badge]
        for place, model, value in _items(badge_place, models):
            table = _full_table(place, value, NAMEPLATE_KEYS)
            name = Name(
                kind=NameKind.NAMEPLATE,
                canonical=model,
                maker=owner.maker or owner.canonical,
                brand=badge,
                market=owner.market,
                vehicle=table.get("vehicle", vehicle),
            )
            yield read_entry(place, name, table, [Spelling(text=model)])


def _read_places(file: str, tables: dict[str, Any]) -> Iterator[Entry]:
    suffixes: dict[str, str] = {}
    for place, code, value in _items(f"{file}: countries", tables.pop("countries", {})):
        table = _full_table(place, value, COUNTRY_KEYS)
        suffixes[_country(place, "entry", code)] = table.get("region_suffix", "")
        spellings = _read_adjectives(table) + [
            Spelling(text=text, form=Form.SHORT, plain=True) for text in table.get("short", ())
        ]
        yield read_entry(place, Name(kind=NameKind.COUNTRY, canonical=code, country=code), table, spellings)
    for place, canonical, value in _items(f"{file}: continents", tables.pop("continents", {})):
        table = _full_table(place, value, CONTINENT_KEYS)
        spellings = [Spelling(text=canonical), *_read_adjectives(table)]
        yield read_entry(place, Name(kind=NameKind.CONTINENT, canonical=canonical), table, spellings)
    for country_place, code, regions in _items(f"{file}: regions", tables.pop("regions", {})):
        if code not in suffixes:
            raise FixFile(f"{country_place}: no such country in countries")
        for place, canonical, value in _items(country_place, regions):
            yield _read_region(place, canonical, code, suffixes[code], value)
    if tables:
        raise FixFile(f"{file}: unknown key {min(tables)!r}; known are continents, countries, regions, source")


def _read_adjectives(table: dict[str, Any]) -> list[Spelling]:
    return [Spelling(text=text, form=Form.ADJECTIVE) for text in table.get("adjectives", ())]


def _read_region(place: str, canonical: str, country: str, suffix: str, value: Any) -> Entry:
    table = _full_table(place, value, COMMON_KEYS)
    spellings = [Spelling(text=canonical)]
    if suffix:
        spellings += [Spelling(text=text + suffix) for text in table.get("ja", ()) if not text.endswith(suffix)]
    return read_entry(place, Name(kind=NameKind.REGION, canonical=canonical, country=country), table, spellings)


def _read_plants(
    regions: set[tuple[str | None, str]], makers: tuple[Entry, ...], file: str, tables: dict[str, Any]
) -> Iterator[Entry]:
    known = {entry.name.canonical for entry in makers if entry.name.kind is NameKind.MAKER}
    for country_place, country, by_region in _items(file, tables):
        for region_place, region, plants in _items(country_place, by_region):
            if (country, region) not in regions:
                raise FixFile(f"{region_place}: places.toml knows no such region of {country}")
            for place, canonical, value in _items(region_place, plants):
                table = _full_table(place, value, PLANT_KEYS)
                builders = tuple(_need(place, table, "makers"))
                if unknown := set(builders) - known:
                    raise FixFile(f"{place}: makers.toml knows no maker {min(unknown)!r}")
                name = Name(
                    kind=NameKind.PLANT,
                    canonical=canonical,
                    maker=builders[0] if len(builders) == 1 else None,
                    country=country,
                    region=region,
                    makers=builders,
                    years=_need(place, table, "years"),
                )
                yield read_entry(place, name, table, [Spelling(text=canonical)])


def _read_media(file: str, tables: dict[str, Any]) -> Iterator[Entry]:
    for place, canonical, value in _items(file, tables):
        table = _full_table(place, value, COMMON_KEYS)
        yield read_entry(place, Name(kind=NameKind.MEDIUM, canonical=canonical), table, [Spelling(text=canonical)])


def _read_compounds(file: str, tables: dict[str, Any]) -> tuple[str, ...]:
    check_values(file, tables, {"ja": list})
    words = _need(file, tables, "ja")
    if words != sorted(set(words)):
        raise FixFile(f"{file}: ja must be sorted, each word once")
    return tuple(words)


def _check_owners(entries: list[Entry]) -> None:
    """No spelling is owned by two entries of one kind, unless both are marked `shared`."""
    owners: dict[tuple[NameKind, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for spelling in entry.spellings:
            owners[entry.name.kind, spelling.text].append(entry)
    for (_, text), sharing in owners.items():
        if len(sharing) > 1 and (unmarked := [entry for entry in sharing if not entry.shared]):
            others = ", ".join(entry.place for entry in sharing if entry is not unmarked[0])
            raise FixFile(f"{unmarked[0].place}: {text!r} is owned by {others} too: mark both `shared`")
