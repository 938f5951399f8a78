"""The traits of a candidate: what its lines, its surroundings and the article say, as far as the weights know it."""

from collections.abc import Hashable, Iterable

import pytest

from tests.announcements.judging.handmade import candidate_of, lay
from tracker.announcements.judging.candidates import find_candidates
from tracker.announcements.judging.traits import find_article_traits, find_line_traits
from tracker.announcements.judging.weights import Table, TraitIndex

Told = set[tuple[str, Hashable]]


class Everything(TraitIndex):
    """An index that knows every trait it is asked for, and remembers its name."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, Hashable]] = []

    def table(self, scope: str) -> Table:
        return _Table(self.seen, scope)

    def told(self, numbers: Iterable[int]) -> Told:
        return {self.seen[number] for number in numbers}


class _Table(Table):
    def __init__(self, seen: list[tuple[str, Hashable]], scope: str) -> None:
        super().__init__()
        self.seen, self.scope = seen, scope

    def get(self, key: Hashable, default: object = None) -> int:
        self.seen.append((self.scope, key))
        return len(self.seen) - 1


def _of_line(text: str, model: str | None, language: str = "en", line: int = 0) -> tuple[Told, Told]:
    sheet, index = lay(text, language), Everything()
    traits = find_line_traits(sheet, sheet.lines[line], candidate_of(sheet, model), index)
    return index.told(traits.core), index.told(traits.wording)


def _of_article(text: str, model: str | None) -> Told:
    sheet, index = lay(text), Everything()
    return index.told(find_article_traits(sheet, candidate_of(sheet, model), find_candidates(sheet), index))


def test_a_verb_is_of_the_model_it_stands_nearest_to() -> None:
    core, _ = _of_line("Toyota sells the Camry; it denied the Tundra.", "Camry")
    assert ("near", "trade/s") in core
    assert ("far", "deny/ed") in core
    assert ("near", "deny/ed") not in core


def test_models_of_one_list_share_what_is_said() -> None:
    for model in ("Camry", "Tundra"):
        core, _ = _of_line("Toyota sells Camry and Tundra.", model)
        assert ("near", "trade/s") in core


def test_a_line_that_names_no_model_carries_on() -> None:
    core, _ = _of_line("The Camry is here.\nIt sells well.", "Camry", line=1)
    assert ("line", "CARRIES ON") in core
    core, _ = _of_line("The Camry is here.\nIt sells well.", "Camry")
    assert ("line", "CARRIES ON") not in core


def test_the_first_line_is_the_title() -> None:
    assert ("line", "TITLE") in _of_line("The Camry is here.", "Camry")[0]


def test_words_without_a_class_are_wording() -> None:
    core, wording = _of_line("The Camry waits on a doorstep.", "Camry")
    assert ("word", "doorstep") in wording
    assert ("line", "doorstep") not in core


def test_japanese_wording_is_in_runs() -> None:
    _, wording = _of_line("「カムリ」を店に置く", "Camry", "ja")
    assert ("word", ("を", "店")) in wording


def test_a_trait_that_the_weights_do_not_know_is_no_trait() -> None:
    sheet = lay("Toyota sells the Camry.")
    traits = find_line_traits(sheet, sheet.lines[0], candidate_of(sheet, "Camry"), TraitIndex())
    assert (traits.core, traits.wording) == (set(), set())


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Toyota sells the Camry.\nThe Camry is red.", ("mentions", 2)),
        ("Toyota sells the Camry.", ("market", True)),
        ("Toyota sells the Camry.", ("known import", True)),
        ("Toyota sells the Camry in Japan.", ("home named", 1)),
        ("Toyota sells the Camry in Ohio and Texas.", ("abroad named", 2)),
        ("Toyota sells the Camry.", ("main maker", True)),
        ("Honda, Honda! Toyota sells the Camry.", ("main maker", False)),
        ("The Camry is not the Camry Solara.", ("relatives", "longer name")),
        ("The Camry was sold until 2001 and 2002.", ("article of old times", True)),
    ],
)
def test_the_article_says_what_the_line_does_not(text: str, trait: tuple[str, object]) -> None:
    told = _of_article(text, "Camry")
    assert trait in told or trait[1] in {key[0] for scope, key in told if scope == trait[0] and isinstance(key, tuple)}
