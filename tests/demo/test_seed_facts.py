"""The demo's article about the first case this project was made for: everything in it is read, and rightly."""

from datetime import date

import pytest

from tracker.announcements import read_announcements
from tracker.demo.world import read_world
from tracker.records import Announcement, Reading


@pytest.fixture(scope="module")
def reading() -> Reading:
    (story,) = (story for story in read_world(1)["pacific"].stories if "american-toyotas" in story.slug)
    text = "\n".join([story.title, story.standfirst or "", *story.paragraphs])
    return read_announcements(text, published=date.fromisoformat(story.published))


def found(reading: Reading, model: str | None) -> Announcement:
    (said,) = (said for said in reading.announcements if said.model == model)
    return said


@pytest.mark.parametrize(("model", "region"), [("Camry", "Kentucky"), ("Highlander", "Indiana"), ("Tundra", "Texas")])
def test_the_toyotas_are_planned_for_2026_from_their_plants_states(reading: Reading, model: str, region: str) -> None:
    said = found(reading, model)
    assert (said.maker, said.origin, said.market, said.status, said.start, said.plant_region) == (
        "Toyota",
        "US",
        "JP",
        "planned",
        "2026",
        region,
    )


@pytest.mark.parametrize("model", ["Altima", "Murano", "Pathfinder", None])
def test_the_nissans_are_considered(reading: Reading, model: str | None) -> None:
    said = found(reading, model)
    assert (said.maker, said.origin, said.status) == ("Nissan", "US", "considering")


@pytest.mark.parametrize("model", ["0 Series", "Passport", "RSX"])
def test_the_hondas_are_guessed_at(reading: Reading, model: str) -> None:
    said = found(reading, model)
    assert (said.maker, said.origin, said.status, said.basis) == ("Honda", "US", "speculated", "commentary")


def test_nothing_else_is_announced(reading: Reading) -> None:
    assert len(reading.announcements) == 10


def test_the_figures_are_read(reading: Reading) -> None:
    values = {(figure.kind.value, figure.value) for figure in reading.figures}
    assert {("investment", 10_000_000_000), ("sales", 8825), ("capacity", (80_000, 100_000))} <= values


def test_the_past_sales_are_history(reading: Reading) -> None:
    assert {(past.model, past.sold_until, past.sold_as) for past in reading.history} == {
        ("Camry", "2023", None),
        ("Highlander", "2007", "Kluger"),
    }


def test_the_people_and_the_cited_medium_are_read(reading: Reading) -> None:
    assert [person.name for person in reading.people] == ["Koji Sato", "Guillaume Cartier"]
    assert reading.cites == ("Automotive News",)
