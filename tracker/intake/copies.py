"""An article among its copies: entered into the index, compared with the few that may be alike, put into a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.storage import duplicates
from tracker.storage.duplicates import Pair, StoredWords
from tracker.stories.copies import Words, compare_words
from tracker.stories.fingerprints import (
    hash_passage,
    hash_text,
    normalise_text,
    pack_minhash,
    read_fingerprint,
    weigh_text,
)

REPEATED = 3
"""Titles of one host under which a paragraph must stand before it counts as the host's own."""
OWN = 100
"""Weight of the words beside it that make an article a witness of that: copies with other titles are none."""
WITNESSES = 12
"""Articles looked at to decide it."""


def group_copies(connection: Connection, article: int, *, now: datetime) -> set[int]:
    """Finds the copies of an article that is new or changed; returns the articles whose story changed."""
    entered = _enter(connection, duplicates.load_words(connection, [article]))
    repeated = _find_repeated(connection, entered[article])
    if repeated:
        entered |= _set_aside(connection, entered[article].host, repeated, now=now)
    before = set(duplicates.load_stories(connection, entered).values())
    paired = [_pair(connection, one, words, now=now) for one, words in sorted(entered.items())]
    if not any(paired) and before == {article} == set(entered):
        return set()
    groups = duplicates.load_groups(connection, duplicates.load_members(connection, before) | set(entered))
    return {moved for group in groups for moved in duplicates.save_story(connection, group)}


def forget_words(connection: Connection, article: int) -> None:
    """Takes an article out of the index, before its words are replaced."""
    for stored in duplicates.load_words(connection, [article]):
        fingerprint = _read(connection, stored).fingerprint
        duplicates.drop_signature(
            connection, article, bands=fingerprint.bands + fingerprint.anchors, passages=fingerprint.passages
        )


def _enter(connection: Connection, stored: Iterable[StoredWords]) -> dict[int, Words]:
    entered = {}
    for one in stored:
        words = entered[one.id] = _read(connection, one)
        duplicates.save_signature(
            connection,
            one.id,
            minhash=pack_minhash(words.fingerprint.minhash),
            grams=len(words.fingerprint.grams),
            title_hash=hash_passage(normalise_text(one.title or "")),
            bands=words.fingerprint.bands + words.fingerprint.anchors,
            passages=words.fingerprint.passages,
        )
    return entered


def _read(connection: Connection, stored: StoredWords) -> Words:
    whole = read_fingerprint(stored.body, title=stored.title)
    repeated = duplicates.load_boilerplate(connection, stored.host, whole.passages)
    return Words(
        title=stored.title or "",
        body=stored.body,
        fingerprint=read_fingerprint(stored.body, repeated, title=stored.title) if repeated else whole,
        host=stored.host,
        day=date.fromisoformat(stored.published_day) if stored.published_day else None,
    )


def _find_repeated(connection: Connection, words: Words) -> dict[int, list[int]]:
    """The paragraphs of an article that its host repeats under other stories, with the articles that carry them."""
    carried = duplicates.find_repeats(connection, words.host, words.fingerprint.passages, titles=REPEATED)
    if not carried:
        return {}
    articles = sorted({one for found in carried.values() for one in found[:WITNESSES]})
    own = {one.id: _weigh_own(one, carried) for one in duplicates.load_words(connection, articles)}
    return {
        key: found
        for key, found in carried.items()
        if sum(own.get(one, 0) >= OWN for one in found[:WITNESSES]) >= REPEATED
    }


def _weigh_own(stored: StoredWords, carried: Iterable[int]) -> int:
    shared = set(carried)
    fingerprint = read_fingerprint(stored.body, title=stored.title)
    return sum(weigh_text(p) for p in fingerprint.paragraphs if hash_passage(p) not in shared)


def _set_aside(connection: Connection, host: str, repeated: dict[int, list[int]], *, now: datetime) -> dict[int, Words]:
    """From now on these paragraphs count for nothing on this host; returns the articles that carried them."""
    touched = {article for found in repeated.values() for article in found}
    for article in sorted(touched):
        forget_words(connection, article)
    duplicates.save_boilerplate(connection, host, repeated, now=now)
    return _enter(connection, duplicates.load_words(connection, touched))


def _pair(connection: Connection, article: int, words: Words, *, now: datetime) -> bool:
    """Compares an article with its candidates and stores the pairs; True: it has some, or had."""
    candidates = duplicates.find_candidates(
        connection,
        article,
        text_hash=hash_text(words.body, title=words.title),
        bands=words.fingerprint.bands + words.fingerprint.anchors,
        passages=words.fingerprint.passages,
    )
    found = [_compare(connection, article, words, other) for other in duplicates.load_words(connection, candidates)]
    return duplicates.replace_pairs(connection, article, _some(found), now=now)


def _compare(connection: Connection, article: int, words: Words, other: StoredWords) -> Pair | None:
    copy = compare_words(words, _read(connection, other))
    if copy is None:
        return None
    return Pair(
        article_id=min(article, other.id),
        other_id=max(article, other.id),
        kind=copy.kind,
        score=copy.score,
        contained=copy.contained,
        reason=copy.reason,
    )


def _some(pairs: Sequence[Pair | None]) -> list[Pair]:
    return [pair for pair in pairs if pair is not None]
