"""Listing pages → links: the addresses on a section page, and the page after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from lxml.html import HtmlElement

from tracker.discovery.feeds import join
from tracker.discovery.found import MOST_LINKS, Found, once
from tracker.discovery.markup import decode, inflate, read_html, text_of
from tracker.discovery.moments import parse_moment
from tracker.records import Link

NEXT_WORDS = re.compile(
    r"^\W*(next( page)?|older( posts| entries| articles)?|次へ|次の?ページ(へ)?|もっと見る|続きを見る)\W*$", re.I
)
_HIGHEST = 8
"""How many elements above a link its date is looked for."""


def read_listing(
    data: bytes, url: str, is_article: Callable[[str], bool], *, via: str = "listing", charset: str | None = None
) -> Found:
    """The articles a page links to, with the words and the date beside each link, and its next page as `more`.

    Raises:
        SkipPage: there is no page.
    """
    root = read_html(decode(inflate(data), charset))
    base = _base(root, url)
    links, more = [], []
    for anchor in root.iter("a", "area"):
        address = join(base, anchor.get("href") or "")
        if address is None:
            continue
        address = address.partition("#")[0]
        if is_article(address):
            links.append(_read_anchor(anchor, address, url, via, published=_date_beside(anchor, base, is_article)))
        elif _is_next(anchor) and address != url:
            more.append(Link(url=address, via=via, found_on=url))
    more += [Link(url=address, via=via, found_on=url) for address in _head_next(root, base) if address != url]
    return Found(links=once(links[:MOST_LINKS]), more=once(more)[:1])


def page_address(listing: str, paging: str | None, number: int) -> str | None:
    """The address of a listing's page `number`, as the entry's `paging` says; None: it says nothing.

    >>> page_address("https://a.example/news/", "page/{page}/", 2)
    'https://a.example/news/page/2/'
    >>> page_address("https://a.example/news", "?page={page}", 3)
    'https://a.example/news?page=3'
    """
    return listing + paging.format(page=number) if paging else None


def archive_addresses(template: str, since: date, until: date, *, page: int = 1) -> list[str]:
    """The archive's addresses from one day to another, newest first, each once: by day, month or year as it is kept.

    >>> archive_addresses("https://a.example/{year}/{month:02}/", date(2025, 12, 30), date(2026, 1, 2))
    ['https://a.example/2026/01/', 'https://a.example/2025/12/']
    """
    days = range(until.toordinal(), since.toordinal() - 1, -1)
    places = ((day.year, day.month, day.day) for day in map(date.fromordinal, days))
    addresses = (template.format(year=year, month=month, day=day, page=page) for year, month, day in places)
    return list(dict.fromkeys(addresses))


def _base(root: HtmlElement, url: str) -> str:
    stated = root.find(".//base[@href]")
    return (join(url, stated.get("href")) or url) if stated is not None else url


def _read_anchor(anchor: HtmlElement, address: str, url: str, via: str, *, published: datetime | None) -> Link:
    title = text_of(anchor) or (anchor.get("title") or "").strip() or _picture(anchor)
    return Link(url=address, via=via, found_on=url, title=title[:500] or None, published=published)


def _picture(anchor: HtmlElement) -> str:
    return next((alt.strip() for image in anchor.iter("img") if (alt := image.get("alt"))), "")


def _date_beside(anchor: HtmlElement, base: str, is_article: Callable[[str], bool]) -> datetime | None:
    """The machine-readable date of the smallest block round the link that has one, and holds no other article's."""
    block = anchor
    for _ in range(_HIGHEST):
        times = block.findall(".//time[@datetime]")
        if times or block.getparent() is None:
            break
        block = block.getparent()
    else:
        return None
    if len(times) != 1 or len(_articles_in(block, base, is_article)) > 1:
        return None
    return parse_moment(times[0].get("datetime"))


def _articles_in(block: HtmlElement, base: str, is_article: Callable[[str], bool]) -> set[str]:
    addresses = (join(base, (anchor.get("href") or "").partition("#")[0]) for anchor in block.iter("a"))
    return {address for address in addresses if address and is_article(address)}


def _is_next(anchor: HtmlElement) -> bool:
    if "next" in (anchor.get("rel") or "").split():
        return True
    return bool(NEXT_WORDS.match(text_of(anchor)[:40]))


def _head_next(root: HtmlElement, base: str) -> list[str]:
    links = (join(base, link.get("href") or "") for link in root.iterfind(".//link[@rel='next']"))
    return [address for address in links if address]
