"""What a text's words look like, whatever surrounds them: paragraphs, character n-grams, and a signature of them.

Character n-grams work for English and Japanese alike. The signature is a one-permutation MinHash: each n-gram falls
into one of `BINS` bins by its hash, and each bin keeps its smallest. Two signatures agree in about as many bins as
the texts have n-grams in common (Jaccard); Li, Owen, Zhang, "One Permutation Hashing", 2012.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

BINS = 64
ROWS = 4
"""Bins in a band: 16 bands find nine in ten pairs that share 60 % of their n-grams, and one in 40,000 of those that
share 2 %, as unrelated car news does; what they miss, anchors and passages find."""

ANCHORS = 8
"""Long n-grams that stand for a text beside its bands."""

_WIDE = 5
"""n of a text in CJK: about two words."""
_NARROW = 9
"""n of any other text: about a word and a half."""
_LONG = 4
"""Times n of an anchor: six words."""
_MIX = 0x9E3779B1
"""Odd constant of Fibonacci hashing: CRC alone is linear, neighbours would stay neighbours."""
_EMPTY = 0xFFFFFFFF
_UNMIX = pow(_MIX, -1, 1 << 32)

_CJK = re.compile(r"[々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿가-힣]")
_BETWEEN = re.compile(r"[\W_]+")
_CJK_GAP = re.compile(r"(?<=[々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿]) | (?=[々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿])")


def normalise_text(text: str) -> str:
    """The words of a text: compatible forms joined, no case, no punctuation, single spaces, none beside CJK.

    >>> normalise_text("Toyota’s “Camry” — ＷＲ－Ｖ！")
    'toyota s camry wr v'
    >>> normalise_text("日産、 タイ 生産の「ムラーノ」")
    '日産タイ生産のムラーノ'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _CJK_GAP.sub("", _BETWEEN.sub(" ", folded)).strip()


_normalise_line = lru_cache(maxsize=2048)(normalise_text)
"""A page's lines are asked for several times while it is stored, and so are those of the articles it is like."""


@dataclass(frozen=True)
class Fingerprint:
    """A body's paragraphs, normalised, and what is derived from them."""

    paragraphs: tuple[str, ...]
    """Those that count: without what the host repeats."""

    @cached_property
    def text(self) -> str:
        """All words."""
        return " ".join(self.paragraphs)

    @cached_property
    def codes(self) -> list[int]:
        """Hashes of the character n-grams, in their order."""
        return _hash_in_order(self.text)

    @cached_property
    def grams(self) -> frozenset[int]:
        """The same, each once."""
        return frozenset(self.codes)

    @cached_property
    def mixed(self) -> list[int]:
        """The n-grams' hashes, mixed, in order of size: which are the smallest is a matter of chance."""
        return sorted([gram * _MIX & _EMPTY for gram in self.grams])

    @cached_property
    def minhash(self) -> tuple[int, ...]:
        """The signature: `BINS` numbers of 32 bits; all `_EMPTY` for an empty text."""
        return _sign(self.mixed)

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """Keys of the signature's bands, signed 64-bit; texts that share one are candidates. None for an empty text."""
        if not self.grams:
            return ()
        starts = range(0, BINS, ROWS)
        return tuple(_key(struct.pack(f"<{ROWS + 1}I", i, *self.minhash[i : i + ROWS])) for i in starts)

    @cached_property
    def anchors(self) -> tuple[int, ...]:
        """Keys of some long n-grams, where short ones of the smallest hashes begin: texts that share a run of words
        share one of them.

        Unrelated texts share no long n-gram, so one is enough to make candidates: that finds the copy that kept half
        of its paragraphs and edited those. None for an empty text.
        """
        if len(self.grams) < 2:
            return ()
        data, width = _encode(self.text)
        starts = (2 * self.codes.index(mixed * _UNMIX & _EMPTY) for mixed in self.mixed[:ANCHORS])
        return tuple(_key(data[start : start + _LONG * width]) for start in starts)

    @cached_property
    def meetings(self) -> tuple[int, ...]:
        """All keys under which it meets texts that may be like it: of bands, anchors, passages and of all its words."""
        if not self.grams:
            return ()
        return tuple(sorted({*self.bands, *self.anchors, *self.passages, _key(b"text" + _bytes(self.text))}))

    @cached_property
    def passages(self) -> tuple[int, ...]:
        """Keys of the paragraphs long enough to tell something, each once, signed 64-bit."""
        return tuple(dict.fromkeys(hash_passage(p) for p in self.paragraphs if is_telling(p)))


