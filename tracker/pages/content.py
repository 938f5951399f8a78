"""The body: paragraphs, headings, list items, table rows and captions in reading order, and nothing else."""

from __future__ import annotations

import copy
import hashlib
import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml.etree import _Element as Element

from tracker.pages.titles import fold_name
from tracker.pages.tree import fold_space, read_marks, read_text
from tracker.records import Block, BlockKind

KINDS = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "item": BlockKind.ITEM,
    "row": BlockKind.ROW,
    "quote": BlockKind.QUOTE,
    "ab": BlockKind.PARAGRAPH,
    "code": BlockKind.PARAGRAPH,
}
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_blocks(root: Element) -> list[Block]:
    """The body of the page's tree, which is left as it is."""
    try:
        document = trafilatura.bare_extraction(
            copy.deepcopy(root), fast=True, with_metadata=False, include_comments=False, include_tables=True
        )
    except (RecursionError, ValueError, AttributeError, TypeError):
        return []
    if document is None or document.body is None:
        return []
    return list(_read_body(document.body))


def _read_body(body: Element) -> Iterator[Block]:
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        kind = KINDS.get(element.tag)
        if kind is None or (kind is BlockKind.QUOTE and len(element)):
            stack.extend(reversed(element))
            continue
        if text := _read_element(element, kind):
            yield Block(kind=kind, text=text)


def _read_element(element: Element, kind: BlockKind) -> str:
    if kind is BlockKind.ROW:
        cells = [read_text(cell) for cell in element]
        return " | ".join(filter(None, cells))
    return read_text(element)


def hash_paragraph(text: str) -> str:
    """The key under which a text that recurs across one host's pages is known: letters and digits alone count."""
    return hashlib.sha1(fold_name(text).encode()).hexdigest()[:16]
