"""One input through the steps: bytes → article → what it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from tracker.commands.inputs import Input
from tracker.commands.plain_text import read_plain_text
from tracker.errors import TrackerError
from tracker.records import Article, PageKind, Reading, Topic

NOWHERE = "https://page.invalid/file/"
"""Where a page without an address is said to stand: no front page, and no site that exists."""
NOTHING = Reading(language=None, topic=Topic.OTHER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """An input, read: its article and what that says, or why not."""

    given: Input
    article: Article | None = None
    reading: Reading = NOTHING
    error: str | None = None

    def row(self) -> dict[str, Any]:
        """The keys of the annotation guide, with what only a page has: a line of `tracker extract`."""
        failed = {"error": self.error} if self.error else {}
        if self.article is None:
            return {"path": self.given.path, "url": self.given.url} | failed
        return article_row(self.given, self.article) | reading_row(self.reading, self.article) | failed


def read_input(given: Input) -> Read:
    """What `given` holds. The one broad `except` of this command: a page that breaks the reading is a line too."""
    article = None
    try:
        article = read_body(given.read(), given)
        if given.published:
            article = replace(article, published=given.published, places=article.places | {"published": "--published"})
        return Read(given=given, article=article, reading=read_article(article))
    except TrackerError as problem:
        return Read(given=given, article=article, error=str(problem))
    except Exception as problem:
        return Read(given=given, article=article, error=f"{type(problem).__name__}: {problem}".rstrip(": "))


def read_body(body: bytes, given: Input) -> Article:
    """The article: plain text as it stands, a page by the page objects."""
    if given.text:
        return read_plain_text(decode(body), url=given.url)
    from tracker.pages import read_page

    url = given.url or f"{NOWHERE}{PurePath(given.path).name}"
    article = read_page(body, url=url, fetched_at=given.crawled)
    if given.url is None and (article.canonical_url or "").startswith(NOWHERE):
        return replace(article, canonical_url=None)
    return article


def read_article(article: Article) -> Reading:
    """What the article says; nothing where the page is no article."""
    if article.kind is not PageKind.ARTICLE or not article.text:
        return NOTHING
    from tracker.announcements import read_announcements

    day = date.fromisoformat(article.published[:10]) if article.published else None
    return read_announcements(article.text, published=day)


def decode(body: bytes) -> str:
    """Text in UTF-8 or, failing that, in the usual Japanese and western encodings.

    >>> decode("逆輸入".encode("cp932"))
    '逆輸入'
    """
    for encoding in ("utf-8-sig", "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp932", "euc-jp"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1252", "replace")


def plain_number(value: float | tuple[float, float]) -> Any:
    """A whole number without its `.0`; a range as a list.

    >>> plain_number(8825.0), plain_number((80000.0, 100000.0))
    (8825, [80000, 100000])
    """
    if isinstance(value, tuple):
        return [plain_number(part) for part in value]
    return int(value) if float(value).is_integer() else value


def article_row(given: Input, article: Article) -> dict[str, Any]:
    """What the page states."""
    url = given.url or article.canonical_url
    return {
        "id": PurePath(given.path).name.split(".")[0],
        "path": given.path,
        "url": url,
        "canonical_url": article.canonical_url,
        "kind": article.kind.value,
        "reason": article.reason,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "modified": article.modified,
        "source": article.site_name or (urlsplit(url).hostname if url else None),
        "body": article.prose,
        "truncated": article.truncated,
    }


def reading_row(reading: Reading, article: Article) -> dict[str, Any]:
    """What the article says."""
    return {
        "language": reading.language or article.language,
        "topic": reading.topic.value,
        "announcements": [asdict(found) for found in reading.announcements],
        "figures": [asdict(found) | {"value": plain_number(found.value)} for found in reading.figures],
        "history": [asdict(found) for found in reading.history],
        "people": [asdict(found) for found in reading.people],
        "cites": list(reading.cites),
        "notes": list(reading.notes),
    }
