"""How fast the database answers: pages, searches and commands on 200,000 articles and 50,000 announcements.

    python benchmarks/query.py [--articles N] [--database FILE] [--searches N]

Builds a synthetic database (kept, and used again, where FILE is given), then prints the median and the slowest tenth of
each page of `tracker serve`, of searches in both languages, which must find what a plain reading of all texts finds,
and of commands from a cold start.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert

from tracker.queries.search import find_articles, find_numbers
from tracker.queries.tables import fetch
from tracker.queries.words import parse_search
from tracker.storage import schema
from tracker.storage.database import open_database, writing
from tracker.storage.searching import normalise_search, pair_characters

AT = "2026-04-02T12:00:00Z"
BATCH = 5000
MAKERS = ["Toyota", "Honda", "Nissan", "Mazda", "Suzuki", "BMW", "Ford", "GM", "Fiat", "Volvo Cars", "Kia", "Subaru"]
ORIGINS = ["US", "TH", "IN", "MX", "CN", "HU", "GB", "ID", "RS", "AT"]
MARKETS = ["JP", "US", "DE", "GB", "IT", "KR"]
STATUSES = ["speculated", "considering", "planned", "on_sale", "ended", "ruled_out"]
BASES = ["company", "report", "commentary"]
_ENGLISH = """
company plans to sell cars built in plant Kentucky Texas Ohio Thailand India this year dealers customers price yen
market export import ministry sales model pickup sedan electric hybrid factory workers union tariff trade talks
Camry Tundra Highlander Accord Passport Murano Jimny US EV SUV said report launch spring autumn production
"""
_JAPANESE = """
日産 トヨタ ホンダ スズキ 自動車 米国 タイ インド 生産 工場 輸入 販売 発売 計画 日本 市場 価格 逆輸入 電気 車両 年内
発表 検討 認証 ケンタッキー州 テキサス州 左ハンドル 販売店 乗用車 関税 EV 台 は を に で が の する した
"""
ENGLISH, JAPANESE = _ENGLISH.split(), _JAPANESE.split()


def write_text(rng: random.Random, language: str, words: int) -> str:
    """Paragraphs of words of our subject."""
    chosen = rng.choices(ENGLISH if language == "en" else JAPANESE, k=words)
    rare = f"{'Zentra' if language == 'en' else '型番'}{rng.randrange(5000)}"
    joined = (" " if language == "en" else "").join([*chosen, rare])
    return "\n".join(joined[at : at + 400] for at in range(0, len(joined), 400))


def build(engine: Engine, articles: int, announcements: int) -> None:
    """Fills the database, as many crawls would have."""
    rng = random.Random(7)
    relevant = announcements * 4 // 5
    programmes = list(make_programmes(rng, max(announcements // 25, 10)))
    with writing(engine) as connection:
        write_rows(connection, schema.Source, make_sources())
        write_rows(connection, schema.Programme, iter(programmes))
    for first in range(1, articles + 1, BATCH):
        numbers = range(first, min(first + BATCH, articles + 1))
        made = [make_article(rng, number, number <= relevant) for number in numbers]
        with writing(engine) as connection:
            write_rows(connection, schema.Url, (make_url(row) for row in made))
            write_rows(connection, schema.Article, iter(made))
            write_rows(connection, schema.SearchText, (make_search(row) for row in made if row["id"] <= relevant))
    with writing(engine) as connection:
        said = list(make_announcements(rng, announcements, relevant, programmes))
        write_rows(connection, schema.Announcement, (row for row, _ in said))
        write_rows(
            connection,
            schema.ProgrammeAnnouncement,
            ({"announcement_id": row["id"], "programme_id": programme} for row, programme in said),
        )
        write_rows(connection, schema.ProgrammeEvent, make_events(said))
        write_rows(connection, schema.ProgrammeChange, make_changes(programmes))
        write_rows(connection, schema.Figure, make_figures(rng, relevant))
        connection.exec_driver_sql("ANALYZE")


def write_rows(connection: Connection, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    """The rows, in batches."""
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def make_sources() -> Iterator[dict[str, Any]]:
    """A hundred media."""
    at = schema.parse_moment(AT)
    for number in range(100):
        yield {"name": f"medium{number}", "title": f"Medium {number}", "first_seen": at, "last_seen": at}


def make_programmes(rng: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Programmes over makers, routes and states."""
    at = schema.parse_moment(AT)
    for number in range(1, count + 1):
        maker, origin, market = rng.choice(MAKERS), rng.choice(ORIGINS), rng.choice(MARKETS)
        first = f"20{rng.randrange(20, 27)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        yield {
            "id": number,
            "key": f"programme-{number}",
            "maker": maker,
            "brand": maker,
            "model": f"Model {number}",
            "origin": origin,
            "market": market,
            "campaign": 1,
            "status": rng.choice(STATUSES),
            "basis": rng.choice(BASES),
            "first_reported": first,
            "last_reported": first,
            "start": rng.choice(["2026", "2026-Q3", "FY2027", None]),
            "articles": 25,
            "stories": 20,
            "sources": 9,
            "moved": at,
        }


