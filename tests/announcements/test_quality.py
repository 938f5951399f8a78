"""The quality of reading, held: floors on our own labelled cases. What is known to fail is in test_clear_cases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.score import CASES, Labels, Table, is_unseen, load_cases, score_all

# A little under what was measured when the weights were last learned, on every tenth of our cases: those that nothing
# was learned from. `python -m tests.train --check` tells the same of all of them.
FLOORS: Mapping[str, Mapping[str, float]] = {
    "en": {
        "relevant article": 0.94,
        "announcement": 0.86,
        "announcement, strict": 0.50,
        "status right": 0.75,
        "origin right": 0.92,
        "start right": 0.72,
        "figure": 0.75,
        "person": 0.80,
        "evidence verbatim": 1.0,
    },
    "ja": {
        "relevant article": 0.91,
        "announcement": 0.87,
        "announcement, strict": 0.50,
        "status right": 0.76,
        "origin right": 0.91,
        "start right": 0.68,
        "figure": 0.78,
        "person": 0.78,
        "evidence verbatim": 1.0,
    },
}


@pytest.fixture(scope="module")
def cases() -> list[Labels]:
    return load_cases(CASES)


@pytest.fixture(scope="module")
def tables(cases: list[Labels]) -> dict[str, Table]:
    return score_all([case for case in cases if is_unseen(case)])[0]


def test_there_are_cases_of_every_kind_in_both_languages(cases: list[Labels]) -> None:
    kinds = {(case["language"], case["category"]) for case in cases}
    assert kinds >= {(lang, kind) for lang in FLOORS for kind in ("in-the-wild", "synthetic", "negative")}
    assert sum(case["language"] == "ja" for case in cases) >= 50


@pytest.mark.parametrize(("language", "row"), [(lang, row) for lang, rows in FLOORS.items() for row in rows])
def test_no_row_falls_below_its_floor(tables: dict[str, Table], language: str, row: str) -> None:
    assert tables[language].rows[row].score >= FLOORS[language][row]
