"""The part of a page around its headline and text: without menus, footers, and boxes about other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element as Element

from tracker.pages.tree import read_marks

ASIDE = frozenset(
    (
        "nav",
        "footer",
        "form",
        "script",
        "style",
        "noscript",
        "select",
        "button",
        "iframe",
        "template",
        "svg",
        "head",
        "figure",
        "figcaption",
    )
)
MOST = 5_000
"""Elements looked at for a date line and a byline."""
PLAIN = frozenset(("body", "html", "article", "main", "time", "span", "a", "p", "h1"))
STRONG = re.compile(
    r"related|recommend|ranking|copyright|comment|popular|most-?(?:read|view)|newsletter|kanren|osusume|trending|read-?(?:more|next)"
    r"|next-?article|more-?news|cookie|consent|onetrust|privacy|gdpr|dialog|modal|outbrain|taboola|breadcrumb|footer|disqus"
)
"""Names of boxes that are never the article."""
WEAK = re.compile(
    r"side-?bar|widget|teaser|carousel|archive|calendar|promo|pickup|weather|more_"
    r"|(?:^|[\s_-])(?:nav|menu|side|foot|ads?|advert|banner|rank|latest|event)(?:$|[\s_-])"
)
"""Names that boxes beside the article have, and now and then the layout around it: `sidebar-grid__content`."""


def find_frame(root: Element, heading: Element | None) -> list[Element]:
    """Elements in page order; a region that holds the headline is never another article's, whatever it is called."""
    holders = set() if heading is None else {heading, *heading.iterancestors()}
    return list(islice(_walk(root, holders), MOST))


def _walk(root: Element, holders: set[Element]) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or (element not in holders and is_foreign(element)):
            continue
        yield element
        stack.extend(reversed(element))


def is_foreign(element: Element, *, weakly: bool = True) -> bool:
    """Whether an element's tag or marks say that it is not part of this article; `weakly` believes ambiguous ones too."""
    tag = element.tag
    if tag in ASIDE:
        return True
    if tag == "aside":
        # Some put the byline into an aside; a box of links is one all the same.
        return weakly and not re.search(r"author|byline|meta|info|date", read_marks(element))
    if tag in PLAIN:
        return False
    marks = read_marks(element)
    return bool(marks) and _is_foreign_name(marks, weakly)


@lru_cache(maxsize=20_000)
def _is_foreign_name(marks: str, weakly: bool) -> bool:
    return STRONG.search(marks) is not None or (weakly and WEAK.search(marks) is not None)
