"""The demo world behaves as real sites do, well and badly."""

import http.client
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracker.demo.server import World, serve_world
from tracker.demo.world import read_world


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serve_world(first_port=0) as served:
        yield served


def get(address: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_there_are_enough_media_in_both_languages() -> None:
    world = read_world(1)
    languages = [medium.language for medium in world.values()]
    assert len(world) >= 6
    assert {"en", "ja"} == set(languages)
    assert sum(len(medium.stories) for medium in world.values()) >= 25


def test_an_unchanged_page_is_answered_304(world: World) -> None:
    home = world.sites["pacific"].home
    first, _ = get(home + "feed.xml")
    again, body = get(home + "feed.xml", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")


def test_a_moved_page_redirects(world: World) -> None:
    site = world.sites["courier"]
    (story,) = (story for story in site.medium.stories if story.old)
    response, _ = get(f"{site.home}{story.old}")
    assert response.status == 301
    assert response.headers["Location"] == site.home + story.slug


def test_the_site_in_trouble_says_when_to_come_back(world: World) -> None:
    response, _ = get(world.sites["gazette"].home + "rss.xml")
    assert (response.status, response.headers["Retry-After"]) == (503, "3600")


def test_one_site_writes_shift_jis(world: World) -> None:
    site = world.sites["nishi"]
    response, body = get(f"{site.home}kiji/1103.html")
    assert "shift_jis" in response.headers["Content-Type"]
    assert "令和8年3月3日" in body.decode("shift_jis")


def test_robots_are_told_what_is_forbidden(world: World) -> None:
    _, body = get(world.sites["garage"].home + "robots.txt")
    assert b"Disallow: /members/" in body


def test_the_second_crawl_finds_an_edited_article_and_a_new_one() -> None:
    before, after = read_world(1), read_world(2)
    new = {story.slug for story in after["harbour"].stories} - {story.slug for story in before["harbour"].stories}
    assert len(new) == 1
    edited = [story for story in after["pacific"].stories if story.modified]
    assert [story.says for story in edited] == [("Nissan Murano US JP planned 2027",)]


def test_the_catalogue_matches_every_article_and_no_listing(world: World, tmp_path: Path) -> None:
    entries = tomllib.loads(world.write_sources(tmp_path).read_text("utf-8"))
    for name, entry in entries.items():
        site = world.sites[name]
        assert not re.match(entry["article_pattern"], site.home)
        for story in site.medium.stories:
            assert re.match(entry["article_pattern"], site.home + story.slug)
