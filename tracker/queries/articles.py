"""One article with all that was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.queries.tables import Row, fetch


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Everything a page about an article shows."""

    article: Row
    """A row of `article_full`."""
    announcements: list[Row]
    figures: list[Row]
    history: list[Row]
    people: list[Row]
    cites: list[str]
    copies: list[Row]
    """Other articles with the same words: id, url, title, source, published_day."""
    revisions: list[Row]


def read_article_page(connection: Connection, number: int) -> Page | None:
    """The article with that number, or None."""
    by_id = {"id": number}
    articles = fetch(connection, "SELECT * FROM article_full WHERE id = :id", by_id)
    if not articles:
        return None
    return Page(
        article=articles[0],
        announcements=_of(connection, "announcement_full", number),
        figures=_of(connection, "figure_full", number),
        history=_of(connection, "history_full", number),
        people=_of(connection, "person_full", number),
        cites=[row["medium"] for row in fetch(connection, CITES, by_id)],
        copies=fetch(connection, COPIES, by_id),
        revisions=fetch(connection, "SELECT * FROM revision_full WHERE article_id = :id ORDER BY number", by_id),
    )


def _of(connection: Connection, view: str, number: int) -> list[Row]:
    return fetch(connection, f"SELECT * FROM {view} WHERE article_id = :id ORDER BY id", {"id": number})


CITES = "SELECT medium FROM citation WHERE article_id = :id ORDER BY position"
COPIES = """
    SELECT c.id, u.address AS url, c.title, c.source, c.published_day
    FROM article a JOIN article c ON c.story_id = a.story_id AND c.id <> a.id JOIN url u ON u.id = c.url_id
    WHERE a.id = :id ORDER BY c.published_day, c.id
"""
