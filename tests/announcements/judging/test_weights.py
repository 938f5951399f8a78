"""Weights: loaded from a file, summed, and told as reasons."""

import math

import pytest

from tests.announcements.judging.handmade import make_weights
from tracker.announcements.judging.weights import SecondHead, load_weights, number_row, read_weights, to_chances

CONTENT = {
    "traits": {"near": ["trade/will", "deny/ed"], "words": [["of", "the"], 3]},
    "heads": {
        "record": {"answers": ["yes"], "biases": [-1000], "roles": {"best": [[[0, 2], [3000, -500]]]}},
        "status": {
            "answers": ["planned", "ruled_out"],
            "biases": [0, 0],
            "roles": {"best": [[[0], [2000]], [[1], [2000]]], "any": [[[0], [100]], [[], []]]},
        },
    },
    "seconds": {"record": {"answers": ["yes"], "biases": [0], "weights": {"own sum": [4000], "gone": [1000]}}},
}


def test_traits_are_numbered_by_scope_and_key() -> None:
    index = load_weights(CONTENT).index
    assert index.table("near") == {"trade/will": 0, "deny/ed": 1}
    assert index.table("words") == {("of", "the"): 2, 3: 3}
    assert index.table("nothing of it").get("trade/will") is None


def test_a_sum_is_the_bias_and_the_weights_of_every_role() -> None:
    heads = load_weights(CONTENT).heads
    assert heads["record"].score({"best": {0, 2}}) == pytest.approx([-1 + 3 - 0.5])
    assert heads["status"].score({"best": {0}, "any": {0}}) == pytest.approx([2.1, 0])
    assert heads["status"].score({"best": set(), "any": set()}) == [0, 0]


def test_chances_are_of_all_answers_and_add_up() -> None:
    chances = load_weights(CONTENT).heads["status"].chances({"best": {1}, "any": set()})
    assert chances["ruled_out"] > chances["planned"]
    assert sum(chances.values()) == pytest.approx(1)


def test_a_second_look_multiplies_amounts() -> None:
    second = load_weights(CONTENT).seconds["record"]
    assert second.chances({"own sum": 0.5})["yes"] == pytest.approx(1 / (1 + math.exp(-2)))
    assert second.chances({"unheard of": 9.0})["yes"] == 0.5
    assert second.chances({"own sum": 0.5, "gone": 0.0}) == second.chances({"gone": 0.0, "own sum": 0.5})


@pytest.mark.parametrize("sums", [[1e9], [-1e9], [1e9, -1e9], [0.0, 0.0, 0.0]])
def test_no_sum_is_too_large(sums: list[float]) -> None:
    assert all(0 <= chance <= 1 for chance in to_chances(sums))


def test_a_row_is_the_numbers_of_its_known_traits_in_order() -> None:
    index = load_weights(CONTENT).index
    assert number_row({("words", 3), ("near", "trade/will"), ("near", "unknown"), ("else", 1)}, index) == [0, 3]


def test_two_answers_of_amounts_are_weighed_against_each_other() -> None:
    second = SecondHead(("a", "b"), (0.0, 0.0), {"x": (1.0, -1.0)})
    assert second.chances({"x": 2.0})["a"] > second.chances({"x": 1.0})["a"] > 0.5


def test_hand_made_weights_are_loaded_like_learned_ones() -> None:
    weights = make_weights({"record": {("best", "near", "trade/will"): {"yes": 2.0}}})
    assert set(weights.heads) == set(read_weights("en").heads)
    assert set(weights.seconds) == set(read_weights("en").seconds)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_packaged_weights_are_complete(language: str) -> None:
    weights = read_weights(language)
    assert weights is read_weights(language)
    assert set(weights.heads["status"].answers) == {
        "speculated", "considering", "planned", "on_sale", "ended", "ruled_out",
    }  # fmt: skip
    assert set(weights.heads["basis"].answers) == {"company", "report", "commentary"}
    for head in weights.heads.values():
        assert len(head.biases) == len(head.answers)
        assert all(len(columns) == len(head.answers) for columns in head.roles.values())
