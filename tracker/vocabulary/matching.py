"""Where the names stand in a text: one pass, one dictionary look-up a word or Japanese character.

A Latin word, or the first two characters of a Japanese one, is the key to the few spellings that may begin there,
longest first; the first that matches wins, and the pass goes on behind it. So the work is linear in the text:
measured, 0.3 to 0.4 ms for an article of 400 English words or 800 Japanese characters with 30 names in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracker.vocabulary.entries import Entry, Spelling
from tracker.vocabulary.names import NameKind
from tracker.vocabulary.spellings import KATAKANA, LATIN, find_heads, is_japanese, spelling_pattern

PLURAL_KINDS = frozenset({NameKind.MAKER, NameKind.BRAND, NameKind.NAMEPLATE})

OPEN_LENGTH = 4
"""A katakana nameplate of this many characters that is no ordinary word may be the beginning of a longer one."""

_SEPARATOR = re.compile("[ ・.,:'’‐-]+")


@dataclass(frozen=True, eq=False, slots=True)
class Owner:
    """An entry, and its spelling that was found; equal to itself alone."""

    entry: Entry
    spelling: Spelling


class Found(NamedTuple):
    """A span of the text and everything that it names."""

    start: int
    end: int
    owners: list[Owner]


class _Candidate:
    """A spelling that may begin at a key."""

    __slots__ = ("_compiled", "open_right", "owner", "plural", "size", "strict", "text")

    def __init__(self, text: str, owner: Owner | None = None) -> None:
        self.text = text
        self.owner = owner
        """None: a phrase or word that takes its place and names nothing."""
        self.plural = owner is not None and owner.entry.name.kind in PLURAL_KINDS
        self.strict = owner is None or owner.spelling.plain
        self.size = len(_SEPARATOR.sub("", text))
        """What competes to be longest: without the separators that a text may leave out."""
        nameplate = owner is not None and owner.entry.name.kind is NameKind.NAMEPLATE
        self.open_right = nameplate and not self.strict and len(text) >= OPEN_LENGTH
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        """Everything that the spelling looks like in a text."""
        return spelling_pattern(self.text, self.plural, self.strict)

    def end_at(self, text: str, start: int) -> int:
        """Where the spelling ends that begins at `start`; -1: it does not begin there."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        match = self._compiled.match(text, start)
        return match.end() if match else -1


class _Phrase(_Candidate):
    """A phrase of an entry's `not`: it may stand anywhere, and a 0 in it is any digit."""

    __slots__ = ()

    @property
    def pattern(self) -> str:
        """As written."""
        if "0" in self.text:
            return re.escape(self.text).replace("0", r"\d")
        return super().pattern


class _Group:
    """The candidates of one key, longest first; compiled together when the key is first met."""

    __slots__ = ("_candidates", "_compiled", "pairs")

    def __init__(self) -> None:
        self._candidates: list[_Candidate] = []
        self._compiled: re.Pattern[str] | None = None
        self.pairs: dict[str, _Group] = {}
        """Of a Japanese character: the groups of what begins with it, by the character that follows."""

    def add(self, candidate: _Candidate) -> None:
        """One more candidate, before any is looked for."""
        self._candidates.append(candidate)

    def find_candidates(self, text: str, start: int) -> Iterable[_Candidate]:
        """Those that can match at `start`, from the longest that does; one look tells whether there is any."""
        if self.pairs:
            pair = self.pairs.get(text[start + 1 : start + 2])
            if pair and (found := pair.find_candidates(text, start)):
                return found
        if not self._candidates:
            return ()
        if self._compiled is None:
            self._candidates.sort(key=lambda candidate: (-candidate.size, candidate.text))
            self._compiled = re.compile("|".join(f"({candidate.pattern})" for candidate in self._candidates))
        match = self._compiled.match(text, start)
        return self._candidates[(match.lastindex or 1) - 1 :] if match else ()


class Index:
    """All spellings by their keys."""

    def __init__(self, entries: Iterable[Entry], compounds: Iterable[str] = ()) -> None:
        self._table: dict[str, _Group] = defaultdict(_Group)
        for candidate in _list_candidates(entries, compounds):
            for head in find_heads(candidate.text, candidate.plural, candidate.strict):
                self._group_of(head).add(candidate)
        firsts = "".join(sorted(re.escape(head) for head in self._table if is_japanese(head)))
        self._heads = re.compile(f"#?[{LATIN}]+" + (f"|[{firsts}]" if firsts else ""))
        self._table.default_factory = None

    def _group_of(self, head: str) -> _Group:
        if not is_japanese(head):
            return self._table[head]
        group = self._table[head[0]]
        return group.pairs.setdefault(head[1], _Group()) if len(head) > 1 else group

    def find_spans(self, text: str) -> list[Found]:
        """Every span that names something, in order; none overlaps another."""
        found: list[Found] = []
        find_group = self._table.get
        cursor = 0
        for head in self._heads.finditer(text):
            group = find_group(head.group())
            if group is None or (start := head.start()) < cursor:
                continue
            end, owners = self._find_longest(text, start, cursor, group)
            cursor = max(cursor, end)
            if owners:
                found.append(Found(start, end, owners))
        return found

    def _find_longest(self, text: str, start: int, joint: int, group: _Group) -> tuple[int, list[Owner]]:
        """End and owners of the longest candidate; (0, []): none matches."""
        end, size = 0, 0
        owners: list[Owner] = []
        for candidate in group.find_candidates(text, start):
            if candidate.size < size:
                break
            here = candidate.end_at(text, start)
            if here < 0 or (end and here != end) or not self._has_edges(text, start, here, joint, candidate):
                continue
            if candidate.owner is None:
                return here, []
            end, size = here, candidate.size
            owners.append(candidate.owner)
        return end, _choose_closest(owners, text[start:end]) if len(owners) > 1 else owners

    def _has_edges(self, text: str, start: int, end: int, joint: int, candidate: _Candidate) -> bool:
        """That a katakana name is no part of a longer word: マーチ of マーチング, ミニ of ミニバン.

        A word that the vocabulary knows may stand right beside it: トヨタカムリ, アコードワゴン.
        """
        if isinstance(candidate, _Phrase):
            return True
        if start != joint and _inside_katakana(text, start):
            return False
        return candidate.open_right or not _inside_katakana(text, end) or self._begins_word(text, end)

    def _begins_word(self, text: str, start: int) -> bool:
        group = self._table.get(text[start])
        return group is not None and bool(group.find_candidates(text, start))


def _choose_closest(owners: list[Owner], found: str) -> list[Owner]:
    """Each entry once; those that are written as found, if any is: MINI and Mini, Xforce and X-Force."""
    exact = [owner for owner in owners if found.startswith(owner.spelling.text)]
    return list({owner.entry.place: owner for owner in exact or owners}.values())


def _inside_katakana(text: str, edge: int) -> bool:
    """Katakana on both sides of `edge`."""
    return 0 < edge < len(text) and text[edge] in KATAKANA and text[edge - 1] in KATAKANA


def _list_candidates(entries: Iterable[Entry], compounds: Iterable[str]) -> Iterator[_Candidate]:
    blocked: set[str] = set()
    named: set[str] = set()
    for entry in entries:
        for spelling in entry.spellings:
            yield _Candidate(spelling.text, Owner(entry, spelling))
            named.add(_SEPARATOR.sub("", spelling.text))
        blocked.update(entry.counter_examples)
    # South Africa is not 南アジア, which is a name all the same
    yield from map(_Phrase, sorted(text for text in blocked if _SEPARATOR.sub("", text) not in named))
    yield from map(_Candidate, sorted(set(compounds) - named - blocked))
