"""What stands in the search indexes, and that it follows the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine

from tests.storage.conftest import NOW
from tracker.storage import database
from tracker.storage.database import open_database, writing
from tracker.storage.rows import insert_rows
from tracker.storage.schema import Article, Url
from tracker.storage.searching import drop_search, normalise_search, pair_characters, save_search

TEXT = {
    1: ("日産、ＷＲ－Ｖを輸入", "日産はタイから輸入する。The EV comes later."),
    2: ("Camry comes home", "Built in Kentucky."),
}


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as connection:
        url = {"detours": 0, "host": "h", "source": "s", "state": "recorded", "changed": NOW}
        times = {"recorded": NOW, "changed": NOW, "checked": NOW}
        for number in TEXT:
            row = url | {"id": number, "key": str(number), "address": str(number), "first_seen": NOW, "last_seen": NOW}
            insert_rows(connection, Url, [row])
            article = {"id": number, "url_id": number, "source": "s", "host": "h", "topic": "announcement", "body": ""}
            insert_rows(connection, Article, [article | times | {"text_hash": "", "content_hash": ""}])
        for number, (title, body) in TEXT.items():
            save_search(connection, number, title=title, body=body)
    return engine


def find(engine: Engine, index: str, query: str) -> list[int]:
    with engine.connect() as connection:
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid"
        return list(connection.exec_driver_sql(sql, (query,)).scalars())


@pytest.mark.parametrize(
    ("index", "query", "expected"),
    [
        ("article_text", '"kentucky"', [2]),
        ("article_text", f'"{normalise_search("ＷＲ－Ｖ")}"', [1]),
        ("article_text", '"から輸入"', [1]),
        ("article_grams", "日産", [1]),
        ("article_grams", "タイ", [1]),
        ("article_grams", "産*", [1]),
        ("article_grams", "英*", []),
    ],
)
def test_words_of_both_languages_are_found(filled: Engine, index: str, query: str, expected: list[int]) -> None:
    assert find(filled, index, query) == expected


def test_the_index_follows_a_changed_article(filled: Engine) -> None:
    with writing(filled) as connection:
        save_search(connection, 2, title="Tundra comes home", body="Built in Texas.")
    assert (find(filled, "article_text", "kentucky"), find(filled, "article_text", "tundra")) == ([], [2])


def test_what_is_dropped_is_found_no_more(filled: Engine) -> None:
    with writing(filled) as connection:
        drop_search(connection, 1)
    assert find(filled, "article_grams", "日産") == []


def test_an_article_that_is_deleted_leaves_the_search(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.exec_driver_sql("DELETE FROM article WHERE id = 1")
    assert find(filled, "article_grams", "日産") == []


def test_pairs_are_of_cjk_characters_and_beside_them_stand_short_words() -> None:
    assert pair_characters("EVはタイ製、2026年") == "はタ タイ イ製 製 年 EV"


def test_what_an_older_database_holds_is_found_after_its_next_step(path: Path, engine: Engine) -> None:
    engine.dispose()
    path.unlink()
    raw = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with raw.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        address = "0, '', 's', 'recorded', '2026-04-02T12:00:00Z', 0, '2026-04-02T12:00:00Z', '2026-04-02T12:00:00Z'"
        columns = "id, key, address, detours, host, source, state, changed, attempts, first_seen, last_seen"
        connection.exec_driver_sql(f"INSERT INTO url ({columns}) VALUES (1, 'a', 'a', {address})")
        named = {"id": 1, "url_id": 1, "number": 1} | dict.fromkeys(("recorded", "changed", "checked"), "2026-04-02")
        named |= dict.fromkeys(("source", "host", "topic", "body", "text_hash", "content_hash"), "")
        marks = ", ".join("?" * len(named))
        connection.exec_driver_sql(f"INSERT INTO article ({', '.join(named)}) VALUES ({marks})", tuple(named.values()))
        connection.exec_driver_sql("INSERT INTO search_text VALUES (1, '日産の車', 'タイで生産', '')")
    raw.dispose()
    upgraded = open_database(f"sqlite:///{path}")
    assert find(upgraded, "article_text", "日産の") == [1]
    assert find(upgraded, "article_grams", "title_grams : 日産") == [1]
    assert find(upgraded, "article_grams", "grams : タイ") == [1]
    upgraded.dispose()
