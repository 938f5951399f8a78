"""Autofile, New Zealand: a visible `Posted on` line is all that says when; addresses end in a hyphen."""

from __future__ import annotations

from urllib.parse import urlsplit

from web_poet import field, handle_urls

from tracker.pages.dates import parse_date
from tracker.pages.generic import GenericPage
from tracker.pages.tree import read_text


@handle_urls("autofile.co.nz")
class AutofilePage(GenericPage):
    """One story."""

    @field(cached=True)
    def published(self) -> str | None:
        for element in self.tree.iter("p", "span", "div", "small", "em"):
            text = read_text(element, 10)
            if text.startswith("Posted on") and (moment := parse_date(text[:60], self.setting)):
                self.found["published"] = "visible, Posted on"
                return moment.isoformat()
        return self.read_published()

    @field(cached=True)
    def article_id(self) -> str | None:
        self.found["article_id"] = "address"
        return urlsplit(self.address).path.strip("/").rstrip("-") or None
