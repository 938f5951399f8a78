"""Stored pages through today's rules: first the difference in records, then, where it is wanted, the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from tracker.intake.copies import forget_words, group_copies
from tracker.intake.dates import read_dates
from tracker.intake.outcomes import FetchedPage, Medium, Stranger
from tracker.intake.programmes import find_article_subjects, find_subjects, rebuild_programmes
from tracker.intake.storing import revise
from tracker.intake.taking import read_article, read_records
from tracker.records import Article, PageKind, Topic, UrlState
from tracker.storage import articles, pages, urls
from tracker.storage.articles import SavedArticle, StoredText, Version
from tracker.storage.database import writing
from tracker.storage.programmes import load_all_subjects
from tracker.storage.readings import load_reading, save_reading
from tracker.stories.fingerprints import hash_text
from tracker.stories.revisions import compare_records, compare_texts, hash_content, is_change
from tracker.stories.voices import key_subject

FindMedium = Callable[[str], Medium | None]
"""Source name → its catalogue entry; None: it left the catalogue."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What today's rules read otherwise in one article."""

    url: str
    article_id: int
    record_change: dict[str, list[dict[str, Any]]]
    """As `stories.revisions.compare_records`."""
    text_change: dict[str, list[str]]
    """As `stories.revisions.compare_texts`."""
    error: str | None = None
    """Why it cannot be read today; it is left as it is."""


def reread_pages(
    engine: Engine, *, find_medium: FindMedium, now: datetime, apply: bool = False, run: int | None = None
) -> Iterator[Difference | None]:
    """One item an article, in order of number: the difference, or None where today's rules read the same.

    With `apply` each difference is stored, one transaction an article, and its copies and programmes follow. Articles
    without stored bytes are read from their text. The iterator holds one article at a time.
    """
    for stored in articles.iterate_texts(engine):
        version, error = _read_again(engine, stored, find_medium(stored.source) or Stranger(name=stored.source))
        if version is None:
            yield (
                Difference(url=stored.address, article_id=stored.id, record_change={}, text_change={}, error=error)
                if error
                else None
            )
            continue
        yield _compare(engine, stored, version, now=now, apply=apply, run=run)


def regroup_articles(engine: Engine, *, now: datetime) -> Iterator[int]:
    """Finds the copies of every article anew; yields each article's number. `rebuild_all` is to follow."""
    for stored in articles.iterate_texts(engine):
        with writing(engine) as connection:
            shaken = forget_words(connection, stored.id, now=now)
            group_copies(connection, stored.id, now=now, shaken=shaken)
        yield stored.id


def rebuild_all(engine: Engine, *, now: datetime, run: int | None = None) -> list[str]:
    """Builds every programme anew, by today's rules; returns the keys of those whose state changed."""
    with engine.connect() as connection:
        subjects = {key_subject(*subject) for subject in load_all_subjects(connection)}
    moved: list[str] = []
    for subject in sorted(subjects):
        with writing(engine) as connection:
            moved += rebuild_programmes(connection, {subject}, now=now, run=run)
    return moved


def _read_again(engine: Engine, stored: StoredText, medium: Medium) -> tuple[Version | None, str | None]:
    try:
        article = _read_stored(engine, stored, medium)
        dates = read_dates(article, claimed=stored.claimed, zone=medium.timezone)
        reading = read_records(article, dates)
    except Exception as problem:  # one page that today's rules break on must not hide what they do to the others
        return None, f"{type(problem).__name__}: {problem}".rstrip(": ")
    if article.kind is not PageKind.ARTICLE or not article.text.strip():
        return None, article.reason or f"{article.kind} page, no article"
    content = hash_content(article.title, article.body, dates.published_day, article.authors)
    version = Version(
        article=article,
        reading=reading,
        dates=dates,
        text_hash=hash_text(article.body, title=article.title),
        content_hash=content,
        page=stored.page_id,
    )
    return version, None


def _read_stored(engine: Engine, stored: StoredText, medium: Medium) -> Article:
    if stored.page_id is None:
        return stored.article
    with engine.connect() as connection:
        page = pages.load_page(connection, stored.page_id)
    fetched = FetchedPage(
        url=page.address,
        body=page.body,
        fetched_at=page.fetched_at,
        status=page.status,
        headers=page.headers,
        fetched_from=page.fetched_from,
    )
    return read_article(fetched, medium, stored.claimed)


def _compare(
    engine: Engine, stored: StoredText, version: Version, *, now: datetime, apply: bool, run: int | None
) -> Difference | None:
    with engine.connect() as connection:
        before = load_reading(connection, stored.id)
    records = compare_records(before, version.reading)
    old, new = stored.article.text, version.article.text
    difference = Difference(
        url=stored.address,
        article_id=stored.id,
        record_change=records,
        text_change=compare_texts(old, new),
    )
    same = not is_change(records) and not is_change(difference.text_change)
    if apply and (not same or before != replace(version.reading, language=before.language)):
        with writing(engine) as connection:
            _apply(connection, stored, version, same=same, now=now, run=run)
    return None if same else difference


def _apply(
    connection: Connection, stored: StoredText, version: Version, *, same: bool, now: datetime, run: int | None
) -> None:
    if same:  # other offsets, rules or notes: no version of its own
        save_reading(connection, stored.id, version.reading)
        rebuild_programmes(connection, find_subjects(version.reading), now=now, article=stored.id, run=run)
        return
    before = load_reading(connection, stored.id)
    current = articles.load_article(connection, url_id=stored.url_id)
    assert isinstance(current, SavedArticle), "an article that was just read is there"
    moved = revise(connection, current, version, before=before, cause="rules", now=now)
    if (before.topic is Topic.OTHER) != (version.reading.topic is Topic.OTHER):
        _move(connection, stored, version, now=now, run=run)
    subjects = find_subjects(before) | find_subjects(version.reading)
    subjects |= find_article_subjects(connection, moved)
    rebuild_programmes(connection, subjects, now=now, article=stored.id, run=run)


def _move(connection: Connection, stored: StoredText, version: Version, *, now: datetime, run: int | None) -> None:
    irrelevant = version.reading.topic is Topic.OTHER
    state = UrlState.IRRELEVANT if irrelevant else UrlState.RECORDED
    reason = f"read anew: {version.reading.topic}, {len(version.reading.announcements)} announcements"
    urls.save_state(connection, stored.url_id, state, reason=reason, now=now, run=run)
