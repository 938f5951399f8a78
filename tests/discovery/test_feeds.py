"""Feeds in every format, and in every state the web serves them in."""

from __future__ import annotations

import contextlib
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.discovery import Found, read_feed, read_listing, read_sitemap
from tracker.errors import SkipPage

HERE = "https://paper.example/feed"

RSS_091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>Paper</title>
<item><title>Camry comes</title><link>https://paper.example/1</link><description>From Kentucky.</description></item>
</channel></rss>"""

RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://paper.example/">
<items><rdf:Seq><rdf:li rdf:resource="https://paper.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://paper.example/1"><title>Camry comes</title><link>https://paper.example/1</link>
<description>From Kentucky.</description><dc:date>2025-12-19T15:30:00+09:00</dc:date></item></rdf:RDF>"""

RSS_2 = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Camry comes</title><link>https://paper.example/1</link><guid isPermaLink="false">77</guid>
<description><![CDATA[<p>From <b>Kentucky</b>.</p>]]></description><pubDate>Fri, 19 Dec 2025 06:30:00 GMT</pubDate>
</item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://paper.example/feed"/>
<entry><title type="html">Camry &lt;i&gt;comes&lt;/i&gt;</title><id>tag:paper.example,2025:1</id>
<link rel="enclosure" href="https://paper.example/1.mp3"/><link rel="alternate" href="https://paper.example/1"/>
<summary>From Kentucky.</summary><updated>2025-12-20T00:00:00Z</updated>
<published>2025-12-19T06:30:00Z</published></entry>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "https://paper.example/1",
                "title": "Camry comes",
                "content_html": "<p>From Kentucky.</p>",
                "date_published": "2025-12-19T06:30:00Z",
            }
        ],
    }
)

OWN = """<?xml version="1.0" encoding="UTF-8"?><release><item><ttl>Camry comes</ttl><link>/1</link>
<text>x</text><date>2025年12月19日</date><description>From Kentucky.</description></item></release>"""

FORMATS = [RSS_091, RSS_1, RSS_2, ATOM, JSON_FEED, OWN]


@pytest.mark.parametrize("feed", FORMATS, ids=["RSS 0.91", "RSS 1.0", "RSS 2.0", "Atom", "JSON Feed", "a maker's own"])
def test_every_format_gives_address_title_and_summary(feed: str) -> None:
    (link,) = read_feed(feed.encode(), HERE).links
    assert (link.url, link.title) == ("https://paper.example/1", "Camry comes")
    assert str(link.summary).replace(" .", ".") == "From Kentucky."
    assert (link.via, link.found_on) == ("feed", HERE)


@pytest.mark.parametrize("feed", FORMATS[1:], ids=["RSS 1.0", "RSS 2.0", "Atom", "JSON Feed", "a maker's own"])
def test_the_publication_day_is_read(feed: str) -> None:
    (link,) = read_feed(feed.encode(), HERE).links
    assert link.published is not None
    assert link.published.date().isoformat() == "2025-12-19"


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<rss version="2.0"><channel>{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (
            rss("<title>日産ムラーノ</title><link>/1</link>", head="<?xml version='1.0' encoding='Shift_JIS'?>").encode(
                "cp932"
            ),
            None,
        ),
        (
            rss("<title>日産ムラーノ</title><link>/1</link>", head="<?xml version='1.0' encoding='utf-8'?>").encode(
                "euc_jp"
            ),
            "euc-jp",
        ),
        (
            rss(
                "<title>日産ムラーノ</title><link>/1</link>", head="<?xml version='1.0' encoding='iso-8859-1'?>"
            ).encode(),
            None,
        ),
        (rss("<title>日産ムラーノ</title><link>/1</link>", head="").encode("utf-16"), None),
        (
            rss("<title>日産ムラーノ</title><link>/1</link>", head="\n\n <?xml version='1.0'?>").encode("utf-8-sig"),
            None,
        ),
        (gzip.compress(rss("<title>日産ムラーノ</title><link>/1</link>").encode()), None),
    ],
    ids=["Shift_JIS", "EUC-JP called UTF-8", "UTF-8 called Latin-1", "UTF-16", "space before the declaration", "gzip"],
)
def test_a_wrong_or_missing_encoding_is_put_right(body: bytes, charset: str | None) -> None:
    (link,) = read_feed(body, HERE, charset=charset).links
    assert link.title == "日産ムラーノ"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["<title>A &nbsp;&amp; B &hellip; C & D</title><link>/1</link>"], ["A & B … C & D"]),
        (["<title>A \x0b&#11;B</title><link>/1</link>"], ["A B"]),
        (["<title>Open <b>tag</title><link>/1</link>"], ["Open tag/1"]),
        (["<title>&unknown; &lt;script&gt;x&lt;/script&gt;</title><link>/1</link>"], ["&unknown; x"]),
    ],
    ids=["HTML entities", "control characters", "unclosed tags", "unknown entities and tags as text"],
)
def test_broken_markup_still_gives_the_words(items: list[str], expected: list[str]) -> None:
    assert [link.title for link in read_feed(rss(*items).encode(), HERE).links] == expected


