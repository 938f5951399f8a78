"""A small database, filled row by row: two programmes, three articles, one of them a copy."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from tracker.storage import schema
from tracker.storage.searching import save_search

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
URL: dict[str, Any] = {
    "host": "a.example",
    "state": "recorded",
    "changed": NOW,
    "first_seen": NOW,
    "last_seen": NOW,
}
ARTICLE: dict[str, Any] = {
    "topic": "announcement",
    "host": "a.example",
    "text_hash": "",
    "content_hash": "",
    "recorded": NOW,
    "changed": NOW,
    "checked": NOW,
}
ARTICLES = [
    ("https://a.example/1", "autonews", "en", "2025-12-20", "Camry comes home", "The Camry, made in Kentucky, US."),
    (
        "https://b.example/2",
        "nikken",
        "ja",
        "2026-03-17",
        "日産、ムラーノを日本へ",
        "日産自動車は米国製のムラーノを売る。",
    ),
    ("https://a.example/3", "copycat", "en", "2025-12-21", "Camry is coming home", "The Camry, made in Kentucky, US."),
]
SAID: dict[str, Any] = {
    "position": 0,
    "market": "JP",
    "origin": "US",
    "status": "planned",
    "basis": "company",
    "evidence_start": -1,
    "evidence_end": -1,
}


def fill(writer: Connection) -> None:
    for number, (url, source, language, day, title, body) in enumerate(ARTICLES, 1):
        address = URL | {"id": number, "address": url, "key": url, "detours": 0, "source": source}
        writer.execute(insert(schema.Url).values(address))
        article = ARTICLE | {"id": number, "url_id": number, "source": source, "language": language, "title": title}
        story = 1 if number == 3 else number
        writer.execute(insert(schema.Article).values(article | {"body": body, "published_day": day, "story_id": story}))
        save_search(writer, number, title=title, body=body)
        car = {"maker": "Nissan", "brand": "Nissan", "model": "Murano", "start": "2027"}
        if number != 2:
            car = {"maker": "Toyota", "brand": "Toyota", "model": "Camry", "start": "2026"}
        said = SAID | car | {"id": number, "article_id": number, "evidence": body}
        writer.execute(insert(schema.Announcement).values(said))
    writer.execute(
        insert(schema.Figure).values(
            id=1,
            article_id=1,
            position=0,
            kind="sales",
            value=8825,
            unit="vehicle",
            maker="Toyota",
            model="Camry",
            place="JP",
            period="2023",
            evidence_start=-1,
            evidence_end=-1,
        )
    )
    fill_programmes(writer)


def fill_programmes(writer: Connection) -> None:
    programme = {"origin": "US", "market": "JP", "campaign": 1, "status": "planned", "basis": "company"}
    counted = {"articles": 1, "stories": 1, "sources": 1, "moved": NOW}
    camry = {"id": 1, "key": "toyota-camry-us-jp", "maker": "Toyota", "brand": "Toyota", "model": "Camry"}
    murano = {"id": 2, "key": "nissan-murano-us-jp", "maker": "Nissan", "brand": "Nissan", "model": "Murano"}
    days = {"first_reported": "2025-12-20", "last_reported": "2025-12-21", "start": "2026"}
    writer.execute(insert(schema.Programme).values(programme | counted | camry | days))
    days = {"first_reported": "2026-03-17", "last_reported": "2026-03-17", "start": "2027"}
    writer.execute(insert(schema.Programme).values(programme | counted | murano | days))
    for announcement, of in ((1, 1), (2, 2), (3, 1)):
        row = {"announcement_id": announcement, "programme_id": of}
        writer.execute(insert(schema.ProgrammeAnnouncement).values(row))
