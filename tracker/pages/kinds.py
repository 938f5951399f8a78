"""Article, or what else a page is, with the reason in words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from tracker.records import PageKind

Verdict = tuple[PageKind, str | None]
LITTLE = 60
"""Letters of body below which nothing has been read; a Japanese letter counts two, here and below."""
TEASER = 1200
"""Letters of text that a section front may have in its teasers."""
SOME = 200
"""Letters with which a page that dates itself as an article is one, whatever its title says; teasers are shorter."""
SHORT = 140
"""Letters of a teaser, on average over a front."""
FRONT = re.compile(
    r"/(?:tags?|topics?|category|categories|section|author|authors|search|archives?|feed|keyword|genre|ranking|latest|all)(?:/[^/]*)?(?:/page/\d+)?/?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"/(?:archives?|topics?|latest|all)/[^/]*\d{4,}[^/]*$(?<!/\d{4})", re.IGNORECASE)
"""Addresses of articles by number, which some media keep under such names: `/archives/25620`."""
COLLECTION = {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"}
BAR = re.compile(r"\s*[|｜│•·»]\s*|\s+[-–—―:]+\s+|\s*::\s*")
SIGNS = " .,!?…。！？:;-–—|*\"'“”‘’«»()[]【】「」（）\u200b"
NAME = 30
"""Characters of a site's name beside a title; more is a headline."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFacts:
    """What is known of a page when its kind is decided."""

    url: str
    title: str
    text: str
    """The start of what a reader sees, 2,000 characters."""
    source: str
    """The page's markup."""
    length: int
    """Letters of the body that was read."""
    types: frozenset[str]
    """Types of the objects in its linked data."""
    og_type: str
    dated: bool
    """A machine-readable publication time is there."""
    password: bool
    """The page asks for a password."""
    headlines: int
    """Headings that are links to other pages."""
    teasers: int
    """Paragraphs of the body that follow a line which is a link."""

    @property
    def is_stated(self) -> bool:
        """Whether the page's own data speak of it as an article."""
        return self.dated or any(name.endswith(("Article", "BlogPosting")) for name in self.types)


@cache
def read_kinds() -> list[dict[str, Any]]:
    """The kinds of `kinds.toml`, each list of expressions compiled into one."""
    kinds: list[dict[str, Any]] = tomllib.loads(files("tracker.pages").joinpath("kinds.toml").read_text("utf-8"))[
        "kind"
    ]
    for kind in kinds:
        for name in ("title", "text", "markup", "path"):
            kind[name] = re.compile("|".join(kind[name]), re.IGNORECASE) if kind.get(name) else None
    return kinds


def find_kind(facts: PageFacts) -> Verdict:
    """What the page is: an article unless something speaks against it and little text speaks for it."""
    for kind in read_kinds():
        if facts.length <= kind["most"] and (sign := _find_sign(kind, facts)):
            return PageKind(kind["name"]), f"{kind['reason']}: {sign}"
    if reason := _find_front(facts):
        return PageKind.SECTION, reason
    if facts.length < (LITTLE // 3 if facts.dated else LITTLE):
        return PageKind.EMPTY, "no text of an article"
    return PageKind.ARTICLE, None


def _find_sign(kind: dict[str, Any], facts: PageFacts) -> str | None:
    """What on the page speaks for a kind, in a word or two."""
    types = facts.types.intersection(kind.get("types", ()))
    if types and not any("Article" in name for name in facts.types):
        return f"is of type {', '.join(sorted(types))}"
    if "types" not in kind and facts.is_stated and facts.length >= SOME:
        return None
    if found := _match_title(kind["title"], facts.title):
        return f"title has {found[:60]!r}"
    for name, value in (("text", facts.text), ("path", facts.url)):
        if kind[name] and (match := kind[name].search(value)):
            return f"{name} has {match[0][:60]!r}"
    if facts.length < LITTLE and kind["markup"] and (match := kind["markup"].search(facts.source)):
        return f"markup has {match[0][:60]!r}"
    if kind.get("password") and facts.password and facts.length < LITTLE * 3:
        return "asks for a password"
    return None


def _match_title(pattern: re.Pattern[str], title: str) -> str | None:
    """The title, where the expression fits all of it, or all but what may be a site's name at either end."""
    cuts = list(BAR.finditer(title))
    rests = [title, *(title[: cut.start()] for cut in cuts if len(title) - cut.end() <= NAME)]
    rests += [title[cut.end() :] for cut in cuts if cut.start() <= NAME]
    return next((rest for rest in rests if rest and pattern.fullmatch(rest.strip(SIGNS))), None)


def _find_front(facts: PageFacts) -> str | None:
    """Why a page is a section front or a tag page: links to articles, and none of its own."""
    if facts.is_stated or facts.og_type == "article":
        return None
    parts = urlsplit(facts.url)
    path = parts.path
    if parts.query and path in ("", "/"):
        return None
    if path in ("", "/") or re.fullmatch(r"/(?:index\.\w+|[a-z]{2}/?)", path):
        return "the front page"
    listed = facts.teasers >= 5 and facts.length < SHORT * facts.teasers
    many = listed or (facts.headlines >= 8 and facts.length < SOME)
    if FRONT.search(path) and not NUMBERED.search(path) and (many or facts.length < TEASER):
        return "a tag or section page by its address"
    if facts.types & COLLECTION and (many or facts.length < TEASER):
        return "a collection by its own account"
    if listed:
        return f"{facts.teasers} teasers of other pages"
    return f"{facts.headlines} headlines of other pages and little text" if many else None
