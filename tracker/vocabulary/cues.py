"""Cues: wordings of several words that say more than their words, read from `cues/<language>.toml`.

Each is a trait that the judging weighs; those of the family `figure` say what a number counts.

A file holds word lists and cues. A cue's id is its place in the file, `family.value.name`::

    [words]
    sell = ["sell", "sells", "selling", "offer", "offers", "go on sale"]

    [status.planned.plans_to]
    patterns = ["(plan|plans) to ~2 {sell}"]
    examples = ["Toyota plans to sell the Camry in Japan."]
    not = ["The plan is sound."]

Pattern language, matched without regard to case on folded text:

===========  =====================================================================================
``a b``      words in a row: any one run of white space between them (in Japanese: no space at all)
``(a|b c)``  one of several; ``(a|b)?`` or ``a?`` : may be missing
``{name}``   one of the `[words]` of that name (which may hold patterns themselves)
``~3``       up to three words of anything, within the clause (in Japanese: up to three characters)
``#``        a number in digits
===========  =====================================================================================

A pattern must begin with something literal. A pattern has no unbounded repetition, so a match costs the same
everywhere and a text is searched in time linear in its length. Every cue must match each of its `examples` and none
of its `not`: `check_cues` returns those that do not, and a test demands that it returns nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tracker.errors import FixFile

KEYS = {"patterns", "examples", "not"}
SPACELESS = frozenset({"japanese"})
"""Languages that write no space between words: a pattern may begin anywhere."""

MAX_DEPTH = 8

_TOKEN = re.compile(r"\(|\)\??|\||\{\w+\}\??|~\d+|[^\s(){}|~]+|\s+")
_WORD = re.compile(r"[^\W_](?:[\w'&+.-]*[^\W_])?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """A meaning and the wordings that carry it."""

    id: str
    """`status.planned.plans_to`."""
    family: str
    value: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A place in the text where a cue's wording stands."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The wordings of one cue that begin with one word, as one expression."""

    cue: Cue
    regex: re.Pattern[str]


class Cues:
    """The cues of one language, or of some families of it, and a matcher over them."""

    def __init__(self, language: str, entries: Mapping[str, Any]) -> None:
        self.language = language
        self.spaceless = language in SPACELESS
        self.cues: dict[str, Cue] = {}
        self._index: dict[str, list[_Pattern]] = {}
        words = {name: list(values) for name, values in entries.get("words", {}).items()}
        for cue, patterns in _read_entries(language, entries):
            self.cues[cue.id] = cue
            self._add(cue, patterns, words)
        self._gated = {key: (_gate(patterns), patterns) for key, patterns in self._index.items()}

    def find_cues(self, folded: str, start: int = 0, end: int | None = None) -> list[CueMatch]:
        """Every cue in `folded[start:end]`, in order of start; several may share a place, the longest first."""
        piece = _lowered(folded[start:end])
        found: list[CueMatch] = []
        for at, gate, patterns in self._places(piece):
            if gate.match(piece, at):
                found += self._match(piece, at, start, patterns)
        found.sort(key=_place)
        return found

    def _places(self, piece: str) -> Iterator[tuple[int, re.Pattern[str], list[_Pattern]]]:
        """Where a cue may begin, one look that tells whether any does, and those that may."""
        find = self._gated.get
        if self.spaceless:
            for at, character in enumerate(piece):
                if gated := find(character):
                    yield at, *gated
            return
        for word in _WORD.finditer(piece):
            if gated := find(word.group()):
                yield word.start(), *gated

    def _match(self, piece: str, at: int, offset: int, patterns: list[_Pattern]) -> list[CueMatch]:
        seen: dict[str, int] = {}
        for pattern in patterns:
            match = pattern.regex.match(piece, at)
            if match and match.end() > seen.get(pattern.cue.id, -1):
                seen[pattern.cue.id] = match.end()
        return [CueMatch(offset + at, offset + stop, self.cues[name]) for name, stop in seen.items()]

    def _add(self, cue: Cue, patterns: list[str], words: Mapping[str, list[str]]) -> None:
        by_key: dict[str, list[str]] = {}
        # Of several wordings the longest pattern is tried first: it says more.
        for pattern in sorted(patterns, key=len, reverse=True):
            try:
                node = _Parser(pattern, words, self.spaceless).parse()
            except ValueError as error:
                raise FixFile(f"cues/{self.language}.toml, {cue.id}: {error}") from None
            for key in node.first:
                by_key.setdefault(key, []).append(node.regex)
        tail = "" if self.spaceless else r"(?![^\W_])"
        compiled: dict[str, _Pattern] = {}
        for key, options in by_key.items():
            source = "(?:" + "|".join(options) + ")" + tail
            if source not in compiled:
                compiled[source] = _Pattern(cue, re.compile(source))
            self._index.setdefault(key, []).append(compiled[source])


def _lowered(text: str) -> str:
    """`text` in small letters, character for character: patterns are small too, and no flag costs at every one."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(character.lower()[0] for character in text)


def _place(match: CueMatch) -> tuple[int, int]:
    return match.start, -match.end


def _gate(patterns: list[_Pattern]) -> re.Pattern[str]:
    """One look that tells whether any of `patterns` matches at a place: most places are none."""
    return re.compile("|".join(pattern.regex.pattern for pattern in patterns))


@cache
def read_cues(language: str, *families: str) -> Cues:
    """The packaged cues of `language` (`english`, `japanese`), read and checked once a process.

    With `families`, those alone: what is not asked for costs nothing.

    Raises: FixFile where the file breaks the schema.
    """
    path = resources.files("tracker.vocabulary").joinpath("cues", f"{language}.toml")
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
        chosen = {name: value for name, value in entries.items() if not families or name in (*families, "words")}
        return Cues(language, chosen)
    except tomllib.TOMLDecodeError as error:
        raise FixFile(f"cues/{language}.toml: {error}") from None


def check_cues(cues: Cues) -> list[str]:
    """What is wrong with the cues' own examples, a line each; empty: all is well."""
    wrong = []
    for cue in cues.cues.values():
        if not cue.examples:
            wrong.append(f"{cue.id}: no example")
        wrong += [f"{cue.id}: misses {text!r}" for text in cue.examples if not _fires(cues, cue, text)]
        wrong += [f"{cue.id}: matches {text!r}" for text in cue.counter_examples if _fires(cues, cue, text)]
    return wrong


