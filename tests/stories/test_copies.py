"""Copies are told from look-alikes, on the labelled pairs of `fixtures/stories`."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.pairs import Pair, Told, read_pairs
from tracker.stories.copies import CopyKind, Words, compare_words
from tracker.stories.fingerprints import read_fingerprint

PAIRS = [*read_pairs("english"), *read_pairs("japanese")]


def words(told: Told) -> Words:
    fingerprint = read_fingerprint(told.body, title=told.title)
    return Words(title=told.title, body=told.body, fingerprint=fingerprint, host=told.host, day=told.day)


def make(body: str, *, title: str = "A title", host: str = "news.example") -> Words:
    return words(Told(id="x", title=title, host=host, day=date(2026, 4, 2), body=body))


def test_there_are_enough_pairs_of_both_kinds() -> None:
    assert len(PAIRS) >= 80
    assert min(sum(pair.same for pair in PAIRS), sum(not pair.same for pair in PAIRS)) >= 35


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.note}: {pair.one.id}, {pair.other.id}")
def test_a_pair_is_judged_as_labelled_whichever_comes_first(pair: Pair) -> None:
    one, other = words(pair.one), words(pair.other)
    found = compare_words(one, other)
    assert (found is not None) == pair.same
    assert compare_words(other, one) == found


@pytest.mark.parametrize("pair", [p for p in PAIRS if p.same], ids=lambda pair: f"{pair.one.id}, {pair.other.id}")
def test_copies_share_a_band_an_anchor_or_a_passage(pair: Pair) -> None:
    one, other = words(pair.one).fingerprint, words(pair.other).fingerprint
    assert {*one.bands, *one.anchors, *one.passages} & {*other.bands, *other.anchors, *other.passages}


def test_the_reason_names_the_figures() -> None:
    found = next(compare_words(words(p.one), words(p.other)) for p in PAIRS if p.note == "half of its paragraphs")
    assert found is not None
    assert found.reason.startswith("60% of their n-grams in common, 100% of the shorter text")


def test_equal_words_are_an_exact_copy_whatever_the_punctuation() -> None:
    body = "The company said on Thursday that “imports” would begin, at last, in spring of next year, and in numbers."
    found = compare_words(make(body), make(body.replace("“", '"').replace("”", '"').replace(",", ""), host="b.example"))
    assert found is not None
    assert found.kind is CopyKind.EXACT


def test_a_caption_is_a_copy_only_under_the_same_title() -> None:
    assert compare_words(make("Photo: the maker"), make("Photo: the maker", title="Another")) is None
    assert compare_words(make("Photo: the maker"), make("Photo: the maker")) is not None


def test_nothing_is_a_copy_of_an_empty_text() -> None:
    assert compare_words(make(""), make("")) is None
