"""JSON-LD: what a page tells search engines of itself, in any nesting, with comments, or broken."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import _Element as Element

Node = dict[str, Any]

ARTICLE = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting)$")
WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*+;?\s*+$")
COMMENT = re.compile(r'("(?:\\.|[^"\\])*+"?)|/\*.*?\*/|(?<![:\w])//[^\n]*', re.DOTALL)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
LOOSE_VALUE = re.compile(r'"(headline|datePublished|dateModified|articleSection|inLanguage)"\s*:\s*"((?:\\.|[^"\\])*)"')
MOST_COMMENTS = 50
"""A script with more of them is an attack on the search for their ends."""
DEEPEST = 30
"""Nesting that is followed; real graphs go six deep."""


def find_nodes(root: Element) -> list[Node]:
    """Every object of every JSON-LD script on the page, outer before inner, in page order."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            nodes.extend(_walk(_read_script(script.text or "")))
    return nodes


def _read_script(text: str) -> Any:
    """The script's value, repaired where it can be; single fields of one that is broken."""
    text = WRAPPING.sub("", text).strip().rstrip(";")
    repairs = (str, _drop_comments, html.unescape) if text.count("/*") < MOST_COMMENTS else (str,)
    for repair in repairs:
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return _read_loose(text)


def _drop_comments(text: str) -> str:
    bare = COMMENT.sub(lambda found: found[1] or "", text)
    return TRAILING_COMMA.sub(r"\1", bare)


def _read_loose(text: str) -> Node:
    """The first of each field that can be told in a script no parser reads: an unescaped quote, a cut end."""
    found: Node = {"@type": "Article", "broken": True}
    for name, value in LOOSE_VALUE.findall(text):
        try:
            found.setdefault(name, json.loads(f'"{value}"', strict=False))
        except ValueError:
            continue
    return found if len(found) > 2 else {}


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _walk(item, depth + 1)


def read_types(node: Node) -> list[str]:
    """The node's types without their vocabulary's address: `["NewsArticle"]`."""
    return [str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in as_list(node.get("@type"))]


def as_list(value: Any) -> list[Any]:
    """One, many or none, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read_string(value: Any) -> str | None:
    """A text value, or the name of an object that stands for one; None where there is none."""
    for item in as_list(value):
        found = item.get("name") or item.get("@value") or item.get("url") if isinstance(item, dict) else item
        if isinstance(found, str) and found.strip():
            return html.unescape(found).strip()
    return None


def find_article(nodes: list[Node]) -> Node:
    """The node that is this page's article: the fullest one; related articles in lists come later and say less."""
    articles = [node for node in nodes if any(ARTICLE.search(name) for name in read_types(node))]
    if not articles:
        return {}
    return max(articles, key=_count_facts)


def _count_facts(node: Node) -> int:
    known = ("headline", "datePublished", "author", "publisher", "mainEntityOfPage", "articleBody", "image")
    return sum(1 for name in known if node.get(name))


def index_nodes(nodes: list[Node]) -> dict[str, Node]:
    """The first node of each `@id` that says more than its id."""
    found: dict[str, Node] = {}
    for node in nodes:
        if len(node) > 2 and isinstance(name := node.get("@id"), str):
            found.setdefault(name, node)
    return found


def find_by_id(nodes: Mapping[str, Node], value: Any) -> Any:
    """The node that `{"@id": …}` points at; `value` itself where it is no pointer or points nowhere."""
    if not (isinstance(value, dict) and "@id" in value and len(value) <= 2 and "name" not in value):
        return value
    return nodes.get(value["@id"], value) if isinstance(value["@id"], str) else value
