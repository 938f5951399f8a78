"""The generic page: each field a short visible list of places looked at, best first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar

import attrs
from lxml.etree import _Element as Element
from web_poet import HttpResponse, PageParams, Returns, WebPage, field, handle_urls

from tracker.pages import authors, content, titles
from tracker.pages.addresses import find_day, find_id, read_host, resolve_address
from tracker.pages.bylines import find_bylines, find_signature
from tracker.pages.dates import DateSetting, Moment, make_setting, parse_date
from tracker.pages.decoding import decode_page
from tracker.pages.frame import find_frame
from tracker.pages.kinds import PageFacts, Verdict, find_kind
from tracker.pages.languages import detect_language
from tracker.pages.linked_data import (
    Node,
    as_list,
    find_article,
    find_by_id,
    find_nodes,
    index_nodes,
    read_string,
    read_types,
)
from tracker.pages.metadata import Meta, read_links, read_meta
from tracker.pages.parts import NOT_READ, find_next, split_page
from tracker.pages.tree import fold_space, parse_tree, read_text
from tracker.pages.visible_dates import DateLine, choose_line, find_date_lines
from tracker.records import Article, Block, BlockKind, PageKind

MOST_TITLE = 500
"""Characters of a title."""
MOST_PIECES = 100
"""Pieces of markup that a headline is written in."""
MOST_NAMES = 40
"""Names of writers or of the site that are looked at; a list of more is none of theirs."""
WALLED = 1500
"""Characters; a text that is not for everybody and longer than that was given whole all the same."""
Place = tuple[str, Callable[[], Any]]
"""A name for `Article.places`, and how to look there; what is empty there is not found."""

PUBLISHED_META = (
    "article:published_time", "article:published", "datepublished", "og:published_time", "og:article:published_time",
    "rnews:datepublished", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate",
    "published_time", "published-date", "article.published", "published_at", "cxenseparse:recs:publishtime",
    "article:publicationdate", "originalpublicationdate", "ptime", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date.published", "dc.date", "dcterms.date", "dc.created", "bt:pubdate", "date", "article_date_original",
    "article_date", "created", "releasedate", "firstpublished", "last-published", "shareaholic:article_published_time",
    "artdate", "rbpubdate", "cms:date", "mediator_published_time",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "dcterms.modified", "lastmod",
    "last-modified", "article.updated", "revision_date",
)  # fmt: skip
AUTHOR_META = ("author", "parsely-author", "dc.creator", "article:author", "sailthru.author", "byl", "dcterms.creator",
               "article.author", "cxenseparse:author", "mediator_author", "og:article:author", "citation_author")  # fmt: skip


SCRIPTED_DATE = re.compile(
    r"""["']?(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|pub_?date|first_?published\w{0,20})["']?"""
    r"""\s*[:=]\s*["']?(\d{4}-\d\d-\d\d[^"',;]{0,24}|\d{13}|\d{10}(?!\d)|\d{4}/\d\d/\d\d[^"',;]{0,12})""",
    re.IGNORECASE,
)


