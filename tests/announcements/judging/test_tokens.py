"""A sentence in tokens: names and times are one token each, known words carry classes, the rest stands as it is."""

import pytest

from tests.announcements.judging.handmade import lay, texts_of
from tracker.announcements.judging.tokens import LONGEST


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        ("Toyota will sell it.", "en", ["", "will", "sell", "it", "."]),
        ("The Camry isn't re-imported.", "en", ["the", "", "isn't", "re-imported", "."]),
        ("It costs 12,500 dollars.", "en", ["it", "costs", "#", "dollars", "."]),
        ("It goes on sale there.", "en", ["it", "goes on sale", "there", "."]),
        ("It came in April 2024.", "en", ["it", "came", "in", "", "."]),
        ("ホンダは「シビック」を発売。", "ja", ["", "は", "「", "", "」", "を", "発売", "。"]),
        ("価格は300ぺ", "ja", ["価格", "は", "#", "ぺ"]),
    ],
)
def test_a_sentence_is_cut_into_words_and_names(text: str, language: str, tokens: list[str]) -> None:
    (line,) = lay(text, language).lines
    assert texts_of(line) == tokens


def test_a_token_knows_where_it_stands() -> None:
    text = "Honda sells the Accord."
    (line,) = lay(text).lines
    assert [text[token.start : token.end] for token in line.tokens] == ["Honda", "sells", "the", "Accord", "."]


def test_names_of_one_spelling_share_a_token() -> None:
    (line,) = lay("Subaru builds the BRZ in Gunma.").lines
    assert [match.name.canonical for match in line.tokens[3].names] == ["BRZ"]
    assert [token.names != () for token in line.tokens] == [True, False, False, True, False, True, False]


def test_a_time_inside_a_name_is_left_out() -> None:
    (line,) = lay("The Peugeot 2008 came in 2020.").lines
    assert [token.when.past for token in line.tokens if token.when] == ["2020"]


def test_a_known_word_has_its_classes_and_a_verb_its_act() -> None:
    (line,) = lay("Toyota sells and builds it.").lines
    sells, builds = line.tokens[1], line.tokens[3]
    assert ("sell" in sells.classes, sells.act) == (True, ("trade", "s"))
    assert ("build" in builds.classes, builds.act) == (True, ("make", "s"))


def test_full_width_characters_are_read_as_plain_ones() -> None:
    (line,) = lay("ＷＲ－Ｖは２０２４年に発売。", "ja").lines
    assert line.tokens[0].names[0].name.canonical == "WR-V"
    assert [token.when.past for token in line.tokens if token.when] == ["2024"]


@pytest.mark.parametrize(("text", "language"), [("word " * 2000, "en"), ("あ" * 500, "ja")])
def test_a_sentence_that_nobody_writes_is_cut_off(text: str, language: str) -> None:
    assert all(len(line.tokens) <= LONGEST for line in lay(text, language).lines)
