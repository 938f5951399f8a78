"""What changed between two versions of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.records import Announcement, Basis, Figure, FigureKind, Person, Reading, Status, Topic
from tracker.stories.revisions import compare_records, compare_texts, hash_content, is_change

CAMRY = Announcement(
    maker="Toyota", brand="Toyota", model="Camry", market="JP", origin="US", status=Status.CONSIDERING,
    basis=Basis.COMPANY, start="2026", evidence="It may come.", evidence_start=3, evidence_end=15,
)  # fmt: skip
PRICE = Figure(kind=FigureKind.PRICE, value=5_500_000, unit="JPY", maker="Toyota", model="Camry")


def reading(*announcements: Announcement, **parts: Any) -> Reading:
    return Reading(language="en", topic=Topic.ANNOUNCEMENT, announcements=announcements, **parts)


def test_a_status_that_moved_and_a_start_that_slipped_are_changes_of_one_record() -> None:
    change = compare_records(reading(CAMRY), reading(replace(CAMRY, status=Status.PLANNED, start="2027")))
    assert change["added"] == change["removed"] == []
    assert change["changed"][0]["fields"] == {"status": ["considering", "planned"], "start": ["2026", "2027"]}
    assert change["changed"][0]["model"] == "Camry"


def test_an_origin_that_became_known_is_a_change_of_one_record() -> None:
    change = compare_records(reading(replace(CAMRY, origin=None)), reading(CAMRY))
    assert change["changed"][0]["fields"] == {"origin": [None, "US"]}


def test_another_car_is_another_record() -> None:
    change = compare_records(reading(CAMRY), reading(replace(CAMRY, model="Tundra")))
    assert [record["model"] for record in change["added"]] == ["Tundra"]
    assert [record["model"] for record in change["removed"]] == ["Camry"]


def test_a_sentence_that_moved_changes_no_record() -> None:
    moved = replace(CAMRY, evidence="It may come, it says.", evidence_start=90, evidence_end=111, rules=("r",))
    assert not is_change(compare_records(reading(CAMRY), reading(moved)))


def test_of_two_prices_the_one_that_stayed_is_not_the_one_that_changed() -> None:
    dear, dearer = replace(PRICE, value=6_000_000), replace(PRICE, value=6_200_000)
    change = compare_records(reading(figures=(PRICE, dear)), reading(figures=(dearer, PRICE)))
    assert [record["fields"] for record in change["changed"]] == [{"value": [6_000_000, 6_200_000]}]


def test_people_and_media_come_and_go() -> None:
    change = compare_records(reading(cites=("Nikkei",)), reading(people=(Person(name="Kenji Morita"),)))
    assert change["added"] == [{"record": "person", "name": "Kenji Morita", "role": None, "organisation": None}]
    assert change["removed"] == [{"record": "cites", "medium": "Nikkei"}]


def test_lines_that_came_and_went_are_told_in_order() -> None:
    assert compare_texts("a\nb\nc", "a\nc\nd") == {"removed": ["b"], "added": ["d"]}


def test_blanks_and_punctuation_are_no_new_content_but_a_word_is() -> None:
    def content(body: str, title: str = "Camry comes home", day: str = "2026-04-02") -> str:
        return hash_content(title, body, day, ["Jane Doe"])

    assert content("It comes in “spring”.") == content('It  comes in "spring" .\n')
    assert content("It comes in spring.") != content("It comes in autumn.")
    assert content("It comes.", day="2026-04-03") != content("It comes.")
    assert content("It comes.\nIt goes.") != content("It comes. It goes!", title="Camry comes home, almost")
