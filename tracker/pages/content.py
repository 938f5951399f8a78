"""The body: paragraphs, headings, list items, table rows and captions in reading order, and nothing else."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from itertools import islice

import trafilatura
from lxml import etree
from lxml.etree import _Element as Element
from trafilatura.settings import Document

from tracker.pages.blocks import RawBlock, read_raw_blocks
from tracker.pages.containers import find_container
from tracker.pages.selection import choose_blocks, is_wall
from tracker.pages.titles import fold_name
from tracker.pages.tree import read_text
from tracker.records import Block, BlockKind

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

SECOND_KINDS = {"head": BlockKind.HEADING, "p": BlockKind.PARAGRAPH, "item": BlockKind.ITEM, "row": BlockKind.ROW}
LITTLE = 150
"""Characters; an article with less is rare, a page whose markup misled us is not."""
MOST = 10_000
"""Elements of a page that a second reading is worth."""
KEPT = 0.6
"""Share of the container's sentences that must be left when what is called something else is taken out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What was read of a page's text."""

    blocks: tuple[Block, ...]
    place: str
    """Which reading found it."""
    walled: bool
    """A line among the text says that the rest is for subscribers."""
    teasers: int = 0
    """Paragraphs that follow a line which is a link: those of a list of articles."""

    @property
    def length(self) -> int:
        """Letters of prose; a Japanese or Chinese one says as much as two Latin ones."""
        return sum(measure_text(block.text) for block in self.blocks if block.kind is not BlockKind.CAPTION)


def read_content(root: Element, heading: Element | None, title: str | None, known: Element | None = None) -> Content:
    """The body of the page's tree, which is left as it is; `known` is the element that holds it, where that is known."""
    raw = read_raw(root, heading) if known is None else read_raw_blocks(known, frozenset(known.iter()))
    walled = any(is_wall(block.text) for block in raw)
    teasers = count_teasers(raw)
    own = [Block(kind=block.kind, text=block.text) for block in choose_blocks(raw, title)]
    if (length := _measure(own)) < LITTLE and _may_hold_more(root, length):
        second = ask_second(root, title)
        if _measure(second) > 2 * length:
            return Content(blocks=tuple(second), place="trafilatura", walled=walled, teasers=teasers)
    return Content(blocks=tuple(own), place="sentences outside links", walled=walled, teasers=teasers)


def _may_hold_more(root: Element, length: int) -> bool:
    """Whether a second reading can find text: a tree of very many elements and little text is a menu, not an article."""
    if next(islice(root.iter(), MOST, None), None) is not None:
        return False
    body = root.find("body")
    return body is not None and len(read_text(body)) > length


def measure_text(text: str) -> int:
    """Letters of a text, where a Japanese or Chinese one counts two.

    >>> measure_text("Camry"), measure_text("カムリ")
    (5, 6)
    """
    return len(text) if text.isascii() else len(text.encode("shift_jis", "replace"))


def _measure(blocks: list[Block]) -> int:
    return sum(measure_text(block.text) for block in blocks)


def count_teasers(raw: list[RawBlock]) -> int:
    """How often a paragraph follows a line that is a link."""
    count, after_link = 0, False
    for block in raw:
        if block.link_share > 0.75 and len(block.text) >= 8:
            after_link = True
        elif block.link_share < 0.5 and measure_text(block.text) >= 40:
            count += after_link
            after_link = False
    return count


def read_raw(root: Element, heading: Element | None) -> list[RawBlock]:
    """The blocks of the densest container."""
    container, layout, score = find_container(root, heading)
    if container is None:
        return []
    raw = read_raw_blocks(container, layout)
    if sum(len(block.text) for block in raw) < KEPT * score:
        # Names that elsewhere mean a share bar or a hidden box are those of this page's own text.
        raw = read_raw_blocks(container, layout, side=False)
    return raw


def ask_second(root: Element, title: str | None) -> list[Block]:
    """The body as trafilatura reads it: a second opinion where our own reading found next to nothing."""
    markup: str = etree.tostring(root, method="html", encoding="unicode")
    try:
        document = trafilatura.bare_extraction(markup, fast=True, with_metadata=False, include_comments=False)
    except (RecursionError, ValueError, AttributeError, TypeError, etree.LxmlError):
        return []
    if not isinstance(document, Document) or document.body is None:
        return []
    found = [
        RawBlock(kind=SECOND_KINDS[element.tag], text=text, linked=0, element=element)
        for element in document.body.iter(*SECOND_KINDS)
        if (text := read_text(element))
    ]
    return [Block(kind=block.kind, text=block.text) for block in choose_blocks(found, title)]


def hash_paragraph(text: str) -> str:
    """The key under which a text that recurs across one host's pages is known: letters and digits alone count."""
    return hashlib.sha1(fold_name(text).encode()).hexdigest()[:16]