@handle_urls("", priority=100)
@attrs.define(kw_only=True, eq=False, slots=False)
class GenericPage(WebPage[Article], Returns[Article]):
    """Any news page. A medium's own page inherits from this one and replaces the fields that are wrong on it.

    `page_params` may hold what the source's entry knows: `timezone`, `language`, `country`, and for one fetch
    `fetched_at`, `feed_published` (ISO 8601), `boilerplate` (keys of texts that recur on the host's pages).
    """

    body_path: ClassVar[str | None] = None
    """XPath of the element that holds the body, where a medium's markup is known; else it is looked for."""
    valid_until: ClassVar[date | None] = None
    """The last day on which pages were marked up this way."""
    earlier: ClassVar[type[GenericPage] | None] = None
    """The page class of the markup before this one."""

    response: HttpResponse
    page_params: PageParams = attrs.field(factory=PageParams)  # type: ignore[type-arg]  # injected by its bare type
    found: dict[str, str] = attrs.field(factory=dict, init=False)

    def first(self, name: str, places: list[Place]) -> Any:
        """The value of the first place that holds one; which place it was is kept under the field's name."""
        for place, look in places:
            if value := look():
                self.found[name] = place
                return value
        return None

    # What all fields share: the page is decoded, parsed and walked once.

    @cached_property
    def address(self) -> str:
        return str(self.response.url)

    @cached_property
    def host(self) -> str:
        return read_host(self.address)

    @cached_property
    def decoded(self) -> tuple[str, str]:
        return decode_page(bytes(self.response.body), self.response.headers.get("Content-Type"))

    @cached_property
    def tree(self) -> Element:
        return parse_tree(self.decoded[0])

    @cached_property
    def meta(self) -> Meta:
        return read_meta(self.tree)

    @cached_property
    def links(self) -> Meta:
        return read_links(self.tree)

    @cached_property
    def nodes(self) -> list[Node]:
        return find_nodes(self.tree)

    @cached_property
    def nodes_by_id(self) -> dict[str, Node]:
        return index_nodes(self.nodes)

    @cached_property
    def node(self) -> Node:
        return find_article(self.nodes)

    @cached_property
    def stated_language(self) -> str | None:
        found: str | None = (
            self.page_params.get("language")
            or self.tree.get("lang")
            or self.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        )
        return found

    @cached_property
    def setting(self) -> DateSetting:
        fetched = self.page_params.get("fetched_at")
        return make_setting(
            self.host,
            self.stated_language,
            timezone=self.page_params.get("timezone"),
            country=self.page_params.get("country"),
            now=datetime.fromisoformat(fetched) if fetched else None,
        )

    @cached_property
    def heading(self) -> Element | None:
        """The element that is the headline: the one most like the title that the head states, an `h1` before an `h2`."""
        stated = [title for _, title in self.stated_titles]
        best, likeness = None, 0.0
        for tag, bonus in (("h1", 0.1), ("h2", 0.0)):
            for element in islice(self.tree.iter(tag), 40):
                text = read_text(element, MOST_PIECES)[:MOST_TITLE]
                score = max((titles.measure_likeness(text, title) for title in stated), default=0.0) + bonus
                if text and score > likeness:
                    best, likeness = element, score
            if likeness > 0.6:
                break
        return best

    @cached_property
    def frame(self) -> list[Element]:
        return find_frame(self.tree, self.heading)

    @cached_property
    def date_lines(self) -> list[DateLine]:
        return find_date_lines(self.frame, self.heading, self.setting)

    @cached_property
    def site_names(self) -> list[str]:
        publisher = find_by_id(self.nodes_by_id, self.node.get("publisher"))
        sites = [node for node in self.nodes if node.get("@type") in ("WebSite", "NewsMediaOrganization")]
        stated = [
            read_string(publisher),
            *(read_string(node.get("name")) for node in sites),
            self.at_meta("og:site_name", "application-name"),
        ]
        return [name[:MOST_TITLE] for name in stated if name][:MOST_NAMES]

    def at_meta(self, *names: str) -> str | None:
        return next((self.meta[name][0] for name in names if self.meta.get(name)), None)

    # The fields.

    @field(cached=True)
    def url(self) -> str:
        return self.address

    @cached_property
    def verdict(self) -> Verdict:
        return find_kind(
            PageFacts(
                url=self.address,
                title=self.title or "",
                text=self.seen_text,
                source=self.decoded[0] if self.length < 100 else "",
                length=self.content.length,
                types=frozenset(name for node in self.nodes for name in read_types(node)),
                og_type=(self.at_meta("og:type") or "").lower(),
                dated=self.published is not None and self.found["published"].startswith(("json", "meta")),
                password=any(element.get("type") == "password" for element in self.tree.iter("input")),
                headlines=self.headlines,
                teasers=self.content.teasers,
            )
        )

    @cached_property
    def seen_text(self) -> str:
        """The start of what a reader sees; only where little was read is it looked for all over the page."""
        if self.length > 120:
            return str(self.blocks[0].text[:500])
        body = self.tree.find("body")
        return read_text(self.tree if body is None else body)[:2000]

    @cached_property
    def headlines(self) -> int:
        """Headings that are links."""
        return sum(
            1
            for tag in ("h2", "h3", "h4")
            for element in islice(self.tree.iter(tag), 200)
            if element.find(".//a") is not None or _in_link(element)
        )

    @field(cached=True)
    def kind(self) -> PageKind:
        return self.verdict[0]

    @field(cached=True)
    def reason(self) -> str | None:
        return self.verdict[1]

    @field(cached=True)
    def canonical_url(self) -> str | None:
        found = self.first("canonical_url", [
            ("link canonical", lambda: next(iter(self.links.get("canonical", [])), None)),
            ("og:url", lambda: self.at_meta("og:url")),
            ("json-ld mainEntityOfPage", lambda: self.node.get("mainEntityOfPage")),
        ])  # fmt: skip
        return resolve_address(found if isinstance(found, str) else None, self.address)

    @field(cached=True)
    def title(self) -> str | None:
        heading = self.clean_title(read_text(self.heading, MOST_PIECES)) if self.heading is not None else None
        chosen = titles.choose_title(heading, self.stated_titles)
        if chosen is None:
            return None
        title, self.found["title"] = chosen
        return title

    @cached_property
    def stated_titles(self) -> list[tuple[str, str]]:
        """Titles that the page's head states, best first, with their places."""
        places = [
            ("og:title", self.at_meta("og:title")),
            ("json-ld headline", read_string(self.node.get("headline"))),
            ("meta title", self.at_meta("twitter:title", "dc.title")),
            ("title", self.tree.findtext(".//title")),
        ]
        return [(place, title) for place, text in places if text and (title := self.clean_title(fold_space(text)))]

    def clean_title(self, text: str) -> str:
        return titles.clean_title(text[:MOST_TITLE], self.site_names, self.host)

    @field(cached=True)
    def blocks(self) -> tuple[Block, ...]:
        self.found["blocks"] = self.content.place
        known = self.page_params.get("boilerplate") or ()
        return tuple(
            block for block in self.content.blocks if not known or content.hash_paragraph(block.text) not in known
        )

    @cached_property
    def content(self) -> content.Content:
        found = self.tree.xpath(self.body_path) if self.body_path else []
        return content.read_content(self.tree, self.heading, self.title, known=found[0] if found else None)

    @cached_property
    def length(self) -> int:
        """Characters of prose that were read."""
        return sum(len(block.text) for block in self.blocks if block.kind is not BlockKind.CAPTION)

    @field(cached=True)
    def next_page(self) -> str | None:
        stem = split_page(self.address)[0].rsplit("/", 1)[-1].partition(".")[0]
        heads = [(href, "next") for href in self.links.get("next", ())[:MOST_NAMES]]
        anchors = (
            (href, read_text(element))
            for element in islice(self.tree.iter("a"), 3_000)
            if (href := element.get("href") or "") and (stem in href or href.startswith("?")) and len(element) < 4
        )
        return find_next([*heads, *anchors] if stem else heads, self.address)

    @field(cached=True)
    def truncated(self) -> str | None:
        """Said so by the page's own data or by a line where the text breaks off."""
        closed = any(str(node.get("isAccessibleForFree")).lower() == "false" for node in self.nodes)
        if self.content.walled or (closed and self.length < WALLED):
            return "paywall"
        return NOT_READ if self.next_page else None

    @field(cached=True)
    def published(self) -> str | None:
        return self.read_published()

    def read_published(self) -> str | None:
        """What the generic places say, for a medium's own field to fall back on."""
        moment = self.first("published", [
            ("json-ld datePublished", lambda: self.read_machine(self.node.get("datePublished"))),
            *((f"meta {name}", lambda name=name: self.read_machine(self.at_meta(name))) for name in PUBLISHED_META),
            ("visible near the headline", lambda: self.at_line("published")),
            ("address", lambda: parse_date(find_day(self.address), self.setting)),
            ("script", lambda: self.in_script()),
            ("feed", lambda: self.in_feed()),
                ("visible, as modified", lambda: self.at_line("modified")),
            ("visible", lambda: self.at_line("published", near=False)),
            ("modified", lambda: self.read_machine(self.node.get("dateModified")) or self.in_meta(*MODIFIED_META)),
        ])  # fmt: skip
        self.compare_feed(moment)
        return self.write_moment(moment, "published")

    @field(cached=True)
    def modified(self) -> str | None:
        moment = self.first("modified", [
            ("json-ld dateModified", lambda: self.read_machine(self.node.get("dateModified"))),
            *((f"meta {name}", lambda name=name: self.read_machine(self.at_meta(name))) for name in MODIFIED_META),
            ("visible", lambda: self.at_line("modified")),
        ])  # fmt: skip
        return self.write_moment(moment, "modified")

    def read_machine(self, value: Any) -> Moment | None:
        text = read_string(value)
        return parse_date(text, self.setting) if text else None

    def at_line(self, role: str, *, near: bool = True) -> Moment | None:
        line = choose_line(self.date_lines, role, near=near)
        return line.moment if line else None

    def in_meta(self, *names: str) -> Moment | None:
        return next((found for name in names if (found := self.read_machine(self.at_meta(name)))), None)

    def in_feed(self) -> Moment | None:
        return parse_date(self.page_params.get("feed_published"), self.setting)

    def compare_feed(self, moment: Moment | None) -> None:
        """The feed is a witness: where it names a day more than one off, that is kept beside the page's own."""
        said = self.in_feed()
        if moment and said and abs((moment.day - said.day).days) > 1:
            self.found["feed_published"] = f"disagrees: {said.day.isoformat()}"

    def in_script(self) -> Moment | None:
        """A publication time in the data that a page's own scripts work on; only under names that mean nothing else."""
        for script in self.tree.iter("script"):
            if (text := script.text) and (found := SCRIPTED_DATE.search(text)):
                return parse_date(found[1], self.setting)
        return None

    def write_moment(self, moment: Moment | None, name: str) -> str | None:
        """A printed day is the outlet's own day already; an instant in a script is turned into it."""
        if moment is None:
            return None
        printed = self.found[name].startswith("visible") and moment.clock and moment.clock.tzinfo
        return moment.isoformat(None if printed else self.setting.zone)

    @field(cached=True)
    def authors(self) -> tuple[str, ...]:
        return self.read_authors()

    def read_authors(self) -> tuple[str, ...]:
        """People, wherever they are named; an agency or a paper only where nobody is and the page calls it its author."""
        houses = self.linked_names()
        return (
            self.first(
                "authors",
                [
                    ("json-ld author", lambda: self.read_people(houses)),
                    *(
                        (f"meta {name}", lambda name=name: self.read_people(self.meta.get(name, [])[:MOST_NAMES]))
                        for name in AUTHOR_META
                    ),
                    ("byline", lambda: find_bylines(self.frame, self.heading)),
                    ("signature", lambda: find_signature([block.text for block in self.blocks])),
                    ("json-ld author, a house", lambda: authors.clean_authors(houses, houses=True)),
                    ("meta author, a house", lambda: authors.clean_authors(self.all_meta(*AUTHOR_META), houses=True)),
                ],
            )
            or ()
        )

    def linked_names(self) -> list[str]:
        people = [find_by_id(self.nodes_by_id, value) for value in as_list(self.node.get("author"))[:MOST_NAMES]]
        return [name for person in people if (name := read_string(person))]

    def read_people(self, values: list[str]) -> tuple[str, ...]:
        """Every author of a list that names at least one person."""
        if not authors.clean_authors(values, [*self.site_names, self.host]):
            return ()
        return authors.clean_authors(values, houses=True)

    def all_meta(self, *names: str) -> list[str]:
        return [value for name in names for value in self.meta.get(name, [])][:MOST_NAMES]

    @field(cached=True)
    def language(self) -> str | None:
        self.found["language"] = "text"
        text = " ".join(block.text for block in self.blocks) or read_text(self.tree)[:3000]
        return detect_language(f"{self.title or ''} {text}", self.stated_language)

    @field(cached=True)
    def site_name(self) -> str | None:
        found: str | None = self.first("site_name", [
            ("og:site_name", lambda: self.at_meta("og:site_name", "application-name")),
            ("json-ld publisher", lambda: read_string(find_by_id(self.nodes_by_id, self.node.get("publisher")))),
        ])  # fmt: skip
        return found

    @field(cached=True)
    def section(self) -> str | None:
        found = self.first("section", [
            ("json-ld articleSection", lambda: read_string(self.node.get("articleSection"))),
            ("meta article:section", lambda: self.at_meta("article:section", "section", "parsely-section")),
        ])  # fmt: skip
        return fold_space(found) or None

    @field(cached=True)
    def image(self) -> str | None:
        found = self.first("image", [
            ("og:image", lambda: self.at_meta("og:image", "og:image:url", "twitter:image")),
            ("json-ld image", lambda: read_image(self.node.get("image"))),
        ])  # fmt: skip
        return resolve_address(found, self.address)

    @field(cached=True)
    def image_caption(self) -> str | None:
        found = self.first("image_caption", [
            ("caption of the image", lambda: self.caption_of(self.image)),
            ("first caption", lambda: next((block.text for block in self.blocks if block.kind is BlockKind.CAPTION), None)),
            ("og:image:alt", lambda: self.at_meta("og:image:alt", "twitter:image:alt")),
        ])  # fmt: skip
        return found or None

    def caption_of(self, image: str | None) -> str | None:
        """The caption of the figure that shows an image, known by its file name."""
        name = (image or "").partition("?")[0].rsplit("/", 1)[-1]
        for figure in self.tree.iter("figure") if len(name) > 4 else ():
            shown = any(name in (element.get("src") or "") for element in islice(figure.iter("img"), 20))
            caption = figure.find(".//figcaption")
            if shown and caption is not None:
                return read_text(caption)
        return None

    @field(cached=True)
    def article_id(self) -> str | None:
        found: str | None = self.first("article_id", [
            ("json-ld identifier", lambda: read_string(self.node.get("identifier"))),
            ("address", lambda: find_id(self.canonical_url or self.address)),
        ])  # fmt: skip
        return found

    @field(cached=True)
    def places(self) -> dict[str, str]:
        for name in ("canonical_url", "title", "blocks", "published", "modified", "authors", "language", "site_name",
                     "section", "image", "image_caption", "article_id"):  # fmt: skip
            getattr(self, name)
        return dict(self.found)


def _in_link(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def read_image(value: Any) -> str | None:
    """The address in a JSON-LD image: a string, an object with `url`, or a list of either."""
    for item in as_list(value):
        found = item.get("url") or item.get("contentUrl") if isinstance(item, dict) else item
        if isinstance(found, str):
            return found
    return None
