"""The gate on links: what could be about our subject is fetched, and the reason is always said."""

from __future__ import annotations

import pytest

from tracker.discovery import judge_link
from tracker.discovery.gate import fold_words, read_gate, read_words
from tracker.records import Link

EXAMPLES = [(name, example) for name, entry in read_words().items() for example in entry["examples"]]
LONG = " It was said on Wednesday by people who have followed the matter for years and expect no change at all."


def link(title: str | None, summary: str | None = None, url: str = "https://paper.example/1") -> Link:
    return Link(url=url, via="feed", title=title, summary=summary)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_list_matches_its_examples(name: str, example: str) -> None:
    assert read_gate()[name].search(fold_words(example))


def test_each_list_says_where_its_words_come_from() -> None:
    assert all(entry["source"] and entry["examples"] for entry in read_words().values())


@pytest.mark.parametrize(
    ("given", "motoring", "keep"),
    [
        (link("US-made saloons bound for Japan"), False, True),
        (link("新型ＳＵＶ、インド製を国内投入"), False, True),
        (link("Three rows for Ginza"), True, True),
        (link("Three rows for Ginza"), False, True),
        (link(None, url="https://paper.example/business/toyota-imports-tundras"), False, True),
        (link(None), False, True),
        (link("Central bank holds rates", "The bank left its rate unchanged." + LONG), False, False),
        (link("Career advice", "For young people in insurance." + LONG), False, False),
        (link("F1: qualifying as it happened"), True, False),
        (link("F1 champion's road car will be imported from Austria"), True, True),
        (
            link(
                "人気ブランドの春の新色",
                "全国の百貨店で四月一日に発売される限定の化粧品を、全六色すべて写真つきで紹介する特集をお届けします。",
            ),
            False,
            False,
        ),
    ],
)
def test_in_doubt_a_link_is_fetched(given: Link, motoring: bool, keep: bool) -> None:
    verdict = judge_link(given, motoring=motoring)
    assert verdict.keep is keep, verdict.reason
    assert verdict.reason
