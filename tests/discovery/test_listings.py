"""Listing pages and archives."""

from __future__ import annotations

import re
from datetime import date

from tracker.discovery import archive_addresses, read_listing

HERE = "https://paper.example/news/"
PAGE = """<html><head><title>News</title></head><body>
<nav><a href="/about">About</a><a href="https://elsewhere.example/9">Advert</a></nav>
<article><a href="/1"><img alt="A saloon"></a><h2><a href="/1#top">Camry comes home</a></h2>
<time datetime="2025-12-19">19 Dec</time></article>
<article><a href="/2"><img alt="Murano returns"></a></article>
<a href="/news/page/2/">Next page »</a></body></html>""".encode()


def is_article(url: str) -> bool:
    return re.match(r"^https://paper\.example/\d+$", url) is not None


def test_articles_are_listed_once_with_the_most_telling_words_and_the_date_beside_them() -> None:
    first, second = read_listing(PAGE, HERE, is_article).links
    assert (first.url, first.title, first.via) == ("https://paper.example/1", "Camry comes home", "listing")
    assert first.published is not None
    assert first.published.date() == date(2025, 12, 19)
    assert (second.title, second.published) == ("Murano returns", None)


def test_the_next_page_is_named_by_words_rel_or_head() -> None:
    for markup in (
        b'<a href="?p=2">\xe6\xac\xa1\xe3\x81\xb8</a>',
        b'<a rel="next" href="?p=2">2</a>',
        b'<link rel="next" href="?p=2">',
    ):
        page = b"<html><body><p>x</p>" + markup + b"</body></html>"
        assert [link.url for link in read_listing(page, HERE, is_article).more] == [HERE + "?p=2"], markup


def test_a_page_that_is_its_own_next_page_has_none() -> None:
    page = f'<html><body><a rel="next" href="{HERE}">next</a></body></html>'.encode()
    assert read_listing(page, HERE, is_article).more == ()


def test_base_addresses_are_minded() -> None:
    page = b'<html><head><base href="https://paper.example/deep/"></head><body><a href="../7">T</a></body></html>'
    assert [link.url for link in read_listing(page, HERE, is_article).links] == ["https://paper.example/7"]


def test_an_archive_is_walked_by_the_unit_it_is_kept_in() -> None:
    assert archive_addresses("https://a.example/{year}/", date(2024, 12, 30), date(2026, 1, 2)) == [
        "https://a.example/2026/",
        "https://a.example/2025/",
        "https://a.example/2024/",
    ]
    by_day = archive_addresses(
        "https://a.example/{year}{month:02}{day:02}?p={page}", date(2025, 12, 31), date(2026, 1, 1)
    )
    assert by_day == ["https://a.example/20260101?p=1", "https://a.example/20251231?p=1"]
