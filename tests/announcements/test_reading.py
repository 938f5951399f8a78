"""Any text gives a reading, and what a reading says stands in the text."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.announcements import read_announcements
from tracker.records import Topic

DAY = date(2025, 12, 24)
WORDS_TEXT = (
    "Toyota Honda Nissan the Camry Highlander Murano will be sold in Japan from next year built made Kentucky "
    "Thailand is considering no plans to sell stopped selling since 2016 until 2007 said it both the latter , . "
    ": ; ( ) \" ' — | "
    "and but which reverse import 8,825 $10 billion percent % トヨタ カムリ を 日本 で 販売 する "
    "逆輸入 。 、 Q: A: - \n"
)
WORDS = WORDS_TEXT.split(" ")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)
ANYTHING = st.text(st.characters(), max_size=300)
HOSTILE = st.sampled_from(
    ["\ud800", "\x00\x01\x1b[31m", "\u202eabc\u202c", "\ufeff", "\u0301" * 50, "🚗" * 20, "\r\n\t\v", "ＷＲ－Ｖ"]
)
TEXTS = st.one_of(SENTENCES, ANYTHING, st.tuples(SENTENCES, HOSTILE, ANYTHING).map("".join))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, language=st.sampled_from(["en", None]), published=st.sampled_from([DAY, None]))
def test_any_text_gives_a_reading(text, language, published):
    reading = read_announcements(text, published=published, language=language)
    for announcement in reading.announcements:
        assert announcement.evidence
        assert text[announcement.evidence_start : announcement.evidence_end] == announcement.evidence
        assert announcement.rules
        assert announcement.market != announcement.origin


@settings(deadline=None, max_examples=60)
@given(text=SENTENCES)
def test_a_reading_depends_on_nothing_but_the_text(text):
    assert read_announcements(text, published=DAY, language="en") == read_announcements(
        text, published=DAY, language="en"
    )


@settings(deadline=None, max_examples=60)
@given(text=SENTENCES)
def test_the_topic_says_whether_there_are_announcements(text):
    reading = read_announcements(text, published=DAY, language="en")
    assert (reading.topic is Topic.ANNOUNCEMENT) == bool(reading.announcements)


def test_a_language_that_is_not_read_is_said_so():
    reading = read_announcements("Der Camry wird in Kentucky gebaut und soll in Japan verkauft werden, wie es heißt.")
    assert (reading.language, reading.announcements) == ("de", ())
    assert reading.notes == ("language de is not read",)


def test_an_empty_text_has_no_language():
    assert read_announcements("").language is None
