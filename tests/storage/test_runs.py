"""Runs, health, polls and hosts keep what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from tests.storage.conftest import NOW
from tracker.storage import polls, runs
from tracker.storage.database import writing
from tracker.storage.runs import SourceCounts

HOUR = timedelta(hours=1)


def test_a_run_without_an_end_was_killed_or_goes_on(engine: Engine) -> None:
    with writing(engine) as connection:
        run = runs.start_run(connection, kind="crawl", now=NOW, command="tracker crawl")
        counts = SourceCounts(fetched=3, causes={"timeout": 1})
        runs.save_source_run(connection, run=run, source="autofile", counts=counts, started=NOW)
    with writing(engine) as connection:
        counts.fetched = 5
        runs.save_source_run(connection, run=run, source="autofile", counts=counts, started=NOW, ended=NOW + HOUR)
        runs.end_run(connection, run, outcome="ok", now=NOW + HOUR)
        [saved] = runs.load_source_runs(connection, source="autofile")
    assert (saved.ended, saved.counts) == (NOW + HOUR, counts)


def test_the_newest_run_of_a_source_comes_first(engine: Engine) -> None:
    with writing(engine) as connection:
        numbers = [runs.start_run(connection, kind="crawl", now=NOW + n * HOUR) for n in range(3)]
        for number in numbers:
            runs.save_source_run(connection, run=number, source="a", counts=SourceCounts(), started=NOW)
        found = [run.run_id for run in runs.load_source_runs(connection, source="a", limit=2)]
    assert found == [numbers[2], numbers[1]]


def test_only_a_change_of_health_is_an_event(engine: Engine) -> None:
    with writing(engine) as connection:
        changed = [
            runs.save_health(connection, source="a", state=state, evidence=f"seen {n}", now=NOW + n * HOUR)
            for n, state in enumerate(["well", "well", "blocked", "blocked", "well"])
        ]
        events = connection.exec_driver_sql("SELECT before, state FROM health_event ORDER BY id").all()
        health = runs.load_health(connection, "a")
    assert changed == [True, False, True, False, True]
    assert [tuple(event) for event in events] == [(None, "well"), ("well", "blocked"), ("blocked", "well")]
    assert health is not None
    assert (health.since, health.checked, health.evidence) == (NOW + 4 * HOUR, NOW + 4 * HOUR, "seen 4")


def test_a_source_keeps_the_day_it_was_first_used(engine: Engine) -> None:
    with writing(engine) as connection:
        for n, title in enumerate(["Old name", "New name"]):
            runs.save_source(connection, {"title": title, "kind": "trade"}, name="a", now=NOW + n * HOUR)
        rows = connection.exec_driver_sql(
            "SELECT s.title, first_seen, last_seen, h.state FROM source s, source_health h"
        ).all()
    assert [tuple(row) for row in rows] == [("New name", "2026-04-02T09:30:00Z", "2026-04-02T10:30:00Z", "unknown")]


def test_a_feed_is_due_when_it_was_never_asked_and_then_at_its_time(engine: Engine) -> None:
    with writing(engine) as connection:
        feed = polls.load_poll(connection, source="a", address="https://a.example/rss")
        polls.save_poll(connection, feed)
        assert polls.due_polls(connection, source="a", now=NOW) == [feed]
        polls.save_poll(connection, replace(feed, etag='"7"', next_poll=NOW + HOUR, last_polled=NOW))
        assert polls.due_polls(connection, source="a", now=NOW) == []
        [later] = polls.due_polls(connection, source="a", now=NOW + HOUR)
        assert polls.load_polls(connection) == [later]
    assert later.etag == '"7"'


def test_a_hosts_patience_is_kept(engine: Engine) -> None:
    with writing(engine) as connection:
        state = polls.load_host(connection, "a.example")
        polls.save_host(connection, replace(state, retry_after=NOW + HOUR, failures=2))
        assert polls.load_host(connection, "a.example").retry_after == NOW + HOUR
