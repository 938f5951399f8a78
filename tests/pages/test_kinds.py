"""Pages that are no article are told apart, with the reason, and none of them breaks the reading."""

import pytest

from tracker.pages import read_page
from tracker.records import PageKind

URL = "https://outlet.example/news/camry"
LINKS = "".join(f'<h3><a href="/{n}">Headline number {n}</a></h3><p>Teaser.</p>' for n in range(12))


@pytest.mark.parametrize(
    ("page", "url", "kind"),
    [
        (
            "<title>Just a moment...</title><script>window._cf_chl_opt={}</script><h1>Checking your browser</h1>",
            URL,
            "challenge",
        ),
        ("<title>Access Denied</title><h1>Access Denied</h1><p>Reference #18.2d3e4f.17</p>", URL, "challenge"),
        ("<title>404 Not Found</title><h1>Not Found</h1><p>Sorry.</p>", URL, "error"),
        ("<title>ページが見つかりません</title><p>お探しのページは移動しました。</p>", URL, "error"),
        ("<title>Log in</title><form><input type=password></form>", URL, "login"),
        ("<title>Before you continue</title><p>We use cookies.</p>", URL, "consent"),
        (
            '<title>Watch: Camry on the road</title><script type="application/ld+json">{"@type":"VideoObject"}</script>',
            URL,
            "video",
        ),
        (
            '<title>Camry</title><script type="application/ld+json">{"@type":"ImageGallery"}</script><p>One of nine.</p>',
            URL,
            "gallery",
        ),
        (f"<title>Toyota</title>{LINKS}", "https://outlet.example/tag/toyota/", "section"),
        (f"<title>Outlet</title>{LINKS}", "https://outlet.example/", "section"),
        ("<html><body></body></html>", URL, "empty"),
        ("", URL, "empty"),
        ("%PDF-1.7 stream", URL, "not_html"),
    ],
)
def test_a_page_that_is_no_article_says_what_it_is(page, url, kind):
    article = read_page(page.encode(), url=url)
    assert article.kind == kind
    assert article.reason


def test_an_article_about_a_missing_page_is_an_article():
    text = "The ministry's page was not found on Tuesday, and importers asked why it had been taken down. " * 20
    page = f"<title>Ministry page not found for a day</title><h1>Ministry page not found for a day</h1><p>{text}</p>"
    assert read_page(page.encode(), url=URL).kind is PageKind.ARTICLE


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "video/mp4"])
def test_other_types_are_not_read(content_type):
    assert read_page(b"<p>x</p>", url=URL, content_type=content_type).kind is PageKind.NOT_HTML


def test_fifty_megabytes_are_refused_with_the_reason():
    article = read_page(b"<p>x</p>" * 6_500_000, url=URL)
    assert (article.kind, article.reason) == (PageKind.NOT_HTML, "larger than 10 MB")