def _fires(cues: Cues, cue: Cue, text: str) -> bool:
    return any(match.cue.id == cue.id for match in cues.find_cues(text))


def _read_entries(language: str, entries: Mapping[str, Any]) -> Iterator[tuple[Cue, list[str]]]:
    for family, values in entries.items():
        if family == "words":
            continue
        for value, named in values.items():
            for name, entry in named.items():
                yield _read_cue(language, (family, value, name), entry)


def _read_cue(language: str, place: tuple[str, str, str], entry: Mapping[str, Any]) -> tuple[Cue, list[str]]:
    where = f"cues/{language}.toml, {'.'.join(place)}"
    if unknown := set(entry) - KEYS:
        raise FixFile(f"{where}: unknown key {', '.join(sorted(unknown))}")
    if not entry.get("patterns"):
        raise FixFile(f"{where}: no patterns")
    cue = Cue(
        id=".".join(place),
        family=place[0],
        value=place[1],
        examples=tuple(entry.get("examples", ())),
        counter_examples=tuple(entry.get("not", ())),
    )
    return cue, list(entry["patterns"])


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a pattern: its regular expression, the words or characters it can begin with, may it be missing."""

    regex: str
    first: frozenset[str]
    optional: bool = False
    gap: bool = False


class _Parser:
    """A pattern, read from left to right."""

    def __init__(self, pattern: str, words: Mapping[str, list[str]], spaceless: bool, depth: int = 0) -> None:
        if depth > MAX_DEPTH:
            raise ValueError(f"word lists nest too deep in {pattern!r}")
        self.pattern, self.words, self.spaceless, self.depth = pattern, words, spaceless, depth
        self.tokens = [token for token in _TOKEN.findall(pattern) if not token.isspace()]
        self.at = 0

    def parse(self) -> _Node:
        node = self._sequence()
        if self.at < len(self.tokens):
            raise ValueError(f"unexpected {self.tokens[self.at]!r} in {self.pattern!r}")
        if node.optional or not node.first or "~" in node.first:
            raise ValueError(f"{self.pattern!r} does not begin with something literal")
        return node

    def _sequence(self) -> _Node:
        nodes = []
        while self.at < len(self.tokens) and self.tokens[self.at] not in ("|", ")", ")?"):
            nodes.append(self._piece())
        first: set[str] = set()
        for node in nodes:
            first |= node.first
            if not node.optional:
                break
        return _Node(self._joined(nodes), frozenset(first), all(node.optional for node in nodes))

    def _joined(self, nodes: list[_Node]) -> str:
        space = "" if self.spaceless else r"\s{1,3}"
        parts: list[str] = []
        # At the beginning, and behind a gap (which ends in its own space), a piece brings its space behind it.
        leading = True
        for node in nodes:
            if node.gap:
                parts.append(node.regex if leading else space + node.regex)
                leading = True
            elif leading:
                parts.append(f"(?:{node.regex}{space})?" if node.optional else node.regex)
                leading = node.optional
            else:
                parts.append(f"(?:{space}{node.regex})?" if node.optional else space + node.regex)
        return "".join(parts)

    def _piece(self) -> _Node:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            return self._group()
        if token.startswith("~"):
            return self._gap(int(token[1:]))
        if token.startswith("{"):
            return self._word_list(token)
        return self._literal(token)

    def _group(self) -> _Node:
        options = [self._sequence()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            options.append(self._sequence())
        if self.at >= len(self.tokens):
            raise ValueError(f"a bracket is not closed in {self.pattern!r}")
        optional = self.tokens[self.at] == ")?"
        self.at += 1
        return _either(options, optional)

    def _gap(self, size: int) -> _Node:
        if self.spaceless:
            return _Node(rf"[^。\n]{{0,{size}}}?", frozenset("~"), gap=True)
        return _Node(rf"(?:[^\s;:]{{1,40}}\s{{1,3}}){{0,{size}}}?", frozenset("~"), gap=True)

    def _word_list(self, token: str) -> _Node:
        name = token.rstrip("?")[1:-1]
        if name not in self.words:
            raise ValueError(f"no word list {name!r} for {self.pattern!r}")
        options = [
            _Parser(text, self.words, self.spaceless, self.depth + 1).parse()
            for text in sorted(self.words[name], key=len, reverse=True)
        ]
        return _either(options, token.endswith("?"))

    def _literal(self, token: str) -> _Node:
        optional = len(token) > 1 and token.endswith("?")
        word = token[:-1] if optional else token
        if word == "#":
            return _Node(
                r"(?:us\$|[$€£¥₩₹])?\d[\d,.]{0,15}", frozenset("0123456789" if self.spaceless else "#"), optional
            )
        lowered = word.lower()
        return _Node(re.escape(lowered), frozenset({lowered[0] if self.spaceless else lowered}), optional)


def _either(options: list[_Node], optional: bool) -> _Node:
    first = frozenset().union(*(node.first for node in options))
    missing = optional or any(node.optional for node in options)
    return _Node("(?:" + "|".join(node.regex for node in options) + ")", first, missing)
