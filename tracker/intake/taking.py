"""A fetched page → a stored outcome: read, judged, and kept in one transaction, or a failure with its reason.

The way: page → article → what it says → its copies → its programmes → rows. A kill at any moment leaves all of a page
or nothing of it; the address stays due until an outcome is stored.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine

from tracker.announcements import read_announcements
from tracker.errors import FixFile, SkipPage, TryLater
from tracker.intake.dates import read_dates
from tracker.intake.gating import GATED, is_off_subject
from tracker.intake.outcomes import NOTHING, FetchedPage, Known, Medium, Outcome, Stranger
from tracker.intake.storing import note_fetch, store_article, store_unchanged
from tracker.pages import read_page
from tracker.records import Article, Link, PageKind, Reading, UrlState
from tracker.storage import articles, pages, urls
from tracker.storage.articles import Dates
from tracker.storage.database import writing
from tracker.storage.urls import SavedUrl
from tracker.stories.addresses import read_address

NO_ARTICLES = frozenset({PageKind.SECTION, PageKind.GALLERY, PageKind.VIDEO})
"""Pages that are as they should be, and no articles."""

LASTING = frozenset({PageKind.NOT_HTML})
"""Pages that another fetch will not better."""


def take_page(
    engine: Engine,
    page: FetchedPage,
    *,
    medium: Medium | None = None,
    run: int | None = None,
    gated: bool = False,
) -> Outcome:
    """Reads a page and stores what it is; whatever it is, the address has a state with a reason afterwards.

    `medium` is the source's catalogue entry; None: a page nobody watches, named by its host. `gated` puts pages aside
    unread that have no word of the subject, but for those that are stored as articles already.

    Raises:
        SkipPage: the address is none. TryLater: the database stays locked. FixFile: it cannot be written, or a file
            of ours is wrong. Nothing is changed.
    """
    source = medium or Stranger(name=urlsplit(page.url).hostname or "?")
    known = _find_known(engine, page, source, run)
    if known.same_bytes and known.article is not None:
        return store_unchanged(engine, page, known, known.article)
    if gated and known.article is None and is_off_subject(page.body):
        return _put_aside(engine, page, known, run)
    try:
        article = read_article(page, source, known.claimed)
        dates = read_dates(article, claimed=known.claimed, zone=source.timezone)
        reading = read_records(article, dates)
    except SkipPage as problem:
        return fail_page(engine, known.url.id, page, cause="skipped", reason=str(problem), run=run, lasting=True)
    except (FixFile, TryLater):
        raise
    except Exception as problem:  # the project's one: whatever a page breaks becomes a row, and the crawl goes on
        reason = f"{type(problem).__name__}: {problem}".rstrip(": ")
        return fail_page(engine, known.url.id, page, cause="reading", reason=reason, run=run)
    if article.kind is not PageKind.ARTICLE or not article.text.strip():
        return _store_no_article(engine, page, known, article, run)
    moved = _follow_redirect(engine, page, source, known, run)
    outcome = store_article(engine, page, moved or known, article, dates, reading, run)
    if moved is not None:
        _point_there(engine, page, known, moved, run)
    return outcome


def _put_aside(engine: Engine, page: FetchedPage, known: Known, run: int | None) -> Outcome:
    """Notes that a page is about something else; without validators, for it may be asked for again to be read."""
    with writing(engine) as connection:
        urls.save_fetch(connection, known.url.id, now=page.fetched_at)
        urls.save_state(
            connection, known.url.id, UrlState.IRRELEVANT, reason=GATED, cause="gate", now=page.fetched_at, run=run
        )
    return Outcome(url_id=known.url.id, state=UrlState.IRRELEVANT, reason=GATED, cause="gate")


def fail_page(
    engine: Engine,
    url_id: int,
    page: FetchedPage,
    *,
    cause: str,
    reason: str,
    run: int | None = None,
    lasting: bool = False,
) -> Outcome:
    """Stores a failure; the address is due again later, unless it is `lasting`."""
    with writing(engine) as connection:
        urls.save_failure(
            connection, url_id, cause=cause, reason=reason[:500], now=page.fetched_at, run=run, lasting=lasting
        )
    return Outcome(url_id=url_id, state=UrlState.FAILED, reason=reason[:500], cause=cause)


def _follow_redirect(engine: Engine, page: FetchedPage, medium: Medium, known: Known, run: int | None) -> Known | None:
    """What is known of the address that a redirect led to, where that is another page's; None: it is this one's.

    An article that stands under its old address already stays there.
    """
    if page.fetched_from is None or known.article is not None:
        return None
    target = read_address(page.fetched_from, medium.id_pattern)
    if target.key == known.url.key:
        return None
    there = replace(page, url=target.address)
    _see(engine, there, medium, run, via="redirect", found_on=known.url.address)
    return _find_known(engine, there, medium, run)


def _point_there(engine: Engine, page: FetchedPage, known: Known, moved: Known, run: int | None) -> None:
    """The old address has its outcome: the article is stored under the new one."""
    with writing(engine) as connection:
        note_fetch(connection, page, known)
        reason = f"redirects to {moved.url.address}"
        urls.save_state(
            connection, known.url.id, UrlState.RECORDED, reason=reason, cause="redirect", now=page.fetched_at, run=run
        )


def _find_known(engine: Engine, page: FetchedPage, medium: Medium, run: int | None) -> Known:
    with engine.connect() as connection:
        url = urls.load_url(connection, read_address(page.url, medium.id_pattern).key)
    if url is None:
        url = _see(engine, page, medium, run)
    with engine.connect() as connection:
        article = articles.load_article(connection, url_id=url.id)
        same = article is not None and article.page_id is not None
        body = pages.load_page(connection, article.page_id).body if same and article and article.page_id else None
        claim = articles.load_claim(connection, url.id)
    return Known(url=url, article=article, claimed=claim[0] if claim else None, same_bytes=body == page.body)


def _see(
    engine: Engine,
    page: FetchedPage,
    medium: Medium,
    run: int | None,
    *,
    via: str = "request",
    found_on: str | None = None,
) -> SavedUrl:
    with writing(engine) as connection:
        [url] = urls.save_sightings(
            connection,
            [Link(url=page.url, via=via, found_on=found_on)],
            source=medium.name,
            now=page.fetched_at,
            identify=lambda link: read_address(link.url, medium.id_pattern),
            run=run,
        )
    return url


def read_article(page: FetchedPage, medium: Medium, claimed: datetime | None) -> Article:
    """The article on a page, or what the page is instead; `claimed` is the time that feed or sitemap gave."""
    return read_page(
        page.body,
        url=page.fetched_from or page.url,
        content_type=page.headers.get("content-type"),
        timezone=medium.timezone,
        language=medium.language,
        country=medium.country,
        fetched_at=page.fetched_at,
        feed_published=claimed,
    )


def read_records(article: Article, dates: Dates) -> Reading:
    """What an article says; nothing where the page is none."""
    if article.kind is not PageKind.ARTICLE:
        return NOTHING
    day = date.fromisoformat(dates.published_day) if dates.published_day else None
    return read_announcements(article.text, published=day)


def _store_no_article(engine: Engine, page: FetchedPage, known: Known, article: Article, run: int | None) -> Outcome:
    kind = PageKind.EMPTY if article.kind is PageKind.ARTICLE else article.kind
    reason = article.reason or f"{kind} page, no article"
    if kind not in NO_ARTICLES or known.article is not None:
        lasting = kind in LASTING
        failed = fail_page(engine, known.url.id, page, cause=kind, reason=reason, run=run, lasting=lasting)
        return replace(failed, article=article)
    with writing(engine) as connection:
        note_fetch(connection, page, known)
        urls.save_state(
            connection, known.url.id, UrlState.IRRELEVANT, reason=reason, cause=kind, now=page.fetched_at, run=run
        )
    return Outcome(url_id=known.url.id, state=UrlState.IRRELEVANT, reason=reason, cause=kind, article=article)
