"""The index that finds an article's copies without looking at the rest of the store, and the pairs it found.

Under each key articles stand in an order of their own (`Place`), and only neighbours are compared: what a lookup
costs does not grow with the crowd under a key, and what it finds does not depend on when the crowd came.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import inf
from typing import Any

from sqlalchemy import Connection, TextClause, delete, or_, select, text, tuple_, update

from tracker.storage.rows import BATCH, batches, insert_rows, upsert
from tracker.storage.schema import Article, Band, Boilerplate, Duplicate, Passage, Signature, Url

REACH = 5
"""Articles before and after it that one is compared with under each key: a form that a host fills in daily has
hundreds under some keys, the tale of twenty outlets is a chain of neighbours under thirty."""

TERMS = 200
"""Queries in one compound statement: under SQLite's limit of 500."""

Place = tuple[int, int]
"""Rank and number of an article: its place under every key."""
Sides = tuple[list[Place], list[Place]]
"""The places before and those after one, nearest first, `REACH` at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredWords:
    """What the comparison needs of a stored article."""

    id: int
    title: str | None
    body: str
    published_day: str | None
    key: str
    """Of its address: what all variants share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """How an article stands in the index."""

    place: Place
    keys: tuple[int, ...]
    """Under which it stands there."""
    lot: Place
    """Its place among the articles that carry a paragraph."""
    passages: tuple[int, ...]
    """Its paragraphs that tell something."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two articles found to be copies; `reason` is for a person."""

    article_id: int
    other_id: int
    kind: str
    score: float
    contained: float
    reason: str


def load_words(connection: Connection, articles: Iterable[int]) -> list[StoredWords]:
    """What the comparison needs of each article, smallest number first."""
    columns = [getattr(Article, name) for name in StoredWords.__dataclass_fields__ if name != "key"]
    query = select(*columns, Url.key).join(Url, Url.id == Article.url_id)
    rows = [
        row
        for batch in batches(sorted(set(articles)))
        for row in connection.execute(query.where(Article.id.in_(batch)).order_by(Article.id))
    ]
    return [StoredWords(**row._mapping) for row in rows]


def load_entries(connection: Connection, articles: Iterable[int]) -> dict[int, Entry]:
    """How each article stands in the index; those that do not are left out."""
    query = select(Signature.__table__)
    return {
        row.article_id: Entry(
            place=(row.rank, row.article_id),
            keys=_unpack(row.keys),
            lot=(row.lot, row.article_id),
            passages=_unpack(row.passages),
        )
        for batch in batches(sorted(set(articles)))
        for row in connection.execute(query.where(Signature.article_id.in_(batch)))
    }


def save_entry(connection: Connection, entry: Entry) -> None:
    """Notes how an article stands in the index."""
    (rank, article), (lot, _) = entry.place, entry.lot
    row = {"article_id": article, "rank": rank, "lot": lot}
    keys = {"keys": _pack(entry.keys), "passages": _pack(entry.passages)}
    upsert(Signature, key=["article_id"]).run(connection, [row | keys])


def drop_entry(connection: Connection, article: int) -> None:
    """Notes that an article is not in the index."""
    connection.execute(delete(Signature).where(Signature.article_id == article))


def _pack(keys: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(keys)}q", *keys)


def _unpack(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 8}q", data)


def save_keys(connection: Connection, place: Place, keys: Iterable[int], *, table: type[Band | Passage] = Band) -> None:
    """Enters an article into the index."""
    rank, article = place
    rows = [{"hash": key, "rank": rank, "article_id": article} for key in sorted(set(keys))]
    upsert(table, key=["hash", "rank", "article_id"]).run(connection, rows)


def drop_keys(connection: Connection, place: Place, keys: Iterable[int], *, table: type[Band | Passage] = Band) -> None:
    """Takes an article out of the index; `keys` are those it was entered under."""
    rank, article = place
    mine = delete(table).where(table.rank == rank, table.article_id == article)
    for batch in batches(sorted(set(keys))):
        connection.execute(mine.where(table.hash.in_(batch)))


def find_neighbours(connection: Connection, place: Place, keys: Sequence[int]) -> list[Sides]:
    """The articles beside a place under each key, whether or not one stands there itself; keys without any are left
    out."""
    found: dict[int, Sides] = {}
    for row in _ask(connection, _write_beside, keys, rank=place[0], article=place[1]):
        found.setdefault(row.hash, ([], []))[row.side].append((row.rank, row.article_id))
    return list(found.values())


