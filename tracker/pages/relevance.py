"""The relevance gate: which pages cannot be about our subject, told from their raw bytes, long before they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from tracker.pages.decoding import decode_page

Groups = tuple[tuple[str, ...], ...]
"""Groups of terms, each of which must have one on the page."""
Finder = Callable[[bytes], bool]
"""Whether any term of one group is in lower-cased bytes."""


class Script(StrEnum):
    """How a page writes its letters, as far as its bytes show; each with the ways a term may be written on it."""

    ASCII = "ascii"
    UTF8 = "utf-8"
    OTHER = "other"


@cache
def read_ways() -> tuple[Groups, ...]:
    """The packaged ways to pass: a page is let through where each group of any of them has a term in it."""
    ways = tomllib.loads(files("tracker.pages").joinpath("relevance.toml").read_text("utf-8"))
    return tuple(tuple(tuple(group["terms"]) for group in way.values()) for way in ways.values())


def looks_relevant(body: bytes, ways: tuple[Groups, ...] | None = None) -> bool:
    """Whether a page may be about our subject and is worth reading; wrong only in letting too much pass.

    >>> looks_relevant("トヨタ、米国生産車を逆輸入へ".encode("shift_jis"))
    True
    >>> looks_relevant(b"<p>Ten recipes for a rainy day</p>")
    False
    """
    words = _make_plain(body).lower()
    script = find_script(words)
    # A fast engine is through the whole page before its scripts are cut out; the plain one is better off with less.
    if has_engine() and not _passes(words, script, ways or read_ways()):
        return False
    return _passes(strip_scripts(words), script, ways or read_ways())


def _passes(words: bytes, script: Script, ways: tuple[Groups, ...]) -> bool:
    return any(all(find(words) for find in _make_finders(way, script)) for way in ways)


@cache
def has_engine() -> bool:
    """Whether one of the optional engines is installed."""
    return any(find_spec(name) for name in ("hyperscan", "ahocorasick_rs", "re2"))


def _make_plain(body: bytes) -> bytes:
    """Bytes in which terms can be searched: not UTF-16, not with escapes between its letters."""
    if b"\x00" in body[:200] or b"\x1b$" in body:
        return decode_page(body)[0].encode("utf-8", "replace")
    return body


def find_script(words: bytes) -> Script:
    """How a page writes its letters."""
    if words.isascii():
        return Script.ASCII
    try:
        words.decode("utf-8")
    except UnicodeDecodeError:
        return Script.OTHER
    return Script.UTF8


def strip_scripts(body: bytes) -> bytes:
    """The page without scripts and style sheets, which are most of its bytes; linked data stays, for it holds text.

    >>> strip_scripts(b"<p>a<script>b</script>c<script type='application/ld+json'>d</script>")
    b"<p>ac type='application/ld+json'>d</script>"
    """
    for opening, closing in ((b"<script", b"</script>"), (b"<style", b"</style>")):
        first, *rest = body.split(opening)
        kept = [first]
        for piece in rest:
            end = -1 if b"ld+json" in piece[:120] else piece.find(closing)
            kept.append(piece[end + len(closing) :] if end >= 0 else piece)
        body = b"".join(kept)
    return body


@cache
def _make_finders(groups: Groups, script: Script) -> tuple[Finder, ...]:
    return tuple(_make_finder(encode_terms(group, script)) for group in groups)


def encode_terms(terms: Sequence[str], script: Script) -> tuple[bytes, ...]:
    """The terms' bytes in every way a page of that script may write them, lower-cased byte for byte as pages are.

    >>> encode_terms(["トヨタ"], Script.ASCII)
    (b'&#12488;&#12520;&#12479;', b'&#x30c8;&#x30e8;&#x30bf;')
    """
    encoded = (form for term in terms for form in _write_term(term, script))
    return tuple(dict.fromkeys(encoded))


def _write_term(term: str, script: Script) -> Iterator[bytes]:
    if term.isascii():
        yield term.encode().lower()
        return
    yield term.encode("ascii", "xmlcharrefreplace")
    yield "".join(f"&#x{ord(char):x};" for char in term).encode()
    if script is not Script.ASCII:
        yield term.encode().lower()
    if script is Script.OTHER:
        yield from (term.encode(encoding).lower() for encoding in ("cp932", "euc_jp"))


def _make_finder(terms: tuple[bytes, ...]) -> Finder:
    """The fastest finder that is installed; all of them give the same answers."""
    for make in (_make_hyperscan, _make_automaton, _make_re2):
        try:
            return make(terms)
        except ImportError:
            continue
    return make_plain_finder(terms)


def make_plain_finder(terms: tuple[bytes, ...]) -> Finder:
    """The standard library's substring search, one term after the other."""
    entities = tuple(term for term in terms if term.startswith(b"&#"))
    others = tuple(term for term in terms if not term.startswith(b"&#"))

    def find(words: bytes) -> bool:
        return any(term in words for term in others) or (b";&#" in words and any(term in words for term in entities))

    return find


def _make_hyperscan(terms: tuple[bytes, ...]) -> Finder:
    import hyperscan

    database: Any = hyperscan.Database()
    escaped = [b"".join(b"\\x%02x" % byte for byte in term) for term in terms]
    flags = [hyperscan.HS_FLAG_SINGLEMATCH] * len(terms)
    database.compile(expressions=escaped, flags=flags)

    def find(words: bytes) -> bool:
        hits: list[int] = []

        def stop(number: int, *_: object) -> bool:
            hits.append(number)
            return True

        try:
            database.scan(words, match_event_handler=stop)
        except hyperscan.ScanTerminated:
            return True
        return bool(hits)

    return find


def _make_automaton(terms: tuple[bytes, ...]) -> Finder:
    import ahocorasick_rs

    automaton: Any = ahocorasick_rs.BytesAhoCorasick(terms)
    return lambda words: bool(automaton.find_matches_as_indexes(words))


def _make_re2(terms: tuple[bytes, ...]) -> Finder:
    import re2 as untyped

    re2: Any = untyped
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    pattern = re2.compile(b"|".join(re2.escape(term) for term in terms), options)
    return lambda words: pattern.search(words) is not None
