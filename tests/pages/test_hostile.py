"""Pages made to break a reader, or broken by accident: each is read in time that grows with its size and no faster."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.pages import looks_relevant, read_page
from tracker.pages.tree import FEWEST, MANY, MOST, parse_tree
from tracker.records import PageKind

NOW = datetime(2026, 1, 5, tzinfo=UTC)
URL = "https://outlet.example/news/camry"
SENTENCE = "Toyota plans to sell the Camry, which is built in Kentucky, in Japan. "
DATA = '<script type="application/ld+json">{}</script>'


def read(page):
    return read_page(page if isinstance(page, bytes) else page.encode(), url=URL, fetched_at=NOW)


REPEATED = {
    "paragraphs without a word": "<p>",
    "paragraphs of a word": "<p>word",
    "headings": "<h2>Heading</h2>",
    "headlines": "<h1>The headline of it</h1>",
    "lines": "word<br>",
    "sentences": f"{SENTENCE}<br>",
    "links": '<p><a href="/x">a link</a> and a word, ',
    "page numbers": '<a href="?page=2">2</a>',
    "dates": '<span class="date">1 January 2025</span>',
    "times": '<time datetime="2025-01-01">1 January 2025</time>',
    "bylines": '<span class="byline">By Jane Doe</span>',
    "writers within writers": '<div itemprop="author"><i></i>',
    "cells": "<table><tr><td>cell",
    "list items": "<ul><li>item</ul>",
    "pictures": '<figure><img src="/camry.jpg"><figcaption>A car</figcaption></figure>',
    "meta elements": '<meta name="author" content="Jane Doe">',
    "pleas": "<p>Subscribe now to continue</p>",
    "scripts": DATA.format('{"@type":"NewsArticle"}'),
    "crossed tags": "<b><i></b></i>x",
    "comments": "<!--x-->",
    "unclosed tags": "<b><div>",
}
GROWN = {
    "attributes": lambda times: "<p " + " ".join(f"a{number}=1" for number in range(times)) + ">x",
    "a class of many words": lambda times: '<div class="' + "x-" * times + '">x',
    "relations of a link": lambda times: '<link href="/x" rel="' + "next " * times + '">',
    "a title of separators": lambda times: "<title>" + "a - " * times + "</title><h1>a</h1>",
    "spaces": lambda times: "<p>a" + " " * times + "b",
    "brackets": lambda times: "<p>" + "(" * times + "写真",
    "authors by reference": lambda times: DATA.format(
        '{"@type":"NewsArticle","author":[' + ",".join(f'{{"@id":"x{number}"}}' for number in range(times)) + "]}"
    ),
    "sites by name": lambda times: DATA.format(
        "[" + ",".join(f'{{"@type":"WebSite","name":"x{number}"}}' for number in range(times)) + "]"
    ),
    "escapes in broken data": lambda times: DATA.format('{"a":' + '\\"' * times),
    "spaces after broken data": lambda times: DATA.format("-->" + " " * times + "x"),
    "nesting in data": lambda times: DATA.format('{"a":' * times),
    "names in a script": lambda times: "<script>" + "first_published" * times + "</script>",
    "kana": lambda times: "<p>" + "ア" * times,
}
CASES = {name: lambda times, part=part: part * times for name, part in REPEATED.items()} | GROWN
STEP = 8
"""How many times larger the larger page is."""


@pytest.mark.parametrize("name", CASES)
def test_a_larger_page_takes_longer_by_its_size_and_not_by_its_square(name):
    make = CASES[name]
    times = 30_000 * 100 // len(make(100))
    ratio = min(spend(make(STEP * times)) / spend(make(times)) for _ in range(2))
    assert ratio < 3 * STEP  # a square is 64


def spend(page):
    """CPU time of one reading. Only ratios of it are looked at: how fast the machine is, and how busy, does not count."""
    start = time.process_time()
    read(page)
    return time.process_time() - start


def test_a_tree_has_no_more_elements_than_a_page_can_sensibly_have():
    assert FEWEST <= sum(1 for _ in parse_tree("<p>" * 8_000).iter()) <= FEWEST + 1
    assert sum(1 for _ in parse_tree("<p>word</p>" * 400_000).iter()) <= MOST + 1


def test_what_is_cut_off_is_the_end():
    page = f"<h1>Camry goes home</h1><p>{SENTENCE}</p>" + "<p>x</p>" * 50_000 + "<p>The end of it.</p>"
    body = read(page).body
    assert SENTENCE.strip() in body
    assert "The end" not in body


def test_a_tag_of_a_thousand_attributes_loses_them_and_nothing_else():
    tag = "<p " + " ".join(f"a{number}='1'" for number in range(MANY + 1)) + ">"
    root = parse_tree(f"<p>before {tag}within <b>it</b></p>")
    assert "".join(root.itertext()) == "before within it"
    assert [len(element.keys()) for element in root.iter("p")] == [0, 0]


def test_a_long_script_and_a_stray_quote_lose_nothing():
    page = f'<p>{SENTENCE}<a href="/x"">x</a><script>' + "a = b / c; " * 2_000 + f"</script><p>{SENTENCE * 2}"
    assert read(page).body.count("Toyota") == 3


@pytest.mark.parametrize(
    "tag",
    ["div", "span", "p", "a", "h1", "h2", "table><tr><td", "ul><li", "blockquote", "article", "font", "figure",
     'div class="date byline"', 'div itemprop="author"'],
)  # fmt: skip
def test_nesting_ten_thousand_deep_is_read_like_any_other_page(tag):
    article = read(f"<{tag}>" * 10_000 + f"<p>{SENTENCE}</p>")
    assert article.kind is PageKind.ARTICLE or article.reason


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.tuples(st.sampled_from(sorted(REPEATED)), st.sampled_from([1, 40, 1500])), max_size=5))
def test_no_mixture_of_them_breaks_the_reading(parts):
    page = "<title>The headline of it</title>" + "".join(REPEATED[name] * times for name, times in parts)
    article = read(page)
    assert article.kind is PageKind.ARTICLE or article.reason
    looks_relevant(page.encode())
