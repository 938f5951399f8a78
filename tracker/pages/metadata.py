"""What a page's head says: meta elements by name, links by relation."""

from __future__ import annotations

from lxml.etree import _Element as Element

from tracker.pages.tree import fold_space

Meta = dict[str, list[str]]


def read_meta(root: Element) -> Meta:
    """Contents of the page's meta elements by property, name or itemprop in lower case, in page order."""
    found: Meta = {}
    for element in root.iter("meta"):
        # Some tools that save pages, and some publishers, write `value` for `content`.
        content = fold_space(element.get("content") or element.get("value"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def read_links(root: Element) -> Meta:
    """Addresses of the page's link elements by relation: `{"canonical": [...], "next": [...]}`."""
    found: Meta = {}
    for element in root.iter("link"):
        for relation in (element.get("rel") or "").lower().split():
            if href := (element.get("href") or "").strip():
                found.setdefault(relation, []).append(href)
    return found
