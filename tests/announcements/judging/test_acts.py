"""A verb with the words before it: tense, doubt and denial."""

import pytest

from tests.announcements.judging.handmade import lay


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Toyota sells it", "trade/s"),
        ("Toyota sold it", "trade/ed"),
        ("Toyota will sell it", "trade/will"),
        ("Toyota won't sell it", "trade/will!"),
        ("Toyota will never sell it", "trade/will!"),
        ("Toyota would sell it", "trade/would"),
        ("Toyota might sell it", "trade/could"),
        ("Toyota has sold it", "trade/have"),
        ("Toyota had sold it", "trade/had"),
        ("It is sold there", "trade/be ed"),
        ("It was sold there", "trade/was ed"),
        ("It is to sell it", "trade/is to"),
        ("a decision to sell it", "trade/to"),
        ("Toyota did not sell it", "trade/do!"),
        ("It is built there", "make/be ed"),
        ("It is not built there", "make/be ed!"),
    ],
)
def test_an_act_is_told_with_its_tense(text: str, act: str) -> None:
    assert act in lay(text).lines[0].acts


def test_the_verb_before_an_infinitive_colours_it() -> None:
    assert lay("Toyota considers selling it").lines[0].acts == [None, "study/s", "trade/x study", None]


@pytest.mark.parametrize("text", ["It will, sell it", "It will (Toyota) sell it"])
def test_an_auxiliary_does_not_reach_over_punctuation_or_names(text: str) -> None:
    assert "trade/base" in lay(text).lines[0].acts


def test_japanese_has_no_acts_of_this_kind() -> None:
    (line,) = lay("トヨタは発売した。", "ja").lines
    assert set(line.acts) == {None}
