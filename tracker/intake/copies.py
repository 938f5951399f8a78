"""An article among its copies: entered into the index, compared with its neighbours there, put into a story.

What stands afterwards depends on the articles alone, not on the order they came in: two are paired where they are
neighbours under some key and alike. One that comes or goes moves others apart or together under its keys; those pairs
are judged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.intake.repeats import Carried, list_carried, recall_carried, turn_repeated
from tracker.storage import duplicates
from tracker.storage.duplicates import REACH, Entry, Pair, Sides, StoredWords
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
    if not shaken and shift.entered.keys() == {article} and all(partners.issuperset(couple) for couple in shift.lost):
        stories = set(duplicates.load_stories(connection, partners | {article}).values())
        return duplicates.join_stories(connection, stories) if len(stories) > 1 else set()
    stories = set(duplicates.load_stories(connection, shaken | shift.shaken | {article}).values())
    groups = duplicates.load_groups(connection, duplicates.load_members(connection, stories))
    return {moved for group in groups for moved in duplicates.save_story(connection, group)}


class _Shift:
    """What the coming or going of one article does to the index and to the pairs."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection, self.now = connection, now
        self.known: dict[int, Words] = {}
        self.entered: dict[int, Entry] = {}
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
        duplicates.save_keys(self.connection, carried.lot, carried.passages, table=Passage)
        self._turn(carried)
        words = self._read([article])[article]
        place = (rank_article(stored.key, words.day), article)
        keys = words.fingerprint.meetings
        self._put(Entry(place=place, keys=keys, lot=carried.lot, passages=tuple(carried.passages.values())))

    def leave(self, article: int) -> None:
        """An article goes, with its pairs."""
        [stored] = duplicates.load_words(self.connection, [article])
        for entry in duplicates.load_entries(self.connection, [article]).values():
            self._take(entry)
            duplicates.drop_entry(self.connection, article)
            carried = recall_carried(stored, entry)
            duplicates.drop_keys(self.connection, entry.lot, carried.passages, table=Passage)
            self._turn(carried)
        self._keep_pairs(article, [])

    def _turn(self, carried: Carried) -> None:
        """What the host is found to repeat, or not to repeat after all, changes the words of all that carry it."""
        turned = turn_repeated(self.connection, carried)
        entries = duplicates.load_entries(self.connection, turned.articles)
        for entry in entries.values():
            self._take(entry)
        duplicates.save_boilerplate(self.connection, carried.host, turned.came, now=self.now)
        duplicates.drop_boilerplate(self.connection, carried.host, turned.went)
        for one, entry in sorted(entries.items()):
            self.known.pop(one, None)
            self._put(replace(entry, keys=self._read([one])[one].fingerprint.meetings))

    def _put(self, entry: Entry) -> None:
        self.apart |= _straddling(duplicates.find_neighbours(self.connection, entry.place, entry.keys))
        duplicates.save_keys(self.connection, entry.place, entry.keys)
        duplicates.save_entry(self.connection, entry)
        self.entered[entry.place[1]] = entry

    def _take(self, entry: Entry) -> None:
        self.together |= _straddling(duplicates.find_neighbours(self.connection, entry.place, entry.keys))
        duplicates.drop_keys(self.connection, entry.place, entry.keys)

    def settle(self) -> None:
        """Judges every couple anew that the shift may have changed."""
        for article, entry in sorted(self.entered.items()):
            self._pair(article, entry)
        moved = {couple for couple in self.apart | self.together if self.entered.keys().isdisjoint(couple)}
        numbers = {number for couple in moved for number in couple}
        standing = moved & duplicates.load_pairs_among(self.connection, numbers)
        entries = duplicates.load_entries(self.connection, numbers)
        for couple in sorted(standing | moved & self.together):
            near = self._are_near(*(entries[number] for number in couple))
            if near != (couple in standing):
                self._judge(couple, near=near)

    def _pair(self, article: int, entry: Entry) -> None:
        sides = duplicates.find_neighbours(self.connection, entry.place, entry.keys)
        words = self._read({article, *(number for side in sides for places in side for _, number in places)})
        couples = [
            (_couple(article, other), words[article], words[other]) for other in sorted(words) if other != article
        ]
        self._keep_pairs(article, [pair for couple in couples if (pair := _compare(*couple))])

    def _are_near(self, one: Entry, other: Entry) -> bool:
        shared = sorted(set(one.keys) & set(other.keys))
        return bool(shared) and duplicates.are_neighbours(self.connection, one.place, other.place, shared)

    def _judge(self, couple: Couple, *, near: bool) -> None:
        """A pair that is out of reach is none any more; a couple that came into reach is one if it is alike."""
        if not near:
            self._change({couple}, [])
            return
        words = self._read(couple)
        if pair := _compare(couple, *(words[number] for number in couple)):
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

    def _read(self, articles: Iterable[int]) -> dict[int, Words]:
        """The articles as they are compared."""
        if len(self.known) > HELD:
            self.known.clear()
        wanted = set(articles)
        missing = duplicates.load_words(self.connection, wanted - self.known.keys())
        self.known |= _read_words(self.connection, missing)
        return {article: self.known[article] for article in wanted if article in self.known}


def _read_words(connection: Connection, stored: Iterable[StoredWords]) -> dict[int, Words]:
    """What their hosts repeat is left out, and asked for at once for all."""
    wholes = [(one, read_host(one.key), read_fingerprint(one.body, title=one.title)) for one in stored]
    passages: dict[str, set[int]] = {}
    for _, host, whole in wholes:
        passages.setdefault(host, set()).update(whole.passages)
    repeated = duplicates.find_boilerplate(connection, passages)
    return {one.id: _tell_words(one, host, whole, repeated.get(host, set())) for one, host, whole in wholes}


def _tell_words(stored: StoredWords, host: str, whole: Fingerprint, repeated: set[int]) -> Words:
    carries = not repeated.isdisjoint(whole.passages)
    return Words(
        title=stored.title or "",
        body=stored.body,
        fingerprint=read_fingerprint(stored.body, repeated, title=stored.title) if carries else whole,
        host=host,
        day=date.fromisoformat(stored.published_day) if stored.published_day else None,
    )


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


def _compare(couple: Couple, one: Words, other: Words) -> Pair | None:
    copy = compare_words(one, other)
    if copy is None:
        return None
    return Pair(
        article_id=couple[0],
        other_id=couple[1],
        kind=copy.kind,
        score=copy.score,
        contained=copy.contained,
        reason=copy.reason,
    )
