"""Articles that are not whole on one page: behind a wall, or spread over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from tracker.pages.addresses import resolve_address
from tracker.pages.titles import fold_name
from tracker.records import Article, Block

NEXT_TEXT = re.compile(
    r"^\W{0,3}(?:次(?:の)?ページ|次へ|続きを読む|next(?: page)?|page (\d+)|nächste seite|page suivante|weiter|\d{1,2}|»|>|＞)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?P<stem>.*?)(?:[/_-](?:page[/_-]?|p)?(?P<number>\d{1,2}))?(?P<end>/|\.\w{2,5})?$")
PAGE_KEYS = ("page", "p", "pg", "paged", "pageno")
NOT_READ = "next page not read"


def find_next(links: Sequence[tuple[str, str]], url: str) -> str | None:
    """The address of the article's next page among links (address, text); None where it has none.

    A link counts when it is this address with the next number: `rel=next` alone often means the next article.

    >>> find_next([("/news/a?page=2", "次のページ"), ("/news/b", "next")], "https://motor-news.example/news/a")
    'https://motor-news.example/news/a?page=2'
    """
    stem, number = split_page(url)
    for href, text in links:
        target = resolve_address(href, url)
        if target and NEXT_TEXT.match(text) and split_page(target) == (stem, number + 1):
            return target
    return None


def split_page(url: str) -> tuple[str, int]:
    """An address without its page number, and that number; the first page has none or 1.

    >>> split_page("https://motor-news.example/a/2/"), split_page("https://motor-news.example/a/?page=3")
    (('motor-news.example/a', 2), ('motor-news.example/a', 3))
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, 1
    query = dict(parse_qsl(parts.query))
    number = next((int(query[key]) for key in PAGE_KEYS if query.get(key, "").isdecimal()), None)
    found = NUMBERED.match(parts.path.rstrip("/"))
    if number is not None or found is None:
        return f"{parts.netloc}{parts.path.rstrip('/')}", number or 1
    if found["number"] is None or int(found["number"]) > 30:
        return f"{parts.netloc}{parts.path.rstrip('/')}", 1
    return f"{parts.netloc}{found['stem']}{found['end'] or ''}", int(found["number"])


def join_pages(pages: Sequence[Article]) -> Article:
    """One article of its pages in order: the first one's fields, the text of all, nothing twice.

    Raises:
        ValueError: no page is given.
    """
    if not pages:
        raise ValueError("an article has at least one page")
    seen: set[str] = set()
    blocks: list[Block] = []
    for page in pages:
        fresh = [block for block in page.blocks if fold_name(block.text) not in seen]
        seen.update(fold_name(block.text) for block in fresh if len(block.text) > 12)
        blocks.extend(fresh)
    last, first = pages[-1], pages[0]
    walls = [page.truncated for page in pages if page.truncated and page.truncated != NOT_READ]
    truncated = walls[0] if walls else NOT_READ if last.next_page else None
    return replace(first, blocks=tuple(blocks), next_page=last.next_page, truncated=truncated)
