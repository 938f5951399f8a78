"""Feeds → links: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed, and makers' own XML that looks like them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import lxml.etree as etree

from tracker.discovery.found import MOST_LINKS, Found, once
from tracker.discovery.markup import decode, fold, inflate, name_of, read_xml, text_of
from tracker.discovery.moments import parse_moment
from tracker.errors import SkipPage
from tracker.records import Link

ENTRIES = frozenset({"item", "entry"})
TITLES = ("title", "ttl", "headline")
SUMMARIES = ("description", "summary", "encoded", "content")
CHANGES = ("updated", "modified")
DATES = ("pubdate", "published", "date", "issued", "created", *CHANGES)
"""Best first; `date` is Dublin Core's. A change date stands in where nothing else is given."""

_LONGEST = 2_000
"""Characters of a summary that are kept: feeds may carry whole articles."""


def read_feed(data: bytes, url: str, *, charset: str | None = None) -> Found:
    """The entries of a feed, with its next page where it names one; `url` is its own address, `charset` the header's.

    Raises:
        SkipPage: it is no feed: a web page, an empty answer, other data.
    """
    data = inflate(data)
    if data.lstrip()[:1] in (b"{", b"["):
        return _read_json(data, url)
    root = read_xml(decode(data, charset))
    entries = [element for element in root.iter() if name_of(element) in ENTRIES]
    if not entries:
        _refuse_other(root)
    base = _base(root, url)
    links = [link for entry in entries[:MOST_LINKS] if (link := _read_entry(entry, base, url))]
    return Found(links=once(links), more=_next_page(root, base, url), notes=tuple(_notes(entries, links)))


def _refuse_other(root: etree._Element) -> None:
    """An empty feed is a feed; a page is not."""
    if name_of(root) not in {"rss", "rdf", "feed", "channel"}:
        raise SkipPage(f"no feed: a document of <{name_of(root)}>")


def _read_entry(entry: etree._Element, base: str, found_on: str) -> Link | None:
    children = _by_name(entry)
    address = _address(entry, children, base)
    if address is None:  # an unclosed tag swallows what follows it
        children = _by_name(entry.iter())
        address = _address(entry, children, base)
    if address is None:
        return None
    return Link(
        url=address,
        via="feed",
        found_on=found_on,
        title=_first(children, TITLES),
        summary=(_first(children, SUMMARIES) or "")[:_LONGEST] or None,
        published=_date(children, DATES),
        modified=_date(children, CHANGES),
    )


def _by_name(elements: Iterable[etree._Element]) -> dict[str, list[etree._Element]]:
    named: dict[str, list[etree._Element]] = {}
    for element in elements:
        named.setdefault(name_of(element), []).append(element)
    return named


def _address(entry: etree._Element, children: dict[str, list[etree._Element]], base: str) -> str | None:
    """The article's address: what a feed service calls the original, a link, a permanent GUID, at last `rdf:about`."""
    own = entry.get("{http://www.w3.org/XML/1998/namespace}base") or ""
    candidates = [text_of(element) for element in children.get("origlink", [])]
    candidates += [_href(element) for element in sorted(children.get("link", []), key=_rank)]
    candidates += [text_of(g) for g in children.get("guid", []) if g.get("isPermaLink", "true") != "false"]
    candidates += [text_of(element) for element in children.get("id", [])]
    candidates += [value for key, value in entry.attrib.items() if str(key).endswith("about")]
    for candidate in candidates:
        address = join(urljoin(base, own), candidate)
        if address:
            return address
    return None


def join(base: str, reference: str) -> str | None:
    """The absolute http(s) address of a reference on a page; None: it has none, or a nonsensical one.

    >>> join("https://a.example/news/", "../cars/1")
    'https://a.example/cars/1'
    >>> join("https://a.example/", "javascript:void(0)") is None
    True
    """
    reference = re.sub(r"[\t\r\n]", "", reference).strip()
    if not reference or len(reference) > 2_000 or " " in reference:
        return None
    try:
        address = urljoin(base, reference)
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def _href(link: etree._Element) -> str:
    return link.get("href") or text_of(link)


def _rank(link: etree._Element) -> int:
    """Atom's several links: the article itself first; comments, sound and pictures never before it."""
    return {"alternate": 0, "": 0}.get(link.get("rel") or "", 1)


def _first(children: dict[str, list[etree._Element]], names: tuple[str, ...]) -> str | None:
    texts = (text_of(element) for name in names for element in children.get(name, []))
    return next(filter(None, texts), None)


def _date(children: dict[str, list[etree._Element]], names: tuple[str, ...]) -> datetime | None:
    return next(filter(None, (parse_moment(_first(children, (name,))) for name in names)), None)


def _base(root: etree._Element, url: str) -> str:
    """Relative links are relative to `xml:base`, else to the feed's own site, as it names it."""
    stated = root.get("{http://www.w3.org/XML/1998/namespace}base")
    return urljoin(url, stated) if stated else url


def _next_page(root: etree._Element, base: str, url: str) -> tuple[Link, ...]:
    """The next page of a paged feed (RFC 5005)."""
    heads = [root, *(child for child in root if name_of(child) == "channel")]
    for link in (child for head in heads for child in head if name_of(child) == "link"):
        address = join(base, link.get("href") or "")
        if link.get("rel") == "next" and address and address != url:
            return (Link(url=address, via="feed", found_on=url),)
    return ()


def _notes(entries: list[etree._Element], links: list[Link]) -> list[str]:
    notes = []
    if len(entries) > MOST_LINKS:
        notes.append(f"{len(entries) - MOST_LINKS} entries beyond {MOST_LINKS} were left out")
    if missing := min(len(entries), MOST_LINKS) - len(links):
        notes.append(f"{missing} entries without a link")
    if links and not any(link.published for link in links):
        notes.append("no entry has a date")
    if len(links) > 1 and len({link.url for link in links}) == 1:
        notes.append("all entries have one address")
    return notes


def _read_json(data: bytes, url: str) -> Found:
    """JSON Feed 1.x; a bare list of entries is read alike.

    Raises:
        SkipPage: it is other JSON.
    """
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SkipPage(f"no feed: broken JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else feed
    if not isinstance(items, list):
        raise SkipPage("no feed: JSON without items")
    links = [link for item in items[:MOST_LINKS] if isinstance(item, dict) and (link := _read_item(item, url))]
    following = join(url, _text(feed, "next_url") or "") if isinstance(feed, dict) else None
    more = (Link(url=following, via="feed", found_on=url),) if following and following != url else ()
    return Found(links=once(links), more=more)


def _read_item(item: dict[str, Any], url: str) -> Link | None:
    address = next(filter(None, (join(url, _text(item, key) or "") for key in ("url", "external_url", "id"))), None)
    if address is None:
        return None
    summary = next(filter(None, (_text(item, key) for key in ("summary", "content_text", "content_html"))), "")
    return Link(
        url=address,
        via="feed",
        found_on=url,
        title=fold(_text(item, "title") or "") or None,
        summary=fold(summary or "")[:_LONGEST] or None,
        published=parse_moment(_text(item, "date_published") or _text(item, "date_modified")),
        modified=parse_moment(_text(item, "date_modified")),
    )


def _text(holder: dict[str, Any], key: str) -> str | None:
    value = holder.get(key)
    return value if isinstance(value, str) else None
