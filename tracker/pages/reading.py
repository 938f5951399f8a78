"""Bytes → article: the step's door. Chooses the page class for an address and reads every field."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cache

# web-poet's address matcher would fetch the list of public suffixes from the network on its first use.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

from web_poet import HttpResponse, PageParams, consume_modules, default_registry
from web_poet.fields import get_fields_dict

from tracker.pages.generic import GenericPage
from tracker.records import Article, PageKind

LARGEST = 10_000_000
"""Bytes of a page that are read at all; the largest real article pages have a tenth of it."""


@cache
def _load_pages() -> None:
    consume_modules("tracker.pages")


def find_page_class(url: str) -> type[GenericPage]:
    """The page class for an address: the medium's own where there is one, else the generic page."""
    _load_pages()
    try:
        found = default_registry.page_cls_for_item(url, Article)
    except ValueError:
        return GenericPage
    return found if found is not None and issubclass(found, GenericPage) else GenericPage


def find_version(page_class: type[GenericPage], day: date | None) -> type[GenericPage]:
    """The class for the markup that the medium had on the day of the fetch; today's where the day is not known."""
    while day and (before := page_class.earlier) and before.valid_until and day <= before.valid_until:
        page_class = before
    return page_class


def read_page(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    timezone: str | None = None,
    language: str | None = None,
    country: str | None = None,
    fetched_at: datetime | None = None,
    feed_published: datetime | None = None,
    boilerplate: frozenset[str] = frozenset(),
) -> Article:
    """The article on a page, or what the page is instead, with the reason; bad pages never raise.

    `timezone` (IANA), `language` (ISO 639-1) and `country` (ISO 3166-1) are the source's, where it is known; no date is
    later than `fetched_at`; `feed_published` is a witness; texts whose `hash_paragraph` is in `boilerplate` are dropped.

    >>> read_page(b"%PDF-1.7 ...", url="https://motor-news.example/a.pdf").kind
    <PageKind.NOT_HTML: 'not_html'>
    """
    if reason := find_unreadable(body, content_type):
        return Article(url=url, kind=PageKind.NOT_HTML if body.strip() else PageKind.EMPTY, reason=reason)
    params = PageParams(timezone=timezone, language=language, country=country, boilerplate=boilerplate,
                        fetched_at=_write_time(fetched_at), feed_published=_write_time(feed_published))  # fmt: skip
    headers = {"Content-Type": content_type} if content_type else {}
    page_class = find_version(find_page_class(url), fetched_at.date() if fetched_at else None)
    page = page_class(response=HttpResponse(url=url, body=body, headers=headers), page_params=params)
    return Article(**{name: getattr(page, name) for name in get_fields_dict(page)})


def _write_time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def find_unreadable(body: bytes, content_type: str | None) -> str | None:
    """Why the bytes cannot be an HTML page, or None."""
    if not body.strip():
        return "no bytes"
    if len(body) > LARGEST:
        return f"larger than {LARGEST // 1_000_000} MB"
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind and not any(part in kind for part in ("html", "xml", "text/plain", "octet-stream")):
        return f"content type {kind}"
    start = body[:1024]
    if start.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
    ):
        return "binary"
    if b"<" not in body and b"\x00" in start:
        return "binary"
    # No text has these, but UTF-16, in which every second byte may be any, and then many are zero or it is marked.
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start if byte)
    if controls * 20 > len(start) > start.count(0) * 10 and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return "binary"
    return None
