"""The body: paragraphs, headings, list items, table rows and captions in reading order, and nothing else."""

from __future__ import annotations

import hashlib

from lxml.etree import _Element as Element

from tracker.pages.blocks import read_raw_blocks
from tracker.pages.containers import find_container
from tracker.pages.selection import choose_blocks
from tracker.pages.titles import fold_name
from tracker.records import Block

KEPT = 0.6
"""Share of the container's sentences that must be left when what is called something else is taken out."""


def read_blocks(root: Element, heading: Element | None, title: str | None) -> list[Block]:
    """The body of the page's tree, which is left as it is."""
    container, strict, score = find_container(root, heading)
    if container is None:
        return []
    holders = frozenset() if heading is None else frozenset((heading, *heading.iterancestors()))
    raw = read_raw_blocks(container, holders, strict=strict)
    if sum(len(block.text) for block in raw) < KEPT * score:
        # Names that elsewhere mean a share bar or a hidden box are those of this page's own text.
        raw = read_raw_blocks(container, holders, strict=strict, side=False)
    return [Block(kind=block.kind, text=block.text) for block in choose_blocks(raw, title)]


def hash_paragraph(text: str) -> str:
    """The key under which a text that recurs across one host's pages is known: letters and digits alone count."""
    return hashlib.sha1(fold_name(text).encode()).hexdigest()[:16]
