"""How a spelling of the data is found in a text: variants, boundaries, the longest name."""

import pytest

from tracker.announcements.document import fold
from tracker.vocabulary import NameKind, read_vocabulary


def _found(text, kind=NameKind.NAMEPLATE):
    """(what stands there, canonical name) of each name of a kind."""
    matches = read_vocabulary().find_names(fold(text))
    return [(text[m.start : m.end], m.name.canonical) for m in matches if m.name.kind is kind]


@pytest.mark.parametrize(
    ("text", "found", "canonical"),
    [
        ("the Camry.", "Camry", "Camry"),
        ("two Camrys", "Camrys", "Camry"),
        ("the CAMRY", "CAMRY", "Camry"),
        ("Murano's price", "Murano", "Murano"),
        ("Murano’s price", "Murano", "Murano"),
        ("Civic Type Rs", "Civic Type Rs", "Civic Type R"),
        ("Civic TypeR", "Civic TypeR", "Civic Type R"),
        ("Qashqais", "Qashqais", "Qashqai"),
        ("Fronxes", "Fronxes", "Fronx"),
        ("a Camry-based wagon", "Camry", "Camry"),
        ("WR-V", "WR-V", "WR-V"),
        ("WR―V", "WR―V", "WR-V"),
        ("WR‐V", "WR‐V", "WR-V"),
        ("WR−V", "WR−V", "WR-V"),
        ("WR–V", "WR–V", "WR-V"),
        ("WRーV", "WRーV", "WR-V"),
        ("ＷＲ－Ｖ", "ＷＲ－Ｖ", "WR-V"),
        ("WR V", "WR V", "WR-V"),
        ("the LandCruiser", "LandCruiser", "Land Cruiser"),
        ("Land-Cruiser", "Land-Cruiser", "Land Cruiser"),
        ("ランドクルーザー", "ランドクルーザー", "Land Cruiser"),
        ("ランド クルーザー", "ランド クルーザー", "Land Cruiser"),
        ("ランド・クルーザー", "ランド・クルーザー", "Land Cruiser"),
        ("インテグラ・タイプS", "インテグラ・タイプS", "Integra Type S"),
        ("インテグラ タイプＳ", "インテグラ タイプＳ", "Integra Type S"),
        ("INTEGRA Type S", "INTEGRA Type S", "Integra Type S"),
        ("CR-Vを", "CR-V", "CR-V"),
        ("新型ＣＲ－Ｖの", "ＣＲ－Ｖ", "CR-V"),
        ("the eVitara", "eVitara", "e Vitara"),
        ("Rav4", "Rav4", "RAV4"),
        ("the Megane", "Megane", "Mégane"),
        ("the Mégane", "Mégane", "Mégane"),
        ("VW ID 4", "ID 4", "ID.4"),
        ("VW ID.4", "ID.4", "ID.4"),
        ("a Town and Country", "Town and Country", "Town & Country"),
        ("CR-V e:FCEV", "CR-V e:FCEV", "CR-V e:FCEV"),
        ("CR-V e:HEV", "CR-V", "CR-V"),
        ("ＣＲ―Ｖ ｅ:ＦＣＥＶ", "ＣＲ―Ｖ ｅ:ＦＣＥＶ", "CR-V e:FCEV"),
        ("ホンダ「0α」", "0α", "0 α"),
        ("フランスの「ＤＳ９」", "ＤＳ９", "DS 9"),
        ("VW「T-ロック」", "T-ロック", "T-Roc"),
        ("ジャガー「E-ペイス」", "E-ペイス", "E-Pace"),
    ],
)
def test_a_variant_is_found(text, found, canonical):
    assert _found(text) == [(found, canonical)]


