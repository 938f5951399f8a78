"""Files of the catalogue → sources: every entry checked, every mistake named by file, entry and key."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracker.errors import BadQuery, FixFile
from tracker.sources.checks import CHECKS, REQUIRED
from tracker.sources.entry import Source

PACKAGED = Path(__file__).parent
"""The folder of the catalogue that comes with the program."""

RESERVED = ("page",)
"""Names that spiders of our own have."""


def read_catalogue(folder: str | Path | None = None, *, packaged: bool | None = None) -> dict[str, Source]:
    """Every source by its name, sorted: the packaged ones, and those of the user's own folder.

    `folder` is the user's own; None: the one that `TRACKER_SOURCES` names, if any. With `packaged=False`, or with
    `TRACKER_SOURCES_ONLY=1` where it is None, the packaged catalogue is left out.

    Raises:
        FixFile: a file cannot be read, or an entry is wrong; names file, entry and key.
    """
    own = folder or os.environ.get("TRACKER_SOURCES") or None
    if packaged is None:
        packaged = not (own and os.environ.get("TRACKER_SOURCES_ONLY") == "1")
    sources = read_folder(PACKAGED) if packaged else {}
    return dict(sorted(_add_own(sources, Path(own)).items())) if own else sources


def read_folder(folder: Path) -> dict[str, Source]:
    """Every source in the `*.toml` files of a folder, by name, sorted.

    Raises:
        FixFile: no such folder, a wrong entry, or one name in two files.
    """
    if not folder.is_dir():
        raise FixFile(f"{folder}: no such folder of sources (TRACKER_SOURCES names it)")
    sources: dict[str, Source] = {}
    origin: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        for source in read_file(path):
            if source.name in sources:
                raise FixFile(f"{path}: [{source.name}]: the name stands in {origin[source.name]} already")
            sources[source.name], origin[source.name] = source, path
    return dict(sorted(sources.items()))


def read_file(path: Path) -> list[Source]:
    """The sources of one file, in its order.

    Raises:
        FixFile: the file is no TOML, or an entry is wrong.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FixFile(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FixFile(f"{path}: is not valid TOML: {error}") from error
    return [read_entry(name, table, place=str(path)) for name, table in tables.items()]


def read_entry(name: str, table: Any, *, place: str = "entry") -> Source:
    """One checked entry; `place` is the file that errors name.

    Raises:
        FixFile: an unknown or missing key, or a wrong value.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", name) or name in RESERVED:
        raise FixFile(f"{place}: [{name}]: a source's name is lower-case letters, digits and _, and not 'page'")
    if not isinstance(table, dict):
        raise FixFile(f"{place}: {name}: stands outside an entry; entries begin with [name]")
    _check_keys(name, table, place)
    values = {key: _check_value(name, key, value, place) for key, value in table.items()}
    source = Source(name=name, **values)
    _check_whole(source, place)
    return source


def find_source(sources: dict[str, Source], name: str) -> Source:
    """The source of that name.

    Raises:
        BadQuery: there is none; says which names are near.
    """
    if name in sources:
        return sources[name]
    raise BadQuery(explain_unknown(name, sources))


def explain_unknown(name: str, names: Iterable[str]) -> str:
    """What to tell somebody who asked for a source that is not there.

    >>> explain_unknown("autofil", ["autofile", "autocar"])
    "no source is called 'autofil'; near names: autofile, autocar"
    """
    near = difflib.get_close_matches(name.lower(), list(names), n=5, cutoff=0.5)
    advice = f"near names: {', '.join(near)}" if near else "`tracker sources` lists them"
    return f"no source is called {name!r}; {advice}"


def _add_own(packaged: dict[str, Source], folder: Path) -> dict[str, Source]:
    own = read_folder(folder)
    for name, source in own.items():
        if name in packaged and not source.replaces:
            raise FixFile(
                f"{_find_file(folder, name)}: [{name}]: the name is one of the packaged sources; "
                "`replaces = true` in your entry puts it in that one's place"
            )
    return {**packaged, **own}


def _find_file(folder: Path, name: str) -> Path:
    return next(path for path in sorted(folder.glob("*.toml")) if name in tomllib.loads(path.read_text("utf-8")))


def _check_keys(name: str, table: dict[str, Any], place: str) -> None:
    for key in table:
        if key not in CHECKS:
            near = difflib.get_close_matches(key, CHECKS, n=1)
            raise FixFile(f"{place}: [{name}] {key}: unknown key" + (f"; is it {near[0]}?" if near else ""))
    for key in REQUIRED:
        if key not in table:
            raise FixFile(f"{place}: [{name}] {key}: is missing")


def _check_value(name: str, key: str, value: Any, place: str) -> Any:
    try:
        return CHECKS[key](value)
    except ValueError as error:
        raise FixFile(f"{place}: [{name}] {key}: {error}") from None


def _check_whole(source: Source, place: str) -> None:
    """What no key can be checked for alone."""
    known = {address for _, address in source.addresses}
    if not known:
        raise FixFile(f"{place}: [{source.name}] feeds: needs an address in feeds, sitemaps or listings")
    for address in source.unverified:
        if address not in known:
            raise FixFile(f"{place}: [{source.name}] unverified: {address} is not among feeds, sitemaps and listings")
    for sample in source.article_samples:
        if not source.is_article(sample):
            raise FixFile(f"{place}: [{source.name}] article_pattern: does not match the article {sample}")
    for sample in source.section_samples:
        if source.is_article(sample):
            raise FixFile(f"{place}: [{source.name}] article_pattern: matches the section page {sample}")
