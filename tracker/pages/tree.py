"""Text → tree: each page parsed once, whatever its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

UNREAD = frozenset(("script", "style", "noscript", "template", "rt", "rp"))
BREAKING = frozenset(("br", "p", "div", "li"))
FEWEST = 4_000
MOST = 20_000
SPARSE = 30
"""Bytes of markup per element; real pages have twice as many."""
LONG = re.compile(r">[^>]{4000,}")
MANY = 1000
"""Attributes of a tag; no page has as many, and the parser compares each with every other."""
SWOLLEN = re.compile(
    r"""(<[a-zA-Z][^\s/<>"']*+)(?:(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^<>\s/])*+[\s/]++){1000}(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^<>])*+"""
)
BLANK = re.compile(r"\s+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and characters without width: they are in the markup for line breaks, not in the words."""


def parse_tree(text: str) -> Element:
    """The root of the page's tree, without comments; an empty `html` element where nothing can be read.

    The parser gives up below 256 levels; elements beyond what a page of that size can sensibly hold are cut off, so that
    the time to read a page is bounded by its size.
    """
    # Plain elements: the classes of lxml.html cost a call into Python for each.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = _cut_swollen(text.replace("\x00", "")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser) if clean.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        return parser.makeelement("html")
    _cut_excess(root, min(MOST, max(FEWEST, len(clean) // SPARSE)))
    return root


def _cut_swollen(text: str) -> str:
    """The markup without the attributes of tags that have far too many."""
    pieces = (found[0].partition("<")[2] for found in LONG.finditer(f">{text}"))
    swollen = any(len(piece.split(None, MANY)) + piece.count("/") > MANY for piece in pieces)
    return SWOLLEN.sub(r"\1", text) if swollen else text


def _cut_excess(root: Element, most: int) -> None:
    """Cuts off the element of that number with all that follows it, in a step for each level above it."""
    element = next(islice(root.iter(), most, None), None)
    if element is not None:
        del element[:]
    while element is not None and (parent := element.getparent()) is not None:
        del parent[parent.index(element) + 1 :]
        element = parent


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
    return fold_space("".join(iter_text(element, most)))


def iter_text(element: Element, most: int | None = None) -> Iterator[str]:
    """The pieces of an element's text in reading order, `most` at the most, of not many more elements than that."""
    return islice(_walk_text(element, None if most is None else 10 * most), most)


def _walk_text(element: Element, most: int | None) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in islice(walker, most):
        if event == "start":
            if node.tag in UNREAD:
                walker.skip_subtree()
            elif node.text:
                yield " " + node.text if node.tag in BREAKING else node.text
        elif node is not element and node.tail:
            yield " " + node.tail if node.tag == "br" else node.tail


def read_marks(element: Element) -> str:
    """What a page's author called an element: its id, classes and role, in lower case."""
    if not element.keys():
        return ""
    return " ".join(filter(None, map(element.get, ("id", "class", "role", "data-testid")))).lower()