def make_url(article: dict[str, Any]) -> dict[str, Any]:
    """The address of an article."""
    at = schema.parse_moment(AT)
    address = f"https://{article['host']}/news/{article['id']}"
    return {
        "id": article["id"],
        "key": address,
        "address": address,
        "detours": 0,
        "host": article["host"],
        "source": article["source"],
        "state": "recorded",
        "changed": at,
        "first_seen": at,
        "last_seen": at,
    }


def make_article(rng: random.Random, number: int, relevant: bool) -> dict[str, Any]:
    """An article of a realistic length; one on another subject is shorter here, to save room."""
    at = schema.parse_moment(AT)
    language = "ja" if number % 3 == 0 else "en"
    medium = rng.randrange(100)
    day = f"20{rng.randrange(20, 27)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return {
        "id": number,
        "url_id": number,
        "source": f"medium{medium}",
        "host": f"m{medium}.example",
        "topic": "announcement" if relevant else "other",
        "story_id": number,
        "title": write_text(rng, language, 7).replace("\n", " "),
        "body": write_text(rng, language, 350 if relevant else 40),
        "language": language,
        "published": day,
        "published_day": day,
        "text_hash": str(number),
        "content_hash": str(number),
        "recorded": at,
        "changed": at,
        "checked": at,
    }


def make_search(article: dict[str, Any]) -> dict[str, Any]:
    """What the search looks in."""
    title, body = normalise_search(article["title"]), normalise_search(article["body"])
    return {
        "article_id": article["id"],
        "title": title,
        "body": body,
        "title_grams": pair_characters(title),
        "grams": pair_characters(body),
    }


def make_announcements(
    rng: random.Random, count: int, relevant: int, programmes: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], int]]:
    """Announcements with the number of their programme."""
    for number in range(1, count + 1):
        programme = rng.choice(programmes)
        yield (
            {
                "id": number,
                "article_id": (number - 1) % relevant + 1,
                "position": (number - 1) // relevant,
                "maker": programme["maker"],
                "brand": programme["brand"],
                "model": programme["model"],
                "market": programme["market"],
                "origin": programme["origin"],
                "status": rng.choice(STATUSES),
                "basis": rng.choice(BASES),
                "start": programme["start"],
                "evidence": "The company plans to sell cars built in Kentucky.",
                "evidence_start": 0,
                "evidence_end": 20,
            },
            programme["id"],
        )


def make_events(said: list[tuple[dict[str, Any], int]]) -> Iterator[dict[str, Any]]:
    """A turn in the history for each announcement."""
    turns: dict[int, int] = {}
    for row, programme in said:
        position = turns[programme] = turns.get(programme, -1) + 1
        yield {
            "programme_id": programme,
            "position": position,
            "day": "2026-01-01",
            "kind": "repeated",
            "status": row["status"],
            "basis": row["basis"],
            "current": row["status"],
            "source": "medium1",
            "article_id": row["article_id"],
            "announcement_id": row["id"],
        }


