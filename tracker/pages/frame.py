"""The part of a page around its headline and text: without menus, footers, and boxes about other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from tracker.pages.tree import read_marks

ASIDE = frozenset(
    ("nav", "footer", "form", "script", "style", "noscript", "select", "button", "iframe", "template", "svg", "head", "figure", "figcaption")
)
FOREIGN = re.compile(
    r"related|recommend|ranking|sidebar|side-?bar|footer|copyright|comment|widget|popular|most-?(?:read|view)|teaser|carousel"
    r"|newsletter|archive|calendar|kanren|osusume|promo|pickup|trending|read-?(?:more|next)|next-?article|more-?news|more_|weather|cookie"
    r"|dialog|outbrain|taboola|breadcrumb|(?:^|[\s_-])(?:nav|menu|side|foot|ads?|advert|banner|rank|latest|event)(?:$|[\s_-])"
)


def find_frame(root: Element, heading: Element | None) -> list[Element]:
    """Elements in page order; a region that holds the headline is never another article's, whatever it is called."""
    holders = set() if heading is None else {heading, *heading.iterancestors()}
    return list(_walk(root, holders))


def _walk(root: Element, holders: set[Element]) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or (element not in holders and is_foreign(element)):
            continue
        yield element
        stack.extend(reversed(element))


def is_foreign(element: Element) -> bool:
    """Whether an element's tag or marks say that it is not part of this article."""
    tag = element.tag
    if tag in ASIDE:
        return True
    if tag == "aside":
        # Some put the byline into an aside; a box of links is one all the same.
        return not re.search(r"author|byline|meta|info|date", read_marks(element))
    if tag in ("body", "html", "article", "main", "time", "span", "a", "p", "h1"):
        return False
    marks = read_marks(element)
    return bool(marks) and FOREIGN.search(marks) is not None
