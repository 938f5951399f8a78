"""Automotive Logistics: the site moved to another system in 2023, with other addresses and markup."""

from __future__ import annotations

from datetime import date

from web_poet import handle_urls

from tracker.pages.generic import GenericPage


class AutomotiveLogisticsPage2023(GenericPage):
    """One article as it was marked up until the move; `/news/…/40000.article`."""

    valid_until = date(2023, 6, 30)
    body_path = "//div[contains(@class, 'storytext')]"


@handle_urls("www.automotivelogistics.media")
class AutomotiveLogisticsPage(GenericPage):
    """One article of today; `/section/slug/1234567`."""

    earlier = AutomotiveLogisticsPage2023
    body_path = "//div[contains(@class, 'article-body')] | //div[contains(@class, 'article-content')]"
