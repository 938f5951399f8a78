"""The list of models known to be built abroad: names that the vocabulary holds, countries that are abroad."""

import tomllib
from collections import defaultdict

import pytest

from tracker.vocabulary import NameKind, read_vocabulary
from tracker.vocabulary.files import packaged_folder
from tracker.vocabulary.programmes import read_programmes

VOCABULARY = read_vocabulary()
PROGRAMMES = read_programmes()


def _homes():
    """The home markets of every maker's nameplates: two for BMW, whose MINI is at home in Britain."""
    homes = defaultdict(set)
    for name in VOCABULARY.names(NameKind.NAMEPLATE):
        homes[name.maker, name.canonical].add(name.market)
    return homes


def test_every_model_is_a_nameplate_of_its_maker():
    assert set(PROGRAMMES) - set(_homes()) == set()


def test_no_model_comes_from_its_own_home():
    homes = _homes()
    assert {key: origins & homes[key] for key, origins in PROGRAMMES.items() if origins & homes[key]} == {}


def test_every_origin_is_a_country_that_the_vocabulary_knows():
    countries = {name.canonical for name in VOCABULARY.names(NameKind.COUNTRY)}
    assert {key: origins for key, origins in PROGRAMMES.items() if not origins or origins - countries} == {}


def test_makers_models_and_countries_are_sorted():
    tables = tomllib.loads(packaged_folder().joinpath("programmes.toml").read_text("utf-8"))
    del tables["source"]
    assert list(tables) == sorted(tables, key=str.casefold)
    for models in tables.values():
        assert list(models) == sorted(models, key=str.casefold)
        assert [origins for origins in models.values() if origins != sorted(set(origins))] == []


@pytest.mark.parametrize(
    ("maker", "model", "origins"),
    [
        ("Toyota", "Highlander", {"US"}),
        ("Honda", "Odyssey", {"CN"}),
        ("Honda", "LaGreat", {"CA"}),
        ("Honda", "Today", {"CN"}),
        ("Nissan", "Mistral", {"ES"}),
        ("Suzuki", "Jimny Nomade", {"IN"}),
        ("BMW", "Countryman", {"AT", "DE", "NL"}),
        ("Audi", "Q3", {"ES", "HU"}),
        ("SEAT", "Tavascan", {"CN"}),
        ("Mercedes-Benz", "forfour", {"NL", "SI"}),
        ("Renault", "Spring", {"CN"}),
        ("Fiat", "Grande Panda", {"RS"}),
        ("GM", "Envision", {"CN"}),
        ("Ford", "Capri", {"AU", "DE"}),
        ("Jaguar Land Rover", "Defender", {"SK"}),
        ("Triumph", "Speed 400", {"IN"}),
    ],
)
def test_what_is_known_of_a_programme(maker, model, origins):
    assert PROGRAMMES[maker, model] == origins


@pytest.mark.parametrize(
    ("maker", "model"), [("Toyota", "4Runner"), ("Suzuki", "Jimny Sierra"), ("Toyota", "Land Cruiser 250")]
)
def test_a_model_that_is_built_at_home_is_no_programme(maker, model):
    assert (maker, model) not in PROGRAMMES