@pytest.mark.parametrize(
    "text",
    ["CR-VX", "XCR-V", "Camryx", "a camry", "the Muranoesque", "CX-300", "Corollary"],
)
def test_a_longer_word_and_a_lower_case_word_hold_no_name(text):
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("the Grand Highlander", "Grand Highlander"),
        ("a Jimny Nomade", "Jimny Nomade"),
        ("ジムニーノマド", "Jimny Nomade"),
        ("Land Cruiser FJ", "Land Cruiser FJ"),
        ("ランクルFJ", "Land Cruiser FJ"),
        ("the Pajero Sport", "Pajero Sport"),
        ("the GR Corolla", "GR Corolla"),
        ("ヤリスクロス", "Yaris Cross"),
        ("フィット アリア", "Fit Aria"),
        ("the Bronco Sport", "Bronco Sport"),
        ("アコードワゴン", "Accord Wagon"),
        ("Polestar 2", "Polestar 2"),
    ],
)
def test_the_longest_name_wins(text, canonical):
    assert [name for _, name in _found(text)] == [canonical]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("マーチング", []),
        ("ミニバン", []),
        ("リーフレット", []),
        ("フィットネス", []),
        ("ノートパソコン", []),
        ("トヨタカムリ", ["Camry"]),
        ("ホンダシビックハッチバック", ["Civic"]),
        ("カムリハイブリッド", ["Camry"]),
        ("アウトバックウィルダネス", ["Outback"]),
        ("ハイラックスサーフ", ["4Runner"]),
    ],
)
def test_a_katakana_name_counts_inside_a_longer_word_where_the_rest_is_known(text, found):
    assert [name for _, name in _found(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("日産は1日、日産1000台", [("日産", "Nissan")]),
        ("今日産業は", []),
        ("三菱商事と三菱自", [("三菱自", "Mitsubishi")]),
        ("三菱重工業", []),
        ("Toyota Motor Corp. said", [("Toyota Motor Corp", "Toyota")]),
        ("Honda Motor Co., Ltd. said", [("Honda Motor Co., Ltd.", "Honda")]),
        ("独BMW", [("BMW", "BMW")]),
        ("いすゞ自動車", [("いすゞ自動車", "Isuzu")]),
        ("the Ford Foundation", []),
    ],
)
def test_makers_are_found_and_their_namesakes_are_not(text, found):
    assert _found(text, NameKind.MAKER) == found


def test_a_unit_of_a_maker_says_where_it_works():
    (match,) = read_vocabulary().find_names("Maruti Suzuki")
    assert (match.name.canonical, match.name.country) == ("Suzuki", "IN")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("米オハイオ州", ["US"]),
        ("独BMWの", ["DE"]),
        ("2026年米工場", ["US"]),
        ("ホンダ=NSX(米)", ["US"]),
        ("写真(中)", []),
        ("日米合意", []),
        ("中古車", []),
        ("検討中の車", []),
        ("豪華な車", []),
        ("追加試験", []),
        ("米国製", ["US"]),
        ("タイ製", ["TH"]),
        ("タイヤ", []),
        ("インドネシア製", ["ID"]),
        ("U.S.-built", ["US"]),
        ("US-built", ["US"]),
        ("New Mexico", []),
        ("Thai-built", ["TH"]),
    ],
)
def test_countries_are_found_where_a_country_is_meant(text, found):
    assert [name for _, name in _found(text, NameKind.COUNTRY)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ケンタッキー州の", [("ケンタッキー州", "Kentucky")]),
        ("ケンタッキー工場", [("ケンタッキー", "Kentucky")]),
        ("Smyrna, Tenn.", [("Tenn.", "Tennessee")]),
        ("Chon Buri", [("Chon Buri", "Chonburi")]),
    ],
)
def test_regions_are_found(text, found):
    assert _found(text, NameKind.REGION) == found


def test_one_spelling_of_several_kinds_gives_a_match_of_each():
    matches = read_vocabulary().find_names("in Lincoln")
    assert {(m.name.kind, m.start, m.end) for m in matches} == {(NameKind.PLANT, 3, 10), (NameKind.BRAND, 3, 10)}


def test_a_match_tells_whether_it_is_written_as_in_the_data():
    exact, loose = read_vocabulary().find_names("CR-V, CR V")
    assert (exact.exact, loose.exact) == (True, False)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("according to the Nikkei", "Nikkei"),
        ("日経新聞によると", "Nikkei"),
        ("Nikkei Asia reported", "Nikkei Asia"),
        ("ロイター通信は", "Reuters"),
        ("マガジンXによれば", "Mag X"),
        ("Kyodo News said", "Kyodo News"),
    ],
)
def test_media_are_found(text, canonical):
    assert [name for _, name in _found(text, NameKind.MEDIUM)] == [canonical]


def test_a_share_index_is_no_medium():
    assert _found("日経平均株価", NameKind.MEDIUM) == []
