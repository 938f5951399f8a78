"""Which models a text names: those of the vocabulary, and those nobody has heard of, in a clear slot."""

import pytest

from tests.announcements.judging.handmade import prepare
from tracker.announcements.reading import find_unheard
from tracker.vocabulary import NameKind


def _unheard(text: str, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    document = prepare(text, language)
    return [(text[m.start : m.end], m.name.maker, m.name.market) for m in find_unheard(document, language)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Toyota's new Zorbo comes from Thailand.", "Zorbo"),
        ("Toyota will sell the Zorbo pickup.", "Zorbo"),
        ("Toyota has a car called the Zorbo.", "Zorbo"),
        ("Toyota sells it: the Zorbo, which is built in Thailand.", "Zorbo"),
        ("Toyota is back with the Thai-built Zorbo.", "Zorbo"),
    ],
)
def test_a_nameplate_nobody_has_heard_of_is_found_in_its_slot(text: str, name: str) -> None:
    assert _unheard(text) == [(name, "Toyota", "JP")]


@pytest.mark.parametrize(
    "text",
    [
        "Toyota's Koji Sato said so.",
        "The Toyota President said so.",
        "Toyota Motor Corporation of Japan",
        "It rained in Zorbo, the pickup of the weather.",
        "The Zorbo pickup is here.",
        "Toyota sells the Camry.",
    ],
)
def test_a_person_a_title_or_a_known_car_is_no_such_nameplate(text: str) -> None:
    assert _unheard(text) == []


def test_once_found_it_is_found_wherever_it_stands() -> None:
    text = "Toyota's new Zorbo comes home. A Zorbo costs little; the Zorbos are red."
    assert [word for word, _, _ in _unheard(text)] == ["Zorbo", "Zorbo", "Zorbos"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("見出し\nトヨタ「ゾルボ」を国内で発売する。", "ゾルボ"),
        ("見出し\nトヨタはSUV「ゾルボ」を国内で発売する。", "ゾルボ"),
        ("見出し\nトヨタの新型「ゾルボX」の販売を始めた。", "ゾルボX"),
    ],
)
def test_in_japanese_its_slot_is_in_brackets(text: str, name: str) -> None:
    assert _unheard(text, "ja") == [(name, "Toyota", "JP")]


@pytest.mark.parametrize(
    "text",
    [
        "見出し\nトヨタは「計画はない」と話した。",
        "見出し\nトヨタの「逆輸入」を発売する。",
        "見出し\n「ゾルボ」を国内で発売する。",
        "見出し\nトヨタ「カムリ」を国内で発売する。",
        "見出し\nトヨタが閉じない「ゾルボを国内で発売する。",
    ],
)
def test_a_quotation_or_a_known_car_in_brackets_is_no_such_nameplate(text: str) -> None:
    assert _unheard(text, "ja") == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Honda sells the Passport.", "Passport"),
        ("Honda's Passport is here", "Passport"),
        ("The Kluger is back.", "Highlander"),
        ("The Mitsubishi Eclipse Cross is here.", "Eclipse Cross"),
    ],
)
def test_a_known_nameplate_is_mentioned_under_its_canonical_name(text: str, canonical: str) -> None:
    names = [m.name.canonical for m in prepare(text).mentions if m.name.kind is NameKind.NAMEPLATE]
    assert names == [canonical]


@pytest.mark.parametrize("text", ["He lost his passport.", "In March it rained.", "Honda, in March 2024, was late."])
def test_an_ordinary_word_mentions_no_car(text: str) -> None:
    assert [m.name.canonical for m in prepare(text).mentions if m.name.kind is NameKind.NAMEPLATE] == []


def test_of_a_shared_name_the_maker_that_is_named_most_is_meant() -> None:
    mentions = prepare("Opel, Opel and Vauxhall: the Astra is here.").mentions
    assert [m.name.maker for m in mentions if m.name.canonical == "Astra"] == ["Opel"]