def _write_beside(name: str) -> str:
    # The other end of the range is shut by the key; an order of two columns is read from the table itself.
    one = (
        "SELECT * FROM (SELECT {2} AS side, hash, rank, article_id FROM band WHERE hash = :{0}"
        " AND (rank, article_id) {3} (:rank, :article) ORDER BY rank{4}, article_id{4} LIMIT {1}) AS {0}_{2}"
    )
    return " UNION ALL ".join((one.format(name, REACH, 0, "<", " DESC"), one.format(name, REACH, 1, ">", "")))


def are_neighbours(connection: Connection, one: Place, other: Place, keys: Sequence[int]) -> bool:
    """Whether two articles that share these keys are neighbours under one of them."""
    first, last = sorted((one, other))
    ends = {"rank": first[0], "article": first[1], "last_rank": last[0], "last_article": last[1]}
    return any(row.apart < REACH for row in _ask(connection, _write_apart, keys, **ends))


def _write_apart(name: str) -> str:
    return (
        f"SELECT count(*) AS apart FROM (SELECT 1 FROM band WHERE hash = :{name}"
        " AND (rank, article_id) > (:rank, :article) AND (rank, article_id) < (:last_rank, :last_article)"
        f" LIMIT {REACH}) AS {name}"
    )


def find_sample(connection: Connection, passages: Sequence[int], *, most: int) -> dict[int, list[Place]]:
    """The articles with the lowest lots that carry each passage, lowest first; none carries the others."""
    found: dict[int, list[Place]] = {}
    for row in _ask(connection, _write_sample, passages, most=most):
        found.setdefault(row.hash, []).append((row.rank, row.article_id))
    return found


def _write_sample(name: str) -> str:
    return (
        f"SELECT * FROM (SELECT hash, rank, article_id FROM passage WHERE hash = :{name}"
        f" ORDER BY rank, article_id LIMIT :most) AS {name}"
    )


def _ask(connection: Connection, write: Callable[[str], str], keys: Sequence[int], **values: int) -> Iterator[Any]:
    """The rows of a query for each of the keys, few statements for all: IN would read whole crowds."""
    for batch in batches(keys, TERMS):
        named = {f"key{i}": key for i, key in enumerate(batch)}
        yield from connection.execute(_write_statement(write, len(batch)), named | values)


@cache
def _write_statement(write: Callable[[str], str], keys: int) -> TextClause:
    return text(" UNION ALL ".join(write(f"key{i}") for i in range(keys)))


def load_carriers(connection: Connection, passages: Iterable[int]) -> set[int]:
    """Every article that carries one of the passages."""
    return {
        article
        for batch in batches(sorted(passages))
        for article in connection.execute(select(Passage.article_id).where(Passage.hash.in_(batch))).scalars()
    }


def load_boilerplate(connection: Connection, host: str, passages: Collection[int]) -> set[int]:
    """Those of the passages that this host is known to repeat."""
    return find_boilerplate(connection, {host: passages}).get(host, set())


