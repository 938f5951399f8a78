"""The bytes of relevant pages, compressed, so that rules can be run on them again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from tracker.storage.rows import upsert
from tracker.storage.schema import Article, Page, Url

LEVEL = 6
"""zlib's: a page of 150 KB shrinks to about a quarter in 3 ms."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedPage:
    """A stored page, with what it takes to read it again."""

    page_id: int
    url_id: int
    address: str
    """Canonical address of the article."""
    source: str
    fetched_from: str
    """The address that answered."""
    fetched_at: datetime
    status: int
    content_type: str | None
    headers: Mapping[str, str]
    body: bytes


def hash_body(body: bytes) -> str:
    """SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def save_page(
    connection: Connection,
    *,
    url_id: int,
    fetched_from: str,
    fetched_at: datetime,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    run: int | None = None,
) -> int:
    """The number of the page; the same bytes of the same address are kept once."""
    row = {
        "url_id": url_id,
        "fetched_from": fetched_from,
        "fetched_at": fetched_at,
        "status": status,
        "content_type": headers.get("content-type"),
        "headers": dict(headers),
        "body": zlib.compress(body, LEVEL),
        "size": len(body),
        "body_hash": hash_body(body),
        "run_id": run,
    }
    upsert(Page, key=["url_id", "body_hash"], keep=row).run(connection, [row])
    query = select(Page.id).where(Page.url_id == url_id, Page.body_hash == row["body_hash"])
    return int(connection.execute(query).scalar_one())


def drop_pages(connection: Connection, *, url_id: int) -> None:
    """Forgets the bytes of an address whose article turned out not to be relevant."""
    connection.execute(delete(Page).where(Page.url_id == url_id))


def load_page(connection: Connection, page_id: int) -> SavedPage:
    """One page by its number."""
    return _saved(connection.execute(_pages().where(Page.id == page_id)).one())


def iterate_pages(connection: Connection, *, after: int = 0, batch: int = 50) -> Iterator[SavedPage]:
    """The page behind every article's current version, in order of article; holds `batch` pages in memory.

    `after` is the article to go on after. It reads between batches what others write meanwhile.
    """
    while True:
        query = _pages(Article.id.label("article")).join(Article, Article.page_id == Page.id)
        rows = connection.execute(query.where(Article.id > after).order_by(Article.id).limit(batch)).all()
        for row in rows:
            yield _saved(row)
        if len(rows) < batch:
            return
        after = rows[-1].article


def _pages(*more: Any) -> Any:
    return select(
        Page.id,
        Page.url_id,
        Url.address,
        Url.source,
        Page.fetched_from,
        Page.fetched_at,
        Page.status,
        Page.content_type,
        Page.headers,
        Page.body,
        *more,
    ).join(Url, Url.id == Page.url_id)


def _saved(row: Any) -> SavedPage:
    return SavedPage(
        page_id=row.id,
        url_id=row.url_id,
        address=row.address,
        source=row.source,
        fetched_from=row.fetched_from,
        fetched_at=row.fetched_at,
        status=row.status,
        content_type=row.content_type,
        headers=row.headers or {},
        body=zlib.decompress(row.body),
    )
