"""Whatever the text: an answer, in time linear in its length, and every match is what it says."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.announcements.document import fold
from tracker.vocabulary import matching, read_vocabulary

VOCABULARY = read_vocabulary()
SPELLINGS = [spelling.text for entry in VOCABULARY.entries for spelling in entry.spellings]

any_text = st.lists(
    st.one_of(
        st.text(), st.sampled_from(SPELLINGS), st.sampled_from(list(" -―・.,'’「」()#工場製\n\x00\ud800\u202e\u0301"))
    ),
    max_size=30,
).map("".join)


def _bare(text):
    """Without case, accents and everything that a variant may change."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("&", "and")).casefold()
    return "".join(c for c in letters if c.isalnum() or c in "ーα")


@settings(max_examples=300, deadline=None)
@given(any_text)
def test_matches_lie_in_the_text_in_order_and_read_as_their_variant(text):
    folded = fold(text)
    matches = VOCABULARY.find_names(folded)
    spans = [(match.start, match.end) for match in matches]
    assert all(0 <= start < end <= len(folded) for start, end in spans)
    assert spans == sorted(spans)
    different = sorted(set(spans))
    assert all(before[1] <= after[0] for before, after in pairwise(different))
    for match in matches:
        found, variant = _bare(folded[match.start : match.end]), _bare(match.variant)
        variant, found = variant.replace("ー", ""), found.replace("ー", "")
        assert found in {variant, variant + "s", variant + "es", variant.removesuffix("y") + "ies"}


@given(any_text)
def test_a_text_gives_the_same_names_every_time(text):
    folded = fold(text)
    assert VOCABULARY.find_names(folded) == VOCABULARY.find_names(folded)


@pytest.fixture
def looks(monkeypatch):
    """Counts the candidates that are looked up, and the characters from which each is tried."""
    counted = []
    find_candidates = matching._Group.find_candidates

    def counting(self, text, start):
        counted.append(start)
        return find_candidates(self, text, start)

    monkeypatch.setattr(matching._Group, "find_candidates", counting)
    return counted


@pytest.mark.parametrize(
    "unit",
    [
        "Toyota's Kentucky-built Camry and the Land Cruiser FJ, a Passport. ",
        "トヨタは米ケンタッキー州製の「カムリ」を発売する。",
        "Toyota Motor Manufacturing Toyota Motor ",
        "e e e e:",
        "ーーランドクルーザーランドクルーザー",
        "アメリカタイタイインド",
        "- - -――・・  ",
    ],
)
def test_work_grows_with_the_length_of_the_text_and_no_faster(unit, looks):
    counts = []
    for times in (50, 500):
        looks.clear()
        VOCABULARY.find_names(unit * times)
        counts.append(len(looks))
    assert counts[1] <= 10 * counts[0] + 20


def test_no_pattern_repeats_without_a_bound():
    """So that one look costs no more than its spelling is long, whatever stands in the text."""
    unbounded = re.compile(r"(?<!\\)[*+]|\{\d+,\}")
    patterns = [matching.spelling_pattern(text, True, False) for text in SPELLINGS]
    assert [pattern for pattern in patterns if unbounded.search(pattern)] == []
