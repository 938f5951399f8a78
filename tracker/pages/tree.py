"""Text → tree: each page parsed once, whatever its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.etree import _Element as Element

BLANK = re.compile(r"\s+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and characters without width: they are in the markup for line breaks, not in the words."""


def parse_tree(text: str) -> Element:
    """The root of the page's tree, without comments; an empty `html` element where nothing can be read."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    clean = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser) if clean.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    return parser.makeelement("html") if root is None else root


def fold_space(text: str | None) -> str:
    """One line, one space between words, no characters without width.

    >>> fold_space(" Built\\u00a0in  Kentucky\\n ")
    'Built in Kentucky'
    """
    if not text:
        return ""
    return BLANK.sub(" ", INVISIBLE.sub("", text)).strip()


def read_text(element: Element) -> str:
    """All text within an element, folded; scripts and styles are not text."""
    return fold_space("".join(_iter_text(element)))


def _iter_text(element: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        hidden = node.tag in ("script", "style", "noscript", "template", "rt", "rp")
        if event == "start" and not hidden and node.text:
            yield " " + node.text if node.tag in ("br", "p", "div", "li") else node.text
        elif event == "end" and node is not element and node.tail:
            yield " " + node.tail if node.tag == "br" else node.tail


def read_marks(element: Element) -> str:
    """What a page's author called an element: its id, classes and role, in lower case."""
    return " ".join(filter(None, map(element.get, ("id", "class", "role", "data-testid")))).lower()
