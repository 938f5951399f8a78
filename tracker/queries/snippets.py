"""The place of a text where a search's words stand, and the offsets of its hits there."""

from __future__ import annotations

from tracker.queries.words import Search, normalise

SNIPPET_BEFORE, SNIPPET_AFTER = 60, 140
"""Characters of text around the first hit."""


def cut_snippet(text: str, search: Search) -> tuple[str, list[list[int]]]:
    """The place of `text` where the first wanted word stands, on one line, and the offsets of the hits in it.

    >>> from tracker.queries.words import parse_search
    >>> cut_snippet("Toyota said so.\\nThe Ｃａｍｒｙ comes home.", parse_search("camry"))
    ('Toyota said so. The Ｃａｍｒｙ comes home.', [[20, 25]])
    """
    flat = text.replace("\n", " ")
    found = find_marks(flat, search)
    first = found[0][0] if found else 0
    start = max(0, first - SNIPPET_BEFORE)
    end = min(len(flat), first + SNIPPET_AFTER)
    start, end = _to_words(flat, start, end)
    before, after = "…" if start else "", "…" if end < len(flat) else ""
    shift = len(before) - start
    marks = [[left + shift, right + shift] for left, right in found if left >= start and right <= end]
    return before + flat[start:end] + after, marks


def find_marks(text: str, search: Search) -> list[tuple[int, int]]:
    """Where the wanted words stand in `text` as it is written, in order."""
    folded = "".join(map(_fold_character, text))
    spans = [match.span() for group in search.wanted for term in group for match in term.pattern.finditer(folded)]
    return sorted(set(spans))


def _fold_character(character: str) -> str:
    """One character normalised; where that would be several, as it stands, so that offsets stay those of the text."""
    folded = normalise(character)
    return folded if len(folded) == 1 else character


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The cut moved to the next spaces, where there are any near."""
    if start and (space := text.find(" ", start, start + 20)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 20, end)) >= 0:
        end = space
    return start, end
