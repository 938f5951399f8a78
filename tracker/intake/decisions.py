"""What a person decides about programmes: kept, applied at once, and respected by every later run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from tracker.errors import BadQuery, SkipPage
from tracker.intake.programmes import rebuild_programmes
from tracker.storage import programmes as stored
from tracker.storage.database import writing
from tracker.stories.addresses import read_address
from tracker.stories.programmes import is_key
from tracker.stories.voices import Subject, key_subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What a decision did."""

    number: int
    """By which it can be taken back."""
    moved: list[str]
    """Keys of the programmes whose state changed."""


def merge_decided(engine: Engine, key: str, into: str, *, now: datetime, note: str | None = None) -> Decided:
    """Makes two programmes one, called `into`.

    Raises:
        BadQuery: there is no programme of one of the keys, or both are the same.
    """
    if key == into:
        raise BadQuery(f"{key} and {into} are one programme already")
    with writing(engine) as connection:
        subjects = sorted({_find_subject(connection, key), _find_subject(connection, into)})
        articles = sorted(stored.load_programme_pages(connection, key))
        number = stored.save_decision(
            connection, kind="merge", key=key, into=into, articles=articles, subjects=subjects, note=note, now=now
        )
        return Decided(number=number, moved=rebuild_programmes(connection, subjects, now=now))


def split_decided(
    engine: Engine, key: str, articles: Sequence[str], *, into: str, now: datetime, note: str | None = None
) -> Decided:
    """Takes what these articles say out of a programme into one called `into`.

    `articles` are addresses, in any variant; copies of them leave with them.

    Raises:
        BadQuery: there is no such programme, an article does not speak of it, or `into` is its own name or none.
    """
    if key == into:
        raise BadQuery(f"the new programme needs a name other than {key}")
    if not is_key(into):
        raise BadQuery(f"{into!r} is no name of a programme: lower case, digits and hyphens, like toyota-camry-fleet")
    with writing(engine) as connection:
        subject = _find_subject(connection, key)
        pages = _find_pages(articles, stored.load_programme_pages(connection, key), key)
        number = stored.save_decision(
            connection, kind="split", key=key, into=into, articles=pages, subjects=[subject], note=note, now=now
        )
        return Decided(number=number, moved=rebuild_programmes(connection, {subject}, now=now))


def undo_decided(engine: Engine, decision: int, *, now: datetime) -> list[str]:
    """Takes a decision back; returns the keys whose state changed.

    Raises:
        BadQuery: no such decision stands.
    """
    with writing(engine) as connection:
        standing = {row.id: row for row in stored.load_decisions(connection)}
        if decision not in standing:
            known = ", ".join(map(str, standing)) or "none"
            raise BadQuery(f"no decision {decision} stands: `tracker programmes decisions` lists them ({known})")
        stored.undo_decision(connection, decision, now=now)
        subjects = {(maker, model, market) for maker, model, market in standing[decision].subjects or ()}
        return rebuild_programmes(connection, subjects, now=now, tied=subjects)


def _find_subject(connection: Connection, key: str) -> Subject:
    row = stored.load_programme(connection, key)
    if row is None:
        raise BadQuery(f"no programme is called {key!r}: `tracker programmes` lists them")
    return key_subject(row.maker, row.brand, row.model, row.market)


def _find_pages(articles: Iterable[str], known: Mapping[str, str], key: str) -> list[str]:
    """The keys of the articles' addresses; `known` are those of the programme, key → address."""
    by_address = {address: page for page, address in known.items()}
    pages = {article: by_address.get(article) or _read_key(article) for article in articles}
    strangers = [article for article, page in pages.items() if page not in known]
    if strangers or not pages:
        what = strangers[0] if strangers else "no article"
        raise BadQuery(f"{what} does not speak of {key}; its articles: {', '.join(sorted(by_address)[:5])}")
    return sorted(set(pages.values()))


def _read_key(address: str) -> str:
    try:
        return read_address(address).key
    except SkipPage:
        return address
