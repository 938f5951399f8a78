"""The body: all of the article in its kinds and order, and nothing of the page around it."""

from tracker.pages import hash_paragraph, join_pages, read_page
from tracker.records import BlockKind

URL = "https://outlet.example/news/camry"
NAV = '<nav><a href="/">Home</a><a href="/news">News</a></nav><div id="cookie-banner"><p>We and our partners store data. Accept?</p></div>'
ARTICLE = """<article><h1>Camry goes home</h1><p class="byline">By Jane Doe</p><p>24 December, 2025</p>
<figure><img src="/c.jpg"><figcaption>The line in Georgetown.</figcaption></figure>
<div class="entry"><p>Toyota plans to sell the Camry in Japan, where it left the price lists in 2023.</p>
<h2>Three plants</h2><p>Two other models follow, the company said on Wednesday, and both are American.</p>
<ul><li>Highlander, built in Indiana</li><li>Tundra, built in Texas</li></ul>
<table><tr><th>Model</th><th>State</th></tr><tr><td>Camry</td><td>Kentucky</td></tr></table>
<p>Read more: <a href="/x">Ten things about tariffs</a></p><p>Sign up for our newsletter.</p></div></article>"""
REST = """<div class="related-articles"><h3>Related</h3><ul><li><a href="/a">A van for all seasons</a></li></ul></div>
<section id="comments"><p>I would buy one, I really would, said nobody in my street.</p></section><footer>© 2025 Outlet</footer>"""
PAGE = f"<html lang=en><head><title>Camry goes home | Outlet</title></head><body>{NAV}{ARTICLE}{REST}</body></html>"


def read(page=PAGE, **given):
    return read_page(page.encode(), url=URL, **given)


def test_blocks_come_in_reading_order_as_what_they_are():
    assert [(str(block.kind), block.text) for block in read().blocks] == [
        ("caption", "The line in Georgetown."),
        ("paragraph", "Toyota plans to sell the Camry in Japan, where it left the price lists in 2023."),
        ("heading", "Three plants"),
        ("paragraph", "Two other models follow, the company said on Wednesday, and both are American."),
        ("item", "Highlander, built in Indiana"),
        ("item", "Tundra, built in Texas"),
        ("row", "Model | State"),
        ("row", "Camry | Kentucky"),
    ]


def test_captions_are_not_of_the_prose():
    assert "Georgetown" in read().body
    assert "Georgetown" not in read().prose


def test_lines_broken_by_br_are_paragraphs_where_a_sentence_ends():
    page = "<h1>題名はここにある</h1><div>　米国で生産した車を国内で売る。<br><br>　来春から\n受け付ける。<br>価格は未定という。</div>"
    assert read(page).body.split("\n") == [
        "米国で生産した車を国内で売る。",
        "来春から 受け付ける。",
        "価格は未定という。",
    ]


def test_readings_above_japanese_letters_are_not_text():
    page = "<h1>題名はここにある</h1><p><ruby>日産<rt>にっさん</rt></ruby>は米国製の車を国内で売る計画だと、幹部が述べた。</p>"
    assert read(page).body == "日産は米国製の車を国内で売る計画だと、幹部が述べた。"


def test_a_text_that_recurs_on_the_host_is_not_body():
    known = frozenset(
        [hash_paragraph("Two other models follow, the company said on Wednesday, and both are American.")]
    )
    assert "Two other models" not in read(boilerplate=known).body


def test_a_layout_called_sidebar_does_not_hide_the_article():
    page = PAGE.replace('<div class="entry">', '<div class="sidebar-grid__content">')
    assert read(page).blocks == read().blocks


def test_a_wall_is_said_to_cut_the_text():
    page = PAGE.replace("<p>Sign up", "<p>Subscribe to continue reading</p><p>Sign up")
    assert read(page).truncated == "paywall"
    assert read().truncated is None


def test_a_next_page_is_found_and_joined_without_repeats():
    first = read(PAGE.replace("</article>", '<a href="/news/camry?page=2">Next page</a></article>'))
    assert (first.next_page, first.truncated) == (f"{URL}?page=2", "next page not read")
    second = read_page(PAGE.replace("Two other models follow", "A fourth model follows").encode(), url=f"{URL}?page=2")
    whole = join_pages([first, second])
    assert whole.truncated is None
    assert [block.text[:8] for block in whole.blocks].count("Toyota p") == 1
    assert whole.blocks[-1].text.startswith("A fourth model")


def test_the_next_article_is_not_the_next_page():
    page = PAGE.replace("</article>", '<a rel="next" href="/news/tundra">Next</a></article>')
    assert read(page).next_page is None


def test_the_caption_of_the_main_image_is_kept():
    page = PAGE.replace("<title>", '<meta property="og:image" content="https://outlet.example/c.jpg"><title>')
    assert read(page).image_caption == "The line in Georgetown."


def test_language_comes_from_the_words_not_from_the_tag():
    assert read(PAGE.replace("lang=en", "lang=ja")).language == "en"


def test_every_kind_of_block_is_one_of_the_records():
    assert {block.kind for block in read().blocks} <= set(BlockKind)
