"""What `tracker extract` is given: files, folders, a list; each becomes one input, in order."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tracker.errors import BadQuery, FixFile, SkipPage

MOST_BYTES = 32 * 1024 * 1024
"""A page larger than this, unpacked, is not read."""
PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
TEXTS = (".txt", ".text", ".md", ".txt.gz")


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """One thing to read."""

    path: str
    """As given: what the output line is found by."""
    file: Path | None
    """None: standard input."""
    url: str | None = None
    crawled: datetime | None = None
    """When the page was fetched: no date on it can be later."""
    text: bool = False
    """Plain text, not a page."""
    published: str | None = None
    """The day of publication, where the caller gives it."""
    error: str | None = None
    """Why it cannot be read, known before it was opened."""

    def read(self) -> bytes:
        """Its bytes, unpacked.

        Raises: SkipPage where there is no such file, it cannot be unpacked, or it is too large.
        """
        if self.error:
            raise SkipPage(self.error)
        try:
            if self.file is None:
                return _checked(sys.stdin.buffer.read(MOST_BYTES + 1))
            if self.file.suffix == ".gz":
                with gzip.open(self.file) as unpacked:
                    return _checked(unpacked.read(MOST_BYTES + 1))
            with self.file.open("rb") as plain:
                return _checked(plain.read(MOST_BYTES + 1))
        except (OSError, EOFError, zlib.error) as problem:
            raise SkipPage(f"cannot be read: {problem}") from None


def _checked(body: bytes) -> bytes:
    if len(body) > MOST_BYTES:
        raise SkipPage(f"larger than {MOST_BYTES // 1024 // 1024} MB")
    return body


def find_inputs(
    paths: list[Path], *, list_file: Path | None, url: str | None, text: bool, published: str | None
) -> Iterator[Input]:
    """Every input in the order given: the paths (a folder: its pages by name), then the list's.

    Raises: FixFile where the list itself cannot be read, BadQuery where `published` is no date or `url` is given
    for more than one page.
    """
    day = parse_day(published) if published else None
    if url and (len(paths) > 1 or list_file or any(path.is_dir() for path in paths)):
        raise BadQuery("--url is for one page; for more, give each its url in a --list file")
    for path in paths:
        for file in find_files(path):
            yield Input(
                path=str(file),
                file=None if str(file) == "-" else file,
                url=url,
                text=text or file.name.endswith(TEXTS),
                published=day,
            )
    if list_file:
        for entry in read_list(list_file):
            yield replace(entry, text=text or entry.text, published=day)


def find_files(path: Path) -> list[Path]:
    """`path` itself, or the pages and texts below it where it is a folder, sorted."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.name.endswith(PAGES + TEXTS) and file.is_file())


def read_list(list_file: Path) -> Iterator[Input]:
    """The inputs of a file of JSON objects, one a line. A line that is no such object is an input with an error."""
    try:
        lines = list_file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise FixFile(f"{list_file}: {problem}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _parse_entry(line, list_file, number)


def _parse_entry(line: str, list_file: Path, number: int) -> Input:
    try:
        entry = json.loads(line)
        path = entry["path"]
        file = list_file.parent / path
        crawled = parse_instant(entry.get("crawled"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        where = f"{list_file}:{number}"
        return Input(path=where, file=None, error=f"{where} is no object with a path: {problem!r}")
    return Input(path=str(path), file=file, url=entry.get("url"), crawled=crawled, text=file.name.endswith(TEXTS))


def parse_instant(value: str | None) -> datetime | None:
    """An ISO date or date-time; None for what is none.

    >>> parse_instant("2025-12-24T09:00:00Z").isoformat()
    '2025-12-24T09:00:00+00:00'
    """
    try:
        return datetime.fromisoformat(value) if value else None
    except (ValueError, TypeError):
        return None


def parse_day(value: str) -> str:
    """`2025-12-24` checked, or BadQuery."""
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise BadQuery(f"{value!r} is no day: write it as 2025-12-24") from None
