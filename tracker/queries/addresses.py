"""Why is this address a record, or none: every state it went through, and what decided it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection

from tracker.queries.tables import Row, fetch


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What became of one address."""

    url: Row
    """A row of `url`."""
    steps: list[Row]
    """Rows of `url_history`, oldest first."""
    sightings: list[Row]
    """Where it was seen, oldest first."""
    article: Row | None
    """A row of `article_full`."""
    announcements: list[Row]
    story: list[Row]
    """All articles with its words, itself included, the first one first: `url`, `source`, `published_day`, `title`."""
    copies: list[Row]
    """Those it was compared with and found alike, closest first, each with `kind`, `score` and `reason`."""
    revisions: list[Row]
    """Rows of `revision_full`, oldest first."""


def find_addresses(connection: Connection, asked: str, *, key: str | None = None, limit: int = 8) -> list[str]:
    """The stored addresses that `asked` can mean: itself, as it was given anywhere, or those that contain it.

    `key` is what all variants of the address share, where the caller knows it.
    """
    exact = """
        SELECT address FROM url WHERE address = :asked OR key = :key
        UNION SELECT u.address FROM sighting s JOIN url u ON u.id = s.url_id WHERE s.given = :asked
        UNION SELECT u.address FROM article a JOIN url u ON u.id = a.url_id WHERE a.canonical_url = :asked
    """
    for spelling in _spellings(asked):
        if found := fetch(connection, exact, {"asked": spelling, "key": key}):
            return [str(row["address"]) for row in found]
    path = urlsplit(asked).path if "://" in asked else asked
    if len(path.strip("/")) < 3:
        return []
    query = "SELECT address FROM url WHERE instr(address, :part) > 0 ORDER BY length(address), address LIMIT :limit"
    found = fetch(connection, query, {"part": path.rstrip("/"), "limit": limit})
    return [str(row["address"]) for row in found]


def _spellings(asked: str) -> list[str]:
    """The address, without what never matters, as the database may hold it."""
    bare = asked.strip().partition("#")[0]
    without_query = bare.partition("?")[0]
    return list(dict.fromkeys([bare, bare.rstrip("/"), bare + "/", without_query, without_query.rstrip("/")]))


def read_fate(connection: Connection, address: str) -> Fate:
    """What became of a stored address."""
    by_url = {"url": address}
    articles = fetch(connection, "SELECT * FROM article_full WHERE url = :url", by_url)
    return Fate(
        url=fetch(connection, "SELECT * FROM url WHERE address = :url", by_url)[0],
        steps=fetch(connection, "SELECT * FROM url_history WHERE url = :url ORDER BY step", by_url),
        sightings=fetch(connection, SIGHTINGS, by_url),
        article=articles[0] if articles else None,
        announcements=fetch(connection, "SELECT * FROM announcement_full WHERE url = :url ORDER BY position", by_url),
        story=fetch(connection, STORY, by_url),
        copies=fetch(connection, COPIES, by_url),
        revisions=fetch(connection, "SELECT * FROM revision_full WHERE url = :url ORDER BY number", by_url),
    )


SIGHTINGS = """
    SELECT s.given, s.source, s.via, s.found_on, s.title, s.claimed_text, s.first_seen, s.last_seen, s.times
    FROM sighting s JOIN url u ON u.id = s.url_id WHERE u.address = :url ORDER BY s.id
"""
STORY = """
    SELECT u.address AS url, a.source, a.published_day, a.title
    FROM article a JOIN url u ON u.id = a.url_id
    WHERE a.story_id = (SELECT o.story_id FROM article o JOIN url v ON v.id = o.url_id WHERE v.address = :url)
    ORDER BY a.id <> a.story_id, a.published_day, u.address
"""
COPIES = """
    SELECT kind, score, contained, reason, other_url AS url, other_title AS title FROM copy_pair WHERE url = :url
    UNION
    SELECT kind, score, contained, reason, url, title FROM copy_pair WHERE other_url = :url
    ORDER BY score DESC, url
"""
