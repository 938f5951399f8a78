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
