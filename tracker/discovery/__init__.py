"""Bytes of feeds, sitemaps and listings → links; and the gate that decides which links are worth a fetch."""

from tracker.discovery.feeds import read_feed
from tracker.discovery.found import Found
from tracker.discovery.gate import Verdict, judge_link
from tracker.discovery.listings import archive_addresses, page_address, read_listing
from tracker.discovery.sitemaps import read_sitemap

__all__ = [
    "Found",
    "Verdict",
    "archive_addresses",
    "judge_link",
    "page_address",
    "read_feed",
    "read_listing",
    "read_sitemap",
]
