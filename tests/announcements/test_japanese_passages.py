"""Cars that no known act was read of: what the passage as a whole says of them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.announcements import read_announcements
from tracker.announcements.japanese.modality import Modality, read_modality

PUBLISHED = date(2023, 5, 10)
LEAD = "海外生産車の逆輸入\n日産自動車はタイの工場で生産する「キックス」を国内で販売している。\n"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("同社は「売る計画も持っていない」と文書で答えた。", Modality.DENIED),
        ("そんな構想は消えた。", Modality.DENIED),
        ("輸入を昨年で打ち切った。", Modality.ENDED),
        ("次に来ると踏んでいる。", Modality.GUESSED),
        ("可否を社内で点検している。", Modality.WEIGHED),
        ("来春、国内の店に並ぶ。", Modality.INTENDED),
        ("英国から順調に入っている。", Modality.DONE),
        ("日本では販売されていない。", None),
        ("港は静かだった。", None),
    ],
)
def test_a_passage_is_of_the_class_of_its_predicate(text: str, modality: Modality | None) -> None:
    assert read_modality(text) is modality


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("ホンダはオハイオ州の「エレメント」も船で受け取っており、人気だ。", ("Element", "US", "on_sale")),
        ("ホンダはインドネシアの「ブリオ」を国内で、と問われて首を横に振った。", ("Brio", "ID", "ruled_out")),
    ],
)
def test_a_nameplate_built_abroad_is_a_record_in_an_article_about_such_imports(
    text: str, record: tuple[str, str, str]
) -> None:
    reading = read_announcements(LEAD + text, published=PUBLISHED, language="ja")
    assert record in {(a.model, a.origin, a.status.value) for a in reading.announcements}


def test_at_home_is_the_makers_own_country_where_japan_is_not_spoken_of() -> None:
    text = "起亜、スロバキア製「EV4」は韓国で売らず\n"
    text += "韓国の起亜は、スロバキアの工場で量産する「EV4」を国内では販売しない方針を示した。"
    reading = read_announcements(text, published=PUBLISHED, language="ja")
    assert [(a.model, a.market, a.status.value) for a in reading.announcements] == [("EV4", "KR", "ruled_out")]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("三菱はタイの「トライトン」を国内へ入れるか検討している。11年までレムチャバンより入っていた。", "2011"),
        ("ホンダは「CR-V」をタイから入れる検討に入った。国内では2022年に販売を終えた。", "2022"),
    ],
)
def test_an_earlier_sale_told_in_a_later_sentence_is_history(text: str, until: str) -> None:
    reading = read_announcements(LEAD + text, published=PUBLISHED, language="ja")
    assert [h.sold_until for h in reading.history] == [until]


@pytest.mark.parametrize(
    ("row", "record"),
    [
        ("・ハイラックス(タイ):国内で販売中", ("Hilux", "TH", "on_sale")),
        ("ホンダ「パスポート」 | 米アラバマ州 | 2026年 | 検討", ("Passport", "US", "considering")),
        ("・リッジライン(米アラバマ州):予定なし", ("Ridgeline", "US", "ruled_out")),
    ],
)
def test_a_place_in_brackets_or_a_cell_is_the_origin(row: str, record: tuple[str, str, str]) -> None:
    reading = read_announcements(LEAD + row, published=PUBLISHED, language="ja")
    assert record in {(a.model, a.origin, a.status.value) for a in reading.announcements}


def test_one_remark_on_parallel_imports_does_not_make_the_article_one_of_them() -> None:
    reading = read_announcements(LEAD + "並行輸入は含まない。", published=PUBLISHED, language="ja")
    assert [a.model for a in reading.announcements] == ["Kicks"]
