"""The quality of reading, held: floors on our own labelled cases, and what is known to be read wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.score import CASES, Labels, Table, load_cases, score_all
from tracker.announcements import read_announcements

# A little under what was measured when the weights were last learned. The weights were learned from these very cases:
# the floors guard against loss, they do not tell how well an unseen article is read.
FLOORS: Mapping[str, Mapping[str, float]] = {
    "en": {
        "relevant article": 0.95,
        "announcement": 0.88,
        "announcement, strict": 0.45,
        "status right": 0.76,
        "origin right": 0.84,
        "figure": 0.80,
        "person": 0.88,
        "cited medium": 0.85,
        "evidence verbatim": 1.0,
    },
    "ja": {
        "relevant article": 0.95,
        "announcement": 0.88,
        "announcement, strict": 0.60,
        "status right": 0.80,
        "origin right": 0.90,
        "figure": 0.78,
        "person": 0.87,
        "cited medium": 0.60,
        "evidence verbatim": 1.0,
    },
}


@pytest.fixture(scope="module")
def cases() -> list[Labels]:
    return load_cases(CASES)


@pytest.fixture(scope="module")
def tables(cases: list[Labels]) -> dict[str, Table]:
    return score_all(cases)[0]


def test_there_are_cases_of_every_kind_in_both_languages(cases: list[Labels]) -> None:
    kinds = {(case["language"], case["category"]) for case in cases}
    assert kinds >= {(lang, kind) for lang in FLOORS for kind in ("in-the-wild", "synthetic", "negative")}
    assert sum(case["language"] == "ja" for case in cases) >= 50


@pytest.mark.parametrize(("language", "row"), [(lang, row) for lang, rows in FLOORS.items() for row in rows])
def test_no_row_falls_below_its_floor(tables: dict[str, Table], language: str, row: str) -> None:
    assert tables[language].rows[row].score >= FLOORS[language][row]


KNOWN_FAILURES = [
    (
        "GM finds room for China\nFord's Lincoln brand imports the Chinese-built Nautilus. GM does the same with the "
        "Buick Envision.",
        date(2025, 3, 1),
        ("Envision", "CN", "on_sale"),
    ),
    (
        "マツダ、タイ製を終売\nマツダは2015年に発売した「CX-3」の国内向けをタイからの輸入に切り替えていたが、2026年2月で販売を終えた。",
        date(2026, 3, 3),
        ("CX-3", "TH", "ended"),
    ),
]


@pytest.mark.parametrize(("text", "published", "wanted"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="known to be read wrongly; when it passes, move it to the cases")
def test_what_is_known_to_fail(text: str, published: date, wanted: tuple[str, str, str]) -> None:
    read = read_announcements(text, published=published)
    assert wanted in {(a.model, a.origin, str(a.status)) for a in read.announcements}
    assert all(a.start is None for a in read.announcements)
