"""The records of the annotation guide, in and out: a Reading ↔ its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.records import (
    Announcement,
    Basis,
    Figure,
    FigureKind,
    History,
    Person,
    Reading,
    Status,
    Topic,
)
from tracker.storage import schema
from tracker.storage.rows import drop_rows, insert_rows

R = TypeVar("R")


def save_reading(connection: Connection, article: int, reading: Reading, *, new: bool = False) -> None:
    """Replaces all records of an article; a `new` one has none."""
    cites = [
        {"article_id": article, "position": position, "medium": medium}
        for position, medium in enumerate(dict.fromkeys(reading.cites))
    ]
    for table, rows in (
        (schema.Announcement, _rows(article, reading.announcements)),
        (schema.Figure, [_split(row) for row in _rows(article, reading.figures)]),
        (schema.History, _rows(article, reading.history)),
        (schema.Person, _rows(article, reading.people)),
        (schema.Citation, cites),
    ):
        if not new:
            drop_rows(connection, table.article_id, article)
        insert_rows(connection, table, rows)


def load_reading(connection: Connection, article: int) -> Reading:
    """The records of an article as they stand in the database."""
    head = connection.execute(
        select(schema.Article.language, schema.Article.topic, schema.Article.notes, schema.Article.rejected).where(
            schema.Article.id == article
        )
    ).one()
    medium = select(schema.Citation.medium).where(schema.Citation.article_id == article)
    return Reading(
        language=head.language,
        topic=Topic(head.topic),
        announcements=tuple(map(_announcement, _load(connection, schema.Announcement.article_id, article))),
        figures=tuple(map(_figure, _load(connection, schema.Figure.article_id, article))),
        history=tuple(History(**row) for row in _load(connection, schema.History.article_id, article)),
        people=tuple(Person(**row) for row in _load(connection, schema.Person.article_id, article)),
        cites=tuple(connection.execute(medium.order_by(schema.Citation.position)).scalars()),
        notes=tuple(head.notes or ()),
        rejected=tuple(head.rejected or ()),
    )


def read_records(reading: Reading) -> dict[str, Any]:
    """The records as plain lists and dictionaries, as a revision keeps them."""
    return {
        "announcements": [asdict(record) for record in reading.announcements],
        "figures": [asdict(record) for record in reading.figures],
        "history": [asdict(record) for record in reading.history],
        "people": [asdict(record) for record in reading.people],
        "cites": list(reading.cites),
    }


def _rows(article: int, records: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"article_id": article, "position": position}
        | {name: _plain(getattr(record, name)) for name in record.__dataclass_fields__}
        for position, record in enumerate(records)
    ]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _split(row: dict[str, Any]) -> dict[str, Any]:
    low, high = row["value"] if isinstance(row["value"], list) else (row["value"], None)
    return row | {"value": float(low), "value_high": None if high is None else float(high)}


def _load(connection: Connection, owner: InstrumentedAttribute[int], article: int) -> list[dict[str, Any]]:
    table = owner.parent.class_.__table__
    rows = connection.execute(select(table).where(owner == article).order_by(table.c.position))
    return [
        {
            name: tuple(value or ()) if name in ("rules", "inferred") else value
            for name, value in row._mapping.items()
            if name not in ("id", "article_id", "position")
        }
        for row in rows
    ]


def _announcement(row: dict[str, Any]) -> Announcement:
    return Announcement(**row | {"status": Status(row["status"]), "basis": Basis(row["basis"])})


def _figure(row: dict[str, Any]) -> Figure:
    high = row.pop("value_high")
    value = row["value"] if high is None else (row["value"], high)
    return Figure(**row | {"kind": FigureKind(row["kind"]), "value": value})
