"""Lines and sentences: where they end, and which are not the article."""

from __future__ import annotations

import pytest

from tracker.announcements.japanese.sentences import LONGEST_SENTENCE, LineKind, split_sentences


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, text)]


def test_a_full_stop_inside_brackets_ends_no_sentence() -> None:
    text = "見出し\n社長は「造る。運ぶ」と話した。次の文(注。)もある。"
    assert _sentences(text)[1:] == ["社長は「造る。運ぶ」と話した。", "次の文(注。)もある。"]


def test_an_answer_in_an_interview_is_split_inside_its_brackets() -> None:
    text = "見出し\n「計画はない。だが検討はする」"
    assert _sentences(text)[1:] == ["「計画はない。", "だが検討はする」"]


def test_a_bracket_that_never_closes_does_not_swallow_the_text() -> None:
    text = "見出し\n「閉じない。" + "文である。" * 200
    assert len(_sentences(text)) > 50


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("トヨタは発表した。", LineKind.TEXT),
        ("■生産拠点", LineKind.HEADING),
        ("・生産:オハイオ州の工場", LineKind.ITEM),
        ("(写真)展示された車=東京都", LineKind.CAPTION),
        ("(2026年3月5日 7:00更新)", LineKind.META),
        ("文・山田太郎", LineKind.META),
        ("――次の質問は。", LineKind.QUESTION),
        ("「答えます」", LineKind.ANSWER),
        ("▼関連記事", LineKind.RELATED),
    ],
)
def test_a_line_has_a_kind(line: str, kind: LineKind) -> None:
    text = f"見出し\n{line}"
    assert split_sentences(text, text)[-1].kind is kind


def test_links_under_related_articles_are_silent_until_prose_returns() -> None:
    text = "見出し\n▽関連記事\n・タイ製の車が来る\n・次の車\n本文に戻った。"
    assert [s.kind for s in split_sentences(text, text)][1:] == [LineKind.RELATED] * 3 + [LineKind.TEXT]


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "見出し\n" + "販売し、" * 1000
    assert max(s.end - s.start for s in split_sentences(text, text)) <= LONGEST_SENTENCE
