"""An article among its copies: entered into the index, compared with the few that may be alike, put into a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.storage import duplicates
from tracker.storage.duplicates import Pair, StoredWords
from tracker.stories.copies import Words, compare_words
from tracker.stories.fingerprints import (
    Fingerprint,
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
    for words in _read(connection, duplicates.load_words(connection, [article])).values():
        fingerprint = words.fingerprint
        duplicates.drop_signature(
            connection, article, bands=fingerprint.bands + fingerprint.anchors, passages=fingerprint.passages
        )


def _enter(connection: Connection, stored: Iterable[StoredWords]) -> dict[int, Words]:
    known = list(stored)
    entered = _read(connection, known)
    for one in known:
        words = entered[one.id]
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


def _read(connection: Connection, stored: Iterable[StoredWords]) -> dict[int, Words]:
    """The articles as they are compared; what their hosts repeat is asked for once a host."""
    wholes = [(one, read_fingerprint(one.body, title=one.title)) for one in stored]
    passages: dict[str, set[int]] = {}
    for one, whole in wholes:
        passages.setdefault(one.host, set()).update(whole.passages)
    repeated = {host: duplicates.load_boilerplate(connection, host, keys) for host, keys in passages.items()}
    return {one.id: _without(one, whole, repeated[one.host]) for one, whole in wholes}


def _without(stored: StoredWords, whole: Fingerprint, repeated: set[int]) -> Words:
    carries = not repeated.isdisjoint(whole.passages)
    return Words(
        title=stored.title or "",
        body=stored.body,
        fingerprint=read_fingerprint(stored.body, repeated, title=stored.title) if carries else whole,
        host=stored.host,
        day=date.fromisoformat(stored.published_day) if stored.published_day else None,
    )


def _find_repeated(connection: Connection, words: Words) -> set[int]:
    """The paragraphs of an article that its host repeats under other stories."""
    carried = duplicates.find_repeats(connection, words.host, words.fingerprint.passages, titles=REPEATED)
    if not carried:
        return set()
    articles = sorted({one for found in carried.values() for one in found[:WITNESSES]})
    own = {one.id: _weigh_own(one, carried) for one in duplicates.load_words(connection, articles)}
    return {
        key for key, found in carried.items() if sum(own.get(one, 0) >= OWN for one in found[:WITNESSES]) >= REPEATED
    }


def _weigh_own(stored: StoredWords, carried: Iterable[int]) -> int:
    shared = set(carried)
    fingerprint = read_fingerprint(stored.body, title=stored.title)
    return sum(weigh_text(p) for p in fingerprint.paragraphs if hash_passage(p) not in shared)


def _set_aside(connection: Connection, host: str, repeated: set[int], *, now: datetime) -> dict[int, Words]:
    """From now on these paragraphs count for nothing on this host; returns the articles that carried them."""
    touched = duplicates.load_carriers(connection, host, repeated)
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
    others = _read(connection, duplicates.load_words(connection, candidates))
    found = [_compare(article, words, number, other) for number, other in others.items()]
    return duplicates.replace_pairs(connection, article, _some(found), now=now)


def _compare(article: int, words: Words, number: int, other: Words) -> Pair | None:
    copy = compare_words(words, other)
    if copy is None:
        return None
    return Pair(
        article_id=min(article, number),
        other_id=max(article, number),
        kind=copy.kind,
        score=copy.score,
        contained=copy.contained,
        reason=copy.reason,
    )


def _some(pairs: Sequence[Pair | None]) -> list[Pair]:
    return [pair for pair in pairs if pair is not None]
