"""An article among its copies: entered into the index, compared with its neighbours there, put into a story.

What stands afterwards depends on the articles alone, not on the order they came in: two are paired where they are
neighbours under some key and alike. One that comes or goes moves others apart or together under its keys; those pairs
are judged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.intake.repeats import Carried, list_carried, turn_repeated
from tracker.storage import duplicates
from tracker.storage.duplicates import REACH, Pair, Place, Sides, StoredWords
from tracker.storage.schema import Passage
from tracker.stories.addresses import read_host
from tracker.stories.copies import Words, compare_words
from tracker.stories.fingerprints import Fingerprint, rank_article, read_fingerprint

HELD = 300
"""Articles whose words are kept in memory while one is grouped."""

Couple = tuple[int, int]
"""Two articles, smaller number first."""


def group_copies(connection: Connection, article: int, *, now: datetime, shaken: Iterable[int] = ()) -> set[int]:
    """Finds the copies of an article that is new or changed; returns the articles whose story changed.

    `shaken` are those that `forget_words` named.
    """
    shift = _Shift(connection, now)
    shift.enter(article)
    shift.settle()
    return _regroup(connection, shift, article, set(shaken))


def forget_words(connection: Connection, article: int, *, now: datetime) -> set[int]:
    """Takes an article out of the index, before its words are replaced; returns those whose pairs changed, itself
    included: their stories are put right by `group_copies`."""
    shift = _Shift(connection, now)
    shift.leave(article)
    shift.settle()
    return shift.shaken | {article}


def _regroup(connection: Connection, shift: _Shift, article: int, shaken: set[int]) -> set[int]:
    """Puts the stories right; where nothing but the article's own pairs came, its copies' stories become one."""
    partners = set(duplicates.load_partners(connection, article))
    if not shaken and shift.entered == {article} and all(partners.issuperset(couple) for couple in shift.lost):
        stories = set(duplicates.load_stories(connection, partners | {article}).values())
        return duplicates.join_stories(connection, stories) if len(stories) > 1 else set()
    stories = set(duplicates.load_stories(connection, shaken | shift.shaken | {article}).values())
    groups = duplicates.load_groups(connection, duplicates.load_members(connection, stories))
    return {moved for group in groups for moved in duplicates.save_story(connection, group)}


class _Shift:
    """What the coming or going of one article does to the index and to the pairs."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection, self.now = connection, now
        self.known: dict[int, _Entry] = {}
        self.entered: set[int] = set()
        self.apart: set[Couple] = set()
        """Couples that one which came between may have moved out of reach."""
        self.together: set[Couple] = set()
        """Couples that one which left may have moved into reach."""
        self.lost: set[Couple] = set()
        """Pairs that are none any more."""
        self.shaken: set[int] = set()
        """Articles whose pairs changed."""

    def enter(self, article: int) -> None:
        """An article comes: its paragraphs are counted on its host, its words are entered."""
        [stored] = duplicates.load_words(self.connection, [article])
        carried = list_carried(stored)
        duplicates.save_keys(self.connection, carried.place, carried.passages, table=Passage)
        self._turn(carried)
        self._put(article)

    def leave(self, article: int) -> None:
        """An article goes, with its pairs."""
        [stored] = duplicates.load_words(self.connection, [article])
        carried = list_carried(stored)
        self._take(article)
        duplicates.drop_keys(self.connection, carried.place, carried.passages, table=Passage)
        self._turn(carried)
        self._keep_pairs(article, [])

    def _turn(self, carried: Carried) -> None:
        """What the host is found to repeat, or not to repeat after all, changes the words of all that carry it."""
        turned = turn_repeated(self.connection, carried)
        for one in sorted(turned.articles):
            self._take(one)
        duplicates.save_boilerplate(self.connection, carried.host, turned.came, now=self.now)
        duplicates.drop_boilerplate(self.connection, carried.host, turned.went)
        for one in sorted(turned.articles):
            self.known.pop(one, None)
            self._put(one)

    def _put(self, article: int) -> None:
        entry = self._read([article])[article]
        self.apart |= _straddling(duplicates.find_neighbours(self.connection, entry.place, entry.keys))
        duplicates.save_keys(self.connection, entry.place, entry.keys)
        self.entered.add(article)

    def _take(self, article: int) -> None:
        entry = self._read([article])[article]
        self.together |= _straddling(duplicates.find_neighbours(self.connection, entry.place, entry.keys))
        duplicates.drop_keys(self.connection, entry.place, entry.keys)

    def settle(self) -> None:
        """Judges every couple anew that the shift may have changed."""
        for article in sorted(self.entered):
            self._pair(article)
        moved = {couple for couple in self.apart | self.together if self.entered.isdisjoint(couple)}
        standing = moved & duplicates.load_pairs_among(self.connection, {one for couple in moved for one in couple})
        for couple in sorted(standing | moved & self.together):
            self._judge(couple, stands=couple in standing)

    def _pair(self, article: int) -> None:
        entry = self._read([article])[article]
        sides = duplicates.find_neighbours(self.connection, entry.place, entry.keys)
        others = self._read({number for side in sides for places in side for _, number in places})
        self._keep_pairs(article, [pair for _, other in sorted(others.items()) if (pair := _compare(entry, other))])

    def _judge(self, couple: Couple, *, stands: bool) -> None:
        """Whether two articles are neighbours now; their words are what they were."""
        one, other = (self._read(couple)[number] for number in couple)
        shared = sorted(set(one.keys) & set(other.keys))
        near = bool(shared) and duplicates.are_neighbours(self.connection, one.place, other.place, shared)
        if stands and not near:
            self._change({couple}, [])
        elif near and not stands and (pair := _compare(one, other)):
            self._change(set(), [pair])

    def _keep_pairs(self, article: int, pairs: list[Pair]) -> None:
        before = set(duplicates.load_partners(self.connection, article).values())
        gone = {(pair.article_id, pair.other_id) for pair in before.difference(pairs)}
        self._change(gone, [pair for pair in pairs if pair not in before])

    def _change(self, gone: set[Couple], came: list[Pair]) -> None:
        duplicates.drop_pairs(self.connection, sorted(gone))
        duplicates.save_pairs(self.connection, came, now=self.now)
        still = {(pair.article_id, pair.other_id) for pair in came}
        self.lost |= gone - still
        self.shaken |= {number for couple in gone | still for number in couple}

    def _read(self, articles: Iterable[int]) -> dict[int, _Entry]:
        """The articles as they are compared; what their hosts repeat is asked for once a host."""
        if len(self.known) > HELD:
            self.known.clear()
        wanted = set(articles)
        missing = duplicates.load_words(self.connection, wanted - self.known.keys())
        self.known |= _read_entries(self.connection, missing)
        return {article: self.known[article] for article in wanted if article in self.known}


