"""Nikkei: most articles break off at a wall; the number of letters left is said."""

from __future__ import annotations

import re

from web_poet import field, handle_urls

from tracker.pages.generic import GenericPage
from tracker.pages.tree import read_text

LEFT = re.compile(r"残り\s*[\d,]+\s*文字|この記事は会員限定|有料会員限定")


@handle_urls("www.nikkei.com/article/")
class NikkeiPage(GenericPage):
    """One article; `/article/DGXZQO…/`."""

    @field(cached=True)
    def truncated(self) -> str | None:
        body = self.tree.find("body")
        walled = body is not None and LEFT.search(read_text(body)) is not None
        return "paywall" if walled else None

    @field(cached=True)
    def article_id(self) -> str | None:
        self.found["article_id"] = "address"
        return self.address.partition("/article/")[2].strip("/").partition("/")[0].partition("?")[0] or None
