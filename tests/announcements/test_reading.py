"""Any text in either language gives a reading, and what a reading says stands in the text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.announcements.judging.handmade import make_weights
from tracker.announcements import read_announcements
from tracker.announcements.judging.weights import Weights
from tracker.records import Announcement, Figure, History, Topic

DAY = date(2025, 12, 24)
ENGLISH_TEXT = (
    "Toyota Honda Nissan the Camry Highlander Murano will be sold in Japan from next year built made Kentucky "
    "Thailand is considering no plans to sell stopped selling since 2016 until 2007 said it both the latter , . "
    ": ; ( ) \" ' — | and but which reverse import 8,825 $10 billion percent % トヨタ カムリ 逆輸入 。 Q: A: - \n"
)
JAPANESE_TEXT = (
    "トヨタ 「カムリ」 米国で生産する タイ製の 国内で 発売した 導入を検討 計画はない が、 ものの、 、 。 は を "
    "2026年 来春 令和８年 同車 両モデル 販売を終了 「 」 （ \n ■ ・ ―― 約5万7000台 259万~308万円 佐藤恒治社長 "
    "日本経済新聞 ＡＢＣ 𠮷 Toyota Camry"
)
ANYTHING = st.text(st.characters(), max_size=300)
HOSTILE = st.sampled_from(
    [
        "\ud800", "\x00\x01\x1b[31m", "\u202eabc\u202c", "\ufeff", "\u0301" * 50, "🚗" * 20, "\r\n\t\v", "ＷＲ－Ｖ",
        "123456789" * 5, "ー" * 30, "ァ" * 30, "漢" * 40, "(" * 30, "the " * 60, "、" * 60,
    ]
)  # fmt: skip


def _written(words: str, between: str) -> st.SearchStrategy[str]:
    sentences = st.lists(st.sampled_from(words.split(" ")), max_size=120).map(between.join)
    return st.one_of(sentences, ANYTHING, st.tuples(sentences, HOSTILE, ANYTHING).map("".join))


TEXTS = st.one_of(
    st.tuples(_written(ENGLISH_TEXT, " "), st.sampled_from(["en", None])),
    st.tuples(_written(JAPANESE_TEXT, ""), st.sampled_from(["ja", None])),
)
DAYS = st.sampled_from([DAY, date(2024, 2, 29), None])
# With these, whatever is named is a record: far more is read than learned weights would let through.
EAGER = make_weights(
    {
        head: {("row", "count", 1): {"yes": 9.0}, ("row", "periods", 1): {"yes": 9.0}}
        for head in ("origin", "start", "until")
    },
    {"past": {"yes": 3.0}},
)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(case=TEXTS, published=DAYS, weights=st.sampled_from([None, EAGER]))
def test_any_text_gives_a_reading_whose_evidence_stands_in_it(
    case: tuple[str, str | None], published: date | None, weights: Weights | None
) -> None:
    text, language = case
    reading = read_announcements(text, published=published, language=language, weights=weights)
    records: list[Announcement | Figure | History] = [*reading.announcements, *reading.figures, *reading.history]
    for record in records:
        assert record.evidence
        assert text[record.evidence_start : record.evidence_end] == record.evidence
        assert record.rules
    for announcement in reading.announcements:
        assert announcement.market != announcement.origin
    assert (reading.topic is Topic.ANNOUNCEMENT) == bool(reading.announcements)


@settings(deadline=None, max_examples=80)
@given(case=TEXTS)
def test_a_reading_depends_on_nothing_but_the_text(case: tuple[str, str | None]) -> None:
    text, language = case
    first, again = (read_announcements(text, published=DAY, language=language) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("text", ["", " \n\t", "1234 5678", "…"])
def test_a_text_that_says_nothing_has_no_records(text: str) -> None:
    reading = read_announcements(text, published=DAY)
    assert (reading.announcements, reading.figures, reading.people, reading.topic) == ((), (), (), Topic.OTHER)


def test_a_language_that_is_not_read_is_said_so() -> None:
    reading = read_announcements("Der Camry wird in Kentucky gebaut und soll in Japan verkauft werden, wie es heißt.")
    assert (reading.language, reading.announcements) == ("de", ())
    assert reading.notes == ("language de is not read",)


def test_an_empty_text_has_no_language() -> None:
    assert read_announcements("").language is None
