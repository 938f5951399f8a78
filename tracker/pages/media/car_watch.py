"""Car Watch (Impress): text and news links share one column; the writer stands in brackets at the end."""

from __future__ import annotations

from web_poet import field, handle_urls

from tracker.pages.addresses import find_id
from tracker.pages.generic import GenericPage


@handle_urls("car.watch.impress.co.jp/docs/")
class CarWatchPage(GenericPage):
    """One article; `/docs/news/1234567.html`."""

    body_path = "//div[contains(concat(' ', @class, ' '), ' main-contents ')]"

    @field(cached=True)
    def article_id(self) -> str | None:
        self.found["article_id"] = "address"
        return find_id(self.address)
