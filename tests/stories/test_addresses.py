"""Which addresses are one page."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import SkipPage
from tracker.stories.addresses import read_address

RULES: dict[str, list[dict[str, Any]]] = tomllib.loads((files("tracker.stories") / "addresses.toml").read_text("utf-8"))


def cases(kind: str, field: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{rule.get('id', kind)}: {case}") for rule in RULES[kind] for case in rule.get(field, ())
    ]


@pytest.mark.parametrize("case", [*cases("clean", "examples"), *cases("standard", "examples")])
def test_an_address_is_cleaned_as_its_rule_shows(case: list[str]) -> None:
    assert read_address(case[0]).address == case[1]


@pytest.mark.parametrize("url", cases("clean", "not"))
def test_a_cleaning_rule_leaves_other_addresses_alone(url: str) -> None:
    assert read_address(url).address == url


@pytest.mark.parametrize("case", cases("fold", "examples"))
def test_variants_of_a_page_share_a_key(case: list[str]) -> None:
    assert read_address(case[0]).key == case[1]


@pytest.mark.parametrize("key", cases("fold", "not"))
def test_a_folding_rule_leaves_other_addresses_alone(key: str) -> None:
    assert read_address(f"https://{key}").key == key


@pytest.mark.parametrize("kind", ["clean", "fold"])
def test_every_rule_has_examples_and_counter_examples(kind: str) -> None:
    assert [rule["id"] for rule in RULES[kind] if not rule.get("examples") or not rule.get("not")] == []


def test_a_mediums_own_article_id_makes_one_page_of_all_its_addresses() -> None:
    pattern = r"/(?:article|atcl)/(?:[a-z-]+/)?(\d+)"
    keys = {
        read_address(url, pattern).key
        for url in ("https://news.example/article/camry-comes-home/1234", "https://www.news.example/atcl/1234?x=1")
    }
    assert keys == {"news.example#1234"}


def test_of_two_variants_the_plain_secure_one_is_better() -> None:
    variants = ["http://news.example/a", "https://m.news.example/a/amp/", "https://news.example/a"]
    assert min(variants, key=lambda url: read_address(url).rank) == "https://news.example/a"


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "/a", "file:///a", "https://", "http://[::1", "http://a:b/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SkipPage):
        read_address(url)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused_and_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = read_address("https://news.example/" + text)
    except SkipPage:
        return
    assert read_address(once.address) == once
