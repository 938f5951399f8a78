"""What judging costs grows as the text does. Calls are counted, not seconds: a count is the same on any machine."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from tests.announcements.judging.handmade import lay, make_weights, prepare
from tracker.announcements.judging import judge

ENGLISH = (
    "Toyota will sell the Kentucky-built Camry in Japan from April. Honda denied that the Accord from Ohio or the "
    "Thai-built Civic is to follow in 2027, unlike the Tundra. "
)
JAPANESE = "トヨタは米国製「カムリ」を2026年4月に国内で発売するが、ホンダはタイ製「アコード」を見送った。"


def _count_calls(action: Callable[[], object]) -> int:
    """How many functions, of Python or of C, `action` calls."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


def _cost(text: str, language: str) -> int:
    document, weights = prepare(text, language), make_weights()
    return _count_calls(lambda: judge(document, language, weights=weights))


@pytest.mark.parametrize("join", ["", "\n"], ids=["one paragraph", "many"])
@pytest.mark.parametrize(("piece", "language"), [(ENGLISH, "en"), (JAPANESE, "ja")])
def test_a_text_of_four_times_the_length_costs_four_times_as_much(piece: str, language: str, join: str) -> None:
    _cost(piece, language)  # what is read once a process is no cost of a text
    short, long = (_cost(join.join([piece] * times), language) for times in (20, 80))
    assert long < 4.4 * short


def test_a_sheet_without_names_costs_as_its_words_do() -> None:
    lay(ENGLISH)
    said = "Nothing of it was said at all. "
    short, long = (_count_calls(partial(lay, said * times)) for times in (50, 200))
    assert long < 4.4 * short
