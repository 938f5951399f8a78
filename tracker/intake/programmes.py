"""The programmes that an article touches, rebuilt from all that is stored of their subjects, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from tracker.records import Basis, History, Reading, Status
from tracker.storage import programmes as stored
from tracker.storage.programmes import SavedProgramme
from tracker.stories.programmes import Decision, Programme, merge_programmes
from tracker.stories.voices import Subject, Voice, key_model, key_subject, link_names

_SAID = ("maker", "model", "market", "origin", "status", "basis", "start", "end", "plant_region", "plant")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scope:
    """What is rebuilt together: subjects, the announcements of each maker, and its former names."""

    subjects: frozenset[Subject]
    rows: tuple[Any, ...]
    names: Mapping[str, str]
    named: frozenset[tuple[str, str | None, str]]
    """(maker, model, market) as announcements name them."""


def find_subjects(reading: Reading) -> set[Subject]:
    """The subjects that an article's records speak of, former names included."""
    spoken = {key_subject(a.maker, a.brand, a.model, a.market) for a in reading.announcements}
    return spoken | {subject for record in reading.history for subject in _name_subjects(record)}


def _name_subjects(record: History) -> list[Subject]:
    names = [record.model] + ([record.sold_as] if record.sold_as else [])
    return [(record.maker, key_model(name), record.market) for name in names] if record.sold_as else []


def find_article_subjects(connection: Connection, articles: Iterable[int]) -> set[Subject]:
    """The subjects that stored articles speak of."""
    return {key_subject(*subject) for subject in stored.load_subjects(connection, articles)}


def rebuild_programmes(
    connection: Connection,
    subjects: Iterable[Subject],
    *,
    now: datetime,
    article: int | None = None,
    run: int | None = None,
    tied: Iterable[Subject] = (),
) -> list[str]:
    """Rebuilds the programmes of the subjects; returns the keys of those whose state changed.

    `tied` are subjects that share a programme still, by a decision that was just taken back.
    """
    rows = stored.load_decisions(connection)
    ties = [*(_read_subjects(row.subjects) for row in rows), set(tied)]
    wanted = _close(set(subjects), ties)
    decisions = [
        Decision(kind=row.kind, key=row.key, into=row.into, articles=tuple(row.articles or ())) for row in rows
    ]
    moved: list[str] = []
    for group in _connect(wanted, ties):
        moved += _rebuild(connection, group, decisions, now=now, article=article, run=run)
    return moved


def _read_subjects(subjects: Any) -> set[Subject]:
    return {(maker, model, market) for maker, model, market in subjects or ()}


def _close(subjects: set[Subject], ties: list[set[Subject]]) -> set[Subject]:
    """The subjects and all that decisions tie to them."""
    while more := {s for tie in ties if tie & subjects for s in tie} - subjects:
        subjects |= more
    return subjects


def _connect(subjects: set[Subject], ties: list[set[Subject]]) -> list[set[Subject]]:
    """Each subject alone, or with those it is tied to."""
    groups: list[set[Subject]] = []
    left = set(subjects)
    while left:
        group = _close({min(left)}, ties)
        groups.append(group)
        left -= group
    return groups


def _rebuild(
    connection: Connection,
    subjects: set[Subject],
    decisions: list[Decision],
    *,
    now: datetime,
    article: int | None,
    run: int | None,
) -> list[str]:
    scope = _load_scope(connection, subjects)
    voices = _read_voices(connection, scope)
    programmes = merge_programmes(voices, names=scope.names, decisions=decisions)
    before = {row.programme_key: row.programme_id for row in scope.rows if row.programme_id is not None}
    before |= stored.load_standing(connection, scope.named)
    saved = [_to_rows(programme) for programme in programmes]
    return stored.save_programmes(connection, saved, before=before, now=now, article=article, run=run)


def _load_scope(connection: Connection, subjects: set[Subject]) -> _Scope:
    names: dict[str, str] = {}
    rows: list[Any] = []
    named: set[tuple[str, str | None, str]] = set()
    wanted: set[Subject] = set()
    for maker, market in sorted({(maker, market) for maker, _, market in subjects}):
        own = link_names(stored.load_former_names(connection, maker))
        mine = {(maker, own.get(model, model), market) for m, model, k in subjects if (m, k) == (maker, market)}
        known = stored.load_models(connection, maker, market)
        models = {(b, m) for b, m in known if key_subject(maker, b, m, market, own) in mine}
        rows += stored.load_announcements(connection, maker=maker, market=market, models=models)
        raw = {model for m, model, k in subjects if (m, k) == (maker, market)}
        named |= stored.load_named(
            connection, maker=maker, market=market, names=partial(_is_named, maker, market, own, mine, raw)
        )
        names |= own
        wanted |= mine
    return _Scope(subjects=frozenset(wanted), rows=tuple(rows), names=names, named=frozenset(named))


