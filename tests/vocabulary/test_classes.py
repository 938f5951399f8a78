"""The word classes: their files hold what they should, and every form of a word is found."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from tracker.vocabulary.classes import LANGUAGES, SPACED, inflect, read_classes

KEYS = {"act", "verbs", "words"}


def _file(language: str) -> dict[str, Any]:
    path = resources.files("tracker.vocabulary").joinpath("classes", f"{LANGUAGES[language]}.toml")
    return tomllib.loads(path.read_text("utf-8"))


CLASSES = [
    pytest.param(language, name, entry, id=f"{language} {name}")
    for language in LANGUAGES
    for name, entry in _file(language).items()
    if name != "irregular"
]


@pytest.mark.parametrize(("language", "name", "entry"), CLASSES)
def test_a_class_holds_words_in_small_letters_each_once(language: str, name: str, entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS
    assert entry.get("verbs") or entry.get("words")
    for key in ("verbs", "words"):
        words = entry.get(key, [])
        assert len(words) == len(set(words))
        assert all(word and word == word.strip() == word.lower() for word in words)


@pytest.mark.parametrize(("language", "name", "entry"), CLASSES)
def test_verbs_and_their_acts_are_for_languages_with_inflected_words(
    language: str, name: str, entry: dict[str, Any]
) -> None:
    if language not in SPACED:
        assert not {"verbs", "act"} & set(entry)
    assert "act" not in entry or entry.get("verbs")


@pytest.mark.parametrize("language", sorted(SPACED))
def test_an_irregular_form_is_of_a_verb_that_a_class_holds(language: str) -> None:
    content = _file(language)
    verbs = {
        verb.partition("_")[0]
        for name, entry in content.items()
        if name != "irregular"
        for verb in entry.get("verbs", [])
    }
    assert set(content["irregular"]) <= verbs


@pytest.mark.parametrize(
    ("verb", "irregular", "forms"),
    [
        ("sell", ["sold"], "sell sells sold selling"),
        ("launch", [], "launch launches launched launching"),
        ("drop", [], "drop drops dropped dropping"),
        ("study", [], "study studies studied studying"),
        ("deploy", [], "deploy deploys deployed deploying"),
        ("make", ["made"], "make makes made making"),
        ("die", [], "die dies died dying"),
        ("free", [], "free frees freed freeing"),
        ("show", ["showed", "shown"], "show shows showed shown showing"),
        ("come", ["came", "come"], "come comes came coming"),
        ("open", [], "open opens opened opening"),
        ("admit", [], "admit admits admitted admitting"),
        ("roll_off", [], "roll off|rolls off|rolled off|rolling off"),
    ],
)
def test_a_verb_has_its_forms(verb: str, irregular: list[str], forms: str) -> None:
    expected = forms.split("|") if "|" in forms else forms.split()
    assert [text for text, _ in inflect(verb, irregular)] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [("goes on sale now", "goes on sale"), ("sold out", "sold out"), ("sold here", "sold"), ("quietly", None)],
)
def test_the_longest_known_words_are_found(text: str, found: str | None) -> None:
    known = read_classes("en").find_words(text.split(), 0)
    assert (known.text if known else None) == found


def test_in_japanese_the_longest_piece_is_found() -> None:
    classes = read_classes("ja")
    for text in ("逆輸入する", "輸入する"):
        known = classes.find_piece(text, 0)
        assert known is not None
        assert text[: known.length].startswith(text.removesuffix("する"))
    assert classes.find_piece("っっっ", 0) is None


def test_classes_are_read_once() -> None:
    assert read_classes("en") is read_classes("en")
