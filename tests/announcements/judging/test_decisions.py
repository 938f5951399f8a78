"""The decisions: who is a record, on which evidence, and why."""

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.announcements.judging.handmade import Said, make_weights, prepare
from tracker.announcements.document import Document
from tracker.announcements.judging import judge
from tracker.records import Announcement, Basis, History, Status

TEXT = (
    "Toyota brings a car home\nHonda has the Accord.\nThe Camry, built in Kentucky, will be sold in Japan.\nIt rains."
)
NEVER = {"record": {"yes": -6.0}}
SOLD = {("best", "act", "trade/will"): {"yes": 9.0}}


def _judged(
    text: str = TEXT,
    language: str = "en",
    heads: Mapping[str, Said] | None = None,
    biases: Mapping[str, Mapping[str, float]] | None = None,
) -> Document:
    document = prepare(text, language)
    judge(document, language, weights=make_weights(heads, biases))
    return document


def _models(document: Document) -> list[str | None]:
    return [record.model for record in document.announcements]


def test_a_candidate_that_the_traits_speak_for_is_a_record() -> None:
    assert _models(_judged(heads={"record": SOLD}, biases=NEVER)) == ["Camry"]


def test_nothing_speaks_for_a_record_then_there_is_none() -> None:
    document = _judged(biases=NEVER)
    assert (document.announcements, document.rejected) == ([], [])


def test_what_was_nearly_a_record_is_told() -> None:
    document = _judged("The Camry from Ohio is here.", biases={"record": {"yes": -0.1}})
    assert document.announcements == []
    assert [line.split(":")[0] for line in document.rejected] == ["Camry"]


def test_the_evidence_is_the_line_that_speaks_of_it_best() -> None:
    text = "The Camry from Ohio is red.\nThe Camry will be sold in Japan.\nThe Camry is old."
    heads = {"evidence": {("best", "act", "trade/will"): {"yes": 3.0}}}
    (record,) = _judged(text, heads=heads).announcements
    assert record.evidence == "The Camry will be sold in Japan."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("ﾄﾖﾀは米国製“カムリ”を発売。\n「カムリ」は１２月に来る。", "ja"),
        ("The “Camry”\u00a0— sold in Ohio.\n\tThe Camry", "en"),
    ],
)
def test_evidence_stands_verbatim_where_its_offsets_say(text: str, language: str) -> None:
    document = _judged(text, language)
    assert document.announcements
    for record in document.announcements:
        assert text[record.evidence_start : record.evidence_end] == record.evidence


def test_records_come_in_the_order_of_their_evidence() -> None:
    starts = [record.evidence_start for record in _judged().announcements]
    assert starts == sorted(starts)


def test_status_and_basis_are_the_likeliest_answers() -> None:
    biases = {"status": {"planned": 1.0, "ended": 3.0}, "basis": {"commentary": 2.0, "report": 1.0}}
    for record in _judged(biases=biases).announcements:
        assert (record.status, record.basis) == (Status.ENDED, Basis.COMMENTARY)


def test_a_record_tells_which_traits_tipped_it() -> None:
    document = _judged(heads={"record": SOLD}, biases=NEVER)
    (record,) = document.announcements
    assert any("act trade/will +9.00" in reason for reason in record.rules)
    assert any(reason.startswith("record ") for reason in record.rules)
    assert any(reason.startswith("on_sale ") for reason in record.rules)


def test_a_badge_without_a_model_can_be_a_record() -> None:
    records = _judged("Lexus comes home from Ohio.").announcements
    assert [(record.maker, record.brand, record.model, record.market) for record in records] == [
        ("Toyota", "Lexus", None, "JP")
    ]


@pytest.mark.parametrize("text", ["The Camry is here.", "The Camry is built in Japan and sold in Tokyo."])
def test_without_a_place_abroad_no_car_comes_home(text: str) -> None:
    assert _judged(text).announcements == []


def test_an_article_without_records_can_be_on_the_subject_all_the_same() -> None:
    on_it = {"context": {("article", "article", "will"): {"yes": 9.0}}}
    assert _judged("Toyota will do it.", heads=on_it, biases=NEVER).on_subject
    assert not _judged("Toyota did it.", heads=on_it, biases=NEVER).on_subject
    assert not _judged(heads=on_it).on_subject


@pytest.mark.parametrize(
    ("text", "language"), [("", "en"), ("", "ja"), (" \n\n", "en"), ("It rains.", "en"), ("雨。", "ja")]
)
def test_a_text_that_names_no_car_gives_nothing(text: str, language: str) -> None:
    document = _judged(text, language)
    assert (document.announcements, document.history, document.rejected) == ([], [], [])


NAMES = "Toyota Honda Camry Accord Lexus Kentucky Thailand Japan 2016 January"
OTHERS = "the will sell built not until , . ; \n"
WORDS = st.sampled_from([*NAMES.split(), *OTHERS.split(" ")])


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, max_size=60))
def test_whatever_the_words_evidence_stands_in_the_text_and_judging_again_gives_the_same(words: list[str]) -> None:
    text = " ".join(words)
    document, again = _judged(text), _judged(text)
    assert [dataclasses.asdict(r) for r in document.announcements] == [
        dataclasses.asdict(r) for r in again.announcements
    ]
    told: list[Announcement | History] = [*document.announcements, *document.history]
    for record in told:
        assert text[record.evidence_start : record.evidence_end] == record.evidence
    for record in document.announcements:
        assert record.origin != record.market
