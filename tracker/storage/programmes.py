"""Programmes, their history and the log of their changes; and what people decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from tracker.storage.rows import batches, insert_rows
from tracker.storage.schema import (
    Announcement,
    Article,
    Decision,
    History,
    Programme,
    ProgrammeAnnouncement,
    ProgrammeChange,
    ProgrammeEvent,
    Revision,
    Url,
)

STATE = (
    "maker", "brand", "model", "origin", "market", "status", "basis", "start", "end", "plant_region", "plant",
    "confirmed",
)  # fmt: skip
"""Columns whose change is news; the others only count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedProgramme:
    """One programme as rows: its columns, its events and its announcements."""

    columns: Mapping[str, Any]
    """Of table `programme`, without `id` and `moved`."""
    events: Sequence[Mapping[str, Any]]
    """Of table `programme_event`, without `id` and `programme_id`."""
    announcements: Mapping[int, str | None]
    """Announcement → why it belongs here though it does not say so; None: it says so."""


def load_subjects(connection: Connection, articles: Iterable[int]) -> set[tuple[str, str, str | None, str]]:
    """What the articles speak of now: (maker, brand, model, market)."""
    columns = (Announcement.maker, Announcement.brand, Announcement.model, Announcement.market)
    found: set[tuple[str, str, str | None, str]] = set()
    for batch in batches(sorted(set(articles))):
        rows = connection.execute(select(*columns).where(Announcement.article_id.in_(batch)).distinct())
        found.update((row.maker, row.brand, row.model, row.market) for row in rows)
    return found


def load_all_subjects(connection: Connection) -> set[tuple[str, str, str | None, str]]:
    """What any article speaks of, and what any programme is about: (maker, brand, model, market)."""
    return {
        (row.maker, row.brand, row.model, row.market)
        for table in (Announcement, Programme)
        for row in connection.execute(select(table.maker, table.brand, table.model, table.market).distinct())
    }


def load_models(connection: Connection, maker: str, market: str) -> set[tuple[str, str | None]]:
    """Every (brand, None) of a maker that announcements name alone, and (maker, model) of those that name a model."""
    mine = (Announcement.maker == maker, Announcement.market == market)
    # Two statements, for the first is answered from an index alone; where a model is named, its brand tells nothing.
    models = connection.execute(select(Announcement.model).where(mine[0], Announcement.model.is_not(None)).distinct())
    brands = connection.execute(select(Announcement.brand).where(*mine, Announcement.model.is_(None)).distinct())
    return {(maker, str(model)) for model in models.scalars()} | {(brand, None) for brand in brands.scalars()}


def load_former_names(connection: Connection, maker: str) -> set[tuple[str, str]]:
    """(model, sold as) as articles recall it."""
    columns = (History.model, History.sold_as)
    rows = connection.execute(select(*columns).where(History.maker == maker, History.sold_as.is_not(None)).distinct())
    return {(row.model, str(row.sold_as)) for row in rows}


def load_announcements(
    connection: Connection, *, maker: str, market: str, models: Iterable[tuple[str, str | None]]
) -> list[Row[Any]]:
    """The announcements of a maker's models, with what it takes to weigh them and the programme each belongs to now.

    `number` is the article's revision.
    """
    wanted = sorted({model for _, model in models if model is not None})
    brands = sorted({brand for brand, model in models if model is None})
    names = ("maker", "brand", "model", "market", "origin", "plant_region", "plant", "status", "basis", "start", "end")
    query = (
        select(Announcement.id, Announcement.article_id, *(getattr(Announcement, name) for name in names))
        .add_columns(Article.story_id, Article.source, Article.published_day, Article.published_at, Article.number)
        .add_columns(Url.key.label("page"))
        .add_columns(Programme.key.label("programme_key"), Programme.id.label("programme_id"))
        .join(Article, Article.id == Announcement.article_id)
        .join(Url, Url.id == Article.url_id)
        .outerjoin(ProgrammeAnnouncement, ProgrammeAnnouncement.announcement_id == Announcement.id)
        .outerjoin(Programme, Programme.id == ProgrammeAnnouncement.programme_id)
        .where(Announcement.maker == maker, Announcement.market == market)
        .order_by(Announcement.id)
    )
    rows = [row for batch in batches(wanted) for row in connection.execute(query.where(Announcement.model.in_(batch)))]
    if brands:
        rows += connection.execute(query.where(Announcement.model.is_(None), Announcement.brand.in_(brands))).all()
    return rows


