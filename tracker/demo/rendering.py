"""Pages, feeds, sitemaps and listings of the demo world, as sites really write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import escape

from tracker.demo.world import Medium, Story, http_date

_MONTHS = "January February March April May June July August September October November December"
MONTHS = _MONTHS.split()
MENU = (
    '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>'
    '<li><a href="/contact">Contact</a></li></ul></nav>'
)
BANNER = (
    '<div id="cookie-banner" role="dialog"><p>We count visitors with cookies. May we?</p><button>Yes</button></div>'
)
FOOT = "<footer><p>© 2003-2026 {title}. A site of the demo world; every word of it was written for it.</p></footer>"


def visible_day(story: Story, language: str) -> str:
    """The day as the page shows it: `Posted on 24 December, 2025`, 令和8年3月3日."""
    day = date.fromisoformat(story.published[:10])
    if story.era:
        return f"令和{day.year - 2018}年{day.month}月{day.day}日"
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"Posted on {day.day} {MONTHS[day.month - 1]}, {day.year}"


def write_page(medium: Medium, story: Story, home: str) -> str:
    """The article's page, in its site's own style."""
    if story.page == "consent":
        return _consent(medium, story)
    head, main = STYLES[medium.style](medium, story, home + story.slug)
    others = [other for other in medium.stories if other is not story][:3]
    related = "".join(f'<li><a href="/{escape(other.slug)}">{escape(other.title)}</a></li>' for other in others)
    foot = FOOT.format(title=escape(medium.title))
    return (
        f'<!DOCTYPE html>\n<html lang="{medium.language}"><head><meta charset="{medium.encoding}">'
        f"<title>{escape(story.title)} | {escape(medium.title)}</title>"
        f'<link rel="canonical" href="{escape(home + story.slug)}">{head}</head>\n'
        f'<body>{BANNER}<header><p class="logo">{escape(medium.title)}</p>{MENU}</header>\n{main}\n'
        f'<aside class="related"><h3>Most read</h3><ul>{related}</ul></aside>{foot}</body></html>\n'
    )


def _consent(medium: Medium, story: Story) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{medium.language}"><head><title>{escape(story.title)} | {escape(medium.title)}'
        '</title></head><body><div id="consent-wall" role="dialog"><h1>Before you continue</h1>'
        "<p>We and our 214 partners store and access information on your device, such as cookies, to show personalised "
        "advertising. Please accept all cookies or manage your choices to continue to the site.</p>"
        '<button id="accept-all">Accept all</button><button>Reject all</button></div></body></html>'
    )


def _body(story: Story) -> str:
    standfirst = f'<p class="standfirst">{escape(story.standfirst)}</p>' if story.standfirst else ""
    return standfirst + "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def _byline(story: Story) -> str:
    return f'<p class="byline">By {escape(", ".join(story.authors))}</p>' if story.authors else ""


Page = tuple[str, str]
"""What goes into the head, and the main part of the body."""


def _visible(medium: Medium, story: Story, url: str) -> Page:
    day = visible_day(story, medium.language)
    updated = ""
    if story.modified:
        at = date.fromisoformat(story.modified)
        updated = f'<span class="updated">Updated {at.day} {MONTHS[at.month - 1]}, {at.year}</span>'
    strapline = f"<p>{escape(medium.strapline)}</p>" if medium.strapline else ""
    return "", (
        f'<div id="content">{strapline}<h1>{escape(story.title)}</h1>{_byline(story)}'
        f'<span class="posted">{day}</span>{updated}<div class="text">{_body(story)}</div></div>'
    )


def _linked(story: Story, url: str, medium: Medium) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "mainEntityOfPage": url,
        "publisher": {"@type": "Organization", "name": medium.title},
        "author": [{"@type": "Person", "name": name} for name in story.authors],
    }
    return data | ({"dateModified": story.modified} if story.modified else {})


def _script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _jsonld(medium: Medium, story: Story, url: str) -> Page:
    head = _script({"@context": "https://schema.org", **_linked(story, url, medium)})
    return head, (
        f'<article class="post"><h1 class="entry-title">{escape(story.title)}</h1>{_byline(story)}'
        f'<div class="entry-content">{_body(story)}</div></article>'
    )


def _graph(medium: Medium, story: Story, url: str) -> Page:
    graph = [{"@type": "WebSite", "name": medium.title}, _linked(story, url, medium)]
    main = f"<header><h1>{escape(story.title)}</h1>{_byline(story)}</header>"
    return _script({"@context": "https://schema.org", "@graph": graph}), (
        f'<main>{main}<section class="c-article">{_body(story)}</section></main>'
    )


def _opengraph(medium: Medium, story: Story, url: str) -> Page:
    head = (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{escape(medium.title)}">'
        f'<meta property="article:published_time" content="{escape(story.published)}">'
    )
    byline = f'<p class="author">{escape(" ".join(story.authors))}</p>' if story.authors else ""
    return head, (
        f'<div class="l-main"><h1>{escape(story.title)}</h1>{byline}<div class="share"><a href="#x">X</a></div>'
        f'<div class="story-body">{_body(story)}</div></div>'
    )


def _time(medium: Medium, story: Story, url: str) -> Page:
    day = visible_day(story, medium.language).removeprefix("Posted on ")
    return "", (
        f'<div class="wrap"><div class="col-8"><h1>{escape(story.title)}</h1>{_byline(story)}'
        f'<time datetime="{escape(story.published)}">{day}</time><div class="txt">{_body(story)}</div></div></div>'
    )


STYLES: dict[str, Callable[[Medium, Story, str], Page]] = {
    "visible": _visible,
    "jsonld": _jsonld,
    "graph": _graph,
    "opengraph": _opengraph,
    "time": _time,
}


def write_listing(medium: Medium, stories: tuple[Story, ...]) -> str:
    """A front page or section page: links to its stories."""
    links = "".join(f'<li><a href="/{escape(story.slug)}">{escape(story.title)}</a></li>' for story in stories)
    return (
        f'<!DOCTYPE html>\n<html lang="{medium.language}"><head><meta charset="{medium.encoding}">'
        f"<title>{escape(medium.title)}</title></head><body>{BANNER}<header>{MENU}</header>"
        f'<main><h1>{escape(medium.title)}</h1><ul class="list">{links}</ul></main></body></html>\n'
    )


def _address(story: Story, home: str) -> str:
    """What a feed gives: the former address, where there is one, and a tracking parameter, as feeds do."""
    return home + (story.old or story.slug)


def write_rss2(medium: Medium, home: str) -> str:
    """RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(_address(story, home))}?utm_source=rss</link>"
        f"<guid>{escape(home + story.slug)}</guid><pubDate>{http_date(story.instant(medium.timezone))}</pubDate>"
        f"<description>{escape(story.paragraphs[0])}</description></item>"
        for story in medium.stories
    )
    return _rss(medium, home, items)


