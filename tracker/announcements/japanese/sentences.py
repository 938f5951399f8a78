"""Text → lines and sentences: what is prose, what is a heading, an item, a caption, and what is not the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

CLOSERS = "」』）)”】〉》"
LONGEST_QUOTE = 400
"""A bracket that stays open longer than this was never closed: sentences end inside it."""


class LineKind(StrEnum):
    """What a line of the text is."""

    TITLE = "title"
    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUESTION = "question"
    ANSWER = "answer"
    CAPTION = "caption"
    META = "meta"
    RELATED = "related"


SILENT = frozenset({LineKind.META, LineKind.RELATED})
"""Lines from which nothing is read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one line, with its place in the text."""

    start: int
    end: int
    line: int
    kind: LineKind


LONGEST_SENTENCE = 600
"""Characters of a sentence that are read as one."""

_MARK = "■◆●▼▽◇○□★☆◎▲△▶►♦◼"
_RELATED = re.compile(
    rf"[{_MARK}【\[<＜《・\s]{{0,3}}(?:関連(?:記事|リンク|ニュース|情報|する記事)|あわせて読みたい|合わせて読みたい|"
    r"おすすめ(?:記事)?|こちらも(?:どうぞ|読む)|人気記事|最新記事|次に読む|PR\b|前の記事|次の記事|ランキング)"
)
_CAPTION = re.compile(
    r"[(\[【<]?\s?(?:写真|画像|図|キャプション|フォト)(?:[)\]】>:=／/\d]|は|上|下|左|右)|[^。]{1,80}=\s?(?:写真|提供)"
)
_META = re.compile(
    r"[(\[]?(?:更新|公開|掲載|配信|最終更新|投稿)日?(?:時)?\s?[::]|[(\[]?\d{4}[年/.\-]\d{1,2}[月/.\-]\d{1,2}日?[^。、]{0,14}"
    r"(?:更新|公開|配信|掲載|修正|\d{1,2}:\d{2}|\d{1,2}時\d{1,2}分)?[)\]]?$|(?:文|取材|執筆|構成|撮影|聞き手|text)\s?[・=:/]|"
    r"(?:©|\(c\)|copyright)|■?本件に関する|お?問い合わせ"
)
_QUESTION = re.compile(r"[―—-]{2}|[―—]|Q[\d.:．。 ]|[問Q]\s")
_ANSWER = re.compile(r"[「『]|A[\d.:．。 ]|[答A]\s")
_HEADING_END = re.compile(r"[。.」)!?！？]\s*$")
_PUNCTUATION = re.compile(r"[「『(【」』)】。!?]")
_ITEM = re.compile(rf"(?:[・{_MARK}◦‣*]|[-–]\s|\(\d{{1,2}}\)|[①-⑳]|\d{{1,2}}[.)]\s)")


def split_sentences(text: str, folded: str) -> list[Sentence]:
    """The sentences of `text`, in order, silent lines included (their kind says so)."""
    found: list[Sentence] = []
    at, number, related = 0, 0, False
    for line in folded.split("\n"):
        end = at + len(line)
        body = line.strip()
        if body:
            kind = _kind_of(body, first=number == 0)
            related = kind is LineKind.RELATED or (related and _is_link(body))
            kind = LineKind.RELATED if related else kind
            found += _split_line(folded, at, end, number, kind)
            number += 1
        else:
            related = False
        at = end + 1
    return found


def _kind_of(body: str, *, first: bool) -> LineKind:
    if first:
        return LineKind.TITLE
    for kind, pattern in ((LineKind.RELATED, _RELATED), (LineKind.CAPTION, _CAPTION), (LineKind.META, _META)):
        if pattern.match(body):
            return kind
    if _QUESTION.match(body):
        return LineKind.QUESTION
    if body[0] in "「『" or _ANSWER.match(body):
        return LineKind.ANSWER
    if _ITEM.match(body):
        return LineKind.HEADING if body[0] in _MARK and _is_bare(body) else LineKind.ITEM
    return LineKind.HEADING if len(body) < 50 and not _HEADING_END.search(body) and "。" not in body else LineKind.TEXT


def _is_bare(body: str) -> bool:
    """A marked line that only names its subject: no colon, no value, no sentence."""
    return len(body) < 40 and not re.search(r"[。::=＝]", body)


def _is_link(body: str) -> bool:
    """A line under "related articles" is a link unless it is a whole sentence."""
    return not body.endswith("。")


def _split_line(folded: str, start: int, end: int, line: int, kind: LineKind) -> list[Sentence]:
    sentences: list[Sentence] = []
    begin, depth, opened = start, 0, start
    for mark in _PUNCTUATION.finditer(folded, start, end):
        at, character = mark.start(), mark.group()
        if character in "「『(【":
            depth, opened = depth + 1, at
        elif character in "」』)】":
            depth = max(0, depth - 1)
        elif character in "。!?" and _ends_here(folded, at, end, depth, opened, kind):
            stop = _after_closers(folded, at + 1, end, depth)
            _append(sentences, folded, begin, stop, line, kind)
            begin = stop
            depth = 0 if kind is not LineKind.ANSWER else depth
    _append(sentences, folded, begin, end, line, kind)
    return sentences


def _ends_here(folded: str, at: int, end: int, depth: int, opened: int, kind: LineKind) -> bool:
    if folded[at] in "!?" and at + 1 < end and folded[at + 1] not in " \u3000":
        return False
    return depth == 0 or at - opened > LONGEST_QUOTE or (kind is LineKind.ANSWER and depth == 1)


def _after_closers(folded: str, at: int, end: int, depth: int) -> int:
    while depth and at < end and folded[at] in CLOSERS:
        at += 1
    return at


def _append(sentences: list[Sentence], folded: str, start: int, end: int, line: int, kind: LineKind) -> None:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        # Nobody writes this: what is read in a sentence may cost its square, so a piece is all that is taken.
        sentences.append(Sentence(start, start + LONGEST_SENTENCE, line, kind))
        start += LONGEST_SENTENCE
    if start < end:
        sentences.append(Sentence(start, end, line, kind))