def read_fingerprint(body: str, repeated: Collection[int] = (), *, title: str | None = None) -> Fingerprint:
    """The fingerprint of a body, one paragraph a line, without the paragraphs whose keys are in `repeated`.

    A heading that repeats the title is not body: copies have titles of their own. Nor are headings, teasers and
    credits, where there are paragraphs: each host has its own.
    """
    heading = normalise_text(title or "")
    lines = [p for p in map(_normalise_line, body.splitlines()) if p and p != heading]
    kept = [p for p in lines if not repeated or hash_passage(p) not in repeated]
    telling = [p for p in kept if is_telling(p)]
    return Fingerprint(tuple(telling if sum(map(len, telling)) * 2 > sum(map(len, kept)) else kept))


def hash_text(body: str, *, title: str | None = None) -> str:
    """Equal for bodies with the same words, hexadecimal; see `read_fingerprint`."""
    words = read_fingerprint(body, title=title).text
    return blake2b(_bytes(words), digest_size=16).hexdigest()


def hash_passage(paragraph: str) -> int:
    """The key of a normalised paragraph or title, signed 64-bit."""
    return _key(_bytes(paragraph))


def hash_carried(host: str, passage: int) -> int:
    """The key of a paragraph as one host's own, signed 64-bit."""
    return _key(_bytes(f"{host} {passage}"))


def is_telling(paragraph: str) -> bool:
    """Whether a normalised paragraph is long enough that two texts do not share it by chance."""
    return weigh_text(paragraph) >= 50


def weigh_text(text: str) -> int:
    """Length in letters, a CJK character counting for two and a half: texts of equal content weigh about the same."""
    return len(text) + len(_CJK.findall(text)) * 3 // 2


def hash_grams(text: str) -> frozenset[int]:
    """Hashes of the character n-grams of a normalised text; a text shorter than n is one gram."""
    return frozenset(_hash_in_order(text))


def _hash_in_order(text: str) -> list[int]:
    if not text:
        return []
    data, width = _encode(text)
    return [crc32(data[i : i + width]) for i in range(0, max(len(data) - width, 0) + 1, 2)]


def _encode(text: str) -> tuple[bytes, int]:
    """A text's bytes, two a character, and how many of them an n-gram has."""
    wide = len(_CJK.findall(text[:2000])) * 3 > len(text[:2000])
    return text.encode("utf-16-le", "surrogatepass"), 2 * (_WIDE if wide else _NARROW)


def _sign(mixed: Sequence[int]) -> tuple[int, ...]:
    """The one-permutation MinHash of hashes in order of size; empty bins borrow from the next filled one."""
    bounds = [bisect_left(mixed, (place << 32) // BINS) for place in range(BINS + 1)]
    bins = [mixed[i] if i < j else _EMPTY for i, j in pairwise(bounds)]
    return tuple(_fill_empty(bins))


def _fill_empty(bins: Sequence[int]) -> list[int]:
    filled = list(bins)
    if all(value == _EMPTY for value in bins):
        return filled
    for place in range(BINS):
        steps = 0
        while bins[(place + steps) % BINS] == _EMPTY:
            steps += 1
        # The distance is mixed in, so that two borrowers of one bin agree only when they borrow alike.
        filled[place] = (bins[(place + steps) % BINS] + steps * _MIX) & 0xFFFFFFFF if steps else bins[place]
    return filled


def rank_article(address: str, day: date | None) -> int:
    """Where an article stands among others: by day, those without one last; within a day by lot, always the same."""
    return (day or date.max).toordinal() << 40 | draw_lot(address) & (1 << 40) - 1


def draw_lot(address: str) -> int:
    """An article's number in a draw, signed 64-bit: a sample of the lowest is as good as any, and never depends on when
    the articles came."""
    return _key(_bytes(address))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _key(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)
