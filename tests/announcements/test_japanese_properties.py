# ruff: noqa: E501  (word lists keep their lines)
"""Whatever the text, there is a reading; and the cost of it is linear."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.announcements import read_announcements

WORDS = st.sampled_from(
    [
        "トヨタ", "「カムリ」", "米国で生産する", "タイ製の", "国内で", "発売した", "導入を検討", "計画はない", "が、", "ものの、", "、", "。", "は", "を",
        "2026年", "来春", "令和８年", "同車", "両モデル", "販売を終了", "「", "」", "（", "\n", "■", "・", "――", "約5万7000台", "259万~308万円", "佐藤恒治社長",
        "日本経済新聞", "\ud800", "\x00", "\u202e", "ＡＢＣ", "𠮷", "123456789" * 5, "ー" * 30, "ァ" * 30, "漢" * 40,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_reading_whose_evidence_stands_in_it(text: str) -> None:
    reading = read_announcements(text, published=date(2026, 3, 5), language="ja")
    for record in (*reading.announcements, *reading.figures, *reading.history):
        assert record.evidence is not None
        assert text[record.evidence_start : record.evidence_end] == record.evidence


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_reading_is_the_same_every_time(text: str) -> None:
    first = read_announcements(text, published=date(2026, 3, 5), language="ja")
    assert first == read_announcements(text, published=date(2026, 3, 5), language="ja")


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_text_is_read_without_a_publication_day(text: str) -> None:
    read_announcements(text, language="ja")