class _Entry:
    """An article as it stands in the index."""

    def __init__(self, stored: StoredWords, fingerprint: Fingerprint) -> None:
        day = date.fromisoformat(stored.published_day) if stored.published_day else None
        self.place: Place = (rank_article(stored.key, day), stored.id)
        self.words = Words(
            title=stored.title or "", body=stored.body, fingerprint=fingerprint, host=read_host(stored.key), day=day
        )

    @property
    def keys(self) -> tuple[int, ...]:
        """Those under which it stands in the index."""
        return self.words.fingerprint.meetings


def _read_entries(connection: Connection, stored: Iterable[StoredWords]) -> dict[int, _Entry]:
    wholes = [(one, read_fingerprint(one.body, title=one.title)) for one in stored]
    passages: dict[str, set[int]] = {}
    for one, whole in wholes:
        passages.setdefault(read_host(one.key), set()).update(whole.passages)
    repeated = duplicates.find_boilerplate(connection, passages)
    return {one.id: _Entry(one, _without(one, whole, repeated.get(read_host(one.key), set()))) for one, whole in wholes}


def _without(stored: StoredWords, whole: Fingerprint, repeated: set[int]) -> Fingerprint:
    carries = not repeated.isdisjoint(whole.passages)
    return read_fingerprint(stored.body, repeated, title=stored.title) if carries else whole


def _straddling(sides: Iterable[Sides]) -> set[Couple]:
    """Those on both sides of a place that are within reach of each other without it, and just out of it with it."""
    return {
        _couple(one, after[REACH - 1 - i][1])
        for before, after in sides
        for i, (_, one) in enumerate(before)
        if REACH - 1 - i < len(after)
    }


def _couple(one: int, other: int) -> Couple:
    return (min(one, other), max(one, other))


def _compare(one: _Entry, other: _Entry) -> Pair | None:
    copy = compare_words(one.words, other.words)
    if copy is None:
        return None
    first, second = _couple(one.place[1], other.place[1])
    return Pair(
        article_id=first,
        other_id=second,
        kind=copy.kind,
        score=copy.score,
        contained=copy.contained,
        reason=copy.reason,
    )
