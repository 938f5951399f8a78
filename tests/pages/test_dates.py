"""Every form of a date that newspapers print, and every one that other readers get wrong without a word."""

from datetime import UTC, datetime

import pytest

from tracker.pages import read_page
from tracker.pages.dates import make_setting, parse_date
from tracker.pages.visible_dates import read_date_line

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TOKYO = make_setting("outlet.jp", "ja", timezone="Asia/Tokyo", country="JP", now=NOW)
ZEALAND = make_setting("outlet.co.nz", "en", timezone=None, country=None, now=NOW)
AMERICA = make_setting("outlet.com", "en-US", timezone="America/New_York", country="US", now=NOW)


def read_day(text, setting=TOKYO):
    moment = parse_date(text, setting)
    return moment.isoformat(setting.zone) if moment else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24 December, 2025", "2025-12-24"),
        ("Posted on 24 December, 2025", "2025-12-24"),
        ("December 24th, 2025", "2025-12-24"),
        ("Wed, 24 Dec 2025", "2025-12-24"),
        ("24. Dezember 2025", "2025-12-24"),
        ("24 décembre 2025", "2025-12-24"),
        ("2025年12月24日(水) 10時30分", "2025-12-24T10:30:00+09:00"),
        ("2025年12月24日 午後3時05分", "2025-12-24T15:05:00+09:00"),
        ("2025/12/24 20:45", "2025-12-24T20:45:00+09:00"),
        ("2025.12.24", "2025-12-24"),
        ("２０２５年１２月２４日", "2025-12-24"),
        ("令和7年12月24日", "2025-12-24"),
        ("令和7年12月24日発表", "2025-12-24"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("R7.12.24", "2025-12-24"),
        ("24/12/2568", "2025-12-24"),
        ("20251224", "2025-12-24"),
        ("2025-12-23T23:30:00Z", "2025-12-24T08:30:00+09:00"),
        ("2025-12-23T20:05:00+00:00", "2025-12-24T05:05:00+09:00"),
        ("1766500200", "2025-12-23T23:30:00+09:00"),
    ],
)
def test_a_written_date_is_read_as_the_day_it_means(written, meant):
    assert read_day(written) == meant


@pytest.mark.parametrize(
    "vague",
    [
        "12月24日",
        "24日",
        "Q1 2026",
        "2026年3月",
        "next spring",
        "2026年春",
        "来春",
        "early 2026",
        "(Dec. 24)",
        "© 2002-2026",
        "2025-13-45",
    ],
)
def test_what_is_no_whole_date_is_no_date(vague):
    assert read_day(vague) is None


def test_day_and_month_stand_in_the_order_of_the_country():
    assert read_day("03/04/2025", ZEALAND) == "2025-04-03"
    assert read_day("03/04/2025", AMERICA) == "2025-03-04"


def test_an_order_that_gives_no_day_gives_way_to_the_other():
    assert read_day("12/25/2025", ZEALAND) == "2025-12-25"
    assert read_day("25/12/2025", AMERICA) == "2025-12-25"


def test_no_date_lies_after_the_fetch():
    assert read_day("24 December, 2026") is None
    assert read_day("11/01/2026", AMERICA) is None or read_day("11/01/2026", AMERICA) < "2026-01-06"


def test_a_zone_name_means_what_it_means_in_the_country():
    india = make_setting("outlet.in", "en", timezone=None, country="IN", now=NOW)
    assert read_day("24 Dec 2025 10:00 IST", india) == "2025-12-24T10:00:00+05:30"
    assert read_day("Dec. 24, 2025 9:05 a.m. ET", AMERICA) == "2025-12-24T09:05:00-05:00"


def test_a_label_says_which_date_is_which():
    line = "公開日：2025年12月24日 9:30 更新日：2025年12月25日"
    assert [(moment.day.day, role) for moment, role in read_date_line(line, TOKYO, marked=False)] == [
        (24, "published"),
        (25, "modified"),
    ]


PAGE = (
    "<h1>Camry goes home</h1>{date}<p>Toyota plans to sell the Camry, which is built in Kentucky, in Japan.</p>{after}"
)


@pytest.mark.parametrize(
    ("head", "date", "after", "published"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle",/* x */"datePublished":"2025-12-24",}</script>', "", "", "2025-12-24"),
        ('<script type="application/ld+json">{"@graph":[[{"@type":"NewsArticle","datePublished":"2025-12-24"}]]}</script>', "", "", "2025-12-24"),
        ('<script type="application/ld+json">{"headline":"a "b" c","datePublished":"2025-12-24"</script>', "", "", "2025-12-24"),
        ('<meta property="article:published_time" content="2025-12-23T20:05:00Z">', "", "", "2025-12-24"),
        ("", '<time datetime="2025-12-24">yesterday</time>', "", "2025-12-24"),
        ("", '<span class="posted">24 December, 2025</span>', "", "2025-12-24"),
        ("", '<p class="date">3 hours ago</p>', "", "2026-01-05"),
        ("", "", '<aside class="related"><time datetime="2025-11-02">2 Nov 2025</time></aside>', None),
        ("", "", "<footer>© 24 December, 2025 Outlet</footer>", None),
        ("<script>var ad = {expires: '2025-12-24T00:00:00Z'}</script>", "", "", None),
    ],
)  # fmt: skip
def test_the_publication_day_is_found_in_its_place_and_nowhere_else(head, date, after, published):
    body = f"<html lang=en><head>{head}</head><body>{PAGE.format(date=date, after=after)}</body></html>"
    article = read_page(body.encode(), url="https://outlet.co.nz/a", fetched_at=NOW)
    assert (article.published or None) is published or article.published[:10] == published


def test_published_and_modified_stay_apart():
    head = '<meta property="article:published_time" content="2025-12-20"><meta property="article:modified_time" content="2025-12-22">'
    article = read_page(
        f"{head}{PAGE.format(date='', after='')}".encode(), url="https://outlet.co.nz/a", fetched_at=NOW
    )
    assert (article.published, article.modified) == ("2025-12-20", "2025-12-22")


def test_the_local_day_comes_from_the_sources_zone():
    head = '<meta property="article:published_time" content="2025-12-23T20:05:00Z">'
    page = f"{head}{PAGE.format(date='', after='')}".encode()
    assert (
        read_page(page, url="https://outlet.com/a", timezone="Pacific/Auckland").published
        == "2025-12-24T09:05:00+13:00"
    )
    assert (
        read_page(page, url="https://outlet.com/a", timezone="America/New_York").published
        == "2025-12-23T15:05:00-05:00"
    )
