"""The step's door: the right page class for an address, and no page that breaks it."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_poet import HttpResponse, PageParams

from tracker.pages import looks_relevant, read_page
from tracker.pages.generic import GenericPage
from tracker.pages.reading import find_page_class, find_version
from tracker.records import PageKind

NOW = datetime(2026, 1, 5, tzinfo=UTC)
URL = "https://outlet.example.jp/news/2025/12/24/camry.html"
PAGE = (
    '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>米国製カムリを国内へ｜くるま通信</title>'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"米国製カムリを国内へ","datePublished":"2025-12-24T09:00:00+09:00",'
    '"author":{"name":"山田太郎"}}</script></head><body><nav><a href="/">トップ</a></nav><article><h1>米国製カムリを国内へ</h1>'
    '<p class="date">2025年12月24日 9時00分</p><p>米ケンタッキー州の工場で組み立てた車を、来年から国内で売る。</p><table><tr><td>車種</td><td>カムリ</td></tr></table>'
    "<ul><li>価格は未定</li></ul></article><footer>© 2025 くるま通信</footer></body></html>"
).encode()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://autofile.co.nz/camry-goes-home-", "AutofilePage"),
        ("https://car.watch.impress.co.jp/docs/news/2041777.html", "CarWatchPage"),
        ("https://response.jp/article/2025/12/24/404777.html", "ResponsePage"),
        ("https://response.jp/article/img/2025/12/24/404777/1.html", "ResponsePicturePage"),
        ("https://www.nikkei.com/article/DGXZQOUC0000/", "NikkeiPage"),
        ("https://bestcarweb.jp/news/1404777", "BestCarPage"),
        ("https://www.automotivelogistics.media/ro-ro/a/2041777", "AutomotiveLogisticsPage"),
        ("https://outlet.example/a", "GenericPage"),
        ("not an address", "GenericPage"),
    ],
)
def test_an_address_gets_the_page_class_of_its_medium(url, name):
    assert find_page_class(url).__name__ == name


def test_an_old_page_is_read_by_the_markup_of_its_day():
    today = find_page_class("https://www.automotivelogistics.media/a/b/2041777")
    assert find_version(today, datetime(2021, 5, 4, tzinfo=UTC).date()) is today.earlier
    assert find_version(today, NOW.date()) is today
    assert find_version(today, None) is today


def test_the_page_object_alone_gives_what_read_page_gives():
    page = GenericPage(response=HttpResponse(url=URL, body=PAGE), page_params=PageParams(fetched_at=NOW.isoformat()))
    assert asyncio.run(page.to_item()) == read_page(PAGE, url=URL, fetched_at=NOW)


def test_every_field_says_where_it_was_found():
    article = read_page(PAGE, url=URL, fetched_at=NOW)
    assert article.places["published"] == "json-ld datePublished"
    assert article.places["authors"] == "json-ld author"
    assert article.title == "米国製カムリを国内へ"


def test_a_feed_that_names_another_day_is_recorded_as_a_witness():
    feed = datetime(2025, 12, 20, tzinfo=UTC)
    article = read_page(PAGE, url=URL, fetched_at=NOW, feed_published=feed)
    assert article.published == "2025-12-24T09:00:00+09:00"
    assert article.places["feed_published"] == "disagrees: 2025-12-20"


def test_the_feed_dates_a_page_that_says_nothing():
    page = b"<h1>Camry goes home</h1><p>Toyota plans to sell the Camry, which is built in Kentucky, in Japan.</p>"
    article = read_page(page, url="https://outlet.co.nz/a", feed_published=datetime(2025, 12, 23, 20, 5, tzinfo=UTC))
    assert article.published == "2025-12-24T09:05:00+13:00"
    assert article.places["published"] == "feed"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cut=st.integers(0, len(PAGE)),
    flips=st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.integers(0, 255)), max_size=40),
)
def test_no_cut_and_no_flipped_byte_breaks_the_reading(cut, flips):
    body = bytearray(PAGE)
    for place, value in flips:
        body[place] = value
    article = read_page(bytes(body[:cut]), url=URL, fetched_at=NOW)
    assert article.kind is PageKind.ARTICLE or article.reason
    looks_relevant(bytes(body[:cut]))


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=2000),
    head=st.sampled_from([b"", b"<html>", b"<h1>", b"<script type='application/ld+json'>", b"\xff\xfe"]),
)
def test_no_bytes_break_the_reading(body, head):
    article = read_page(head + body, url=URL)
    assert article.kind is PageKind.ARTICLE or article.reason


@settings(max_examples=60, deadline=None)
@given(value=st.text(max_size=200))
def test_no_value_of_a_field_breaks_the_reading(value):
    safe = re.sub('[<>"]', "", value)
    page = f'<meta name="author" content="{safe}"><meta name="date" content="{safe}"><meta property="og:title" content="{safe}"><h1>{safe}</h1><p>{safe}</p>'
    assert read_page(page.encode("utf-8", "replace"), url=URL, fetched_at=NOW).url == URL
