"""Words are found where they stand."""

import pytest

from tracker.errors import BadQuery
from tracker.queries.search import cut_snippet, find_marks, parse_search


@pytest.mark.parametrize(
    ("words", "text", "met"),
    [
        ("日産", "日産自動車は", True),
        ("タ", "タイ", True),
        ("ＷＲ－Ｖ", "the wr-v is here", True),
        ("us", "the us built it", True),
        ("us", "the bus built it", False),
        ("camry -tundra", "the camry and the tundra", False),
        ('"made in kentucky"', "made, in kentucky", False),
        ("camry OR tundra", "the tundra", True),
        ("camry tundra", "the tundra", False),
        ("OR", "or else", True),
    ],
)
def test_a_text_answers(words: str, text: str, met: bool) -> None:
    assert parse_search(words).is_met(text) is met


@pytest.mark.parametrize("words", ["", "  ", "-camry", '""', "、。", "x" * 500, "a b " * 20])
def test_what_asks_for_nothing_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(BadQuery):
        parse_search(words)


def test_marks_are_offsets_of_the_text_as_written() -> None:
    text = "㌔㍍ トヨタ ＣＡＭＲＹ"
    (found,) = find_marks(text, parse_search("camry"))
    assert text[slice(*found)] == "ＣＡＭＲＹ"


def test_a_snippet_stands_around_the_first_hit() -> None:
    snippet, marks = cut_snippet("word " * 100 + "Camry " + "word " * 100, parse_search("camry"))
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert [snippet[left:right] for left, right in marks] == ["Camry"]