def load_named(
    connection: Connection, *, maker: str, market: str, names: Callable[[str, str | None], bool]
) -> set[tuple[str, str | None, str]]:
    """(maker, model, market) of the maker's programmes whose (brand, model) `names` says yes to."""
    columns = (Programme.brand, Programme.model)
    rows = connection.execute(select(*columns).where(Programme.maker == maker, Programme.market == market).distinct())
    return {(maker, row.model, market) for row in rows if names(row.brand, row.model)}


def load_versions(connection: Connection, articles: Iterable[int]) -> list[Row[Any]]:
    """Of articles that changed: each version's `article_id`, `at`, `modified`, `cause` and `records`, in order."""
    columns = (Revision.article_id, Revision.at, Revision.modified, Revision.cause, Revision.records)
    return [
        row
        for batch in batches(sorted(set(articles)))
        for row in connection.execute(
            select(*columns).where(Revision.article_id.in_(batch)).order_by(Revision.article_id, Revision.number)
        )
    ]


def load_standing(connection: Connection, subjects: Iterable[tuple[str, str | None, str]]) -> dict[str, int]:
    """Programmes of (maker, model, market): key → number."""
    found: dict[str, int] = {}
    for maker, model, market in subjects:
        query = select(Programme.key, Programme.id).where(Programme.maker == maker, Programme.market == market)
        same = Programme.model.is_(None) if model is None else Programme.model == model
        found |= {row.key: row.id for row in connection.execute(query.where(same))}
    return found


def save_programmes(
    connection: Connection,
    programmes: Sequence[SavedProgramme],
    *,
    before: Mapping[str, int],
    now: datetime,
    article: int | None,
    run: int | None,
) -> list[str]:
    """Stores programmes in place of those in `before` (key → number); returns the keys whose state changed.

    A programme that keeps its key keeps its number. Every change of state is a row of the log, with the article that
    brought it.
    """
    told = {"at": now, "article_id": article, "run_id": run}
    moved = []
    for key in sorted(set(before) - {str(p.columns["key"]) for p in programmes}):
        old = connection.execute(select(Programme.status).where(Programme.id == before[key])).scalar_one()
        connection.execute(delete(Programme).where(Programme.id == before[key]))
        insert_rows(
            connection, ProgrammeChange, [told | {"key": key, "field": "programme", "before": old, "after": None}]
        )
        moved.append(key)
    return moved + [str(p.columns["key"]) for p in programmes if _save(connection, p, told)]


def _save(connection: Connection, programme: SavedProgramme, told: Mapping[str, Any]) -> bool:
    columns = programme.columns
    old = connection.execute(select(Programme.__table__).where(Programme.key == columns["key"])).one_or_none()
    changes = _list_changes(old, columns)
    moment = {"moved": told["at"]} if changes else {}
    if old is None:
        row = dict(columns) | moment
        number = connection.execute(insert(Programme).values(**row).returning(Programme.id)).scalar_one()
    else:
        number = old.id
        connection.execute(update(Programme).where(Programme.id == number).values(**columns, **moment))
    insert_rows(connection, ProgrammeChange, [dict(told) | {"key": columns["key"]} | change for change in changes])
    _save_members(connection, int(number), programme)
    return bool(changes)


