"""Article, or what else a page is, with the reason in words."""

from __future__ import annotations

from typing import Any

from tracker.records import PageKind

Verdict = tuple[PageKind, str | None]


def find_kind(page: Any) -> Verdict:
    """What the page is."""
    if not page.blocks:
        return PageKind.EMPTY, "no text"
    return PageKind.ARTICLE, None
