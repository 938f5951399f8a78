"""The index that finds an article's copies without looking at the rest of the store, and the pairs it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextClause, delete, func, or_, select, text, update

from tracker.storage.rows import batches, insert_rows, upsert
from tracker.storage.schema import Article, Band, Boilerplate, Duplicate, Passage, Signature, Url

CROWD = 200
"""Articles that may share one band or passage before it tells nothing any more and is passed over."""

CANDIDATES = 40
"""Articles with other words that one is compared with at most: a form that a host fills in daily has hundreds."""

CARRIERS = 50
"""Articles of a host that are looked at to tell whether it repeats a paragraph."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredWords:
    """What the comparison needs of a stored article."""

    id: int
    title: str | None
    body: str
    host: str
    published_day: str | None
    story_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two articles found to be copies; `reason` is for a person."""

    article_id: int
    other_id: int
    kind: str
    score: float
    contained: float
    reason: str


def save_signature(
    connection: Connection,
    article: int,
    *,
    minhash: bytes,
    grams: int,
    title_hash: int,
    bands: Iterable[int],
    passages: Iterable[int],
) -> None:
    """Enters an article into the index."""
    row = {"article_id": article, "minhash": minhash, "grams": grams, "title_hash": title_hash}
    upsert(Signature, key=["article_id"]).run(connection, [row])
    for table, keys in ((Band, bands), (Passage, passages)):
        rows = [{"hash": key, "article_id": article} for key in sorted(set(keys))]
        upsert(table, key=["hash", "article_id"]).run(connection, rows)


def drop_signature(connection: Connection, article: int, *, bands: Iterable[int], passages: Iterable[int]) -> None:
    """Takes an article out of the index; `bands` and `passages` are those it was entered with."""
    connection.execute(delete(Signature).where(Signature.article_id == article))
    for table, keys in ((Band, bands), (Passage, passages)):
        connection.execute(delete(table).where(table.hash.in_(list(keys)), table.article_id == article))


def find_candidates(
    connection: Connection, article: int, *, text_hash: str, bands: Sequence[int], passages: Sequence[int]
) -> list[int]:
    """Other articles that may be copies, by equal text, a band or a passage in common, smallest number first.

    Of many, those that have the most in common.
    """
    same = select(Article.id).where(Article.text_hash == text_hash, Article.id != article).limit(CROWD)
    equal = set(connection.execute(same).scalars())
    shared: Counter[int] = Counter()
    for table, keys in ((Band, bands), (Passage, passages)):
        for batch in batches(keys):
            shared.update(_sharing(connection, table, batch))
    others = sorted(shared.keys() - equal - {article}, key=lambda other: (-shared[other], other))
    return sorted(equal.union(others[:CANDIDATES]))


def _sharing(connection: Connection, table: type[Band] | type[Passage], keys: list[int]) -> list[int]:
    """Articles under the keys, each once a key, but for keys that a crowd shares."""
    values = {f"key{i}": key for i, key in enumerate(keys)}
    found: dict[int, list[int]] = {}
    for row in connection.execute(_sharing_query(table.__tablename__, len(keys)), values):
        found.setdefault(row.hash, []).append(row.article_id)
    return [article for articles in found.values() if len(articles) <= CROWD for article in articles]


@cache
def _sharing_query(table: str, keys: int) -> TextClause:
    """One statement for all keys that still stops at a crowd for each of them: IN would read whole crowds."""
    one = "SELECT * FROM (SELECT hash, article_id FROM {0} WHERE hash = :key{1} LIMIT {2}) AS t{1}"
    return text(" UNION ALL ".join(one.format(table, i, CROWD + 1) for i in range(keys)))


def load_words(connection: Connection, articles: Iterable[int]) -> list[StoredWords]:
    """What the comparison needs of each article, smallest number first."""
    columns = [getattr(Article, name) for name in StoredWords.__dataclass_fields__]
    rows = [
        row
        for batch in batches(sorted(set(articles)))
        for row in connection.execute(select(*columns).where(Article.id.in_(batch)).order_by(Article.id))
    ]
    return [StoredWords(**row._mapping) for row in rows]


def load_boilerplate(connection: Connection, host: str, passages: Collection[int]) -> set[int]:
    """Those of the passages that this host is known to repeat."""
    query = select(Boilerplate.hash).where(Boilerplate.host == host)
    return {
        key
        for batch in batches(sorted(passages))
        for key in connection.execute(query.where(Boilerplate.hash.in_(batch))).scalars()
    }


def save_boilerplate(connection: Connection, host: str, passages: Iterable[int], *, now: datetime) -> None:
    """Notes that this host repeats these passages."""
    rows = [{"host": host, "hash": key, "first_seen": now} for key in sorted(passages)]
    upsert(Boilerplate, key=["host", "hash"], keep=["first_seen"]).run(connection, rows)


def find_repeats(connection: Connection, host: str, passages: Sequence[int], *, titles: int) -> dict[int, list[int]]:
    """Passages that articles of this host carry under at least so many titles: passage → the first of the articles."""
    seen: dict[int, dict[int, int]] = {}
    for batch in batches(passages):
        values: dict[str, Any] = {f"key{i}": key for i, key in enumerate(batch)} | {"host": host}
        for row in connection.execute(_carried_query(len(batch)), values):
            seen.setdefault(row.hash, {})[row.article_id] = row.title_hash
    return {key: sorted(found) for key, found in seen.items() if len(set(found.values())) >= titles}


@cache
def _carried_query(keys: int) -> TextClause:
    one = (
        "SELECT * FROM (SELECT passage.hash, passage.article_id, signature.title_hash FROM passage"
        " JOIN article ON article.id = passage.article_id JOIN signature ON signature.article_id = passage.article_id"
        " WHERE passage.hash = :key{0} AND article.host = :host ORDER BY passage.article_id LIMIT {1}) AS t{0}"
    )
    return text(" UNION ALL ".join(one.format(i, CARRIERS) for i in range(keys)))


def load_carriers(connection: Connection, host: str, passages: Iterable[int]) -> set[int]:
    """Every article of this host that carries one of the passages."""
    query = select(Passage.article_id).join(Article, Article.id == Passage.article_id).where(Article.host == host)
    return {
        article
        for batch in batches(sorted(passages))
        for article in connection.execute(query.where(Passage.hash.in_(batch))).scalars()
    }


def replace_pairs(connection: Connection, article: int, pairs: Sequence[Pair], *, now: datetime) -> bool:
    """Stores the pairs of one article in place of those it had; True: it has some, or had."""
    mine = or_(Duplicate.article_id == article, Duplicate.other_id == article)
    names = Pair.__dataclass_fields__
    query = select(*(getattr(Duplicate, name) for name in names)).where(mine)
    before = {tuple(row) for row in connection.execute(query)}
    after = {tuple(getattr(pair, name) for name in names) for pair in pairs}
    if before == after:
        return bool(after)
    connection.execute(delete(Duplicate).where(mine))
    insert_rows(
        connection,
        Duplicate,
        [dict(zip(names, values, strict=True)) | {"found": now} for values in sorted(after)],
    )
    return True


def load_groups(connection: Connection, articles: Iterable[int]) -> list[set[int]]:
    """The groups that these articles now belong to: all that pairs tie together, however far."""
    left, groups = set(articles), []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            edge = _neighbours(connection, edge) - group
        groups.append(group)
        left -= group
    return groups


def _neighbours(connection: Connection, articles: set[int]) -> set[int]:
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
    query = select(Article.id).where(Article.story_id.in_(sorted(set(stories))))
    return set(connection.execute(query).scalars())


def save_story(connection: Connection, group: Collection[int]) -> set[int]:
    """Puts the articles into one story, named after its first: earliest day, then time, then address.

    Returns the articles whose story changed.
    """
    first = connection.execute(
        select(Article.id)
        .join(Url, Url.id == Article.url_id)
        .where(Article.id.in_(sorted(group)))
        .order_by(func.coalesce(Article.published_day, "9999"), func.coalesce(Article.published_at, "9999"), Url.key)
        .limit(1)
    ).scalar_one()
    moved = {article for article, story in load_stories(connection, group).items() if story != first}
    for batch in batches(sorted(moved)):
        connection.execute(update(Article).where(Article.id.in_(batch)).values(story_id=first))
    return moved


def load_pairs(connection: Connection, article: int) -> list[Any]:
    """The copies of an article: `url`, `title`, `kind`, `score`, `contained`, `reason`, closest first."""
    other = Duplicate.article_id + Duplicate.other_id - article
    query = (
        select(Url.address.label("url"), Article.title)
        .add_columns(Duplicate.kind, Duplicate.score, Duplicate.contained, Duplicate.reason)
        .join(Article, Article.id == other)
        .join(Url, Url.id == Article.url_id)
        .where(or_(Duplicate.article_id == article, Duplicate.other_id == article))
        .order_by(Duplicate.score.desc(), Url.address)
    )
    return list(connection.execute(query))
