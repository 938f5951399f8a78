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


SHORT = "<p>The company said so on Wednesday, and dealers were told in the spring. It gave no price.</p>"


@pytest.mark.parametrize(
    "title",
    [
        "Consent decree clears the way for the Kentucky-built Camry",
        "Drivers' consent to data sharing comes to imported cars",
        "Privacy rules reach the cars that America builds for Japan",
        "Cookies in the dashboard: what an imported car knows",
        "Access denied: importers wait for Japan to recognise American tests",
        "Access to Tokyo's kerbs denied to imported pickups",
        "Forbidden fruit: the Toyotas that only America gets",
        "500 American-built Camrys reach Yokohama",
        "404 horsepower, made in Ohio: the Integra goes home",
        "Fiat 500 not found in Turin any more",
        "Parts not found in Japan will come from Indiana",
        "Error in import figures: ministry corrects July",
        "Register of imported cars grows by a third",
        "Subscribe or buy? Honda's Ohio cars come with a plan",
        "Sign in the desert: Nissan's Smyrna plant at forty",
        "Please wait for the Tundra, dealers tell customers",
        "Security checks hold up imported cars at Nagoya",
        "Service unavailable for imported Acuras, owners complain",
        "Maintenance of American-built cars: what dealers say",
        "Are you a robot taxi? Ohio-built cars drive themselves",
        "Just a moment in Kentucky changed Toyota's mind",
        "Video rental pioneer now imports cars",
        "Gallery owner brings his Tundra home",
        "米国製カムリ、メンテナンスパックを用意",
        "エラー表示で逆輸入車をリコール",
        "会員登録なしで逆輸入車に試乗",
        "クッキーの香りがする車、米国から",
        "ログイン不要、逆輸入車の見積もり",
        "部品見つかりませんでした――逆輸入車の悩み",
        "プライバシー保護、米国製の車にも",
    ],
)  # fmt: skip
@pytest.mark.parametrize("site", ["", " | Outlet", " - Motor News"])
def test_a_headline_that_speaks_of_such_pages_is_an_articles(title, site):
    page = f"<title>{title}{site}</title><h1>{title}</h1>{SHORT}"
    article = read_page(page.encode(), url=URL)
    assert (article.kind, article.reason) == (PageKind.ARTICLE, None)


@pytest.mark.parametrize(
    "first",
    [
        "We and our partners at Honda expected more of the imported Passport, dealers said on Monday.",
        "映画の公開が終了した後も、米国製の車は国内で人気を保っていると、販売店は話している。",
        "This article of faith is no longer believed in Detroit: that nobody abroad would buy its cars.",
    ],
)
def test_a_sentence_that_speaks_of_such_pages_is_an_articles(first):
    page = f"<title>Camry goes home</title><h1>Camry goes home</h1><p>{first}</p>{SHORT}"
    assert read_page(page.encode(), url=URL).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("404 Not Found", "error"),
        ("404 - Page not found | Outlet", "error"),
        ("Error 404: the page could not be found", "error"),
        ("Outlet - Page Not Found", "error"),
        ("Sorry, the page you requested was not found", "error"),
        ("503 Service Temporarily Unavailable", "error"),
        ("HTTP Status 500 – Internal Server Error", "error"),
        ("Oops! Something went wrong", "error"),
        ("403 Forbidden", "error"),
        ("Forbidden", "error"),
        ("Seite nicht gefunden - Motorblatt", "error"),
        ("お探しのページが見つかりませんでした｜くるま通信", "error"),
        ("指定されたページは存在しません", "error"),
        ("システムエラー", "error"),
        ("ただいまメンテナンス中です", "error"),
        ("Access Denied", "challenge"),
        ("Access to this page has been denied.", "challenge"),
        ("Just a moment...", "challenge"),
        ("Attention Required! | Cloudflare", "challenge"),
        ("Are you a robot?", "challenge"),
        ("Pardon Our Interruption", "challenge"),
        ("Vercel Security Checkpoint", "challenge"),
        ("Sign in to your account", "login"),
        ("Log In | Outlet", "login"),
        ("Subscribe Now - Outlet", "login"),
        ("Create an account", "login"),
        ("会員登録のご案内｜くるま通信", "login"),
        ("ログイン - くるま通信", "login"),
        ("Cookie consent", "consent"),
        ("Your Privacy Choices | Outlet", "consent"),
        ("We value your privacy", "consent"),
        ("Before you continue to Outlet", "consent"),
        ("Cookieの使用について", "consent"),
    ],
)
def test_a_title_that_is_nothing_else_tells_what_the_page_is(title, kind):
    page = f"<title>{title}</title><h1>{title}</h1><p>Go back to the front page, or write to us if this goes on.</p>"
    assert read_page(page.encode(), url=URL).kind == kind


def test_a_page_that_dates_itself_as_an_article_is_one_whatever_its_title():
    data = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-12-24"}</script>'
    page = f"<title>Access denied</title>{data}<h1>Access denied</h1>{SHORT * 3}"
    assert read_page(page.encode(), url=URL).kind is PageKind.ARTICLE


TEASER = '<article><h3><a href="/{0}">Headline of another page, number {0}</a></h3><p>The first sentence of it, cut off after {0} words …</p></article>'
RELATED = "<div><ul>{}</ul></div>".format(
    "".join(f'<li><h3><a href="/{n}">Headline of another page {n}</a></h3></li>' for n in range(30))
)


@pytest.mark.parametrize("count", [6, 12, 30])
def test_a_list_of_teasers_is_a_section_whatever_its_address(count):
    page = f"<title>Imports</title><h1>Imports</h1>{''.join(TEASER.format(n) for n in range(count))}"
    article = read_page(page.encode(), url="https://outlet.example/markets/imports")
    assert (article.kind, article.reason) == (PageKind.SECTION, f"{count} teasers of other pages")


def test_a_short_article_above_many_headlines_is_an_article():
    page = f"<title>Camry goes home</title><h1>Camry goes home</h1><div>{SHORT * 3}</div>{RELATED}"
    assert read_page(page.encode(), url=URL).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("archives/25620", "article"),
        ("topics/20251224.html", "article"),
        ("archives/2025", "section"),
        ("topics/toyota", "section"),
        ("tag/25620", "section"),
    ],
)
def test_an_article_by_number_is_no_archive(path, kind):
    page = f"<title>Camry goes home</title><h1>Camry goes home</h1>{SHORT * 2}"
    assert read_page(page.encode(), url=f"https://outlet.example/{path}").kind == kind


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "video/mp4"])
def test_other_types_are_not_read(content_type):
    assert read_page(b"<p>x</p>", url=URL, content_type=content_type).kind is PageKind.NOT_HTML


def test_fifty_megabytes_are_refused_with_the_reason():
    article = read_page(b"<p>x</p>" * 6_500_000, url=URL)
    assert (article.kind, article.reason) == (PageKind.NOT_HTML, "larger than 10 MB")