def _list_changes(old: Row[Any] | None, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    if old is None:
        return [{"field": "programme", "before": None, "after": str(columns["status"])}]
    before = old._mapping
    return [
        {"field": name, "before": before[name], "after": columns[name] if columns[name] is None else str(columns[name])}
        for name in STATE
        if before[name] != columns[name]
    ]


def _save_members(connection: Connection, number: int, programme: SavedProgramme) -> None:
    _save_events(connection, number, programme.events)
    _save_links(connection, number, programme.announcements)


def _save_events(connection: Connection, number: int, events: Sequence[Mapping[str, Any]]) -> None:
    """Writes what differs: one more article is one more event somewhere in the history, and moves those behind it."""
    names = sorted({column.name for column in ProgrammeEvent.__table__.columns} - {"id", "programme_id", "position"})
    mine, place = ProgrammeEvent.programme_id == number, ProgrammeEvent.position
    query = select(place, *(getattr(ProgrammeEvent, name) for name in names)).where(mine).order_by(place)
    old = connection.execute(query).all()
    whole = [row.position for row in old] == list(range(len(old)))  # no event went with its article
    before, after = [tuple(row)[1:] for row in old], [tuple(event[name] for name in names) for event in events]
    head, tail = _count_common(before, after) if whole else (0, 0)
    behind, shift = len(before) - tail, len(after) - len(before)
    if head < behind or not whole:
        gone = (place >= head, place < behind) if whole else ()
        connection.execute(delete(ProgrammeEvent).where(mine, *gone))
    if tail and shift:  # by way of negative places, for each place is taken until the event there has moved
        connection.execute(update(ProgrammeEvent).where(mine, place >= behind).values(position=-1 - place - shift))
        connection.execute(update(ProgrammeEvent).where(mine, place < 0).values(position=-1 - place))
    fresh = list(enumerate(events))[head : len(after) - tail]
    insert_rows(connection, ProgrammeEvent, [{"programme_id": number, "position": i} | dict(e) for i, e in fresh])


def _count_common(before: Sequence[Any], after: Sequence[Any]) -> tuple[int, int]:
    """How many items two lists share at the beginning, and how many of the others at the end."""
    least = min(len(before), len(after))
    head = next((i for i in range(least) if before[i] != after[i]), least)
    tail = next((i for i in range(least - head) if before[-1 - i] != after[-1 - i]), least - head)
    return head, tail


def _save_links(connection: Connection, number: int, links: Mapping[int, str | None]) -> None:
    """Writes what differs; an announcement belongs to one programme."""
    table = ProgrammeAnnouncement
    query = select(table.announcement_id, table.inferred).where(table.programme_id == number)
    old = {row.announcement_id: row.inferred for row in connection.execute(query)}
    fresh = {one: why for one, why in links.items() if one not in old or old[one] != why}
    for batch in batches(sorted(fresh.keys() | (old.keys() - links.keys()))):
        connection.execute(delete(table).where(table.announcement_id.in_(batch)))
    rows = [{"announcement_id": one, "programme_id": number, "inferred": why} for one, why in sorted(fresh.items())]
    insert_rows(connection, table, rows)


def load_programme(connection: Connection, key: str) -> Row[Any] | None:
    """All columns of a programme; None: there is none of this key."""
    return connection.execute(select(Programme.__table__).where(Programme.key == key)).one_or_none()


def load_programme_pages(connection: Connection, key: str) -> dict[str, str]:
    """The articles that speak of a programme: key of the address → address."""
    query = (
        select(Url.key, Url.address)
        .join(Article, Article.url_id == Url.id)
        .join(Announcement, Announcement.article_id == Article.id)
        .join(ProgrammeAnnouncement, ProgrammeAnnouncement.announcement_id == Announcement.id)
        .join(Programme, Programme.id == ProgrammeAnnouncement.programme_id)
    )
    return {row.key: row.address for row in connection.execute(query.where(Programme.key == key))}


def save_decision(
    connection: Connection,
    *,
    kind: str,
    key: str,
    into: str,
    articles: Sequence[str],
    subjects: Sequence[Sequence[str | None]],
    note: str | None,
    now: datetime,
) -> int:
    """The number of a person's new decision."""
    row = {"kind": kind, "key": key, "into": into, "articles": list(articles), "note": note, "at": now}
    values = row | {"subjects": [list(subject) for subject in subjects]}
    return int(connection.execute(insert(Decision).values(**values).returning(Decision.id)).scalar_one())


def load_decisions(connection: Connection) -> list[Row[Any]]:
    """The decisions that stand, oldest first."""
    columns = (Decision.id, Decision.kind, Decision.key, Decision.into, Decision.articles, Decision.subjects)
    return list(connection.execute(select(*columns).where(Decision.undone.is_(None)).order_by(Decision.id)))


def undo_decision(connection: Connection, decision: int, *, now: datetime) -> None:
    """Takes a decision back; it stays on record."""
    connection.execute(update(Decision).where(Decision.id == decision).values(undone=now))
