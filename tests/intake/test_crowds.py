"""Crowds under one key: what is found depends on the articles alone, however many there are and however they came."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.intake.world import NOW, rows
from tracker.intake.copies import forget_words, group_copies
from tracker.storage.database import open_database, writing
from tracker.storage.duplicates import REACH
from tracker.storage.rows import insert_rows
from tracker.storage.schema import Article, Url

CONTENT = (
    "SELECT url, story FROM article_full ORDER BY url",
    "SELECT kind, score, contained, min(url, other_url) AS a, max(url, other_url) AS b FROM copy_pair ORDER BY a, b",
    "SELECT host, hash FROM boilerplate ORDER BY host, hash",
    "SELECT u.key, i.hash, i.rank FROM band i JOIN article a ON a.id = i.article_id JOIN url u ON u.id = a.url_id "
    "ORDER BY 1, 2",
    "SELECT u.key, i.hash, i.rank FROM passage i JOIN article a ON a.id = i.article_id JOIN url u ON u.id = a.url_id "
    "ORDER BY 1, 2",
)


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One article of a crowd."""

    name: str
    host: str
    title: str
    lines: tuple[str, ...]
    day: date = date(2026, 4, 2)


class Author:
    """Writes paragraphs of which no two are alike."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices("aeioubdklmnprstv", k=self.random.randint(3, 9))) for _ in range(900)]

    def write(self, words: int = 30) -> str:
        return " ".join(self.random.choices(self.words, k=words))

    def edit(self, line: str) -> str:
        """With a tenth of its words exchanged."""
        return " ".join(self.random.choice(self.words) if self.random.random() < 0.1 else word for word in line.split())


def write_tale(author: Author, count: int) -> list[Leaf]:
    """One text at many outlets over three days: edited, cut, with paragraphs of their own."""
    whole = [author.write() for _ in range(7)]
    leaves = []
    for number in range(count):
        first, length = author.random.choice([(0, 7), (0, 7), (0, 6), (0, 4), (1, 6)])
        lines = [author.edit(line) for line in whole[first : first + length]]
        day = date(2026, 4, 2) + timedelta(days=author.random.randint(0, 2))
        own = [author.write()] if number % 5 == 0 else []
        leaves.append(
            Leaf(
                name=f"tale-{number}", host=f"h{number}.example", title=f"Tale {number}", lines=(*lines, *own), day=day
            )
        )
    return leaves


def write_pleas(author: Author, count: int) -> list[Leaf]:
    """One host's articles, under each of them some of its own paragraphs; every ninth has another one's words too."""
    pleas = [author.write(40) for _ in range(4)]
    leaves: list[Leaf] = []
    for number in range(count):
        news = [author.write() for _ in range(3)]
        if number % 9 == 8:
            news = [author.edit(line) for line in leaves[-1].lines[:3]]
        below = [plea for plea in pleas if author.random.random() < 0.6]
        leaves.append(Leaf(name=f"plea-{number}", host="local.example", title=f"News {number}", lines=(*news, *below)))
    return leaves


def write_forms(author: Author, count: int) -> list[Leaf]:
    """A form that a host fills in daily, and that another host takes over: editions are no copies of each other."""
    form = [author.write(25) for _ in range(4)]
    leaves = []
    for number in range(count):
        lines = tuple(f"{line} {author.random.randint(10**6, 10**7)} units" for line in form)
        day = date(2026, 1, 1) + timedelta(days=15 * number)
        leaves.append(Leaf(name=f"form-{number}", host="form.example", title=f"Form {number}", lines=lines, day=day))
        if number % 4 == 0:
            leaves.append(replace(leaves[-1], name=f"taken-{number}", host="taker.example"))
    return leaves


def write_crowd(seed: int) -> list[Leaf]:
    author = Author(seed)
    return [*write_tale(author, 110), *write_pleas(author, 110), *write_forms(author, 40)]


def store(engine: Engine, leaf: Leaf) -> None:
    """Stores an article as far as the copy search looks at it, and groups it."""
    address, times = f"https://{leaf.host}/{leaf.name}", {"changed": NOW}
    with writing(engine) as connection:
        [(number,)] = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM url")
        url = {"id": number, "key": f"{leaf.host}/{leaf.name}", "address": address, "detours": 0, "host": leaf.host}
        insert_rows(
            connection,
            Url,
            [url | times | {"source": leaf.host, "state": "recorded", "first_seen": NOW, "last_seen": NOW}],
        )
        row = {"id": number, "url_id": number, "source": leaf.host, "host": leaf.host, "topic": "announcement"}
        row |= {"title": leaf.title, "body": "\n".join(leaf.lines), "published_day": leaf.day.isoformat()}
        row |= {"story_id": number, "text_hash": "", "content_hash": "", "recorded": NOW, "checked": NOW}
        insert_rows(connection, Article, [row | times])
        group_copies(connection, number, now=NOW)


def revise(engine: Engine, old: Leaf, new: Leaf) -> None:
    """The article at an address has other words."""
    with writing(engine) as connection:
        key = f"{old.host}/{old.name}"
        [(number,)] = connection.exec_driver_sql(f"SELECT id FROM url WHERE key = '{key}'")
        shaken = forget_words(connection, number, now=NOW)
        values = ("\n".join(new.lines), new.day.isoformat(), new.title, number)
        connection.exec_driver_sql("UPDATE article SET body = ?, published_day = ?, title = ? WHERE id = ?", values)
        group_copies(connection, number, now=NOW, shaken=shaken)


def read(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    return {sql: rows(engine, sql) for sql in CONTENT}


@pytest.fixture
def other(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/other.db")


@pytest.mark.parametrize("seed", range(2))
def test_the_order_in_which_a_crowd_comes_changes_nothing(engine: Engine, other: Engine, seed: int) -> None:
    crowd = write_crowd(seed)
    for leaf in crowd:
        store(engine, leaf)
    random.Random(seed).shuffle(crowd)
    for leaf in crowd:
        store(other, leaf)
    assert read(other) == read(engine)
    other.dispose()


def test_a_tale_of_many_outlets_is_one_story_and_each_edition_of_a_form_its_own(engine: Engine) -> None:
    author = Author(7)
    for leaf in [*write_tale(author, 50), *write_forms(author, 40)]:
        store(engine, leaf)
    sizes = rows(engine, "SELECT count(*) FROM article_full GROUP BY story ORDER BY 1")
    assert sizes == [(1,)] * 30 + [(2,)] * 10 + [(50,)]


def test_what_a_host_repeats_is_found_however_often_it_does(engine: Engine) -> None:
    for leaf in write_pleas(Author(3), 60):
        store(engine, leaf)
    assert rows(engine, "SELECT host, count(*) FROM boilerplate GROUP BY host") == [("local.example", 4)]
    assert rows(engine, "SELECT count(DISTINCT story), count(*) FROM article_full") == [(54, 60)]


@pytest.mark.parametrize("seed", range(2))
def test_articles_that_changed_and_changed_back_leave_no_trace(engine: Engine, other: Engine, seed: int) -> None:
    crowd, author = write_crowd(seed)[::3], Author(9)
    for leaf in crowd:
        store(engine, leaf)
    for leaf in author.random.sample(crowd, 25):
        changed = replace(leaf, lines=(author.write(), *leaf.lines[:1]), day=leaf.day + timedelta(days=40))
        revise(engine, leaf, changed)
        if author.random.random() < 0.5:
            revise(engine, changed, leaf)
            continue
        crowd[crowd.index(leaf)] = changed
    for leaf in crowd:
        store(other, leaf)
    assert read(other) == read(engine)
    other.dispose()


def test_one_more_copy_costs_as_many_statements_in_a_large_crowd_as_in_a_small_one(engine: Engine) -> None:
    author = Author(1)
    lines = tuple(author.write() for _ in range(2))
    statements: list[str] = []
    counts = {}
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for number in range(160):
        store(
            engine, Leaf(name=f"{number:03}", host=f"h{number}.example", title="A", lines=lines, day=date(2026, 4, 2))
        )
        counts[number] = len(statements)
        statements.clear()
    assert max(counts[n] for n in range(120, 160)) <= max(counts[n] for n in range(3 * REACH, 6 * REACH))
