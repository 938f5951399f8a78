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
"""Characters of body below which nothing has been read."""
TEASER = 1200
"""Characters of text that a section front may have in its teasers."""
FRONT = re.compile(
    r"/(?:tags?|topics?|category|categories|section|author|authors|search|archives?|feed|keyword|genre|ranking|latest|all)(?:/[^/]*)?(?:/page/\d+)?/?$",
    re.IGNORECASE,
)
COLLECTION = {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"}


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
    """Characters of the body that was read."""
    types: frozenset[str]
    """Types of the objects in its linked data."""
    og_type: str
    dated: bool
    """A machine-readable publication time is there."""
    password: bool
    """The page asks for a password."""
    headlines: int
    """Headings that are links to other pages."""


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
    searched = (("title", facts.title), ("text", facts.text), ("path", facts.url))
    for name, value in searched:
        if kind[name] and (found := kind[name].search(value)):
            return f"{name} has {found[0][:60]!r}"
    if facts.length < LITTLE and kind["markup"] and (found := kind["markup"].search(facts.source)):
        return f"markup has {found[0][:60]!r}"
    if kind.get("password") and facts.password and facts.length < LITTLE * 3:
        return "asks for a password"
    if facts.types.intersection(kind.get("types", ())) and not any("Article" in name for name in facts.types):
        return f"is of type {', '.join(sorted(facts.types.intersection(kind['types'])))}"
    return None


def _find_front(facts: PageFacts) -> str | None:
    """Why a page is a section front or a tag page: links to articles, and none of its own."""
    types = facts.types
    if any(name.endswith(("Article", "BlogPosting")) for name in types) or facts.dated or facts.og_type == "article":
        return None
    parts = urlsplit(facts.url)
    path = parts.path
    if parts.query and path in ("", "/"):
        return None
    if path in ("", "/") or re.fullmatch(r"/(?:index\.\w+|[a-z]{2}/?)", path):
        return "the front page"
    many = facts.headlines >= 8
    if FRONT.search(path) and (many or facts.length < TEASER):
        return "a tag or section page by its address"
    if types & COLLECTION and (many or facts.length < TEASER):
        return "a collection by its own account"
    if many and facts.length < TEASER:
        return f"{facts.headlines} headlines of other pages and little text"
    return None
