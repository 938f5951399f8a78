"""When a sale began, begins or ended: which times are weighed, with which readings, and which is taken."""

import pytest

from tests.announcements.judging.handmade import Said, candidate_of, lay, make_weights, prepare
from tracker.announcements.judging import judge
from tracker.announcements.judging.periods import weigh_periods
from tracker.announcements.judging.surroundings import Trait


def _rows(text: str, status: str = "planned", language: str = "en") -> dict[str, set[Trait]]:
    sheet = lay(text, language)
    candidate = candidate_of(sheet, "Camry")
    return weigh_periods(sheet, candidate, candidate.mentions[0][0], status)


def _dates(text: str, status: str = "on_sale", **said: Said) -> tuple[str | None, str | None]:
    document = prepare(text)
    judge(document, "en", weights=make_weights(said, {"status": {status: 5.0}}))
    (record,) = (record for record in document.announcements if record.model == "Camry")
    return record.start, record.end


def test_every_time_near_a_mention_is_weighed() -> None:
    assert set(_rows("The Camry comes in April 2026, or in 2027.")) == {"2026-04", "2027"}


def test_a_time_without_a_year_is_weighed_in_both_readings() -> None:
    rows = _rows("The Camry comes in January.")
    assert set(rows) == {"2025-01", "2026-01"}
    assert ("reading", ("future", "planned")) in rows["2026-01"]


def test_times_far_from_every_mention_are_left_alone() -> None:
    filler = "\n".join(["It rains."] * 6)
    assert _rows(f"The Camry is here.\n{filler}\nThat was in 2019.") == {}


@pytest.mark.parametrize(
    ("text", "language", "period", "trait"),
    [
        ("The Camry is sold since 2016.", "en", "2016", ("lead", "since")),
        ("The Camry is sold since 2016.", "en", "2016", ("grain", "year")),
        ("The Camry is sold since 2016.", "en", "2016", ("distance", "long ago")),
        ("The Camry is sold since 2016.", "en", "2016", ("act", "before trade/be ed")),
        ("The Camry was sold from 2011 to 2018.", "en", "2011", ("closes", "planned")),
        ("「カムリ」を2026年から売る", "ja", "2026", ("particle", "か")),
        ("「カムリ」を2026年4月に発売", "ja", "2026-04", ("then", "launch")),
    ],
)
def test_a_time_is_known_by_what_stands_around_it(
    text: str, language: str, period: str, trait: tuple[str, object]
) -> None:
    assert trait in _rows(text, language=language)[period]


SINCE: Said = {("row", "lead", "since"): {"yes": 10.0}, ("row", "lead", "until"): {"yes": -9.0}}
UNTIL: Said = {("row", "lead", "until"): {"yes": 10.0}, ("row", "lead", "since"): {"yes": -9.0}}


def test_the_time_that_more_speaks_for_is_taken() -> None:
    assert _dates("The Camry from Ohio is sold since 2016, unlike in 2012.", start=SINCE) == ("2016", None)


def test_a_time_that_nothing_speaks_for_is_not() -> None:
    assert _dates("The Camry from Ohio is sold, unlike in 2012.", start=SINCE) == (None, None)


def test_beginning_and_end_are_asked_for_one_by_one() -> None:
    text = "The Camry from Ohio was sold since 2011 and until 2018."
    assert _dates(text, "ended", start=SINCE, end=UNTIL) == ("2011", "2018")


def test_a_sale_that_is_only_planned_has_no_end() -> None:
    text = "The Camry from Ohio was sold since 2011 and until 2018."
    assert _dates(text, "planned", start=SINCE, end=UNTIL) == ("2011", None)


def test_an_earlier_sale_is_told_with_the_line_that_dates_it() -> None:
    document = prepare("The Camry returns from Ohio.\nIt was here until 2016.")
    judge(document, "en", weights=make_weights({"until": UNTIL}, {"past": {"yes": 3.0}}))
    (past,) = document.history
    assert (past.model, past.sold_until, past.evidence) == ("Camry", "2016", "It was here until 2016.")


def test_an_earlier_sale_without_a_date_is_not_told() -> None:
    document = prepare("The Camry returns from Ohio.")
    judge(document, "en", weights=make_weights({"until": UNTIL}, {"past": {"yes": 3.0}}))
    assert document.history == []
