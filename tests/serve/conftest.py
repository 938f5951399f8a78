"""The small database with a hostile article in it, served."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, update

from tests.small_database import ARTICLE, SAID, URL, fill
from tracker.storage import schema
from tracker.storage.database import open_database, writing
from tracker.storage.searching import save_search

HOSTILE_TITLE = "<script>alert(1)</script> \u202eyrmaC"
HOSTILE_BODY = '<img src=x onerror=alert(2)> Camry & {{ 7*7 }} \u202eevil\n"><svg onload=alert(3)>'
NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file: Path = tmp_path_factory.mktemp("serve") / "small.db"
    engine = open_database(f"sqlite:///{file}")
    with writing(engine) as writer:
        fill(writer)
        address = {"id": 9, "address": "javascript:alert(4)", "key": "evil", "detours": 0, "source": "evil"}
        writer.execute(insert(schema.Url).values(URL | address))
        article = {"id": 9, "url_id": 9, "source": "evil", "language": "en", "title": HOSTILE_TITLE}
        writer.execute(
            insert(schema.Article).values(
                ARTICLE | article | {"body": HOSTILE_BODY, "published_day": "2026-04-01", "story_id": 9}
            )
        )
        save_search(writer, 9, title=HOSTILE_TITLE, body=HOSTILE_BODY)
        said = SAID | {"id": 9, "article_id": 9, "maker": "Toyota", "brand": "Toyota", "model": "Camry"}
        start = len(HOSTILE_TITLE) + 1
        offsets = {"evidence": HOSTILE_BODY[:28], "evidence_start": start, "evidence_end": start + 28}
        writer.execute(insert(schema.Announcement).values(said | offsets))
        writer.execute(insert(schema.ProgrammeAnnouncement).values(announcement_id=9, programme_id=1))
        event = {"programme_id": 1, "position": 0, "day": "2026-04-01", "kind": "reported", "status": "planned"}
        event |= {"basis": "company", "current": "planned", "source": "evil", "article_id": 9, "announcement_id": 9}
        writer.execute(insert(schema.ProgrammeEvent).values(event))
        change = {"key": "toyota-camry-us-jp", "at": NOW, "field": "status", "before": "considering"}
        writer.execute(insert(schema.ProgrammeChange).values(change | {"after": "planned", "article_id": 9}))
        writer.execute(update(schema.Article).where(schema.Article.id == 3).values(section="=HYPERLINK(1)"))
        source = {"name": "evil", "title": "<b>Evil</b>", "home": "javascript:alert(5)"}
        writer.execute(insert(schema.Source).values(source | {"first_seen": NOW, "last_seen": NOW}))
    engine.dispose()
    reader = open_database(f"sqlite:///{file}", readonly=True)
    yield reader
    reader.dispose()
