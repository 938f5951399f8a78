"""Words are found where they stand."""

import random
import re
from datetime import date

import pytest
from sqlalchemy import Connection, insert, text

from tests.small_database import ARTICLE, URL
from tracker.errors import BadQuery
from tracker.queries.filters import Filters, resolve_filters
from tracker.queries.search import find_articles
from tracker.queries.snippets import cut_snippet, find_marks
from tracker.queries.words import parse_search
from tracker.storage import schema
from tracker.storage.database import open_database, writing
from tracker.storage.searching import save_search


@pytest.mark.parametrize(
    ("words", "text", "met"),
    [
        ("日産", "日産自動車は", True),
        ("タ", "タイ", True),
        ("ＷＲ－Ｖ", "the wr-v is here", True),
        ("us", "the us built it", True),
        ("us", "the bus built it", False),
        ("camry -tundra", "the camry and the tundra", False),
        ('"made in kentucky"', "made, in kentucky", False),
        ("camry OR tundra", "the tundra", True),
        ("camry tundra", "the tundra", False),
        ("OR", "or else", True),
    ],
)
def test_a_text_answers(words: str, text: str, met: bool) -> None:
    assert parse_search(words).is_met(text) is met


@pytest.mark.parametrize("words", ["", "  ", "-camry", '""', "、。", "x" * 500, "a b " * 20])
def test_what_asks_for_nothing_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(BadQuery):
        parse_search(words)


def test_marks_are_offsets_of_the_text_as_written() -> None:
    text = "㌔㍍ トヨタ ＣＡＭＲＹ"
    (found,) = find_marks(text, parse_search("camry"))
    assert text[slice(*found)] == "ＣＡＭＲＹ"


def test_a_snippet_stands_around_the_first_hit() -> None:
    snippet, marks = cut_snippet("word " * 100 + "Camry " + "word " * 100, parse_search("camry"))
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert [snippet[left:right] for left, right in marks] == ["Camry"]


NEWEST, TITLED, OLDER = "https://a.example/new", "https://a.example/titled", "https://a.example/old"
CAMRY, MURANO, COPY = "https://a.example/1", "https://b.example/2", "https://a.example/3"


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("camry", [CAMRY, COPY]),
        ("日産", [MURANO]),
        ("車", [MURANO]),
        ("ﾑﾗｰﾉ", [MURANO]),
        ("US", [CAMRY, COPY]),
        ("ky", []),
        ('camry "made in Kentucky"', [CAMRY, COPY]),
        ("camry -coming", [CAMRY]),
        ("coming OR 日産", [COPY, MURANO]),
        ('"camry" NEAR(', []),
        ("camry' OR 1=1 --", []),
        ("title : camry", []),
    ],
)
def test_the_indexes_find(connection: Connection, words: str, urls: list[str]) -> None:
    found = find_articles(connection, words)
    assert {row["url"] for row in found.rows} == set(urls)
    assert found.total == len(urls)


def test_the_indexes_find_what_a_plain_reading_finds(connection: Connection) -> None:
    rows = connection.execute(
        text("SELECT a.url, s.title, s.body FROM search_text s JOIN article_full a ON a.id = s.article_id")
    ).all()
    letters = sorted({piece for row in rows for size in (1, 2, 3, 4) for piece in pieces(row.body, size)})
    for words in random.Random(1).sample(letters, min(200, len(letters))):
        search = parse_search(f'"{words}"')
        plain = {row.url for row in rows if search.is_met(f"{row.title}\n{row.body}")}
        assert {row["url"] for row in find_articles(connection, f'"{words}"').rows} == plain, words


def pieces(body: str, size: int) -> set[str]:
    found = {body[at : at + size].strip() for at in range(len(body))}
    return {piece for piece in found if re.search(r"\w", piece) and '"' not in piece}


def test_a_search_is_narrowed_too(connection: Connection) -> None:
    resolved = resolve_filters(connection, Filters(source=("copycat",)), today=date(2026, 4, 2))
    assert [row["url"] for row in find_articles(connection, "camry", resolved).rows] == [COPY]


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("日本", [TITLED, NEWEST, OLDER]),
        ("年式", [NEWEST, OLDER]),
        ("kei", [TITLED, NEWEST, OLDER]),
        ("kei 日本", [TITLED, NEWEST, OLDER]),
        ("kei OR 型", [TITLED, NEWEST, OLDER]),
    ],
)
def test_words_in_the_title_come_first_then_the_newest(words: str, urls: list[str]) -> None:
    engine = open_database("sqlite://")
    texts = {
        NEWEST: ("2026-05-01", "今日", "日本の年式 kei"),
        TITLED: ("2024-05-01", "日本の kei 型", "年 式"),
        OLDER: ("2025-05-01", "昨日", "日本の年式 kei"),
    }
    with writing(engine) as writer:
        for number, (url, (day, title, body)) in enumerate(texts.items(), 1):
            address = URL | {"id": number, "address": url, "key": url, "detours": 0, "source": "s"}
            writer.execute(insert(schema.Url).values(address))
            row = ARTICLE | {"id": number, "url_id": number, "source": "s", "published_day": day, "title": title}
            writer.execute(insert(schema.Article).values(row | {"body": body, "story_id": number}))
            save_search(writer, number, title=title, body=body)
    with engine.connect() as reader:
        assert [row["url"] for row in find_articles(reader, words).rows] == urls
        paged = [find_articles(reader, words, limit=1, offset=at) for at in range(len(urls) + 1)]
    assert [row["url"] for page in paged for row in page.rows] == urls
    assert {page.total for page in paged} == {len(urls)}
    engine.dispose()
