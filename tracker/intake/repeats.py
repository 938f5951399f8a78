"""What a host repeats under its articles: consent text, pleas, author boxes, which never make two articles alike.

Judged on a sample of the articles that carry a paragraph, those with the lowest lots: whoever comes when, the sample
of the same articles is the same, and of many that come few enter it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.storage import duplicates
from tracker.storage.duplicates import Entry, Place, StoredWords
from tracker.stories.addresses import read_host
from tracker.stories.fingerprints import (
    draw_lot,
    hash_carried,
    hash_passage,
    normalise_text,
    read_fingerprint,
    weigh_text,
)

REPEATED = 3
"""Titles of one host under which a paragraph must stand before it counts as the host's own."""
OWN = 100
"""Weight of the words beside it that make an article a witness of that: copies with other titles are none."""
SAMPLE = 12
"""Articles looked at to decide it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """The paragraphs of an article that tell something."""

    host: str
    lot: Place
    """Its lot and number."""
    passages: Mapping[int, int]
    """Key on this host → key of the paragraph."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """What changes when an article comes or goes."""

    came: set[int]
    """Keys of paragraphs that now count as repeated."""
    went: set[int]
    """… that do not any more."""
    articles: set[int]
    """The others that carry one of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Carrier:
    title: str
    weights: Mapping[int, int]
    """Key of each paragraph → its weight."""


def list_carried(stored: StoredWords) -> Carried:
    """What an article carries."""
    passages, host = read_fingerprint(stored.body, title=stored.title).passages, read_host(stored.key)
    return Carried(
        host=host,
        lot=(draw_lot(stored.key), stored.id),
        passages={hash_carried(host, passage): passage for passage in passages},
    )


def recall_carried(stored: StoredWords, entry: Entry) -> Carried:
    """What it carried when it was entered, by whatever rules."""
    host = read_host(stored.key)
    passages = {hash_carried(host, passage): passage for passage in entry.passages}
    return Carried(host=host, lot=entry.lot, passages=passages)


def turn_repeated(connection: Connection, carried: Carried) -> Turned:
    """What the host repeats, judged again for the paragraphs of an article that was just entered or taken out."""
    samples = _find_samples(connection, carried)
    known = duplicates.load_boilerplate(connection, carried.host, [carried.passages[key] for key in samples])
    open_keys = [key for key, sample in samples.items() if len(sample) >= REPEATED or carried.passages[key] in known]
    carriers = _read_carriers(connection, {number for key in open_keys for _, number in samples[key]})
    turned = []
    for key in open_keys:
        passage = carried.passages[key]
        if _is_repeated(passage, [carriers[number] for _, number in samples[key]]) != (passage in known):
            turned.append(key)
    passages = {carried.passages[key] for key in turned}
    articles = duplicates.load_carriers(connection, turned) - {carried.lot[1]}
    return Turned(came=passages - known, went=passages & known, articles=articles)


def _find_samples(connection: Connection, carried: Carried) -> dict[int, list[Place]]:
    """The samples that the article is in, or was."""
    keys = list(carried.passages)
    found = duplicates.find_sample(connection, keys, most=SAMPLE)
    samples = {key: found.get(key, []) for key in keys}
    return {
        key: sample for key, sample in samples.items() if len(sample) < SAMPLE or carried.lot <= sample[-1]
    }  # fmt: skip


def _read_carriers(connection: Connection, articles: Iterable[int]) -> dict[int, _Carrier]:
    return {one.id: _read_carrier(one) for one in duplicates.load_words(connection, articles)}


def _read_carrier(stored: StoredWords) -> _Carrier:
    paragraphs = read_fingerprint(stored.body, title=stored.title).paragraphs
    return _Carrier(
        title=normalise_text(stored.title or ""),
        weights={hash_passage(paragraph): weigh_text(paragraph) for paragraph in paragraphs},
    )


def _is_repeated(passage: int, sample: Sequence[_Carrier]) -> bool:
    """Whether it stands under several titles, among them several with words of their own beside what is repeated."""
    titles: dict[int, set[str]] = {}
    for carrier in sample:
        for key in carrier.weights:
            titles.setdefault(key, set()).add(carrier.title)
    shared = {key for key, under in titles.items() if len(under) >= REPEATED}
    witnesses = {
        carrier.title
        for carrier in sample
        if sum(weight for key, weight in carrier.weights.items() if key not in shared) >= OWN
    }
    return passage in shared and len(witnesses) >= REPEATED
