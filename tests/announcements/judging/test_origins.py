"""Where a candidate is built: which countries are weighed, and what is told of the one that is chosen."""

import pytest

from tests.announcements.judging.handmade import Said, candidate_of, lay, make_weights, prepare
from tracker.announcements.judging import judge
from tracker.announcements.judging.origins import find_sites, weigh_countries
from tracker.announcements.judging.surroundings import Trait
from tracker.records import Announcement

FROM: Said = {("row", "own words before", ("from",)): {"yes": 10.0}, ("row", "own words before", ("in",)): {"yes": 9.0}}


def _rows(text: str, model: str | None = "Camry") -> dict[str, set[Trait]]:
    sheet = lay(text)
    candidate = candidate_of(sheet, model)
    return weigh_countries(sheet, find_sites(sheet), candidate, candidate.mentions[0][0])


def _record(text: str, model: str | None = "Camry", said: Said = FROM) -> Announcement:
    document = prepare(text)
    judge(document, "en", weights=make_weights({"origin": said}))
    (record,) = (record for record in document.announcements if record.model == model)
    return record


def test_every_foreign_country_is_weighed_and_home_never() -> None:
    assert set(_rows("The Camry, from Kentucky or Thailand, is sold in Japan.")) == {"US", "TH"}


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("The Camry is built in Kentucky.", ("relation", "evidence")),
        ("The Camry is here.\nIt is from the United States.", ("relation", "1")),
        ("The Camry is built in Kentucky, in the United States.", ("count", 2)),
        ("The Camry is built in the United States.", ("known origin", (True, True))),
        ("The Camry is built in the United States.", ("has plants there", True)),
        ("The Camry is built in the United States.", ("in title", True)),
        ("The Camry is built in the United States.", ("evidence act", "before make/be ed")),
        ("The Camry is built in Georgetown, Kentucky.", ("own plant", True)),
    ],
)
def test_a_country_is_known_by_what_stands_around_it(text: str, trait: tuple[str, object]) -> None:
    scopes = {trait, (trait[0].removeprefix("evidence "), trait[1])}
    assert scopes & _rows(text)["US"]


def test_of_two_countries_the_one_that_more_speaks_for_is_the_origin() -> None:
    record = _record("The Camry for Thailand is sent from Kentucky.")
    assert (record.origin, record.plant_region, record.plant) == ("US", "Kentucky", None)


def test_nothing_speaks_for_a_country_then_there_is_no_origin() -> None:
    assert _record("The Camry is praised by Kentucky.", said={}).origin is None


def test_a_plant_is_told_with_its_region_as_the_article_states_them() -> None:
    record = _record("The Camry from Georgetown, Kentucky is here.")
    assert (record.origin, record.plant_region, record.plant) == ("US", "Kentucky", "Georgetown")


def test_a_region_of_another_plant_is_left_out() -> None:
    record = _record("The Camry from Georgetown is here, says Texas.")
    assert (record.plant_region, record.plant) == (None, "Georgetown")


def test_an_origin_that_stands_beside_another_model_is_inferred() -> None:
    text = "The Camry is here.\nThe Tundra is from Texas."
    said: Said = {("row", "relation", "1"): {"yes": 10.0}}
    assert _record(text, said=said).inferred == ("origin",)
    assert _record("The Camry is from Texas.").inferred == ()
