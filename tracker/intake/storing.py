"""One article's transaction: its version, its bytes, its records, its copies, its programmes and its state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine

from tracker.intake.copies import forget_words, group_copies
from tracker.intake.outcomes import NOTHING, FetchedPage, Known, Outcome
from tracker.intake.programmes import find_article_subjects, find_subjects, rebuild_programmes
from tracker.records import Article, Reading, Topic, UrlState
from tracker.storage import articles, pages, urls
from tracker.storage.articles import Dates, SavedArticle, Version
from tracker.storage.database import writing
from tracker.storage.duplicates import load_boilerplate
from tracker.storage.readings import load_reading
from tracker.stories.addresses import read_host
from tracker.stories.fingerprints import hash_passage, hash_text, normalise_text
from tracker.stories.revisions import compare_records, compare_texts, hash_content


def store_unchanged(engine: Engine, page: FetchedPage, known: Known, article: SavedArticle) -> Outcome:
    """Notes that a page was brought again and is what it was."""
    with writing(engine) as connection:
        note_fetch(connection, page, known)
        _keep(connection, page, known, article)
    return _unchanged(known, article)


def store_article(
    engine: Engine,
    page: FetchedPage,
    known: Known,
    article: Article,
    dates: Dates,
    reading: Reading,
    run: int | None,
) -> Outcome:
    """Stores an article that is new or says something new, all of it or nothing."""
    content = hash_content(article.title, article.body, dates.published_day, article.authors)
    with writing(engine) as connection:
        note_fetch(connection, page, known)
        current = articles.load_article(connection, url_id=known.url.id)
        if current is not None and (
            current.content_hash == content or _is_same(connection, known, current, article, dates)
        ):
            _keep(connection, page, known, current)
            return _unchanged(known, current, article, reading)
        version = Version(
            article=article,
            reading=reading,
            dates=dates,
            text_hash=hash_text(article.body, title=article.title),
            content_hash=content,
            page=_save_bytes(connection, page, known, reading, run),
        )
        number, moved = _save_version(connection, version, current, known, now=page.fetched_at, run=run)
        state, reason = _note_steps(connection, page, known, version, run)
    return Outcome(
        url_id=known.url.id,
        state=state,
        reason=reason,
        article_id=number,
        new=current is None,
        changed=current is not None,
        article=article,
        reading=reading,
        moved=tuple(moved),
    )


def _is_same(connection: Connection, known: Known, current: SavedArticle, article: Article, dates: Dates) -> bool:
    """Whether two versions differ in nothing but paragraphs that the host puts under every article."""
    lines = {hash_passage(normalise_text(line)) for line in [*current.body.splitlines(), *article.body.splitlines()]}
    repeated = load_boilerplate(connection, read_host(known.url.key), lines)
    if not repeated:
        return False
    before, after = (_drop_lines(body, repeated) for body in (current.body, article.body))
    day = current.published[:10] if current.published else None
    return hash_content(current.title, before, day, current.authors) == hash_content(
        article.title, after, dates.published_day, article.authors
    )


def _drop_lines(body: str, repeated: set[int]) -> str:
    return "\n".join(line for line in body.splitlines() if hash_passage(normalise_text(line)) not in repeated)


def _keep(connection: Connection, page: FetchedPage, known: Known, article: SavedArticle) -> None:
    articles.touch_article(connection, article.id, now=page.fetched_at)
    urls.save_unchanged(connection, known.url.id, now=page.fetched_at)


def _unchanged(
    known: Known, current: SavedArticle, article: Article | None = None, reading: Reading = NOTHING
) -> Outcome:
    state = UrlState.IRRELEVANT if current.topic is Topic.OTHER else UrlState.RECORDED
    return Outcome(
        url_id=known.url.id, state=state, reason="unchanged", article_id=current.id, article=article, reading=reading
    )


def _save_bytes(
    connection: Connection, page: FetchedPage, known: Known, reading: Reading, run: int | None
) -> int | None:
    if reading.topic is Topic.OTHER:
        return None
    return pages.save_page(
        connection,
        url_id=known.url.id,
        fetched_from=page.fetched_from or page.url,
        fetched_at=page.fetched_at,
        status=page.status,
        headers=page.headers,
        body=page.body,
        run=run,
    )


def _save_version(
    connection: Connection,
    version: Version,
    current: SavedArticle | None,
    known: Known,
    *,
    now: datetime,
    run: int | None,
) -> tuple[int, list[str]]:
    """Stores the version and updates what it touches; returns the article and the programmes that moved."""
    subjects = find_subjects(version.reading)
    if current is None:
        article = articles.add_article(
            connection, version, url_id=known.url.id, source=known.url.source, host=known.url.host, now=now
        )
        moved = group_copies(connection, article, now=now)
    else:
        article = current.id
        before = load_reading(connection, article)
        subjects |= find_subjects(before)
        moved = revise(connection, current, version, before=before, cause="page", now=now)
    subjects |= find_article_subjects(connection, moved)
    return article, rebuild_programmes(connection, subjects, now=now, article=article, run=run)


def revise(
    connection: Connection, current: SavedArticle, version: Version, *, before: Reading, cause: str, now: datetime
) -> set[int]:
    """Stores a version over the current one, with what changed in text and records, and finds its copies anew.

    Returns the articles whose story changed.
    """
    old, new = f"{current.title or ''}\n{current.body}", f"{version.article.title or ''}\n{version.article.body}"
    shaken = forget_words(connection, current.id, now=now)
    articles.revise_article(
        connection,
        current.id,
        version,
        number=current.number + 1,
        cause=cause,
        now=now,
        text_change=compare_texts(old, new),
        record_change=compare_records(before, version.reading),
    )
    return group_copies(connection, current.id, now=now, shaken=shaken)


def note_fetch(connection: Connection, page: FetchedPage, known: Known) -> None:
    """Notes when the page was brought, and its validators for the next conditional request."""
    urls.save_fetch(
        connection,
        known.url.id,
        now=page.fetched_at,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
    )


def _note_steps(
    connection: Connection, page: FetchedPage, known: Known, version: Version, run: int | None
) -> tuple[UrlState, str]:
    reading, lines = version.reading, len(version.article.blocks)
    if reading.topic is Topic.OTHER:
        last = UrlState.IRRELEVANT
        reason = "; ".join(reading.notes) or "says nothing about reverse imports"
    else:
        last = UrlState.RECORDED
        found = (_count(len(reading.announcements), "announcement"), _count(len(reading.figures), "figure"))
        reason = f"{reading.topic}: {', '.join(found)}"
    steps = (
        (UrlState.FETCHED, f"{page.status}, {len(page.body)} bytes"),
        (UrlState.READ, f"{lines} lines, published {version.dates.published_day or 'nowhere stated'}"),
        (last, reason),
    )
    urls.save_steps(connection, known.url.id, steps, now=page.fetched_at, run=run)
    return last, reason


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
