"""Text from the web, made safe to show: what could move, hide or run stands as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def plain(text: object) -> str:
    """`text` without control characters, invisible ones and those that turn the direction of reading.

    >>> plain("Toyota\\u202egnp.exe")
    'Toyotagnp.exe'
    """
    return _UNSEEN.sub("", str(text)).encode("utf-8", "replace").decode("utf-8")


def safe_url(url: str | None) -> str | None:
    """`url` where it leads to the web; None for `javascript:` and its like.

    >>> safe_url("https://example.com/a"), safe_url("javascript:alert(1)")
    ('https://example.com/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n](?!\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z)")
"""What a spreadsheet takes for the beginning of a formula, if no plain number follows."""


def unformulate(text: str) -> str:
    """`text` as a cell of a CSV: behind an apostrophe where a spreadsheet would run it as a formula.

    >>> unformulate("=HYPERLINK(1)"), unformulate("-3"), unformulate("-3+cmd")
    ("'=HYPERLINK(1)", '-3', "'-3+cmd")
    """
    return "'" + text if _FORMULA.match(text) else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the records whose evidence it is."""

    text: str
    records: tuple[int, ...] = ()


def mark_text(text: str, spans: Sequence[tuple[int, int, int]]) -> list[list[Piece]]:
    """`text` in lines of pieces; `spans` are (start, end, record), and may overlap and cross lines.

    >>> [[(piece.text, piece.records) for piece in line] for line in mark_text("ab\\ncd", [(1, 4, 7)])]
    [[('a', ()), ('b', (7,))], [('c', (7,)), ('d', ())]]
    """
    spans = [(max(start, 0), min(end, len(text)), record) for start, end, record in spans if 0 <= start < end]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    lines: list[list[Piece]] = [[]]
    for left, right in pairwise(cuts):
        records = tuple(record for start, end, record in spans if start <= left and right <= end)
        for number, part in enumerate(text[left:right].split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Piece(plain(part), records))
    return [line for line in lines if line]