def find_boilerplate(connection: Connection, passages: Mapping[str, Collection[int]]) -> dict[str, set[int]]:
    """Of each host's passages those that it is known to repeat; hosts without any are left out."""
    found: dict[str, set[int]] = {}
    pairs = [(host, key) for host, keys in passages.items() for key in keys]
    for batch in batches(pairs, BATCH // 2):
        query = select(Boilerplate.host, Boilerplate.hash).where(_HOST_AND_HASH.in_(batch))
        for row in connection.execute(query):
            found.setdefault(row.host, set()).add(row.hash)
    return found


_HOST_AND_HASH = tuple_(Boilerplate.host, Boilerplate.hash)


def save_boilerplate(connection: Connection, host: str, passages: Iterable[int], *, now: datetime) -> None:
    """Notes that this host repeats these passages."""
    rows = [{"host": host, "hash": key, "first_seen": now} for key in sorted(passages)]
    upsert(Boilerplate, key=["host", "hash"], keep=["first_seen"]).run(connection, rows)


def drop_boilerplate(connection: Connection, host: str, passages: Iterable[int]) -> None:
    """Notes that this host does not repeat these passages after all."""
    for batch in batches(sorted(passages)):
        connection.execute(delete(Boilerplate).where(Boilerplate.host == host, Boilerplate.hash.in_(batch)))


def load_partners(connection: Connection, article: int) -> dict[int, Pair]:
    """The pairs of an article: the other one → the pair."""
    query = _pairs().where(or_(Duplicate.article_id == article, Duplicate.other_id == article))
    pairs = [Pair(**row._mapping) for row in connection.execute(query)]
    return {pair.article_id + pair.other_id - article: pair for pair in pairs}


def load_pairs_among(connection: Connection, articles: Collection[int]) -> set[tuple[int, int]]:
    """The pairs, smaller number first, of which both are among the articles."""
    query = select(Duplicate.article_id, Duplicate.other_id)
    return {
        (row.article_id, row.other_id)
        for batch in batches(sorted(articles))
        for row in connection.execute(query.where(Duplicate.article_id.in_(batch)))
        if row.other_id in articles
    }


def _pairs() -> Any:
    return select(*(getattr(Duplicate, name) for name in Pair.__dataclass_fields__))


def save_pairs(connection: Connection, pairs: Iterable[Pair], *, now: datetime) -> None:
    """Stores new pairs."""
    names = Pair.__dataclass_fields__
    insert_rows(
        connection, Duplicate, [{name: getattr(pair, name) for name in names} | {"found": now} for pair in pairs]
    )


def drop_pairs(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Removes pairs, named by smaller and larger number."""
    for one, other in pairs:
        connection.execute(delete(Duplicate).where(Duplicate.article_id == one, Duplicate.other_id == other))


def load_groups(connection: Connection, articles: Iterable[int]) -> list[set[int]]:
    """The groups that these articles now belong to: all that pairs tie together, however far."""
    left, groups = set(articles), []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            edge = _ties(connection, edge) - group
        groups.append(group)
        left -= group
    return groups


def _ties(connection: Connection, articles: set[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(sorted(articles)):
        for one, other in ((Duplicate.article_id, Duplicate.other_id), (Duplicate.other_id, Duplicate.article_id)):
            found.update(connection.execute(select(other).where(one.in_(batch))).scalars())
    return found


def load_stories(connection: Connection, articles: Iterable[int]) -> dict[int, int]:
    """The story of each article, as stored: article → story."""
    rows = [
        row
        for batch in batches(sorted(set(articles)))
        for row in connection.execute(select(Article.id, Article.story_id).where(Article.id.in_(batch)))
    ]
    return {row.id: row.story_id or row.id for row in rows}


def load_members(connection: Connection, stories: Iterable[int]) -> set[int]:
    """All articles of the stories, as stored."""
    query = select(Article.id)
    return {
        article
        for batch in batches(sorted(set(stories)))
        for article in connection.execute(query.where(Article.story_id.in_(batch))).scalars()
    }


def save_story(connection: Connection, group: Collection[int]) -> set[int]:
    """Puts the articles into one story, named after its first: earliest day, then time, then address.

    Returns the articles whose story changed.
    """
    first = _find_first(connection, group)
    moved = {article for article, story in load_stories(connection, group).items() if story != first}
    _move(connection, moved, first)
    return moved


def join_stories(connection: Connection, stories: Collection[int]) -> set[int]:
    """Makes one story of several, each named after its first article; returns the articles whose story changed."""
    first = _find_first(connection, stories)
    moved = load_members(connection, set(stories) - {first})
    _move(connection, moved, first)
    return moved


def _find_first(connection: Connection, articles: Collection[int]) -> int:
    query = select(Article.id, Article.published_day, Article.published_at, Url.key)
    query = query.join(Url, Url.id == Article.url_id)
    rows = [
        row for batch in batches(sorted(articles)) for row in connection.execute(query.where(Article.id.in_(batch)))
    ]
    return min(rows, key=_appeared).id  # type: ignore[no-any-return]  # a row's columns are untyped


def _appeared(row: Any) -> tuple[str, float, str]:
    """Orders articles by day, then time, then address; those without one last."""
    return (row.published_day or "9999", row.published_at.timestamp() if row.published_at else inf, row.key)


def _move(connection: Connection, articles: Iterable[int], story: int) -> None:
    for batch in batches(sorted(articles)):
        connection.execute(update(Article).where(Article.id.in_(batch)).values(story_id=story))
