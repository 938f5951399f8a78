"""Sitemaps: news maps, plain ones, indexes, gzip, the largest allowed."""

from __future__ import annotations

import gzip

import pytest

from tracker.discovery import read_sitemap
from tracker.errors import SkipPage

HERE = "https://paper.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = (
    f'<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://paper.example/1</loc>'
    "<image:image><image:loc>https://paper.example/1.jpg</image:loc><image:title>A picture</image:title></image:image>"
    "<news:news><news:publication><news:name>Paper</news:name></news:publication><news:title>Camry comes</news:title>"
    "<news:publication_date>2025-12-19T15:30:00+09:00</news:publication_date></news:news>"
    "<lastmod>2026-01-02</lastmod></url></urlset>"
)


def test_a_news_sitemap_gives_the_articles_title_and_publication_not_the_pictures_or_the_change() -> None:
    (link,) = read_sitemap(NEWS.encode(), HERE).links
    assert (link.url, link.title, link.via) == ("https://paper.example/1", "Camry comes", "sitemap")
    assert link.published is not None
    assert link.published.isoformat() == "2025-12-19T15:30:00+09:00"


def test_an_index_gives_its_maps_newest_first() -> None:
    maps = (("a", "2024-01-01"), ("b", "2026-01-01"), ("c", "2025-01-01"))
    entries = "".join(f"<sitemap><loc>/{name}.xml.gz</loc><lastmod>{day}</lastmod></sitemap>" for name, day in maps)
    found = read_sitemap(f"<sitemapindex {SPACE}>{entries}</sitemapindex>".encode(), HERE)
    assert [link.url[-8:-7] for link in found.more] == ["b", "c", "a"]
    assert found.links == ()


def test_gzip_is_unpacked() -> None:
    assert len(read_sitemap(gzip.compress(NEWS.encode()), HERE).links) == 1


def test_fifty_thousand_entries_are_read_and_what_is_beyond_is_said_to_be_left_out() -> None:
    entries = "".join(f"<url><loc>https://paper.example/{n}</loc></url>" for n in range(50_010))
    found = read_sitemap(f"<urlset {SPACE}>{entries}</urlset>".encode(), HERE)
    assert len(found.links) == 50_000
    assert found.notes == ("10 entries beyond 50000 were left out",)


def test_a_list_of_addresses_is_a_sitemap() -> None:
    found = read_sitemap(b"https://paper.example/1\nhttps://paper.example/2\n", HERE)
    assert [link.url[-1] for link in found.links] == ["1", "2"]


@pytest.mark.parametrize("body", [b"", b"<html><body>404</body></html>", b"not found", b"\x1f\x8bbroken"])
def test_what_is_no_sitemap_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(SkipPage):
        read_sitemap(body, HERE)


def test_a_cut_gzip_gives_what_arrived() -> None:
    entries = "".join(f"<url><loc>https://paper.example/{n}</loc></url>" for n in range(1_000))
    packed = gzip.compress(f"<urlset {SPACE}>{entries}</urlset>".encode())
    assert 0 < len(read_sitemap(packed[: len(packed) // 2], HERE).links) < 1_000
