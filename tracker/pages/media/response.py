"""Response (Iid): the address holds the day, picture pages stand beside each article."""

from __future__ import annotations

from web_poet import field, handle_urls

from tracker.pages.generic import GenericPage
from tracker.pages.kinds import Verdict
from tracker.records import PageKind


@handle_urls("response.jp/article/")
class ResponsePage(GenericPage):
    """One article; `/article/2025/12/24/405000.html`."""

    body_path = "//article[contains(@class, 'arti-body')] | //div[contains(@class, 'arti-content')]"

    @field(cached=True)
    def article_id(self) -> str | None:
        self.found["article_id"] = "address"
        return self.address.rsplit("/", 1)[-1].partition(".")[0] or None


@handle_urls("response.jp/article/img/", priority=600)
class ResponsePicturePage(GenericPage):
    """One picture of an article: never an article of its own, whatever its caption says."""

    @property
    def verdict(self) -> Verdict:
        return PageKind.GALLERY, "a picture page by its address"
