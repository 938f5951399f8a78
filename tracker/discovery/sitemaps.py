"""Sitemaps → links: news sitemaps, plain ones, indexes of them, gzipped or not, and lists of addresses as text."""

from __future__ import annotations

import lxml.etree as etree

from tracker.discovery.feeds import join
from tracker.discovery.found import MOST_LINKS, Found, once
from tracker.discovery.markup import decode, inflate, name_of, read_xml, text_of
from tracker.discovery.moments import parse_moment
from tracker.errors import SkipPage
from tracker.records import Link


def read_sitemap(data: bytes, url: str, *, charset: str | None = None) -> Found:
    """The addresses of a sitemap, or, as `more`, the sitemaps of an index, newest first.

    Raises:
        SkipPage: it is no sitemap, or larger than one may be.
    """
    text = decode(inflate(data), charset)
    if text.lstrip()[:1] != "<":
        return _read_lines(text, url)
    root = read_xml(text)
    kinds = {name_of(root), *(name_of(child) for child in root)}
    if not kinds & {"urlset", "sitemapindex", "url", "sitemap"}:
        raise SkipPage(f"no sitemap: a document of <{name_of(root)}>")
    pages = [link for entry in _entries(root, "url") if (link := _read_url(entry, url))]
    maps = [link for entry in _entries(root, "sitemap") if (link := _read_url(entry, url))]
    return Found(links=once(pages), more=tuple(sorted(once(maps), key=_age)), notes=_notes(root))


def _entries(root: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in root.iter() if name_of(element) == name][:MOST_LINKS]


def _read_url(entry: etree._Element, found_on: str) -> Link | None:
    """An entry; the news extension's title and date count before the change date."""
    values: dict[str, str] = {}
    for element in entry.iter():
        values.setdefault(_full_name(element), text_of(element))
    address = join(found_on, values.get("loc", ""))
    if address is None:
        return None
    return Link(
        url=address,
        via="sitemap",
        found_on=found_on,
        title=values.get("title") or None,
        published=parse_moment(values.get("publication_date")) or parse_moment(values.get("lastmod")),
        modified=parse_moment(values.get("lastmod")),
    )


def _full_name(element: etree._Element) -> str:
    """Image and video extensions have `loc` and `title` of their own, which are not the article's."""
    tag = element.tag if isinstance(element.tag, str) else ""
    other = any(extension in tag.lower() for extension in ("image", "video"))
    return f"other:{name_of(element)}" if other else name_of(element)


def _age(link: Link) -> float:
    return -link.published.timestamp() if link.published else float("inf")


def _read_lines(text: str, url: str) -> Found:
    """A sitemap may be one address a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines[:20]):
        raise SkipPage("no sitemap: neither XML nor a list of addresses")
    addresses = filter(None, (join(url, line) for line in lines[:MOST_LINKS]))
    return Found(links=once([Link(url=address, via="sitemap", found_on=url) for address in addresses]))


def _notes(root: etree._Element) -> tuple[str, ...]:
    count = sum(name_of(element) in ("url", "sitemap") for element in root.iter())
    return (f"{count - MOST_LINKS} entries beyond {MOST_LINKS} were left out",) if count > MOST_LINKS else ()
