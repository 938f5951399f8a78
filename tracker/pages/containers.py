"""Which element of a page holds the article: much text in sentences, little else."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from tracker.pages.frame import ASIDE, is_foreign

TEXTS = "//body//text()[string-length() > 1]"
SENTENCE = re.compile(r"[.,;:!?。、，．！？」]")
LINK_WEIGHT = 0.1
ABOVE_WEIGHT = 0.3
"""Of text that stands above the headline."""
DENSITY = 1.0
"""How much an element suffers for text that is no sentence."""
MUCH = 400.0
"""Characters of sentences from which on a strict reading is believed without asking a lenient one."""


@dataclass(slots=True)
class _Sums:
    """Characters beneath each element: all of them, and those in sentences outside links."""

    every: dict[Element, float] = field(default_factory=lambda: defaultdict(float))
    good: dict[Element, float] = field(default_factory=lambda: defaultdict(float))


def find_container(root: Element, heading: Element | None) -> tuple[Element | None, bool, float]:
    """The element that most likely is the article's body, whether names like `sidebar` were believed, and its score.

    Names are believed first. Where most of the page's sentences stand in regions so called, the names are those of the
    layout around the article (`sidebar-grid__content`), and what they say is left aside.
    """
    holders = frozenset() if heading is None else frozenset((heading, *heading.iterancestors()))
    texts = _read_texts(root, heading)
    strict, strict_score = _find_best(root, texts, holders, strict=True)
    lenient, lenient_score = _find_best(root, texts, holders, strict=False)
    if strict is None or strict_score < min(0.4 * lenient_score, 4 * MUCH):
        return lenient, False, lenient_score
    return strict, True, strict_score


def _read_texts(root: Element, heading: Element | None) -> _Sums:
    """Characters that stand directly in each element."""
    sums = _Sums()
    above = heading is not None
    for text in root.xpath(TEXTS):
        parent = text.getparent()
        if above and parent is heading:
            above = False
        if text.is_tail:
            parent = parent.getparent()
        if parent is None or parent.tag in ASIDE:
            continue
        length = float(len(text.strip()))
        if length:
            sums.every[parent] += length
            sums.good[parent] += _weigh(text, length, parent) * (ABOVE_WEIGHT if above else 1.0)
    return sums


def _weigh(text: str, length: float, parent: Element) -> float:
    """Characters, where they are of a sentence; words of links and labels count little."""
    if length < 15 or not SENTENCE.search(text):
        length *= 0.3
    return length * LINK_WEIGHT if _is_linked(parent) else length


def _is_linked(element: Element | None) -> bool:
    """Whether a text stands in a link, be it in a heading or a box within it."""
    for _ in range(5):
        if element is None or element.tag == "a":
            break
        element = element.getparent()
    return element is not None and element.tag == "a"


def _find_best(root: Element, texts: _Sums, holders: frozenset[Element], *, strict: bool) -> tuple[Element | None, float]:
    """The element with the most sentences for the least other text; of equals the innermost."""
    every, good = defaultdict(float, texts.every), defaultdict(float, texts.good)
    best, best_score = None, 0.0
    # Children come before their parents here, so that each is complete when its turn comes.
    for element in reversed(_find_candidates(root, holders, strict=strict)):
        total = every.get(element)
        if not total:
            continue
        score = good[element] * (good[element] / total) ** DENSITY
        if score > best_score * 1.001:
            best, best_score = element, score
        parent = element.getparent()
        if parent is not None:
            every[parent] += total
            good[parent] += good[element]
    return best, best_score


def _find_candidates(root: Element, holders: frozenset[Element], *, strict: bool) -> list[Element]:
    """All elements in page order but those of the frame of the page and of other articles, with all that is in them."""
    in_article = any(element.tag == "article" for element in holders)
    found: list[Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or _is_other(element, holders, in_article, strict=strict):
            continue
        found.append(element)
        stack.extend(reversed(element))
    return found


def _is_other(element: Element, holders: frozenset[Element], in_article: bool, *, strict: bool) -> bool:
    """Whether an element belongs to the frame of the page, or is another article than the headline's."""
    if element in holders:
        return False
    return is_foreign(element, weakly=strict) or (strict and in_article and element.tag == "article")