def write_one_guid(medium: Medium, home: str) -> str:
    """RSS 2.0 whose items share one GUID and have no dates, as some do."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(_address(story, home))}</link>"
        "<guid isPermaLink='false'>item</guid></item>"
        for story in medium.stories
    )
    return _rss(medium, home, items)


def _rss(medium: Medium, home: str, items: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(medium.title)}</title><link>{home}</link><description>News</description>{items}</channel></rss>"
    )


def write_atom(medium: Medium, home: str) -> str:
    """Atom 1.0."""
    entries = "".join(
        f'<entry><title>{escape(story.title)}</title><link rel="alternate" href="{escape(_address(story, home))}"/>'
        f"<id>{escape(home + story.slug)}</id><updated>{story.instant(medium.timezone).isoformat()}</updated>"
        f"<summary>{escape(story.paragraphs[0])}</summary></entry>"
        for story in medium.stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(medium.title)}</title><id>{home}</id><updated>2026-04-01T00:00:00Z</updated>{entries}</feed>"
    )


def write_rdf(medium: Medium, home: str) -> str:
    """RSS 1.0."""
    items = "".join(
        f'<item rdf:about="{escape(home + story.slug)}"><title>{escape(story.title)}</title>'
        f"<link>{escape(_address(story, home))}</link>"
        f"<dc:date>{story.instant(medium.timezone).isoformat()}</dc:date></item>"
        for story in medium.stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{home}"><title>{escape(medium.title)}</title><link>{home}</link></channel>'
        f"{items}</rdf:RDF>"
    )


def write_broken(medium: Medium, home: str) -> str:
    """A feed that broke in the middle of a deployment: no XML at all."""
    return "<rss version='2.0'><channel><title>Fatal error: Uncaught TypeError in /srv/feed.php on line 41"


FEEDS: dict[str, Callable[[Medium, str], str]] = {
    "rss2": write_rss2,
    "one_guid": write_one_guid,
    "atom": write_atom,
    "rdf": write_rdf,
    "broken": write_broken,
}


def write_sitemap_index(home: str) -> str:
    """A sitemap index with one news sitemap."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{home}sitemap-news.xml</loc></sitemap></sitemapindex>"
    )


def write_sitemap(medium: Medium, home: str) -> str:
    """A Google news sitemap."""
    entries = "".join(
        f"<url><loc>{escape(_address(story, home))}</loc><news:news><news:publication>"
        f"<news:name>{escape(medium.title)}</news:name><news:language>{medium.language}</news:language>"
        f"</news:publication><news:publication_date>{story.instant(medium.timezone).isoformat()}"
        f"</news:publication_date><news:title>{escape(story.title)}</news:title></news:news></url>"
        for story in medium.stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )
