"""Where the names stand in a text: one pass, one dictionary look-up a word or Japanese character.

A Latin word, or the first two characters of a Japanese one, is the key to the few spellings that may begin there,
longest first; the first that matches wins, and the pass goes on behind it. So the work is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.vocabulary.entries import Entry, Spelling
from tracker.vocabulary.names import NameKind
from tracker.vocabulary.spellings import KATAKANA, LATIN, compile_spelling, find_heads, head_key

PLURAL_KINDS = frozenset({NameKind.MAKER, NameKind.BRAND, NameKind.NAMEPLATE})

OPEN_LENGTH = 4
"""A katakana nameplate of this many characters that is no ordinary word may be the beginning of a longer one."""

_SEPARATOR = re.compile("[ ・.,:'’‐-]+")
_IS_KATAKANA = re.compile(f"[{KATAKANA}]")


class Owner(NamedTuple):
    """An entry, and its spelling that was found."""

    entry: Entry
    spelling: Spelling


class Found(NamedTuple):
    """A span of the text and everything that it names."""

    start: int
    end: int
    owners: list[Owner]


class _Candidate:
    """A spelling that may begin at a key, compiled when it is first met."""

    __slots__ = ("_pattern", "open_right", "owner", "plural", "size", "strict", "text")

    def __init__(self, text: str, owner: Owner | None) -> None:
        self.text = text
        self.size = len(_SEPARATOR.sub("", text))
        """What competes to be longest: without the separators that a text may leave out."""
        self.owner = owner
        """None: a word that takes its place and names nothing."""
        self.plural = owner is not None and owner.entry.name.kind in PLURAL_KINDS
        self.strict = owner is None or owner.spelling.plain
        nameplate = owner is not None and owner.entry.name.kind is NameKind.NAMEPLATE
        self.open_right = nameplate and not self.strict and len(text) >= OPEN_LENGTH
        self._pattern: re.Pattern[str] | None = None

    def end_at(self, text: str, start: int) -> int:
        """Where the spelling ends that begins at `start`; -1: it does not begin there."""
        if self._pattern is None:
            self._pattern = compile_spelling(self.text, self.plural, self.strict)
        match = self._pattern.match(text, start)
        return match.end() if match else -1


class _Blocker(_Candidate):
    """A phrase of an entry's `not`; a 0 in it is any digit."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(text, None)
        if "0" in text:
            self._pattern = re.compile(re.escape(text).replace("0", r"\d"))


class Index:
    """All spellings by their keys."""

    def __init__(self, entries: Iterable[Entry], compounds: Iterable[str] = ()) -> None:
        self._table: dict[str, list[_Candidate]] = defaultdict(list)
        self._compounds = frozenset(compounds)
        for candidate in _list_candidates(entries, self._compounds):
            for head in find_heads(candidate.text, candidate.plural):
                self._table[head].append(candidate)
        for group in self._table.values():
            group.sort(key=lambda candidate: (-candidate.size, candidate.text))
        firsts = "".join(sorted({re.escape(head[0]) for head in self._table if not head.isascii()}))
        self._heads = re.compile(f"#?[{LATIN}]+" + (f"|[{firsts}]" if firsts else ""))

    def find_spans(self, text: str) -> list[Found]:
        """Every span that names something, in order; none overlaps another."""
        found: list[Found] = []
        cursor = 0
        for head in self._heads.finditer(text):
            start = head.start()
            if start < cursor:
                continue
            group = self._group(text, head.group(), start)
            if not group:
                continue
            end, owners = self._find_longest(text, start, cursor, group)
            if end > start:
                cursor = end
            if owners:
                found.append(Found(start, end, owners))
        return found

    def _group(self, text: str, head: str, start: int) -> list[_Candidate] | None:
        if head.isascii() or len(head) > 1:
            return self._table.get(head.lower() if head.isascii() else head_key(head))
        pair, single = self._table.get(text[start : start + 2]), self._table.get(head)
        return pair + single if pair and single else pair or single

    def _find_longest(self, text: str, start: int, joint: int, group: list[_Candidate]) -> tuple[int, list[Owner]]:
        """End and owners of the longest candidate; (0, []): none matches."""
        end, size = 0, 0
        owners: list[Owner] = []
        for candidate in group:
            if candidate.size < size:
                break
            here = candidate.end_at(text, start)
            if here < 0 or (end and here != end) or not self._has_edges(text, start, here, joint, candidate):
                continue
            if candidate.owner is None:
                return here, []
            end, size = here, candidate.size
            owners.append(candidate.owner)
        return end, _choose_closest(owners, text[start:end])

    def _has_edges(self, text: str, start: int, end: int, joint: int, candidate: _Candidate) -> bool:
        """That a katakana name is no part of a longer word: マーチ of マーチング, ミニ of ミニバン.

        A word that the vocabulary knows may stand right beside it: トヨタカムリ, アコードワゴン.
        """
        if isinstance(candidate, _Blocker):
            return True
        if start and start != joint and _both_katakana(text, start):
            return False
        if end == len(text) or not _both_katakana(text, end) or candidate.open_right:
            return True
        return self._begins_word(text, end)

    def _begins_word(self, text: str, start: int) -> bool:
        group = self._group(text, text[start], start) or []
        return any(candidate.end_at(text, start) > 0 for candidate in group)


def _choose_closest(owners: list[Owner], found: str) -> list[Owner]:
    """Each entry once; those that are written as found, if any is: MINI and Mini, Xforce and X-Force."""
    exact = [owner for owner in owners if found.startswith(owner.spelling.text)]
    return list({owner.entry.place: owner for owner in exact or owners}.values())


def _both_katakana(text: str, edge: int) -> bool:
    """Katakana on both sides of `edge`."""
    return bool(_IS_KATAKANA.match(text, edge) and _IS_KATAKANA.match(text, edge - 1))


def _list_candidates(entries: Iterable[Entry], compounds: Iterable[str]) -> Iterator[_Candidate]:
    blocked: set[str] = set()
    named: set[str] = set()
    for entry in entries:
        for spelling in entry.spellings:
            yield _Candidate(spelling.text, Owner(entry, spelling))
            named.add(spelling.text)
        blocked.update(entry.counter_examples)
    # South Africa is not 南アジア, which is a name all the same
    yield from map(_Blocker, sorted(blocked - named))
    for word in sorted(set(compounds) - named):
        yield _Candidate(word, None)
