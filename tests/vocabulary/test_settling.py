"""Which of several readings of a spelling the words beside it allow."""

import pytest

from tracker.announcements.document import fold
from tracker.vocabulary import NameKind, read_vocabulary


def _matches(text, kind=NameKind.NAMEPLATE):
    return [match for match in read_vocabulary().find_names(fold(text)) if match.name.kind is kind]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the Passport", True),
        ("「パスポート」", True),
        ("In March it", True),
        ("a Note", True),
        ("Honda Passport", False),
        ("Honda's Passport", False),
        ("Honda’s new Passport", False),
        ("ホンダパスポート", False),
        ("ホンダの「パスポート」", False),
        ("ホンダのSUV「パスポート」", False),
        ("Nissan's March", False),
        ("日産マーチ", False),
        ("Honda said the Passport", True),
        ("Toyota Passport", True),
        ("The Camry", False),
    ],
)
def test_an_ordinary_word_is_settled_by_its_own_maker_right_before_it(text, plain):
    (match,) = _matches(text)
    assert match.name.plain_word is plain


@pytest.mark.parametrize(
    "text",
    [
        "Honda's CR-V, Passport and Pilot",
        "the Honda CR-V, the Passport and the Pilot",
        "ホンダの「CR-V」「パスポート」「パイロット」",
        "ホンダCR-V、パスポート、パイロット",
    ],
)
def test_a_list_carries_its_head_s_maker_on(text):
    assert [(m.name.canonical, m.name.plain_word) for m in _matches(text)] == [
        ("CR-V", False),
        ("Passport", False),
        ("Pilot", False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("500 cars and 600 more", []),
        ("the Fiat 500", ["500"]),
        ("フィアット「500」", ["500"]),
        ("Fiat 600: the 600 is built in Poland", ["600", "600"]),
        ("Peugeot 208s", ["208"]),
        ("1,500 lorries", []),
        ("a smart #1", ["#1"]),
        ("Today it rained", []),
        ("Mazda 3", ["Mazda3"]),
        ("マツダ3車種", []),
        ("マツダ3万台", []),
        ("Mazda 3 million", []),
        ("「マツダ3」", ["Mazda3"]),
    ],
)
def test_a_number_is_a_model_right_behind_its_brand_and_once_introduced(text, found):
    assert [match.name.canonical for match in _matches(text)] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the Lincoln plant", [NameKind.PLANT]),
        ("Lincoln, Alabama,", [NameKind.PLANT]),
        ("リンカーン工場", [NameKind.PLANT]),
        ("Lincoln sold cars", [NameKind.BRAND, NameKind.PLANT]),
    ],
)
def test_a_plant_s_town_is_settled_by_what_follows(text, kinds):
    found = [m.name for m in read_vocabulary().find_names(text) if m.name.canonical == "Lincoln"]
    assert sorted(name.kind for name in found) == kinds
    assert all(name.plain_word is (len(kinds) > 1) for name in found)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("built at Puebla", [NameKind.PLANT]),
        ("メキシコのプエブラで", [NameKind.PLANT]),
        ("the state of Puebla", [NameKind.REGION]),
        ("Puebla state", [NameKind.REGION]),
        ("プエブラ州", [NameKind.REGION]),
        ("San José Chiapa, Puebla", [NameKind.PLANT, NameKind.REGION]),
        ("サン・ホセ・チアパ(プエブラ)", [NameKind.PLANT, NameKind.REGION]),
    ],
)
def test_a_town_whose_region_has_its_name_is_the_town_unless_the_region_is_meant(text, kinds):
    places = [m.name.kind for m in read_vocabulary().find_names(fold(text)) if m.name.kind is not NameKind.COUNTRY]
    assert places == kinds


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("the Dodge Hornet", {"Dodge"}),
        ("Honda's Hornet", {"Honda"}),
        ("an Opel Astra", {"Opel"}),
        ("a Vauxhall Astra", {"Vauxhall"}),
        ("Vauxhall will drop the Astra", {"Vauxhall"}),
        ("the Astra", {"Opel", "Vauxhall", "GM", "Holden"}),
    ],
)
def test_the_brand_before_a_shared_name_tells_whose_it_is(text, makers):
    assert {match.name.maker for match in _matches(text)} == makers


def test_names_that_differ_in_being_an_ordinary_word_alone_are_equal():
    plain, settled = _matches("The Passport. Honda Passport")
    assert (plain.name.plain_word, settled.name.plain_word) == (True, False)
    assert plain.name == settled.name


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Fiat reckons the 500 is safe", True),
        ("Fiat reckons the 500 workers are safe", None),
        ("Fiat lent the 500 people a hall", None),
        ("Peugeot's town gave up the 208 for Zaragoza", True),
        ("Reckon the 500 is safe", None),
        ("Pontiac peddled the LeMans", True),
        ("Fisker lands its first Oceans", True),
        ("Pontiac sold the last G8s", True),
    ],
)
def test_an_article_introduces_a_bare_name_once_its_brand_has_been_named(text, plain):
    assert [match.name.plain_word for match in _matches(text)] == ([] if plain is None else [plain])
