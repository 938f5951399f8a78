"""Who an article could be announcing: models with a home, badges, and which lines go on about them."""

import pytest

from tests.announcements.judging.handmade import candidate_of, lay
from tracker.announcements.judging.candidates import MENTIONS, Subject, find_candidates


def _subjects(text: str, language: str = "en") -> list[Subject]:
    return [candidate.subject for candidate in find_candidates(lay(text, language))]


def test_every_model_and_every_badge_is_a_candidate_in_order() -> None:
    assert _subjects("Toyota builds the Camry, Honda the Accord.") == [
        ("Toyota", "Toyota", None, "JP"),
        ("Toyota", "Toyota", "Camry", "JP"),
        ("Honda", "Honda", None, "JP"),
        ("Honda", "Honda", "Accord", "JP"),
    ]


def test_a_brand_belongs_to_its_maker() -> None:
    assert ("Toyota", "Lexus", None, "JP") in _subjects("Lexus has a new car.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A passport lay on the desk in Lincoln.", False),
        ("Honda sells the Passport.", True),
        ("A red Passport, by Ford.", False),
    ],
)
def test_a_name_that_is_a_plain_word_needs_its_badge(text: str, found: bool) -> None:
    assert ("Passport" in [subject[2] for subject in _subjects(text)]) is found


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("Vauxhall sells the Astra.", {"Vauxhall"}),
        ("Opel sells the Astra.", {"Opel"}),
        ("Opel and Vauxhall sell the Astra.", {"Opel", "Vauxhall"}),
    ],
)
def test_of_a_name_that_makers_share_those_that_are_named_have_it(text: str, makers: set[str]) -> None:
    assert {maker for maker, _, model, _ in _subjects(text) if model == "Astra"} == makers


def test_lines_behind_a_mention_that_name_no_model_go_on_about_it() -> None:
    sheet = lay("The Camry is built here.\nIt sells well.\nIt is red.\nIt is old.\nThe Tundra is not.")
    assert list(candidate_of(sheet, "Camry").lines) == [0, 1, 2]
    assert candidate_of(sheet, "Camry").lines[1] == []
    assert list(candidate_of(sheet, "Tundra").lines) == [4]


def test_another_model_ends_what_goes_on() -> None:
    sheet = lay("The Camry is built here.\nThe Tundra is not.\nIt is red.")
    assert list(candidate_of(sheet, "Camry").lines) == [0]


def test_only_so_many_mentions_are_looked_at() -> None:
    sheet = lay("\n".join(["The Camry is here."] * (MENTIONS + 5)))
    assert len(candidate_of(sheet, "Camry").mentions) == MENTIONS


def test_a_text_without_a_name_has_no_candidate() -> None:
    assert _subjects("It rained all day.") == []
