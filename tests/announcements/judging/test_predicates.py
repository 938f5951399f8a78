"""Which predicate a model is of: by order and punctuation in English, by what follows in Japanese."""

import pytest

from tests.announcements.judging.handmade import candidate_of, lay
from tracker.announcements.judging.labels import label_tokens
from tracker.announcements.judging.predicates import find_predicates


def _traits(text: str, model: str | None, language: str = "en") -> list[tuple[str, object]]:
    sheet = lay(text, language)
    candidate, line = candidate_of(sheet, model), sheet.lines[0]
    labels = label_tokens(sheet, line, candidate.subject)
    return list(find_predicates(line, labels, candidate.mentions[0][1], language == "en"))


@pytest.mark.parametrize(
    ("text", "model", "trait"),
    [
        ("The Camry returns to Japan.", "Camry", ("subject of", ("trade/s", True))),
        ("Toyota will sell the Camry.", "Camry", ("object of", ("trade/will", True))),
        ("The Camry, built in Ohio, returns.", "Camry", ("apposition", "make/ed")),
        ("The Camry, built in Ohio, returns.", "Camry", ("apposition", "FOREIGN PLACE")),
        ("The Camry, built in Ohio, returns.", "Camry", ("subject of", ("trade/s", True))),
        ("The Camry (built in Ohio) returns.", "Camry", ("apposition", "make/ed")),
        ("The new Camry and Tundra return.", "Camry", ("subject of", ("trade/base", True))),
        ("Toyota sells the Camry but denied it.", "Camry", ("last act", "deny/ed")),
    ],
)
def test_an_english_predicate_is_found_by_order(text: str, model: str | None, trait: tuple[str, object]) -> None:
    assert trait in _traits(text, model)


@pytest.mark.parametrize("text", ["The Camry is red; Honda returns.", "Honda; the Camry."])
def test_what_another_clause_says_is_not_its_predicate(text: str) -> None:
    assert not [key for scope, key in _traits(text, "Camry") if scope in ("subject of", "object of")]


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("トヨタは「カムリ」の輸入を検討。", ("next", "import")),
        ("トヨタは「カムリ」の輸入を検討。", ("last", "study")),
        ("トヨタは「カムリ」の輸入を検討。", ("in turn", ("import", "study"))),
        ("トヨタは「カムリ」の輸入を検討。", ("ending", "検討")),
        ("トヨタは「カムリ」の輸入を見送り、「タンドラ」は検討。", ("last", "deny")),
        ("トヨタは「カムリ」の輸入を見送り、「タンドラ」は検討。", ("tail", "study")),
    ],
)
def test_a_japanese_predicate_follows(text: str, trait: tuple[str, object]) -> None:
    assert trait in _traits(text, "Camry", "ja")
