"""Best Car Web: long articles on several pages, credits in the form `文／…、写真／…`."""

from __future__ import annotations

import re

from web_poet import field, handle_urls

from tracker.pages.authors import clean_authors
from tracker.pages.generic import GenericPage
from tracker.pages.tree import read_text

CREDIT = re.compile(r"(?:^|[\s　])文(?:・写真)?[／/:：](?P<name>[^、／/\s　]{2,16})")


@handle_urls("bestcarweb.jp")
class BestCarPage(GenericPage):
    """One page of an article; `/news/1234567`, `/news/1234567/2`."""

    @field(cached=True)
    def authors(self) -> tuple[str, ...]:
        for element in self.tree.iter("p", "div", "span"):
            found = CREDIT.search(read_text(element, 12)[:200]) if len(element) < 6 else None
            if found and (names := clean_authors([found["name"]])):
                self.found["authors"] = "credit line"
                return names
        return self.read_authors()
