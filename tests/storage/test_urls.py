"""Addresses, their sightings and their states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine

from tracker.records import Link, UrlState
from tracker.storage import urls
from tracker.storage.database import writing

NOW = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def identify(link: Link) -> Any:
    address = link.url.partition("?")[0]
    plain = address.replace("https://m.", "https://")
    return SimpleNamespace(address=address, key=plain, host=plain.split("/")[2], detours=int(plain != address))


def see(engine: Engine, *links: Link, now: datetime = NOW, source: str = "autofile") -> list[urls.SavedUrl]:
    with writing(engine) as connection:
        return urls.save_sightings(connection, links, source=source, now=now, identify=identify)


def link(path: str = "/a", host: str = "https://news.example", **fields: Any) -> Link:
    return Link(url=host + path, via="feed", found_on="https://news.example/rss", **fields)


def rows(engine: Engine, sql: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(sql))


def due(engine: Engine, now: datetime = NOW) -> list[str]:
    with engine.connect() as connection:
        return [url.address for url in urls.due_urls(connection, source="autofile", now=now)]


def test_a_new_link_is_seen_and_due_at_once(engine: Engine) -> None:
    [url] = see(engine, link())
    assert (url.state, url.new, url.next_try) == (UrlState.SEEN, True, NOW)
    assert due(engine) == ["https://news.example/a"]


def test_one_article_in_three_feeds_is_one_address_with_three_sightings(engine: Engine) -> None:
    places = [Link(url="https://news.example/a", via="feed", found_on=f"https://news.example/{n}") for n in "123"]
    assert len({url.id for url in see(engine, *places)}) == 1
    assert rows(engine, "SELECT count(*) FROM sighting") == [(3,)]


def test_the_same_sighting_again_adds_no_row(engine: Engine) -> None:
    see(engine, link())
    see(engine, link(), now=NOW + HOUR)
    assert rows(engine, "SELECT times, first_seen, last_seen FROM sighting") == [
        (2, "2026-04-02T09:30:00Z", "2026-04-02T10:30:00Z")
    ]


def test_links_come_back_in_their_order_with_repeats(engine: Engine) -> None:
    found = see(engine, link("/b"), link("/a"), link("/b"))
    assert [url.address[-1] for url in found] == ["b", "a", "b"]


def test_more_links_than_one_statement_holds_are_all_kept(engine: Engine) -> None:
    assert len({url.id for url in see(engine, *(link(f"/{n}") for n in range(1_000)))}) == 1_000


def test_whatever_comes_first_the_plainest_variant_is_kept(engine: Engine) -> None:
    variants = [link(host="https://m.news.example"), link(), link("/a?utm_source=rss")]
    for order in (variants, variants[::-1]):
        see(engine, *order)
        assert due(engine) == ["https://news.example/a"]


def test_an_outcome_ends_the_fetching(engine: Engine) -> None:
    [url] = see(engine, link())
    with writing(engine) as connection:
        urls.save_state(connection, url.id, UrlState.RECORDED, reason="3 announcements", now=NOW)
    assert due(engine, NOW + 1000 * HOUR) == []


def test_a_failure_is_tried_again_later_each_time_and_given_up_in_the_end(engine: Engine) -> None:
    [url] = see(engine, link())
    now, pauses = NOW, []
    with writing(engine) as connection:
        while then := urls.save_failure(connection, url.id, cause="timeout", reason="no answer in 30 s", now=now):
            pauses.append(then - now)
            now = then
        left = urls.load_url_by_id(connection, url.id)
    assert tuple(pauses) == urls.BACKOFF
    assert left.reason == "given up after 8 attempts: no answer in 30 s"


def test_a_site_that_asks_for_patience_gets_it(engine: Engine) -> None:
    [url] = see(engine, link())
    with writing(engine) as connection:
        then = urls.save_failure(
            connection, url.id, cause="http_503", reason="503", now=NOW, retry_after=NOW + 5 * HOUR
        )
    assert then == NOW + 5 * HOUR


def test_a_hopeless_page_is_not_tried_again(engine: Engine) -> None:
    [url] = see(engine, link())
    with writing(engine) as connection:
        assert urls.save_failure(connection, url.id, cause="gone", reason="410", now=NOW, lasting=True) is None


def record(engine: Engine, url_id: int) -> None:
    with writing(engine) as connection:
        urls.save_fetch(connection, url_id, now=NOW)
        urls.save_state(connection, url_id, UrlState.RECORDED, reason=None, now=NOW)


def test_a_recorded_page_is_fetched_again_when_a_feed_claims_a_later_change(engine: Engine) -> None:
    [url] = see(engine, link(published=NOW - HOUR))
    record(engine, url.id)
    see(engine, link(published=NOW - HOUR), now=NOW + HOUR)
    assert due(engine, NOW + HOUR) == []
    see(engine, link(published=NOW + HOUR), now=NOW + 2 * HOUR)
    assert due(engine, NOW + 2 * HOUR) == ["https://news.example/a"]


def test_a_date_in_the_future_fetches_nothing_again(engine: Engine) -> None:
    [url] = see(engine, link())
    record(engine, url.id)
    see(engine, link(published=NOW + 99 * HOUR), now=NOW + HOUR)
    assert due(engine, NOW + HOUR) == []


def test_every_state_is_told_in_order(engine: Engine) -> None:
    [url] = see(engine, link())
    with writing(engine) as connection:
        urls.save_failure(connection, url.id, cause="timeout", reason="no answer", now=NOW)
        urls.save_state(connection, url.id, UrlState.IRRELEVANT, reason="names no maker", now=NOW + HOUR)
        steps = urls.load_transitions(connection, url.id)
    assert [(step.state, step.reason) for step in steps] == [
        ("seen", "given by autofile"),
        ("failed", "no answer"),
        ("irrelevant", "names no maker"),
    ]


def test_what_the_gate_kept_out_can_be_looked_at_again(engine: Engine) -> None:
    [url] = see(engine, link(title="A title", summary="A summary"))
    see(engine, link("/b"))
    with writing(engine) as connection:
        urls.save_state(connection, url.id, UrlState.GATED, reason="names no maker", now=NOW)
        [(found, [seen])] = urls.load_gated(connection)
    assert (found.address, seen.title, seen.summary) == ("https://news.example/a", "A title", "A summary")


def test_a_failure_does_not_undo_an_outcome(engine: Engine) -> None:
    [url] = see(engine, link())
    record(engine, url.id)
    with writing(engine) as connection:
        urls.save_failure(connection, url.id, cause="http_500", reason="500", now=NOW + HOUR)
        after = urls.load_url_by_id(connection, url.id)
    assert (after.state, after.attempts) == (UrlState.RECORDED, 1)