def test_one_guid_for_all_entries_does_not_fold_them_into_one() -> None:
    feed = rss(*(f"<guid>https://paper.example/</guid><link>https://paper.example/{n}</link>" for n in range(3)))
    assert len(read_feed(feed.encode(), HERE).links) == 3


def test_one_address_in_three_entries_is_one_link_that_says_most() -> None:
    feed = rss("<link>/1</link>", "<link>/1</link><title>Camry comes</title>", "<link>/1</link><title>C</title>")
    found = read_feed(feed.encode(), HERE)
    assert [link.title for link in found.links] == ["Camry comes"]
    assert "all entries have one address" in found.notes


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/cars/1", "https://paper.example/cars/1"),
        ("2", "https://paper.example/2"),
        ("//other.example/3", "https://other.example/3"),
        ("  https://paper.example/4\n", "https://paper.example/4"),
    ],
)
def test_relative_links_are_made_whole(reference: str, expected: str) -> None:
    (link,) = read_feed(rss(f"<link>{reference}</link>").encode(), HERE).links
    assert link.url == expected


@pytest.mark.parametrize(
    "reference", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "", "http://[", "not an address"]
)
def test_what_is_no_address_gives_no_link(reference: str) -> None:
    found = read_feed(rss(f"<link>{reference}</link>").encode(), HERE)
    assert (found.links, found.notes) == ((), ("1 entries without a link",))


def test_entities_and_dtds_are_neither_expanded_nor_fetched() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    feed = f"""<?xml version="1.0"?><!DOCTYPE rss [{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>A &e11; &file;</title><link>/1</link></item></channel></rss>"""
    (link,) = read_feed(feed.encode(), HERE).links
    assert link.title == "A &e11; &file;"


def test_a_gzip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(SkipPage, match="more than 60 MB"):
        read_feed(gzip.compress(b" " * 200_000_000, compresslevel=1), HERE)


def test_nesting_ten_thousand_deep_ends() -> None:
    deep = rss("<title>A</title><link>/1</link>", "<x>" * 10_000)
    assert [link.title for link in read_feed(deep.encode(), HERE).links] == ["A"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<!doctype html><html><body><p>Front page</p></body></html>",
        b"%PDF-1.7",
        b'{"error": 1}',
        b"{",
        b"hello",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(SkipPage):
        read_feed(body, HERE)


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(rss().encode(), HERE).links == ()


def test_a_cut_feed_gives_what_arrived() -> None:
    whole = rss(*(f"<title>T{n}</title><link>/{n}</link>" for n in range(10))).encode()
    assert len(read_feed(whole[:-200], HERE).links) >= 4


def test_a_paged_feed_names_its_next_page() -> None:
    feed = ATOM.replace("<entry>", '<link rel="next" href="?page=2"/><entry>')
    assert [link.url for link in read_feed(feed.encode(), HERE).more] == ["https://paper.example/feed?page=2"]


@given(
    st.binary(max_size=400)
    | st.text(max_size=300).map(lambda t: rss(f"<title>{t}</title><link>{t}</link>").encode("utf-8", "replace"))
)
def test_any_bytes_give_links_or_a_clear_refusal(body: bytes) -> None:
    def read_page(body: bytes, url: str) -> Found:
        return read_listing(body, url, lambda _: True)

    for read in (read_feed, read_sitemap, read_page):
        with contextlib.suppress(SkipPage):
            assert all(link.url.startswith("http") for link in read(body, HERE).links)
