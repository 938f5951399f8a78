"""What a feed, sitemap, listing or archive page gives."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records import Link

MOST_LINKS = 50_000
"""As many as a sitemap may hold by its standard; whatever comes after is left out, and said to be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Links to articles, and where more of them stand."""

    links: tuple[Link, ...] = ()
    """In the order of the document, each address once."""
    more: tuple[Link, ...] = ()
    """Further documents of the same kind: a sitemap index's sitemaps, a listing's next page."""
    notes: tuple[str, ...] = ()
    """What was wrong with the document, though it could be read: `3 entries without a link`."""


def once(links: list[Link]) -> tuple[Link, ...]:
    """The links with each address once; of several the one that says most is kept, in the first one's place."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.url)
        if known is None or _says(link) > _says(known):
            best[link.url] = link
    return tuple(best.values())


def _says(link: Link) -> int:
    return (link.published is not None) * 1000 + min(len(link.title or ""), 400) + min(len(link.summary or ""), 400)
