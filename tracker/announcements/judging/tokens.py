"""A sentence in tokens: names and times as one token each, known words with their classes, the rest as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.announcements.document import Span
from tracker.announcements.judging.times import When
from tracker.vocabulary import Match
from tracker.vocabulary.classes import Act, WordClasses

LONGEST = 400
"""Tokens of one sentence that are looked at: nobody writes more."""

_WORD = re.compile(r"[a-z]+n't|[a-z]+(?:-[a-z]+)*|'(?:ll|ve|re|d|s|m)(?![a-z])|\d+(?:[.,]\d+)*|[^\sa-z\d]")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Token:
    """A piece of a sentence."""

    start: int
    end: int
    text: str
    """In small letters; a number is `#`; of a name or a time: empty."""
    classes: tuple[str, ...] = ()
    act: Act | None = None
    """Of a verb: what it does and in which form."""
    names: tuple[Match, ...] = ()
    when: When | None = None


def cut_sentence(
    folded: str, span: Span, names: Iterable[tuple[Match, ...]], times: Iterable[When], classes: WordClasses
) -> list[Token]:
    """The tokens of one sentence; a time that overlaps a name is left out."""
    known = [Token(group[0].start, group[0].end, "", names=group) for group in names]
    taken = {(token.start, token.end) for token in known}
    free = [t for t in times if not any(start < t.end and end > t.start for start, end in taken)]
    known += [Token(time.start, time.end, "", when=time) for time in free]
    known.sort(key=lambda token: token.start)
    tokens: list[Token] = []
    cut = _cut_words if classes.spaced else _cut_characters
    at = span.start
    for token in known:
        if token.start < at:
            continue
        cut(folded, at, token.start, classes, tokens)
        tokens.append(token)
        at = token.end
    cut(folded, at, span.end, classes, tokens)
    return tokens[:LONGEST]


def _cut_words(folded: str, start: int, end: int, classes: WordClasses, tokens: list[Token]) -> None:
    words = list(_WORD.finditer(folded[start:end].lower()))
    texts = [word.group() for word in words]
    at = 0
    while at < len(words):
        text, length = texts[at], 1
        found = classes.find_words(texts, at)
        if found is not None:
            text, length = found.text, found.length
        token = Token(start + words[at].start(), start + words[at + length - 1].end(), text)
        if found is not None:
            token.classes, token.act = found.classes, found.act
        elif text[0].isdigit():
            token.text = "#"
        tokens.append(token)
        at += length


def _cut_characters(folded: str, start: int, end: int, classes: WordClasses, tokens: list[Token]) -> None:
    text = folded[start:end].lower()
    at = 0
    while at < len(text):
        if (digits := _DIGITS.match(text, at)) is not None:
            tokens.append(Token(start + at, start + digits.end(), "#"))
            at = digits.end()
        elif (found := classes.find_piece(text, at)) is not None:
            tokens.append(Token(start + at, start + at + found.length, found.text, found.classes))
            at += found.length
        else:
            if not text[at].isspace():
                tokens.append(Token(start + at, start + at + 1, text[at]))
            at += 1
