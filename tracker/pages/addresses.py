"""Addresses on a page: its canonical one, its next page's, and the id the medium gives the article."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

ID_IN_PATH = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]{0,8}\d)([A-Z0-9]{8,22}|\d{4,12})(?=$|[/._-])|(?<=[-_/])([a-z]?\d{5,12})(?=$|\.)"
)


def resolve_address(href: str | None, base: str) -> str | None:
    """An absolute http(s) address without its fragment, or None.

    >>> resolve_address("/news/a#top", "https://motor-news.example/b")
    'https://motor-news.example/news/a'
    """
    if not href or not href.strip():
        return None
    try:
        found = urljoin(base, href.strip())
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return found.partition("#")[0]


def read_host(url: str) -> str:
    """The host of an address in lower case, empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def find_id(url: str) -> str | None:
    """The medium's own id in an article's address: the last long number or code of its path.

    >>> find_id("https://motor-news.example/articles/2025/12/24/DGXZQO148MY0U5A/")
    'DGXZQO148MY0U5A'
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    found = [one or other for one, other in ID_IN_PATH.findall(path)]
    found = [value for value in found if not re.fullmatch(r"(?:19|20)\d\d|(?:19|20)\d{4}|(?:19|20)\d{6}", value)]
    return found[-1] if found else None


DAY_IN_PATH = re.compile(
    r"[/_-](?P<y>20[0-3]\d|19[89]\d)(?:(?P<sep>[/_-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])"
    r"|/?(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?!\d)"
)


def find_day(url: str) -> str | None:
    """The day in an article's address, ISO 8601.

    >>> find_day("https://motor-news.example/2025/12/24/us-built-camry/")
    '2025-12-24'
    """
    found = DAY_IN_PATH.search(url)
    if found is None:
        return None
    return f"{found['y']}-{int(found['m'] or found['m2']):02}-{int(found['d'] or found['d2']):02}"
