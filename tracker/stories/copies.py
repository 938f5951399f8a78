"""Whether two articles have the same words: exact copies, near ones, and parts; and what must not be taken for one.

Two articles on one announcement share names and numbers, not sentences: they are no copies. Two editions of a monthly
statistic share sentences, not numbers: neither. What decides is kept as score and reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from tracker.stories.fingerprints import Fingerprint, hash_grams, normalise_text, weigh_text

NEAR, NEAR_HELD = 0.35, 0.6
"""Share of n-grams in common (Jaccard), and share of the shorter text that the longer one holds, from which two texts
are near-copies. Articles of different hands on one announcement have 0.05 and 0.10 at most, edited copies 0.4."""
PART, PART_HELD = 0.12, 0.8
"""The same for a part, where the titles are alike."""
SHORTER = 0.7
"""Under this share of the longer text's length the shorter one must stand at its beginning: a digest of two articles
holds the second one too, and is a copy of neither."""
BRIEF, BRIEF_HELD = 400, 0.8
"""Weight under which one sentence in common is much of a text, and the share that the longer one must then hold."""
SHORT = 100
"""Weight under which a text is too short to be compared by its words alone."""

_NUMBER = re.compile(r"([$€£¥])?(\d+(?:[.,]\d+)*)[\s-]*([a-z%℃]+|[^\W\d_a-z])?", re.IGNORECASE)
"""A number with what it counts: the sign before it, else the word or the CJK character after it."""
_NAME = re.compile(r"(?<=[a-z,;:'’\"“”)] )[A-Z][\w-]+|[ァ-ヺー]{3,}")


class CopyKind(StrEnum):
    """How two articles are the same."""

    EXACT = "exact"
    NEAR = "near"
    PART = "part"


@dataclass(frozen=True, kw_only=True)
class Words:
    """An article, as it is compared."""

    title: str
    body: str
    fingerprint: Fingerprint
    """Of the body, without what the host repeats."""
    host: str
    day: date | None
    """Local day of publication; None: not known."""

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[str]]:
        """What is counted → its numbers, without separators: `{"units": {"4812", "2140"}}`."""
        found: dict[str, set[str]] = {}
        text = unicodedata.normalize("NFKC", f"{self.title}\n{self.body}").casefold()
        for sign, number, word in _NUMBER.findall(text):
            found.setdefault(sign or word, set()).add(re.sub(r"[.,]", "", number))
        return {unit: frozenset(numbers) for unit, numbers in found.items()}

    @cached_property
    def names(self) -> Counter[str]:
        """Capitalised words inside sentences and katakana words, counted, without case."""
        return Counter(name.casefold() for name in _NAME.findall(unicodedata.normalize("NFKC", self.body)))

    @cached_property
    def weight(self) -> int:
        """Length, comparable between English and Japanese."""
        return weigh_text(self.fingerprint.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """Two articles are the same words."""

    kind: CopyKind
    score: float
    """Share of n-grams in common (Jaccard), 0 to 1."""
    contained: float
    """Share of the shorter text that the longer one holds, 0 to 1."""
    reason: str
    """One line for a person."""


def compare_words(one: Words, other: Words) -> Copy | None:
    """How the two are the same, whichever comes first; None: they are not."""
    if not one.fingerprint.text or not other.fingerprint.text:
        return None
    if one.fingerprint.text == other.fingerprint.text:
        return _judge_equal(*sorted((one, other), key=lambda w: w.title))
    short, long = sorted((one, other), key=lambda w: (len(w.fingerprint.grams), w.fingerprint.text))
    common = len(short.fingerprint.grams & long.fingerprint.grams)
    score = common / (len(short.fingerprint.grams) + len(long.fingerprint.grams) - common)
    contained = common / len(short.fingerprint.grams)
    kind = _find_kind(short, long, score, contained)
    if kind is None or short.weight < SHORT or _find_difference(short, long):
        return None
    reason = f"{score:.0%} of their n-grams in common, {contained:.0%} of the shorter text"
    return Copy(kind=kind, score=round(score, 4), contained=round(contained, 4), reason=reason)


def _judge_equal(short: Words, long: Words) -> Copy | None:
    # A body of a few words is a caption or a failed extraction: the titles must agree too.
    if short.weight < SHORT and normalise_text(short.title) != normalise_text(long.title):
        return None
    return Copy(kind=CopyKind.EXACT, score=1.0, contained=1.0, reason="the same words")


def _find_kind(short: Words, long: Words, score: float, contained: float) -> CopyKind | None:
    held = BRIEF_HELD if short.weight < BRIEF else NEAR_HELD
    if score >= NEAR and contained >= held and _begin_alike(short, long):
        return CopyKind.NEAR
    if score >= PART and contained >= PART_HELD and _alike(short.title, long.title):
        return CopyKind.PART
    return None


def _begin_alike(short: Words, long: Words) -> bool:
    """Of about one length, or one of the first paragraphs is alike, or the titles are."""
    if short.weight >= SHORTER * long.weight or _alike(short.title, long.title):
        return True
    firsts = [words.fingerprint.paragraphs[:3] for words in (short, long)]
    return any(_alike(one, other) for one in firsts[0][:1] for other in firsts[1]) or any(
        _alike(one, other) for one in firsts[0] for other in firsts[1][:1]
    )


def _alike(one: str, other: str, least: float = 0.6) -> bool:
    a, b = hash_grams(normalise_text(one)), hash_grams(normalise_text(other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= least


def _find_difference(short: Words, long: Words) -> str | None:
    """What makes two texts of like words different articles; None: nothing."""
    if _are_editions(short, long):
        return "other numbers"
    if _swap_names(short, long):
        return "other names"
    if short.host == long.host and _differ_beside_shared(short, long):
        return "only paragraphs of the host in common"
    return None


def _are_editions(short: Words, long: Words) -> bool:
    """The same form filled with other numbers: a monthly statistic, a price list.

    Only what both texts count is compared: miles made kilometres are no other numbers.
    """
    counted = short.numbers.keys() & long.numbers.keys()
    fewer = sum(min(len(short.numbers[unit]), len(long.numbers[unit])) for unit in counted)
    if fewer < 3:
        return False
    kept = sum(len(short.numbers[unit] & long.numbers[unit]) for unit in counted) / fewer
    apart = abs((short.day - long.day).days) if short.day and long.day else 0
    return kept < (0.7 if apart >= 14 else 0.35)


def _swap_names(short: Words, long: Words) -> bool:
    """The same form filled with another name: the shorter text is headed by one that the longer never uses."""
    title = normalise_text(short.title)
    headed = [normalise_text(name) for name, times in short.names.items() if times >= 2]
    folded = normalise_text(f"{long.title} {long.body}")
    return any(name in title and name not in folded for name in headed)


def _differ_beside_shared(short: Words, long: Words) -> bool:
    """Of one host, alike only by whole paragraphs that both carry, beside which each tells a story of its own."""
    shared = set(short.fingerprint.paragraphs) & set(long.fingerprint.paragraphs)
    rests = [" ".join(p for p in w.fingerprint.paragraphs if p not in shared) for w in (short, long)]
    if min(map(weigh_text, rests)) < 80:
        return False
    one, other = map(hash_grams, rests)
    return len(one & other) / min(len(one), len(other)) < 0.4
