"""Links that the gate left aside are judged again when its words change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tracker.records import Link, UrlState
from tracker.sources import Gate, Source, read_entry
from tracker.spiders.gated import reconsider_gated
from tracker.storage.database import open_database, writing
from tracker.storage.schema import Url
from tracker.storage.urls import save_sightings, save_state
from tracker.stories.addresses import read_address

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
SOURCE: Source = read_entry(
    "paper",
    {
        "title": "A Paper", "home": "https://paper.example/", "language": "en", "timezone": "UTC", "kind": "business",
        "feeds": ["https://paper.example/feed"], "article_pattern": r"^https://paper\.example/\d+$", "evidence": "-",
    },
)  # fmt: skip
GIVEN = {
    "https://paper.example/1": "Zentra to be imported",
    "https://paper.example/2": "The weather will be mild in spring, "
    + "say those who have watched the sky for long, " * 3,
    "https://ads.example/3": "Cars imported",
}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database in which three links were left aside."""
    engine = open_database(f"sqlite:///{tmp_path / 'tracker.db'}")
    links = [Link(url=url, via="feed", title=title) for url, title in GIVEN.items()]
    with writing(engine) as connection:
        saved = save_sightings(connection, links, source="paper", now=NOW, identify=lambda link: read_address(link.url))
        for url in saved:
            save_state(connection, url.id, UrlState.GATED, reason="nothing of our subject", cause="gate", now=NOW)
    return engine


def states(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [row.state for row in connection.execute(select(Url.state).order_by(Url.id))]


def test_what_the_gate_now_lets_through_is_named_and_with_leave_made_due(engine: Engine) -> None:
    found = list(reconsider_gated(engine, {"paper": SOURCE}, now=NOW))
    assert [(one.url, one.reason, one.before) for one in found] == [
        ("https://paper.example/1", "says 'imported'", "nothing of our subject")
    ]
    assert states(engine) == ["gated"] * 3
    list(reconsider_gated(engine, {"paper": SOURCE}, now=NOW, apply=True))
    assert states(engine) == ["seen", "gated", "gated"]
    assert list(reconsider_gated(engine, {"paper": SOURCE}, now=NOW)) == []


def test_a_source_that_now_wants_everything_gets_everything_of_its_own(engine: Engine) -> None:
    found = reconsider_gated(engine, {"paper": replace(SOURCE, gate=Gate.ALL)}, now=NOW)
    assert [one.url for one in found] == ["https://paper.example/1", "https://paper.example/2"]


def test_links_of_sources_in_no_catalogue_stay_aside(engine: Engine) -> None:
    assert list(reconsider_gated(engine, {}, now=NOW)) == []
