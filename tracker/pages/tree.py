"""Text → tree: each page parsed once, whatever its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html
from lxml.etree import _Element as Element

UNREAD = frozenset(("script", "style", "noscript", "template", "rt", "rp"))
BREAKING = frozenset(("br", "p", "div", "li"))
FEWEST = 4_000
MOST = 30_000
SPARSE = 30
"""Bytes of markup per element; real pages have twice as many."""
BLANK = re.compile(r"\s+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and characters without width: they are in the markup for line breaks, not in the words."""


def parse_tree(text: str) -> Element:
    """The root of the page's tree, without comments; an empty `html` element where nothing can be read.

    The parser gives up below 256 levels; elements beyond what a page of that size can sensibly hold are cut off, so that
    the time to read a page is bounded by its size.
    """
    parser: Any = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)  # type: ignore[no-untyped-call]
    clean = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser) if clean.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        return parser.makeelement("html")
    _cut_excess(root, min(MOST, max(FEWEST, len(clean) // SPARSE)))
    return root


def _cut_excess(root: Element, most: int) -> None:
    rest = list(islice(root.iter(), most, None))
    for element in reversed(rest):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def fold_space(text: str | None) -> str:
    """One line, one space between words, no characters without width.

    >>> fold_space(" Built\\u00a0in  Kentucky\\n ")
    'Built in Kentucky'
    """
    if not text:
        return ""
    return BLANK.sub(" ", INVISIBLE.sub("", text)).strip()


def read_text(element: Element, most: int | None = None) -> str:
    """All text within an element, folded; scripts, styles and readings above Japanese characters are not text.

    `most` bounds the pieces looked at, for a caller that wants a short line or nothing.
    """
    return fold_space("".join(islice(_iter_text(element), most)))


def _iter_text(element: Element) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            if node.tag in UNREAD:
                walker.skip_subtree()
            elif node.text:
                yield " " + node.text if node.tag in BREAKING else node.text
        elif node is not element and node.tail:
            yield " " + node.tail if node.tag == "br" else node.tail


def read_marks(element: Element) -> str:
    """What a page's author called an element: its id, classes and role, in lower case."""
    return " ".join(filter(None, map(element.get, ("id", "class", "role", "data-testid")))).lower()