def make_changes(programmes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Ten changes a programme."""
    at = schema.parse_moment(AT)
    for number in range(10):
        for programme in programmes:
            yield {
                "key": programme["key"],
                "at": at,
                "field": "status",
                "before": STATUSES[number % 6],
                "after": STATUSES[(number + 1) % 6],
                "article_id": programme["id"],
            }


def make_figures(rng: random.Random, relevant: int) -> Iterator[dict[str, Any]]:
    """A figure an article."""
    for number in range(1, relevant + 1):
        yield {
            "article_id": number,
            "position": 0,
            "kind": rng.choice(["sales", "price", "production"]),
            "value": float(rng.randrange(1, 1_000_000)),
            "unit": "vehicle",
            "maker": rng.choice(MAKERS),
            "model": f"Model {rng.randrange(1, 2000)}",
            "evidence_start": -1,
            "evidence_end": -1,
        }


PAGES = (
    "/",
    "/programmes",
    "/programmes?status=planned&market=JP",
    "/programme/programme-7",
    "/maker/Toyota",
    "/route/US-JP",
    "/article/77",
    "/sources",
    "/search?q=Kentucky",
    "/search?q=%E6%97%A5%E7%94%A3",
    "/search?q=Zentra77",
    "/search?q=plans+OR+%E8%A8%88%E7%94%BB",
    "/search?q=Kentucky&maker=Toyota&since=2025",
    "/search?q=Kentucky&page=100",
    "/feeds/changes.atom",
    "/feeds/announcements.json?maker=Toyota",
    "/data",
    "/data/programme_current",
    "/data/programme_current?_facet=maker",
    "/data/announcement_full",
    "/data/article_full",
    "/data/coverage?programme=programme-7",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds."""

    passed: float
    worked: float
    """Of this process: what passes on a busy machine is mostly waiting."""

    def __sub__(self, before: Spent) -> Spent:
        return Spent(self.passed - before.passed, self.worked - before.worked)


def read_clocks() -> Spent:
    """Now."""
    return Spent(1000 * time.perf_counter(), 1000 * time.process_time())


def time_pages(engine: Engine, rounds: int = 7) -> Iterator[tuple[str, list[Spent]]]:
    """What each page takes on the server."""
    from tracker.serve.app import make_app

    async def ask() -> list[tuple[str, list[Spent]]]:
        app = make_app(engine)
        await app.invoke_startup()
        timed = []
        for path in PAGES:
            await app.client.get(path)
            times = []
            for _ in range(rounds):
                started = read_clocks()
                answer = await app.client.get(path)
                times.append(read_clocks() - started)
                assert answer.status_code == 200, (path, answer.text[:300])
            timed.append((path, times))
        return timed

    yield from asyncio.run(ask())


def make_searches(count: int) -> list[str]:
    """Searches in both languages, of one to three words, some of them excluding or a phrase."""
    rng = random.Random(11)
    words = ENGLISH + [word for word in JAPANESE if re.search(r"\w", word)]
    searches = []
    for _ in range(count):
        asked = [rng.choice(words) for _ in range(rng.randrange(1, 4))]
        if rng.random() < 0.2:
            asked.append("-" + rng.choice(words))
        if rng.random() < 0.2:
            asked.append(f'"{rng.choice(ENGLISH)} {rng.choice(ENGLISH)}"')
        if rng.random() < 0.3:
            asked.append(f"Zentra{rng.randrange(5000)}")
        searches.append(" ".join(asked))
    return searches


def check_searches(connection: Connection, searches: list[str]) -> tuple[list[Spent], int]:
    """What each search takes, and how many found something else than a plain reading of all texts."""
    rows = fetch(connection, "SELECT article_id, title || char(10) || body AS text FROM search_text")
    times, wrong = [], 0
    for words in searches:
        started = read_clocks()
        find_articles(connection, words)
        times.append(read_clocks() - started)
        search = parse_search(words)
        found = set(find_numbers(connection, search, {})[1])
        plain = {row["article_id"] for row in rows if search.is_met(row["text"])}
        wrong += found != plain
    return times, wrong


COMMANDS = (["--help"], ["programmes"], ["announcements", "--maker", "Toyota"], ["search", "Kentucky"], ["stats"])


def time_command(database: Path, arguments: list[str]) -> list[Spent]:
    """What a command takes from a cold start to its end."""
    times = []
    for _ in range(5):
        command = [sys.executable, "-m", "tracker.commands", *arguments]
        if arguments != ["--help"]:
            command += ["--database", str(database)]
        started, before = read_clocks(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        times.append(Spent((read_clocks() - started).passed, 1000 * worked))
    return times


def tell(name: str, times: list[Spent]) -> None:
    """One line."""
    passed = sorted(spent.passed for spent in times)
    worked = statistics.median(spent.worked for spent in times)
    slow = passed[int(len(passed) * 0.9)]
    print(
        f"{name:44} median {statistics.median(passed):7.1f} ms, at work {worked:7.1f}; slowest tenth {slow:7.1f}",
        flush=True,
    )


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--searches", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(given.database or Path(folder) / "bench.db", given.articles, given.searches)


def run(database: Path, articles: int, searches: int) -> None:
    """Builds what is not there, and measures."""
    if not database.exists():
        timed("building", lambda: build(open_database(f"sqlite:///{database}"), articles, articles // 4))
    print(f"{articles:,} articles, {articles // 4:,} announcements, {database.stat().st_size / 1e6:,.0f} MB")
    engine = open_database(f"sqlite:///{database}", readonly=True)
    for path, times in time_pages(engine):
        tell(path, times)
    with engine.connect() as connection:
        times, wrong = check_searches(connection, make_searches(searches))
    tell(f"{searches} searches with their counts", times)
    print(f"searches unlike a plain reading: {wrong}")
    for arguments in COMMANDS:
        tell("tracker " + " ".join(arguments), time_command(database, arguments))


def timed(name: str, work: Callable[[], None]) -> None:
    """Says how long something took."""
    started = time.perf_counter()
    work()
    print(f"{name}: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
