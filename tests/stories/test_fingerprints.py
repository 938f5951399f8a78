"""What a text's words look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stories.pairs import read_articles
from tracker.stories.fingerprints import BINS, ROWS, hash_passage, hash_text, read_fingerprint, weigh_text

ARTICLES = [*read_articles("english").values(), *read_articles("japanese").values()]


def test_a_signature_tells_how_much_two_texts_share() -> None:
    for one in ARTICLES[:20]:
        for other in ARTICLES:
            a, b = read_fingerprint(one.body), read_fingerprint(other.body)
            shared = len(a.grams & b.grams) / len(a.grams | b.grams)
            told = sum(x == y for x, y in zip(a.minhash, b.minhash, strict=True)) / BINS
            assert told == pytest.approx(shared, abs=0.2)


def test_there_is_a_band_for_every_few_bins_and_none_for_no_text() -> None:
    assert len(read_fingerprint(ARTICLES[0].body).bands) == BINS // ROWS
    assert read_fingerprint(" \n ").bands == read_fingerprint("").anchors == ()


def test_a_paragraph_that_the_host_repeats_is_left_out() -> None:
    whole = read_fingerprint("It comes in spring.\nPlease become a member.")
    kept = read_fingerprint("It comes in spring.\nPlease become a member.", {hash_passage("please become a member")})
    assert (len(whole.paragraphs), kept.paragraphs) == (2, ("it comes in spring",))


def test_a_heading_that_repeats_the_title_is_no_body() -> None:
    body = "Camry comes home\nIt comes in spring."
    assert hash_text(body, title="Camry Comes Home!") == hash_text("It comes in spring.")


def test_an_english_text_and_its_like_in_japanese_weigh_about_the_same() -> None:
    english = weigh_text("the maker will import the crossover from its plant in tennessee from early next year")
    japanese = weigh_text("同社は来年初頭からテネシー工場で生産する多目的車を輸入する")
    assert 0.7 < english / japanese < 1.4


@given(st.text(), st.text())
def test_any_text_has_a_fingerprint_and_equal_words_an_equal_one(text: str, other: str) -> None:
    one, two = read_fingerprint(text), read_fingerprint(text.upper() if text.upper().lower() == text else text)
    assert len(one.minhash) == BINS
    assert (one.bands == two.bands) or one.text != two.text
    assert (hash_text(text) == hash_text(other)) == (one.text == read_fingerprint(other).text)


def test_a_signature_does_not_change_from_one_process_to_the_next() -> None:
    assert (
        read_fingerprint("Toyota plans to sell the US-built Camry in Japan from 2026.").bands[0] == -3563746595451971965
    )
