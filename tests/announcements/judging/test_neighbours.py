"""What was judged of the other candidates, as traits of one."""

from tests.announcements.judging.handmade import candidate_of, lay
from tracker.announcements.judging.neighbours import Opinion, compare_opinions
from tracker.announcements.judging.sheet import Sheet


def _opinion(sheet: Sheet, model: str, chance: float) -> Opinion:
    statuses = {"planned": 0.9, "on_sale": 0.1}
    return Opinion(candidate_of(sheet, model), 0, 2.0, chance, [1.0, -1.0], statuses)


def _compare(text: str, *models: str, chances: tuple[float, ...] = (0.9, 0.9)) -> dict[str, float]:
    sheet = lay(text)
    opinions = [_opinion(sheet, model, chance) for model, chance in zip(models, chances, strict=True)]
    compare_opinions(opinions)
    return opinions[0].traits


def test_an_opinion_is_a_trait_of_its_own() -> None:
    traits = _compare("The Camry is here.", "Camry", chances=(0.9,))
    assert traits["own planned"] == 1.0
    assert traits["own sum"] > 0
    assert traits["any highest"] == 0.0


def test_a_sure_neighbour_of_the_maker_speaks_for_a_model() -> None:
    traits = _compare("The Camry and the Tundra are here.", "Camry", "Tundra")
    assert traits["maker highest"] == traits["line highest"] == 0.9
    assert traits["any planned"] > traits["any on_sale"] > 0


def test_a_neighbour_of_another_maker_is_none_of_its_maker() -> None:
    traits = _compare("The Camry and Honda's Accord are here.", "Camry", "Accord")
    assert (traits["any highest"], traits["maker highest"]) == (0.9, 0.0)


def test_models_side_by_side_stand_together() -> None:
    assert "beside planned" in _compare("The Camry and Tundra are here.", "Camry", "Tundra")
    far = "The Camry is here, and a long way down this very same line the Tundra stands."
    assert "beside planned" not in _compare(far, "Camry", "Tundra")


def test_likely_records_are_counted() -> None:
    assert "records 2" in _compare("The Camry and Tundra.", "Camry", "Tundra")
    assert "records 1" in _compare("The Camry and Tundra.", "Camry", "Tundra", chances=(0.9, 0.1))
