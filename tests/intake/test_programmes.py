"""Articles come in, programmes follow: incrementally, in any order, with people's decisions respected."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.intake.world import DAY, NOW, read_content, rows, take, tell, write_page
from tracker.errors import BadQuery
from tracker.intake import merge_decided, rebuild_all, regroup_articles, reread_pages, split_decided, undo_decided
from tracker.records import Announcement, Basis, Link, Status
from tracker.storage.database import open_database, writing
from tracker.storage.urls import save_sightings
from tracker.stories.addresses import read_address

NEWS = {
    "a": ("2025-10-02", "Toyota is considering selling the US-built Camry in Japan, a spokesman said."),
    "b": ("2025-12-19", "Toyota plans to sell the Kentucky-built Camry in Japan from 2026, the company said."),
    "c": ("2026-01-05", "Toyota will start selling the US-built Camry in Japan in 2026, the company said."),
    "d": ("2026-01-07", "Nissan is considering selling the US-built Murano in Japan, a spokesman said."),
    "e": ("2026-01-09", "Toyota plans to sell the Texas-built Tundra in Japan in 2026, the company said."),
    "f": ("2026-01-10", "Toyota plans to sell the Kentucky-built Camry in Japan from 2026, the company said."),
}
CAMRY = "toyota-camry-us-jp"


def url(name: str) -> str:
    return f"https://{name}.example/news"


REST = {
    "a": "The plan is one of several that the maker studies, he added, and nothing has been settled yet.",
    "b": "Deliveries are to begin in spring at selected dealers, who were told of it at a meeting in Nagoya last week.",
    "c": "A price will be named later; analysts had guessed at five million yen for the only version that is shipped.",
    "d": "Its dealers have wanted something larger for years, and the factory has lines that stand idle.",
    "e": "Pickups of that size need a parking place that few towns have, as even those who look forward to it admit.",
    "f": "It is the first sedan to make the trip in that direction since the nineties, a historian said.",
}


def take_news(engine: Engine, names: str) -> None:
    """The articles as pages, which are read."""
    for name in names:
        day, sentence = NEWS[name]
        title = f"Toyota to sell US-built Camry in Japan ({name})"
        take(engine, url(name), write_page(title, [sentence, REST[name]], day))


def say(model: str, status: Status, *, maker: str = "Toyota", **fields: str) -> Announcement:
    said = {"maker": maker, "brand": maker, "model": model, "market": "JP", "origin": "US", "evidence": model} | fields
    return Announcement(status=status, basis=Basis.COMPANY, **said)  # type: ignore[arg-type]  # its own fields


SAID = {
    "a": say("Camry", Status.CONSIDERING),
    "b": say("Camry", Status.PLANNED, start="2026", plant_region="Kentucky"),
    "c": say("Camry", Status.PLANNED, start="2026"),
    "d": say("Murano", Status.CONSIDERING, maker="Nissan"),
    "e": say("Tundra", Status.PLANNED, start="2026", plant_region="Texas"),
    "f": say("Camry", Status.PLANNED, start="2026", plant_region="Kentucky"),
}


def tell_news(engine: Engine, names: str) -> None:
    """The articles with the records that a person reads in them."""
    for name in names:
        day, sentence = NEWS[name]
        tell(engine, url(name), [SAID[name]], day=day, title=f"Paper {name}", lines=[sentence, REST[name]])


def current(engine: Engine) -> list[tuple[object, ...]]:
    return rows(engine, "SELECT programme, status, articles FROM programme_current ORDER BY programme")


def test_articles_on_one_car_are_one_programme_with_a_history(engine: Engine) -> None:
    tell_news(engine, "abc")
    assert current(engine) == [(CAMRY, "planned", 3)]
    assert rows(engine, "SELECT day, kind, current FROM programme_history ORDER BY position") == [
        ("2025-10-02", "reported", "considering"),
        ("2025-12-19", "status", "planned"),
        ("2026-01-05", "repeated", "planned"),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(engine: Engine, tmp_path: Path, seed: int) -> None:
    tell_news(engine, "abcdef")
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    names = list("abcdef")
    random.Random(seed).shuffle(names)
    tell_news(other, "".join(names))
    assert read_content(other) == read_content(engine)
    other.dispose()


def test_a_new_article_touches_its_own_programmes_only(engine: Engine) -> None:
    tell_news(engine, "abd")
    before = rows(engine, f"SELECT * FROM programme WHERE key != '{CAMRY}'")
    tell_news(engine, "c")
    assert rows(engine, f"SELECT * FROM programme WHERE key != '{CAMRY}'") == before


def test_every_change_of_state_is_logged_once_with_its_article(engine: Engine) -> None:
    tell_news(engine, "abc")
    sql = "SELECT field, before, after, url FROM programme_changes WHERE field IN ('programme', 'status')"
    assert rows(engine, sql) == [
        ("programme", None, "considering", url("a")),
        ("status", "considering", "planned", url("b")),
    ]  # fmt: skip


def test_a_split_is_kept_as_a_decision_that_later_articles_respect(engine: Engine) -> None:
    tell_news(engine, "ab")
    decided = split_decided(engine, CAMRY, [url("a")], into="toyota-camry-rumour", now=NOW)
    assert set(decided.moved) == {"toyota-camry-rumour", CAMRY}
    tell_news(engine, "c")
    assert current(engine) == [("toyota-camry-rumour", "considering", 1), (CAMRY, "planned", 2)]


def test_a_split_names_its_articles_by_any_variant_and_outlasts_a_better_address(engine: Engine) -> None:
    day, sentence = NEWS["a"]
    tell(engine, "https://m.a.example/news/amp", [SAID["a"]], day=day, title="Paper a", lines=[sentence])
    tell_news(engine, "b")
    split_decided(engine, CAMRY, [f"{url('a')}?utm_source=x"], into="toyota-camry-rumour", now=NOW)
    with writing(engine) as connection:
        link = Link(url=url("a"), via="feed")
        save_sightings(connection, [link], source="a", now=NOW, identify=lambda given: read_address(given.url))
    tell_news(engine, "c")
    assert rows(engine, "SELECT url FROM coverage WHERE programme = 'toyota-camry-rumour'") == [(url("a"),)]


def test_a_merge_ties_two_programmes_for_good_and_can_be_taken_back(engine: Engine) -> None:
    tell_news(engine, "be")
    decided = merge_decided(engine, "toyota-tundra-us-jp", CAMRY, now=NOW, note="one announcement")
    tell_news(engine, "a")
    assert current(engine) == [(CAMRY, "planned", 3)]
    undo_decided(engine, decided.number, now=NOW + DAY)
    assert current(engine) == [(CAMRY, "planned", 2), ("toyota-tundra-us-jp", "planned", 1)]


def test_a_decision_taken_back_makes_no_programme_go_and_come(engine: Engine) -> None:
    tell_news(engine, "be")
    decided = merge_decided(engine, "toyota-tundra-us-jp", CAMRY, now=NOW)
    before = rows(engine, f"SELECT id FROM programme WHERE key = '{CAMRY}'")
    undo_decided(engine, decided.number, now=NOW + DAY)
    assert rows(engine, f"SELECT id FROM programme WHERE key = '{CAMRY}'") == before
    sql = f"SELECT before, after FROM programme_change WHERE key = '{CAMRY}' AND field = 'programme'"
    assert rows(engine, sql) == [(None, "planned")]


def test_a_decision_about_nothing_is_refused_with_what_there_is(engine: Engine) -> None:
    tell_news(engine, "b")
    for wrong in (
        lambda: merge_decided(engine, "toyota-supra-us-jp", CAMRY, now=NOW),
        lambda: merge_decided(engine, CAMRY, CAMRY, now=NOW),
        lambda: split_decided(engine, CAMRY, [url("z")], into="x", now=NOW),
        lambda: split_decided(engine, CAMRY, [], into="x", now=NOW),
        lambda: split_decided(engine, CAMRY, [url("b")], into="Camry, fleet", now=NOW),
        lambda: undo_decided(engine, 9, now=NOW),
    ):
        with pytest.raises(BadQuery):
            wrong()
    assert rows(engine, "SELECT * FROM decision") == []


def test_reading_again_by_the_same_rules_finds_no_difference(engine: Engine) -> None:
    take_news(engine, "abcdef")
    before = read_content(engine)
    found = list(reread_pages(engine, find_medium=lambda name: None, now=NOW + DAY, apply=True))
    assert found == [None] * 6
    assert read_content(engine) == before


def test_reading_again_shows_the_difference_first_and_then_makes_it(engine: Engine) -> None:
    take_news(engine, "b")
    truth = read_content(engine)
    with engine.begin() as connection:  # as if the rules of last year had misread it
        connection.exec_driver_sql("UPDATE announcement SET status = 'considering'")
        connection.exec_driver_sql("UPDATE programme SET status = 'considering'")
    [shown] = reread_pages(engine, find_medium=lambda name: None, now=NOW + DAY)
    assert shown is not None
    assert shown.record_change["changed"][0]["fields"] == {"status": ["considering", "planned"]}
    assert current(engine) == [(CAMRY, "considering", 1)]
    list(reread_pages(engine, find_medium=lambda name: None, now=NOW + DAY, apply=True))
    assert current(engine) == [(CAMRY, "planned", 1)]
    assert rows(engine, "SELECT number, cause FROM revision") == [(1, "first"), (2, "rules")]
    assert [r[:3] for r in rows(engine, "SELECT day, kind, current FROM programme_history")] == [
        ("2025-12-19", "reported", "planned")
    ]
    assert len(truth) == len(read_content(engine))


def test_building_everything_anew_gives_the_same(engine: Engine) -> None:
    take_news(engine, "abcdef")
    take(engine, "https://copy.example/b", write_page("A copy", [NEWS["b"][1]], "2025-12-20"))
    before = read_content(engine)
    with engine.begin() as connection:
        for table in ("programme", "duplicate", "band", "passage", "signature", "boilerplate"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert len(list(regroup_articles(engine, now=NOW + DAY))) == 7
    rebuild_all(engine, now=NOW + DAY)
    assert read_content(engine) == before