def _is_named(
    maker: str, market: str, names: Mapping[str, str], mine: set[Subject], raw: set[str], brand: str, model: str | None
) -> bool:
    """Whether a stored programme is of the subjects, by today's names or by those it was stored under."""
    return key_subject(maker, brand, model, market, names) in mine or key_subject(maker, brand, model, market)[1] in raw


def _read_voices(connection: Connection, scope: _Scope) -> list[Voice]:
    """The scope's announcements as voices, with those that articles made before they were changed."""
    changed = {row.article_id: row for row in scope.rows if row.number > 1}
    earlier = _read_earlier(connection, changed, scope)
    voices = []
    for row in scope.rows:
        day = row.published_day
        if row.article_id in earlier:
            day, _ = earlier[row.article_id].pop(tuple(getattr(row, name) for name in _SAID), (day, {}))
        voices.append(_speak(row, row._mapping, day=day, announcement=row.id))
    for article, superseded in earlier.items():
        voices += [_speak(changed[article], said, day=day, announcement=None) for day, said in superseded.values()]
    return voices


_Said = dict[tuple[Any, ...], tuple[str | None, dict[str, Any]]]
"""What an article said in any version → the day it first said so, and the record."""


def _read_earlier(connection: Connection, changed: Mapping[int, Any], scope: _Scope) -> dict[int, _Said]:
    """What articles that changed said of the scope's subjects, in any version."""
    pages: dict[int, list[tuple[str | None, Any]]] = {}
    for version in stored.load_versions(connection, changed):
        versions = pages.setdefault(version.article_id, [])
        if version.cause == "rules" and versions:
            versions[-1] = (versions[-1][0], version.records)  # read anew, not written anew
        elif version.cause == "first":
            versions.append((changed[version.article_id].published_day, version.records))
        else:
            versions.append((_changed_on(version, changed[version.article_id].published_day), version.records))
    said: dict[int, _Said] = {}
    for article, versions in pages.items():
        for day, record in _of_subjects(versions, scope):
            said.setdefault(article, {}).setdefault(tuple(record[name] for name in _SAID), (day, record))
    return said


def _changed_on(version: Any, published: str | None) -> str:
    """The day the page says it was changed, where that can be; else the day the change was seen."""
    seen, stated = version.at.date().isoformat(), (version.modified or "")[:10]
    return stated if stated and (published or "") < stated <= seen else seen


def _of_subjects(
    versions: Iterable[tuple[str | None, Any]], scope: _Scope
) -> Iterator[tuple[str | None, dict[str, Any]]]:
    for day, records in versions:
        for record in (records or {}).get("announcements", ()):
            subject = (record["maker"], record["brand"], record["model"], record["market"])
            if key_subject(*subject, scope.names) in scope.subjects:
                yield day, record


def _speak(row: Any, said: Mapping[str, Any], *, day: str | None, announcement: int | None) -> Voice:
    names = ("maker", "brand", "model", "market", "origin", "plant_region", "plant", "start", "end")
    return Voice(
        page=row.page,
        time=row.published_at.isoformat() if row.published_at and day == row.published_day else None,
        article=row.article_id,
        announcement=announcement,
        story=row.story_id or row.article_id,
        source=row.source,
        day=day,
        status=Status(said["status"]),
        basis=Basis(said["basis"]),
        **{name: said[name] for name in names},
    )


def _to_rows(programme: Programme) -> SavedProgramme:
    apart = ("events", "voices", "inferred")
    columns = {n: getattr(programme, n) for n in programme.__dataclass_fields__ if n not in apart}
    events = [
        {
            "day": event.voice.day,
            "kind": event.kind,
            "status": event.voice.status,
            "basis": event.voice.basis,
            "start": event.voice.start,
            "current": event.current,
            "source": event.voice.source,
            "article_id": event.voice.article,
            "announcement_id": event.voice.announcement,
            "copies": event.copies,
        }
        for event in programme.events
    ]
    links = {v.announcement: programme.inferred.get(v) for v in programme.voices if v.announcement is not None}
    return SavedProgramme(columns=columns | {"disputes": list(programme.disputes)}, events=events, announcements=links)
