"""Copies are grouped with their originals and nothing else, in whatever order they come."""

from __future__ import annotations

import random
from pathlib import Path

from sqlalchemy import Engine

from tests.intake.world import NOW, read_content, rows, take, write_page
from tests.stories.pairs import Told, read_articles, read_pairs
from tracker.storage.database import open_database

ARTICLES = [*read_articles("english").values(), *read_articles("japanese").values()]
SAME = [pair for language in ("english", "japanese") for pair in read_pairs(language) if pair.same]

PLEA = (
    "This town lies where the river meets the sea, and has had a newspaper since the year the bridge was built; "
    "its name on the masthead is still set in the type that the first printer brought along on a barge from the south.",
    "Letters reach us at the old customs house on the quay, where the door is open on every market day until noon.",
)
NEWS = (
    "The harbour authority will open a second terminal for imported cars in April, after two years' work on the berth "
    "and at a cost of fourteen billion yen, of which the prefecture pays a third.",
    "About nine thousand minivans must go back to the workshop because their sliding doors may open while the vehicle "
    "is moving, the ministry said, although no accident of that kind is known so far.",
    "A retired teacher has rebuilt a three-wheeled delivery van of 1959 in his garage, using a door from a freezer "
    "and the patience of his wife, who would now like to have the garden back.",
    "Night buses between the capital and the north will stop at the new service area from next month, so that drivers "
    "can rest and passengers can buy what the region is known for: apples, mostly.",
)


def address(told: Told) -> str:
    return f"https://{told.host}/{told.id}"


def take_all(engine: Engine, told: list[Told]) -> None:
    for one in told:
        take(engine, address(one), write_page(one.title, one.body.split("\n"), str(one.day)), at=NOW.replace(year=2027))


def groups(engine: Engine) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for url, story in rows(engine, "SELECT url, story FROM article_full"):
        found.setdefault(story, set()).add(url.rpartition("/")[2])
    return {frozenset(group) for group in found.values()}


def expected_groups() -> set[frozenset[str]]:
    group = {told.id: {told.id} for told in ARTICLES}
    for pair in SAME:
        joined = group[pair.one.id] | group[pair.other.id]
        for member in joined:
            group[member] = joined
    return {frozenset(members) for members in group.values()}


def test_all_labelled_articles_fall_into_the_labelled_groups(engine: Engine) -> None:
    take_all(engine, ARTICLES)
    assert groups(engine) == expected_groups()


def test_the_order_of_arrival_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    take_all(engine, ARTICLES)
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    shuffled = list(ARTICLES)
    random.Random(1).shuffle(shuffled)
    take_all(other, shuffled)
    assert read_content(other) == read_content(engine)
    other.dispose()


def test_the_story_is_named_after_its_first_article(engine: Engine) -> None:
    take_all(engine, [told for told in reversed(ARTICLES) if told.id.startswith("export-october")])
    stories = set(rows(engine, "SELECT story FROM article_full WHERE url LIKE '%copy' OR url LIKE '%late'"))
    assert stories == {("https://stats.example/export-october",)}


def test_a_plea_under_every_article_of_a_host_makes_none_alike(engine: Engine) -> None:
    for number, news in enumerate(NEWS):
        take(engine, f"https://local.example/{number}", write_page(f"Local news {number}", [news, *PLEA]))
    assert rows(engine, "SELECT count(DISTINCT story) FROM article_full") == [(4,)]
    assert rows(engine, "SELECT host, count(*) FROM boilerplate GROUP BY host") == [("local.example", 2)]


def test_a_host_and_its_mobile_host_repeat_the_same(engine: Engine) -> None:
    for number, news in enumerate(NEWS):
        host = "m.local.example" if number % 2 else "local.example"
        take(engine, f"https://{host}/{number}", write_page(f"Local news {number}", [news, *PLEA]))
    assert rows(engine, "SELECT host, count(*) FROM boilerplate GROUP BY host") == [("local.example", 2)]


def test_under_a_plea_a_copy_is_still_found(engine: Engine) -> None:
    for number, news in enumerate(NEWS):
        take(engine, f"https://local.example/{number}", write_page(f"Local news {number}", [news, *PLEA]))
    take(engine, "https://far.example/0", write_page("From the coast", [NEWS[0]]))
    assert rows(engine, "SELECT kind, url, other_url FROM copy_pair") == [
        ("exact", "https://local.example/0", "https://far.example/0")
    ]


def test_three_copies_of_one_host_under_three_titles_are_no_plea(engine: Engine) -> None:
    for number in range(3):
        take(engine, f"https://local.example/{number}", write_page(f"Headline {number}", NEWS))
    assert rows(engine, "SELECT count(DISTINCT story) FROM article_full") == [(1,)]
    assert rows(engine, "SELECT count(*) FROM boilerplate") == [(0,)]


def test_an_article_that_is_rewritten_leaves_its_group(engine: Engine) -> None:
    for host in ("a", "b"):
        take(engine, f"https://{host}.example/x", write_page("Terminal opens", NEWS[:2]))
    take(engine, "https://b.example/x", write_page("Terminal opens", NEWS[2:]), at=NOW.replace(day=25))
    assert rows(engine, "SELECT count(DISTINCT story) FROM article_full") == [(2,)]
    assert rows(engine, "SELECT * FROM duplicate") == []


def test_a_plea_that_comes_and_goes_makes_no_revision(engine: Engine) -> None:
    for number, news in enumerate(NEWS):
        take(engine, f"https://local.example/{number}", write_page(f"Local news {number}", [news, *PLEA]))
    again = take(
        engine, "https://local.example/0", write_page("Local news 0", [NEWS[0], PLEA[1]]), at=NOW.replace(day=25)
    )
    assert again.reason == "unchanged"
    assert rows(engine, "SELECT max(number) FROM revision") == [(1,)]
