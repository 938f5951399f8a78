"""Which links are worth a fetch, told from their words alone: cheap, and in doubt for fetching.

>>> judge_link(Link(url="https://a.example/1", via="feed", title="F1: qualifying as it happened")).keep
False
>>> judge_link(Link(url="https://a.example/2", via="feed", title="Three rows for Ginza")).reason
'about what motoring media write of'
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tracker.records import Link

ENOUGH_LATIN, ENOUGH_JAPANESE = 90, 40
"""Characters of title and summary from which their silence about cars means something, in a medium on everything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether to fetch, and why."""

    keep: bool
    reason: str


def judge_link(link: Link, *, motoring: bool = True) -> Verdict:
    """Whether a link could lead to our subject; `motoring`: its medium writes about vehicles and nothing else.

    Title, summary and the words in the address are looked at. A link without words is fetched.
    """
    words = fold_words(" ".join(filter(None, (link.title, link.summary, words_of(link.url)))))
    gate = read_gate()
    if found := gate["strong"].search(words):
        return Verdict(keep=True, reason=f"says {found.group().strip()!r}")
    if found := gate["off"].search(fold_words(link.title or "")):
        return Verdict(keep=False, reason=f"nothing of our subject, but {found.group().strip()!r}")
    if found := gate["cars"].search(words):
        return Verdict(keep=True, reason=f"says {found.group().strip()!r}")
    if motoring:
        return Verdict(keep=True, reason="about what motoring media write of")
    if not _is_enough(f"{link.title or ''} {link.summary or ''}"):
        return Verdict(keep=True, reason="says too little to judge by")
    return Verdict(keep=False, reason="neither vehicles nor trade in its title, summary or address")


def words_of(url: str) -> str:
    """The words in an address, as text.

    >>> words_of("https://a.example/news/us-made-cars-bound-for-japan-?p=3")
    ' news us-made-cars-bound-for-japan-'
    """
    return re.sub(r"[/_+.]+", " ", unquote(urlsplit(url).path))


def fold_words(text: str) -> str:
    """Text with width and case folded, for comparing.

    >>> fold_words("ＷＲ－Ｖ Cars")
    'wr-v cars'
    """
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


@lru_cache(maxsize=1)
def read_gate() -> dict[str, re.Pattern[str]]:
    """The lists of `gate.toml`, each as one expression over folded text."""
    return {name: re.compile("|".join(map(_expression, entry["words"]))) for name, entry in read_words().items()}


def read_words() -> dict[str, dict[str, Any]]:
    """The lists of `gate.toml` as they stand, with their examples."""
    return tomllib.loads((Path(__file__).parent / "gate.toml").read_text("utf-8"))


def _expression(word: str) -> str:
    """Latin words are bounded: `car` is not in `career`; hyphens in addresses bound words too."""
    folded = fold_words(word)
    pattern = re.escape(folded).replace(r"\*", "[a-z]*").replace(r"\ ", "[ -]").replace(r"\-", "[ -]")
    return rf"(?<![a-z0-9]){pattern}(?![a-z0-9])" if folded.isascii() else pattern


def _is_enough(text: str) -> bool:
    japanese = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text))
    return japanese >= ENOUGH_JAPANESE if japanese > 5 else len(text.strip()) >= ENOUGH_LATIN
