"""The crawl on a world that behaves: everything once, nothing twice, and what `scrapy` users know works."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world.crawling import crawl, outcome_rows, rows, scrapy, start_crawl
from tests.world.sites import Answer, Handler, World, publish, write_article, write_entry, write_feed, write_sitemap

KILLS = int(os.environ.get("TRACKER_TEST_KILLS", "4"))
"""Moments at which the crawl is killed; twenty where there is time."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty web."""
    with World(tmp_path / "sources") as world:
        yield world


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that is not there yet."""
    return tmp_path / "tracker.db"


def test_feed_and_sitemap_together_give_every_page_once_and_both_sightings(world: World, database: Path) -> None:
    site = world.add("paper")
    for number in range(1, 13):
        site.routes[f"/a/{number}"] = Answer(body=write_article(number, site="paper"))
    site.routes["/feed"] = Answer(body=write_feed(site.home, range(1, 9)), kind="application/rss+xml", etag='"f"')
    site.routes["/index.xml"] = Answer(
        body=f"<sitemapindex><sitemap><loc>{site.home}map.xml</loc></sitemap></sitemapindex>".encode(), etag='"i"'
    )
    site.routes["/map.xml"] = Answer(body=write_sitemap(site.home, range(5, 13)), kind="application/xml", etag='"m"')
    site.entry = write_entry(site, sitemaps=f'["{site.home}index.xml"]')
    summary = crawl(world, database, ["paper"])
    counts = summary.sources[0].counts
    assert (counts.new, counts.read, counts.recorded, counts.failed) == (12, 12, 12, 0)
    assert site.count() == {f"/a/{n}": 1 for n in range(1, 13)} | {
        "/robots.txt": 1, "/feed": 1, "/index.xml": 1, "/map.xml": 1,
    }  # fmt: skip
    assert rows(database, "SELECT count(*), count(DISTINCT url_id) FROM sighting") == [(16, 12)]

    before = outcome_rows(database)
    site.requests.clear()
    second = crawl(world, database, ["paper"])
    assert site.count() == {"/robots.txt": 1, "/feed": 1, "/index.xml": 1, "/map.xml": 1}
    assert all("if-none-match" in headers for path, headers in site.requests if path != "/robots.txt")
    assert second.sources[0].counts.polls_unchanged == 3
    assert outcome_rows(database) == before
    assert second.exit_code == 0


def test_a_feed_that_changes_in_its_wrapping_only_brings_no_article_again(world: World, database: Path) -> None:
    site = world.add("paper", 3)
    crawl(world, database, ["paper"])
    feed = write_feed(site.home, range(1, 4)).replace(b"<title>x</title>", b"<title>x</title><ttl>5</ttl>")
    site.routes["/feed"] = Answer(body=feed, etag='"other"')
    site.requests.clear()
    summary = crawl(world, database, ["paper"])
    assert site.count() == {"/robots.txt": 1, "/feed": 1}
    assert summary.sources[0].counts.polls_unchanged == 1


def test_what_is_new_in_a_feed_is_fetched_and_nothing_else(world: World, database: Path) -> None:
    site = world.add("paper", 3)
    crawl(world, database, ["paper"])
    publish(site, range(1, 6))
    site.requests.clear()
    crawl(world, database, ["paper"])
    assert site.count() == {"/robots.txt": 1, "/feed": 1, "/a/4": 1, "/a/5": 1}


def test_a_page_that_says_it_changed_becomes_a_revision(world: World, database: Path) -> None:
    site = world.add("paper", 1)
    crawl(world, database, ["paper"])
    site.routes["/a/1"] = Answer(body=write_article(1, site="paper").replace(b"from 2028", b"from 2029"))
    site.requests.clear()
    crawl(world, database, ["paper"], recheck=True)
    assert site.count()["/a/1"] == 1
    assert rows(database, "SELECT number FROM article") == [(2,)]
    assert rows(database, "SELECT start FROM announcement") == [("2029",)]


def test_an_unverified_feed_is_asked_only_while_none_before_it_works(world: World, database: Path) -> None:
    site = world.add("paper", 2)
    feeds = [f"{site.home}{name}" for name in ("gone", "feed", "other")]
    site.entry = write_entry(site, feeds=json.dumps(feeds), unverified=json.dumps(feeds))
    crawl(world, database, ["paper"])
    assert (site.count()["/gone"], site.count()["/feed"], site.count()["/other"]) == (1, 1, 0)


def test_a_listing_is_paged_back_to_the_day_that_is_asked_for(world: World, database: Path) -> None:
    site = world.add("paper")
    for page in range(1, 6):
        entry = '<article><a href="/a/{0}">Import {0}</a><time datetime="2025-{1:02}-0{2}"></time></article>'
        items = "".join(entry.format(page * 10 + n, 12 - page, n) for n in (1, 2))
        site.routes["/news" if page == 1 else f"/news/{page}"] = Answer(
            body=f"<html><body>{items}</body></html>".encode()
        )
    for number in (11, 12, 21, 22, 31, 32, 41, 42):
        site.routes[f"/a/{number}"] = Answer(body=write_article(number, site="paper"))
    site.entry = write_entry(site, feeds="[]", listings=f'["{site.home}news"]', paging='"/{page}"')
    crawl(world, database, ["paper"], since="2025-09-02")
    assert {path for path in site.count() if path.startswith("/news")} == {"/news", "/news/2", "/news/3", "/news/4"}
    assert rows(database, "SELECT count(*) FROM article") == [(5,)]  # of September only the second


def test_a_listing_is_turned_while_its_pages_have_something_new(world: World, database: Path) -> None:
    site = world.add("paper")
    for page in (1, 2, 3):
        following = f'<a href="/news/{page + 1}">Next page</a>' if page < 3 else ""
        body = f'<html><body><a href="/a/{page}">Import {page}</a>{following}</body></html>'
        site.routes["/news" if page == 1 else f"/news/{page}"] = Answer(body=body.encode())
        site.routes[f"/a/{page}"] = Answer(body=write_article(page, site="paper"))
    site.entry = write_entry(site, feeds="[]", listings=f'["{site.home}news"]')
    crawl(world, database, ["paper"])
    assert rows(database, "SELECT count(*) FROM article") == [(3,)]
    site.requests.clear()
    crawl(world, database, ["paper"])
    assert site.count() == {"/robots.txt": 1, "/news": 1}


def test_a_sitemap_that_changes_under_an_unchanged_index_is_noticed(world: World, database: Path) -> None:
    site = world.add("paper", 3)
    index = f"<sitemapindex><sitemap><loc>{site.home}sitemap.xml</loc></sitemap></sitemapindex>"
    site.routes["/index.xml"] = Answer(body=index.encode(), etag='"i"')
    site.entry = write_entry(site, feeds="[]", sitemaps=f'["{site.home}index.xml"]')
    crawl(world, database, ["paper"])
    publish(site, range(1, 5))
    crawl(world, database, ["paper"])
    assert rows(database, "SELECT count(*) FROM article") == [(4,)]


def test_an_archive_by_month_is_walked_back(world: World, database: Path) -> None:
    site = world.add("paper", 1)
    page = '<html><body><a href="/a/{0}">Import</a></body></html>'
    for path, number in (("/2025/11/", 70), ("/2025/10/", 71)):
        site.routes[path] = Answer(body=page.format(number).encode())
        site.routes[f"/a/{number}"] = Answer(body=write_article(number, site="paper"))
    site.entry = write_entry(site, archive=f'"{site.home}{{year}}/{{month:02}}/"')
    crawl(world, database, ["paper"], since="2025-10-15")
    assert {"/2025/11/", "/2025/10/"} <= set(site.count())
    assert "/2025/09/" not in site.count()
    assert rows(database, "SELECT count(*) FROM article") == [(3,)]


def test_limit_takes_so_many_articles_and_leaves_the_rest_due(world: World, database: Path) -> None:
    site = world.add("paper", 9)
    crawl(world, database, ["paper"], limit=4)
    assert rows(database, "SELECT count(*) FROM article") == [(4,)]
    crawl(world, database, ["paper"])
    assert rows(database, "SELECT count(*) FROM article") == [(9,)]
    assert max(n for path, n in site.count().items() if path.startswith("/a/")) == 1


def test_two_sources_on_one_host_share_its_budget(world: World, database: Path) -> None:
    one = world.add("one", 3, delay="0.3")
    other = write_entry(one, delay="0.3", feeds=f'["{one.home}feed?2"]').replace("[one]", "[two]")
    one.routes["/feed?2"] = one.routes["/feed"]
    one.entry += other
    summary = crawl(world, database, ["one", "two"])
    assert [source.counts.requests for source in summary.sources] == [5, 2]
    paths = [path for path, _ in one.requests]
    last_of_one = max(i for i, path in enumerate(paths) if path.startswith("/a/"))
    assert paths.index("/feed?2") > last_of_one or paths.index("/feed?2") < paths.index("/feed")


def test_only_what_is_due_is_crawled_when_nobody_is_named(world: World, database: Path) -> None:
    site = world.add("paper", 2)
    site.entry = write_entry(
        site, feeds=f'["{site.home}feed", "{site.home}doubtful"]', unverified=f'["{site.home}doubtful"]'
    )
    world.add("resting", 2, active="false")
    assert [source.name for source in crawl(world, database).sources] == ["paper"]
    site.requests.clear()
    second = crawl(world, database)
    assert (second.sources, second.not_due, second.exit_code) == ((), 1, 0)
    assert site.requests == []


def test_a_second_crawl_says_so_and_leaves(world: World, database: Path) -> None:
    site = world.add("paper", 1)
    release = threading.Event()

    def hold(handler: Handler) -> None:
        release.wait(90)
        handler.hang_up()

    site.faults["/feed"] = hold
    first = start_crawl(world, database, ["paper"], settings={"DOWNLOAD_TIMEOUT": 90})
    wait_for(lambda: site.count()["/feed"] == 1)
    second = crawl(world, database, ["paper"])
    assert (second.locked, second.exit_code, second.sources) == (True, 0, ())
    release.set()
    first.communicate(timeout=60)


def test_sigterm_ends_a_crawl_within_ten_seconds_with_what_is_done_stored(world: World, database: Path) -> None:
    site = world.add("paper", 30)
    site.faults["/a/9"] = lambda handler: time.sleep(20)
    process = start_crawl(world, database, ["paper"], settings={"DOWNLOAD_TIMEOUT": 30, "CONCURRENT_REQUESTS": 1})
    wait_for(lambda: site.count()["/a/9"] == 1)
    asked = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=30)
    assert time.monotonic() - asked < 10, error
    assert json.loads(out)["stopped"] == "SIGTERM"
    stored = rows(database, "SELECT count(*) FROM article")[0][0]
    assert 0 < stored < 30
    assert rows(database, "SELECT outcome FROM run") == [("stopped",)]
    site.heal()
    crawl(world, database, ["paper"])
    assert rows(database, "SELECT count(*) FROM article") == [(30,)]
    assert rows(database, "SELECT count(*) FROM url WHERE state = 'failed'") == [(0,)]


def test_the_time_that_is_given_is_kept(world: World, database: Path) -> None:
    site = world.add("paper", 3)
    site.faults["*"] = lambda handler: time.sleep(20)
    summary = crawl(world, database, ["paper"], max_time=1, settings={"DOWNLOAD_TIMEOUT": 30})
    assert summary.stopped == "time is up"
    assert summary.seconds < 10


def test_a_crawl_killed_at_any_moment_goes_on_to_the_same_rows(world: World, tmp_path: Path) -> None:
    sites = [world.add(f"site{number}", 8) for number in range(3)]
    names = [site.name for site in sites]
    undisturbed, killed = tmp_path / "undisturbed.db", tmp_path / "killed.db"
    whole = crawl(world, undisturbed, names)
    moments = random.Random(20).sample(range(50), KILLS)
    for moment in moments:
        process = start_crawl(world, killed, names)
        wait_for(killed.exists)
        time.sleep(moment / 50 * (whole.seconds + 0.5))
        process.kill()
        process.communicate(timeout=30)
    crawl(world, killed, names)
    assert outcome_rows(killed) == outcome_rows(undisturbed)
    assert rows(killed, "PRAGMA integrity_check") == [("ok",)]


def test_scrapy_lists_the_spiders_of_all_entries(world: World, database: Path) -> None:
    world.add("paper")
    world.add("other")
    assert scrapy(world, database, "list").stdout.split() == ["other", "page", "paper"]


def test_scrapy_crawl_exports_what_was_read(world: World, database: Path, tmp_path: Path) -> None:
    world.add("paper", 3)
    out = tmp_path / "out.jsonl"
    done = scrapy(
        world, database, "crawl", "paper", "-a", "limit=2", "-s", "CONCURRENT_REQUESTS=1", "-L", "INFO", "-O", str(out)
    )
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(items) == 2
    assert {item["announcements"][0]["origin"] for item in items} == {"US"}
    assert all(item["title"].startswith("Report") and item["body"] for item in items)
    assert "paper: well" in done.stderr


def test_one_page_is_taken_by_hand_whatever_its_state(world: World, database: Path, tmp_path: Path) -> None:
    site = world.add("paper", 2)
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        done = scrapy(world, database, "crawl", "page", "-a", f"url={site.home}a/2", "-O", str(out))
        assert done.returncode == 0, done.stderr
    assert site.count() == {"/robots.txt": 2, "/a/2": 2}
    assert json.loads(out.read_text("utf-8"))["url"] == f"{site.home}a/2"
    assert rows(database, "SELECT source, via FROM sighting") == [("paper", "request")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("crawl", "papr"), "no source is called 'papr'; near names: paper"),
        (("crawl", "paper", "-a", "since=lately"), "since='lately': a day such as"),
        (("crawl", "paper", "-a", "limit=many"), "limit='many': a number"),
        (("crawl", "paper", "-a", "limt=3"), "did you mean -a limit=…?"),
        (("crawl", "page"), "which page?"),
        (("crawl", "page", "-a", "url=ftp://paper.example/"), "not an http address"),
    ],
)
def test_a_wrong_request_is_answered_in_a_line(
    world: World, database: Path, arguments: tuple[str, ...], message: str
) -> None:
    world.add("paper")
    done = scrapy(world, database, *arguments)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_without_leave_no_private_address_is_asked(world: World, database: Path) -> None:
    site = world.add("paper", 1)
    done = scrapy(world, database, "crawl", "paper", TRACKER_ALLOW_PRIVATE="0")
    assert site.requests == []
    assert "a private or local address" in done.stderr


def test_a_host_whose_name_leads_to_this_machine_is_not_asked(world: World, database: Path) -> None:
    site = world.add("paper", 1)
    site.entry = site.entry.replace("http://127.0.0.1:", "http://localhost:")
    done = scrapy(world, database, "crawl", "paper", TRACKER_ALLOW_PRIVATE="0")
    assert site.requests == []
    assert "localhost is 127.0.0.1" in done.stderr


def test_the_log_is_json_lines(world: World, database: Path, tmp_path: Path) -> None:
    world.add("paper", 1).faults["/a/1"] = Answer(status=500)
    crawl(world, database, ["paper"], log_file=str(tmp_path / "logs" / "crawl.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "logs" / "crawl.jsonl").read_text("utf-8").splitlines()]
    assert any("HTTP 500" in line["message"] for line in lines)
    assert any(line.get("counts", {}).get("failed") == 1 for line in lines)


def wait_for(condition: object, seconds: float = 60.0) -> None:
    """Until something is so."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)
