"""Which predicate governs a mention: by order and punctuation in English, by what follows in Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tracker.announcements.judging.labels import SELF
from tracker.announcements.judging.sheet import Line

REACH = 14
"""Tokens within which the predicate of a mention stands."""
APPOSITION = 30
"""Tokens that an apposition may hold: "the Murano, last sold here in 2015 and built in Tennessee, …"."""
_PAIRS = {",": (",",), "(": (")",), "—": ("—",), "–": ("–",)}
_BREAKS = frozenset({";", ":"})
_LISTED = frozenset({",", "and", "or", "the", "its", "both"})
_TOLD = frozenset(
    ["sell", "launch", "import", "arrive", "build", "end", "study", "plan", "confirm", "deny", "say", "report", "guess",
     "begin", "show", "move", "continue", "not", "fut", "past", "now", "grey", "export"]
)  # fmt: skip
TAIL = 12
"""Tokens at the end of a Japanese sentence in which its predicate stands."""


def find_predicates(line: Line, labels: list[str], at: int, spaced: bool) -> Iterator[tuple[str, object]]:
    """The traits of a mention's predicate: scope and key."""
    if spaced:
        yield from _by_order(line, labels, at)
    else:
        yield from _by_what_follows(line, labels, at)


def _by_order(line: Line, labels: list[str], at: int) -> Iterator[tuple[str, object]]:
    tokens, acts = line.tokens, line.acts
    after = at + 1
    if after < len(tokens) and tokens[after].text in _PAIRS:
        close = _find_close(line, after)
        for i in range(after + 1, close or min(len(tokens), after + APPOSITION)):
            if acts[i]:
                yield "apposition", acts[i]
            if labels[i][:1].isupper():
                yield "apposition", labels[i]
        after = close or after
    for i in range(after, min(len(tokens), after + REACH)):
        if tokens[i].text in _BREAKS or (i in line.models and i > after and tokens[i - 1].text not in _LISTED):
            break
        if acts[i]:
            yield "subject of", (acts[i], line.clauses[i] == line.clauses[min(after, len(tokens) - 1)])
            break
    for i in range(at - 1, max(-1, at - REACH), -1):
        if tokens[i].text in _BREAKS:
            break
        if acts[i]:
            yield "object of", (acts[i], line.clauses[i] == line.clauses[at])
            break
    told = [act for act in acts if act]
    if told:
        yield "first act", told[0]
        yield "last act", told[-1]


def _find_close(line: Line, opened: int) -> int | None:
    closers = _PAIRS[line.tokens[opened].text]
    for i in range(opened + 1, min(len(line.tokens), opened + APPOSITION)):
        if line.tokens[i].text in closers:
            return i
    return None


def _by_what_follows(line: Line, labels: list[str], at: int) -> Iterator[tuple[str, object]]:
    told: list[str] = []
    for i in range(at + 1, len(line.tokens)):
        if line.tokens[i].text == "。" or (told and i in line.models and labels[i] != SELF):
            break
        told += [name for name in line.tokens[i].classes if name in _TOLD]
    if told:
        yield "next", told[0]
        yield "last", told[-1]
        yield "last two", tuple(told[-2:])
    for pair in pairwise(told):
        yield "in turn", pair
    tail = [name for token in line.tokens[-TAIL:] for name in token.classes if name in _TOLD]
    if tail:
        yield "tail", tail[-1]
        yield "tail", tuple(tail[-2:])
    text = "".join(token.text for token in line.tokens[-TAIL:]).rstrip("。")
    for size in (2, 3, 6):
        yield "ending", text[-size:]
