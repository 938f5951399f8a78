"""Which addresses are one page: the address to keep and fetch, and the key that all its variants share.

The rules are data, `addresses.toml`, each with examples that tests run.

>>> here = read_address("http://WWW.News.Example/2026/camry/?utm_source=rss#top")
>>> here.address
'http://www.news.example/2026/camry/'
>>> here.key == read_address("https://m.news.example/2026/camry/amp/").key == "news.example/2026/camry"
True
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

from tracker.errors import SkipPage

_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/:@!$&'()*+,;=~-._"
_SAFE_QUERY = _SAFE_PATH + "?[]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One address, understood."""

    address: str
    """The address to keep and to fetch: no tracking, no fragment, standard spelling."""
    key: str
    """Equal for all variants of one page: no scheme, no `www`, `m` or AMP, no trailing slash."""
    host: str
    """Lower case, punycode, with its port where that is not the usual one."""
    detours: int
    """How far the address is from the plainest variant; of two with one key, the lower is the better to keep."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """Orders variants of one page, best first."""
        return (self.detours, len(self.address), self.address)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One entry of the rules file."""

    id: str
    parameters: re.Pattern[str] | None
    host: re.Pattern[str] | None
    path: re.Pattern[str] | None
    where: re.Pattern[str] | None
    replace: str


def read_address(url: str, id_pattern: str | None = None) -> Address:
    """The address and its key.

    `id_pattern` is a medium's own: a regular expression with one group, the article's id in its addresses; all
    addresses with one id are one page: `r"/atcl/(\\d+)"`.

    Raises:
        SkipPage: it is no http address.
    """
    parts = _split(url.strip())
    host = _spell_host(parts)
    target = _clean(_spell_path(parts.path or "/"), _spell_query(parts.query))
    address = f"{parts.scheme}://{host}{target}"
    own_id = re.search(id_pattern, address) if id_pattern else None
    folded_host, folded, detours = _fold(host, target)
    key = f"{folded_host}#{own_id.group(1)}" if own_id else folded_host + folded
    return Address(address=address, key=key, host=host, detours=detours + (parts.scheme == "http"))


def read_host(key: str) -> str:
    """The host of a page, from its key: the same for its mobile and AMP hosts.

    >>> read_host(read_address("https://m.news.example:8080/2026/camry").key)
    'news.example:8080'
    """
    return re.split("[/?#]", key, maxsplit=1)[0]


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises on a port that is none
    except ValueError as error:
        raise SkipPage(f"not an address: {url[:200]!r}: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SkipPage(f"not an http address: {url[:200]!r}")
    return parts


def _spell_host(parts: SplitResult) -> str:
    name = str(parts.hostname).rstrip(".").lower()
    if ":" in name:
        name = f"[{name}]"
    elif not name.isascii():
        name = _punycode(name)
    port = parts.port
    return name if port is None or port == _PORTS[parts.scheme] else f"{name}:{port}"


def _punycode(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SkipPage(f"not a host name: {name[:200]!r}") from error


def _spell_path(path: str) -> str:
    """Dot segments resolved (RFC 3986, 5.2.4), percent-encoding in one spelling."""
    kept: list[str] = []
    segments = path.removeprefix("/").split("/")
    for segment in segments:
        if segment == ".." and kept:
            kept.pop()
        elif segment not in (".", ".."):
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return _recode("/" + "/".join(kept), _SAFE_PATH)


def _spell_query(query: str) -> list[str]:
    """The parameters as written, in one spelling, in order of name; equal names keep their order."""
    pairs = [_recode(pair, _SAFE_QUERY) for pair in query.split("&") if pair.strip("=")]
    return sorted(pairs, key=lambda pair: pair.partition("=")[0])


def _recode(text: str, safe: str) -> str:
    """Every character that needs no encoding plain, every other as upper-case `%XX`; encoded delimiters stay so."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(_recode_one(piece) if i % 2 else quote(piece, safe=safe) for i, piece in enumerate(pieces))


def _recode_one(code: str) -> str:
    byte = unquote_to_bytes(code)
    plain = byte.isalnum() or byte in b"-._~"
    return byte.decode("ascii") if plain and byte.isascii() else code.upper()


def _clean(path: str, query: Sequence[str]) -> str:
    kept = list(query)
    for rule in read_rules()["clean"]:
        if rule.path is not None:
            path = rule.path.sub(rule.replace, path)
        elif rule.where is None or rule.where.search(path):
            kept = [pair for pair in kept if not _is_named(rule, pair)]
    return path + ("?" + "&".join(kept) if kept else "")


def _is_named(rule: Rule, pair: str) -> bool:
    return rule.parameters is not None and bool(rule.parameters.fullmatch(unquote(pair.partition("=")[0])))


def _fold(host: str, target: str) -> tuple[str, str, int]:
    detours = 0
    for rule in read_rules()["fold"]:
        folded_host = rule.host.sub(rule.replace, host, count=1) if rule.host else host
        folded = rule.path.sub(rule.replace, target) if rule.path else target
        detours += (folded_host, folded) != (host, target)
        host, target = folded_host, folded
    return host, target, detours


@lru_cache(maxsize=1)
def read_rules() -> dict[str, list[Rule]]:
    """The rules by kind, `clean` and `fold`, each in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "addresses.toml").read_text("utf-8"))
    return {kind: [_parse_rule(entry) for entry in data[kind]] for kind in ("clean", "fold")}


def _parse_rule(entry: dict[str, object]) -> Rule:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(str(entry[key])) if key in entry else None

    names = entry.get("parameters")
    return Rule(
        id=str(entry["id"]),
        parameters=re.compile("|".join(names), re.IGNORECASE) if isinstance(names, list) else None,
        host=pattern("host"),
        path=pattern("path"),
        where=pattern("where"),
        replace=str(entry.get("replace", "")),
    )
