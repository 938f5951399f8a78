"""Which element of a page holds the article: much text in sentences, little else."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from tracker.pages.frame import ASIDE, is_foreign

SENTENCE = re.compile(r"[.,;:!?。、，．！？」]")
LINK_WEIGHT = 0.1
ABOVE_WEIGHT = 0.3
"""Of text that stands above the headline."""
MUCH = 1500.0
MUCH_MORE = 2.5
"""A short text is doubted where a reading that believes no ambiguous name finds that many times more."""
MAIN_SHARE = 0.4
"""Of the page's sentences; a region that holds more is not beside the article, whatever it is called."""


@dataclass(slots=True)
class _Sums:
    """Characters beneath each element: all of them, and those in sentences outside links."""

    every: dict[Element, float] = field(default_factory=lambda: defaultdict(float))
    good: dict[Element, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, element: Element, text: str | None, above: bool) -> None:
        """Counts a text that stands directly in an element."""
        bare = text.strip() if text and len(text) > 1 else ""
        if bare:
            length = float(len(bare))
            self.every[element] += length
            self.good[element] += _weigh(bare, length, element) * (ABOVE_WEIGHT if above else 1.0)


def find_container(root: Element, heading: Element | None) -> tuple[Element | None, frozenset[Element], float]:
    """The element that most likely is the article's body, the elements to read for all their names, and its score.

    Those that hold the headline or most of the page's sentences are the layout around the article
    (`sidebar-grid__content`), not boxes beside it.
    """
    holders = frozenset() if heading is None else frozenset((heading, *heading.iterancestors()))
    texts = _read_texts(root, heading)
    lenient = _find_candidates(root, holders, weakly=False)
    sums = _add_up(texts, lenient)
    main = MAIN_SHARE * sums.good.get(root, 0.0)
    layout = holders | {element for element, good in sums.good.items() if good > main}
    candidates = _find_candidates(root, layout, weakly=True)
    best, score = _find_best(_add_up(texts, candidates), candidates)
    if score < MUCH and (wider := _find_best(sums, lenient))[1] > MUCH_MORE * score:
        return wider[0], layout.union(lenient), wider[1]
    return best, layout, score


def _read_texts(root: Element, heading: Element | None) -> _Sums:
    """Characters that stand directly in each element."""
    sums = _Sums()
    above = heading is not None
    holders = frozenset() if heading is None else frozenset(heading.iterancestors())
    body = root.find("body")
    for element in () if body is None else body.iter():
        above = above and element is not heading
        if element.tag not in ASIDE:
            sums.add(element, element.text, above)
        parent = element.getparent()
        if parent is not None and parent.tag not in ASIDE:
            sums.add(parent, element.tail, above and element not in holders)
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


def _add_up(texts: _Sums, candidates: list[Element]) -> _Sums:
    """The characters beneath each of the candidates, which are in page order."""
    sums = _Sums(defaultdict(float, texts.every), defaultdict(float, texts.good))
    # Children come before their parents here, so that each is complete when its turn comes.
    for element in reversed(candidates):
        total, parent = sums.every.get(element), element.getparent()
        if total and parent is not None:
            sums.every[parent] += total
            sums.good[parent] += sums.good[element]
    return sums


def _find_best(sums: _Sums, candidates: list[Element]) -> tuple[Element | None, float]:
    """The element with the most sentences for the least other text; of equals the innermost."""
    best, best_score = None, 0.0
    for element in reversed(candidates):
        if total := sums.every.get(element):
            score = sums.good[element] ** 2 / total
            if score > best_score * 1.001:
                best, best_score = element, score
    return best, best_score


def _find_candidates(root: Element, layout: frozenset[Element], *, weakly: bool) -> list[Element]:
    """All elements in page order but those of the frame of the page and of other articles, with all that is in them."""
    in_article = any(element.tag == "article" for element in layout)
    found: list[Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        other = is_foreign(element, weakly=weakly) or (in_article and element.tag == "article")
        if other and element not in layout:
            continue
        found.append(element)
        stack.extend(reversed(element))
    return found
