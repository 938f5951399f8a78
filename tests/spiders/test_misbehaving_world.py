"""Forty sites that misbehave, crawled at once: each ends in a stored state with a reason, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.world.crawling import crawl, rows
from tests.world.faults import FAULTS, Fault
from tests.world.sites import World
from tracker.spiders.runner import Summary

ARTICLES = 4
EACH = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


@dataclass
class Played:
    """The world's rows after a crawl through its faults, and after one when they were gone."""

    struck: Summary
    healed: Summary
    urls: dict[str, dict[int, tuple[Any, ...]]]
    urls_after: dict[str, dict[int, tuple[Any, ...]]]
    polls: dict[str, str | None]
    health: dict[str, tuple[Any, ...]]
    foreign: list[tuple[Any, ...]]


def look_at_urls(database: Path) -> dict[str, dict[int, tuple[Any, ...]]]:
    """Source → number of the article → state, cause, reason, next try."""
    found: dict[str, dict[int, tuple[Any, ...]]] = {}
    query = "SELECT source, address, state, cause, reason, next_try FROM url WHERE address GLOB '*/a/[0-9]*'"
    for source, address, *rest in rows(database, query):
        found.setdefault(source, {})[int(address.rpartition("/")[2].partition("?")[0])] = tuple(rest)
    return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Two crawls: one through all faults, one after they are gone."""
    folder = tmp_path_factory.mktemp("world")
    database = folder / "tracker.db"
    with World(folder / "sources") as world:
        for fault in FAULTS:
            site = world.add(fault.name, ARTICLES, **dict(fault.entry))
            fault.arrange(site)
        struck = crawl(world, database)
        urls = look_at_urls(database)
        polls = dict(rows(database, "SELECT source, last_error FROM poll"))
        health = {source: rest for source, *rest in rows(database, "SELECT source, state, evidence FROM health")}
        foreign = rows(database, "SELECT address, state, reason FROM url WHERE source = 'adverts' AND state = 'gated'")
        for site in world.sites.values():
            site.heal()
        forget_pauses(database)
        healed = crawl(world, database, names=[fault.name for fault in FAULTS])
        yield Played(
            struck=struck,
            healed=healed,
            urls=urls,
            urls_after=look_at_urls(database),
            polls=polls,
            health={source: tuple(rest) for source, rest in health.items()},
            foreign=foreign,
        )


def forget_pauses(database: Path) -> None:
    """Time passes: the hosts that asked to be left alone may be asked again."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE host SET retry_after = NULL")


def test_at_least_25_faults_are_played() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@EACH
def test_the_struck_article_ends_in_a_state_with_a_reason(played: Played, fault: Fault) -> None:
    if fault.poll:
        return
    if fault.cause == ():
        assert fault.name not in played.urls
        return
    state, cause, reason, next_try = played.urls[fault.name][1]
    if fault.cause is None:
        assert state in ("recorded", "irrelevant"), (state, reason)
        return
    assert (state, reason is not None) == ("failed", True)
    assert cause in fault.causes, (cause, reason)
    assert (next_try is None) == fault.lasting, (next_try, reason)


@EACH
def test_the_other_articles_of_the_site_are_not_affected(played: Played, fault: Fault) -> None:
    if fault.poll or fault.cause == ():
        return
    states = [state for number, (state, *_) in played.urls[fault.name].items() if number != 1]
    assert len(states) == ARTICLES - 1
    assert set(states) <= {"recorded", "irrelevant"}


@EACH
def test_what_was_wrong_with_the_feed_is_stored(played: Played, fault: Fault) -> None:
    if fault.poll:
        assert fault.poll in str(played.polls[fault.name])
    elif fault.name in played.polls:
        assert "HTTP" not in str(played.polls[fault.name])


@EACH
def test_the_source_is_judged_rightly_with_evidence(played: Played, fault: Fault) -> None:
    state, evidence = played.health[fault.name]
    expected = (fault.health,) if isinstance(fault.health, str) else fault.health
    assert state in expected, evidence
    assert evidence


@EACH
def test_nothing_is_lost_when_the_fault_is_gone(played: Played, fault: Fault) -> None:
    after = played.urls_after[fault.name]
    lost = {number for number, (state, *_) in after.items() if state not in ("recorded", "irrelevant")}
    assert sorted(after) == list(range(1, ARTICLES + 1))
    assert lost == ({1} if fault.lasting else set()), after


def test_adverts_and_private_addresses_are_stored_as_not_to_be_fetched(played: Played) -> None:
    reasons = {address: reason for address, _, reason in played.foreign}
    assert "not a host of this source" in reasons["https://ads.example/1"]
    assert any("private" in reason for reason in reasons.values())
    assert len(reasons) == 3


def test_the_summary_says_that_not_all_is_well_and_later_that_it_is(played: Played) -> None:
    assert played.struck.exit_code == 1
    assert {source.name for source in played.struck.sources} == {fault.name for fault in FAULTS}
    assert played.healed.exit_code == 0, [(s.name, s.state, s.evidence) for s in played.healed.sources if not s.well]
