"""Which of the links that a source gives are its articles, and which of those are fetched: each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.records import Link
from tracker.sources import Source
from tracker.spiders.addresses import refuse
from tracker.spiders.gated import is_wanted


@dataclass(frozen=True, kw_only=True, slots=True)
class SortedLink:
    """A link and what is done with it."""

    link: Link
    keep: bool
    reason: str


def sort_links(
    source: Source, links: Iterable[Link], *, own: frozenset[str], allow_private: bool, since: datetime | None = None
) -> list[SortedLink]:
    """What is done with each link, in order; those that are no concern of ours are left out.

    Left out are a sitemap's pages that are no articles, and what is dated before `since`. `own` are the source's hosts.
    """
    given = [link for link in links if not _is_before(link, since)]
    shaped = any(source.is_article(link.url) for link in given)
    return list(_sort(source, given, own=own, allow_private=allow_private, shaped=shaped))


def _sort(
    source: Source, links: Iterable[Link], *, own: frozenset[str], allow_private: bool, shaped: bool
) -> Iterator[SortedLink]:
    for link in links:
        article = source.is_article(link.url)
        if not article and link.via != "feed":
            continue
        refused = refuse(link.url, own=own, allow_private=allow_private)
        if refused:
            yield SortedLink(link=link, keep=False, reason=refused)
        elif not article and shaped:
            # Where no entry of a feed has the shape, the pattern is out of date, and the feed is believed.
            yield SortedLink(link=link, keep=False, reason="not the address of an article of this source")
        else:
            keep, reason = is_wanted(source, link)
            yield SortedLink(link=link, keep=keep, reason=reason)


def _is_before(link: Link, since: datetime | None) -> bool:
    if since is None or link.published is None:
        return False
    published = link.published if link.published.tzinfo else link.published.replace(tzinfo=UTC)
    return published < since
