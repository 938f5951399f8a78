"""The vocabulary's own data: every name is found as written, in its examples, and not in its counter-examples."""

from collections import Counter

import pytest

from tracker.announcements.document import fold
from tracker.vocabulary import Form, NameKind, read_vocabulary
from tracker.vocabulary.spellings import is_japanese

VOCABULARY = read_vocabulary()


def _named(text):
    return {match.name for match in VOCABULARY.find_names(fold(text))}


def _clear_slots(entry, spelling):
    """The spelling, its dots as in news, where it must be found: behind its brand, in front of a word, as a region."""
    for text in {spelling.text, spelling.text.replace("・", " "), spelling.text.replace("・", "")}:
        if spelling.after_brand:
            yield f"{entry.name.brand} {text}"
        elif entry.name.kind is NameKind.REGION:
            yield f"{text}州" if is_japanese(text) else f"{text} state"
        else:
            yield f"{text}製" if spelling.form is Form.SHORT else text


@pytest.mark.parametrize("kind", list(NameKind))
def test_every_spelling_finds_its_own_name(kind):
    entries = [entry for entry in VOCABULARY.entries if entry.name.kind is kind]
    lost = [
        f"{entry.place}: {text}"
        for entry in entries
        for spelling in entry.spellings
        for text in _clear_slots(entry, spelling)
        if entry.name.canonical not in {name.canonical for name in _named(text)}
    ]
    assert entries
    assert lost == []


def test_every_name_is_found_in_its_examples():
    lost = [f"{e.place}: {text}" for e in VOCABULARY.entries for text in e.examples if e.name not in _named(text)]
    assert lost == []


def test_no_name_is_found_in_its_counter_examples():
    found = [f"{e.place}: {text}" for e in VOCABULARY.entries for text in e.counter_examples if e.name in _named(text)]
    assert found == []


def test_a_spelling_that_is_shared_is_owned_more_than_once():
    owners = Counter((entry.name.kind, s.text) for entry in VOCABULARY.entries for s in entry.spellings)
    alone = [
        entry.place
        for entry in VOCABULARY.entries
        if entry.shared and all(owners[entry.name.kind, spelling.text] == 1 for spelling in entry.spellings)
    ]
    assert alone == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (NameKind.MAKER, 140),
        (NameKind.BRAND, 60),
        (NameKind.NAMEPLATE, 3300),
        (NameKind.PLANT, 490),
        (NameKind.COUNTRY, 80),
        (NameKind.REGION, 310),
        (NameKind.MEDIUM, 360),
    ],
)
def test_the_files_are_as_rich_as_they_were(kind, least):
    assert len(VOCABULARY.names(kind)) >= least


@pytest.mark.parametrize(
    ("kind", "canonical", "maker", "market"),
    [
        (NameKind.BRAND, "MINI", "BMW", "GB"),
        (NameKind.BRAND, "Cupra", "SEAT", "ES"),
        (NameKind.BRAND, "Lexus", "Toyota", "JP"),
        (NameKind.BRAND, "Acura", "Honda", "JP"),
        (NameKind.BRAND, "Infiniti", "Nissan", "JP"),
        (NameKind.BRAND, "Lincoln", "Ford", "US"),
        (NameKind.BRAND, "Buick", "GM", "US"),
        (NameKind.BRAND, "Volvo", "Volvo Cars", "SE"),
        (NameKind.BRAND, "Land Rover", "Jaguar Land Rover", "GB"),
        (NameKind.BRAND, "Dacia", "Renault", "RO"),
        (NameKind.BRAND, "Afeela", "Sony Honda Mobility", "JP"),
        (NameKind.BRAND, "smart", "Mercedes-Benz", "DE"),
        (NameKind.BRAND, "LiveWire", "Harley-Davidson", "US"),
        (NameKind.BRAND, "Renault Samsung", "Renault Korea", "KR"),
        (NameKind.MAKER, "Audi", None, "DE"),
        (NameKind.MAKER, "Aprilia", None, "IT"),
        (NameKind.MAKER, "Opel", None, "DE"),
        (NameKind.MAKER, "Vauxhall", None, "GB"),
        (NameKind.MAKER, "Polestar", None, "SE"),
        (NameKind.MAKER, "Jeep", None, "US"),
        (NameKind.MAKER, "Alfa Romeo", None, "IT"),
        (NameKind.NAMEPLATE, "Aceman", "BMW", "GB"),
        (NameKind.NAMEPLATE, "Integra Type S", "Honda", "JP"),
    ],
)
def test_makers_and_home_markets_are_those_of_the_annotation_guide(kind, canonical, maker, market):
    name = VOCABULARY.name(kind, canonical)
    assert (name.maker, name.market) == (maker, market)


@pytest.mark.parametrize(
    ("text", "canonical", "alias"),
    [
        ("Honda's Elevate", "WR-V", "Elevate"),
        ("「エレベイト」", "WR-V", "Elevate"),
        ("the Kluger", "Highlander", "Kluger"),
        ("「クルーガー」", "Highlander", "Kluger"),
        ("the Escudo", "Vitara", "Escudo"),
        ("the SX4 S-Cross", "S-Cross", "SX4 S-Cross"),
        ("日産マーチ", "March", None),
        ("タイ製「デミオ」", "Mazda2", "Demio"),
        ("the eVX", "e Vitara", "eVX"),
        ("a fuel-cell CR-V", "CR-V e:FCEV", None),
        ("5ドアのジムニー", "Jimny Nomade", "five-door Jimny"),
        ("the Micra", "March", "Micra"),
        ("built at TMMK", "Georgetown", "TMMK"),
        ("グルガオン工場", "Gurugram", "Gurgaon"),
    ],
)
def test_another_name_of_a_thing_leads_to_the_guide_s_and_keeps_its_own_in_english(text, canonical, alias):
    (match,) = [m for m in VOCABULARY.find_names(fold(text)) if m.name.kind in (NameKind.NAMEPLATE, NameKind.PLANT)]
    assert (match.name.canonical, match.alias) == (canonical, alias)
