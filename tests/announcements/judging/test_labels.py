"""What names and times are to one candidate, so that two articles on two cars leave the same traits."""

import pytest

from tests.announcements.judging.handmade import candidate_of, lay
from tracker.announcements.judging.labels import label_tokens

ENGLISH = "Toyota sells the Kentucky-built Camry, not the Highlander, in Japan next year, says Reuters in Asia."
JAPANESE = "トヨタは米国製「カムリ」を来春、日本で発売する。"


def _labels(text: str, model: str | None, language: str = "en") -> list[str]:
    sheet = lay(text, language)
    labels = label_tokens(sheet, sheet.lines[0], candidate_of(sheet, model).subject)
    return [label for label in labels if label[:1].isupper()]


@pytest.mark.parametrize(
    ("text", "language", "model", "labels"),
    [
        (ENGLISH, "en", "Camry", "MAKER, FOREIGN PLACE, SELF, MODEL, HOME, T ahead, MEDIUM, CONTINENT"),
        (ENGLISH, "en", "Highlander", "MAKER, FOREIGN PLACE, MODEL, SELF, HOME, T ahead, MEDIUM, CONTINENT"),
        (ENGLISH, "en", None, "SELF, FOREIGN PLACE, MODEL, MODEL, HOME, T ahead, MEDIUM, CONTINENT"),
        (JAPANESE, "ja", "Camry", "MAKER, FOREIGN, SELF, T ahead, HOME"),
        ("Honda's Thai Accord, unlike Toyota's Camry", "en", "Accord", "MAKER, FOREIGN ADJ, SELF, OMAKER, OMODEL"),
        ("The Camry, built at Toyota's Georgetown plant", "en", "Camry", "SELF, MAKER, FOREIGN PLACE OWN"),
        ("The Camry, built in Germany, sold in Germany", "en", "Camry", "SELF, FOREIGN, FOREIGN"),
        ("BMW's X3, built in the United States, sold in Germany", "en", "X3", "MAKER, SELF, FOREIGN, HOME"),
    ],
)
def test_names_are_told_as_what_they_are_to_the_candidate(
    text: str, language: str, model: str | None, labels: str
) -> None:
    assert ", ".join(_labels(text, model, language)) == labels


def test_a_time_without_a_year_leaves_it_to_the_tense() -> None:
    assert _labels("The Camry comes in January.", "Camry") == ["SELF", "T EITHER"]


def test_without_a_day_of_publication_no_time_lies_anywhere() -> None:
    sheet = lay("The Camry comes in 2026.", published=None)
    assert label_tokens(sheet, sheet.lines[0], candidate_of(sheet, "Camry").subject)[-2] == "T unknown"


def test_other_words_stay_what_they_are() -> None:
    sheet = lay("The red Camry")
    assert label_tokens(sheet, sheet.lines[0], candidate_of(sheet, "Camry").subject) == ["the", "red", "SELF"]
