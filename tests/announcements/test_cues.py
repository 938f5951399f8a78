"""Every cue matches its own examples and none of its counter-examples."""

from typing import Any

import pytest

from tracker.errors import FixFile
from tracker.vocabulary.cues import Cues, check_cues, read_cues


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_every_cue_matches_its_examples_and_no_counter_example(language: str) -> None:
    assert check_cues(read_cues(language)) == []


def test_every_japanese_cue_has_counter_examples() -> None:
    assert [cue.id for cue in read_cues("japanese").cues.values() if not cue.counter_examples] == []


def _cues(pattern: str, **entry: Any) -> Cues:
    entry = {"patterns": [pattern], "examples": ["x"], **entry}
    return Cues("english", {"words": {"sell": ["sell", "put on sale"]}, "status": {"planned": {"it": entry}}})


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("plans to {sell}", "Toyota plans  to sell it", "plans  to sell"),
        ("plans to {sell}", "It PLANS to put on sale", "PLANS to put on sale"),
        ("plans to ~2 {sell}", "plans to once again sell it", "plans to once again sell"),
        ("plans to ~2 {sell}", "plans to do more than that and sell", None),
        ("will (not|never) {sell}", "will never sell", "will never sell"),
        ("will be? sold", "will sold", "will sold"),
        ("will not? ~1 be sold", "will not now be sold", "will not now be sold"),
        ("the? plan", "plan", "plan"),
        ("plan", "planner", None),
        ("about # units", "about 12,000 units", "about 12,000 units"),
    ],
)
def test_a_pattern_matches_words_in_a_row(pattern: str, text: str, found: str | None) -> None:
    matches = _cues(pattern).find_cues(text)
    assert [text[m.start : m.end] for m in matches] == ([found] if found else [])


@pytest.mark.parametrize(
    ("pattern", "entry"),
    [
        ("{nothing} here", {}),
        ("(a|b", {}),
        ("~2 sell", {}),
        ("the?", {}),
        ("sell", {"colour": "red"}),
    ],
)
def test_a_broken_entry_is_a_file_to_fix(pattern: str, entry: dict[str, Any]) -> None:
    with pytest.raises(FixFile, match=r"status\.planned\.it"):
        _cues(pattern, **entry)
