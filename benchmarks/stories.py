"""What one more article costs a store of ten thousand, a hundred thousand and a million; and datasketch beside us.

    python -m benchmarks.stories                                        10,000 and 100,000
    python -m benchmarks.stories --sizes 10000 100000 1000000           half an hour, 6 GB of disk
    python -m benchmarks.stories --pairs                                against datasketch, where it is installed

The texts are synthetic, of realistic lengths (about 400 words, a third of them Japanese), one in ten a copy, on three
hundred hosts with a plea under each. The first ten thousand are filled in as a crawl does; beyond them the index is
filled with random keys, as unrelated texts have them, because fingerprints of a million would take hours (`--honest`
does that). What is timed is always the real thing: one article, its fingerprint, its lookup and its update, in one
transaction.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from tracker.intake.copies import group_copies
from tracker.storage.database import open_database, writing
from tracker.storage.rows import insert_rows
from tracker.storage.schema import Article, Url
from tracker.stories.fingerprints import hash_text

NOW = datetime(2026, 4, 2, tzinfo=UTC)
SAMPLES = 200
HOSTS = 300
FILL = 5_000
HONEST = 10_000


class Writer:
    """Writes articles out of a vocabulary with the frequencies of real text."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words = [self._word("abcdefghijklmnopqrstuvwxyz", 2, 10) for _ in range(20_000)]
        kana = "".join(map(chr, range(0x3042, 0x3094))) + "".join(map(chr, range(0x4E00, 0x5200)))
        self.terms = [self._word(kana, 1, 4) for _ in range(20_000)]
        weights = [1 / (rank + 10) for rank in range(20_000)]
        self.streams = {
            True: self.random.choices(self.words, weights, k=1_000_000),
            False: self.random.choices(self.terms, weights, k=1_000_000),
        }
        self.pleas = [self._paragraph(True, 50) for _ in range(HOSTS)]
        self.recent: list[tuple[str, str]] = []

    def _word(self, letters: str, least: int, most: int) -> str:
        return "".join(self.random.choices(letters, k=self.random.randint(least, most)))

    def _paragraph(self, narrow: bool, length: int) -> str:
        """Every so-manieth word of a long stream: as random as one drawn word by word, and a hundred times as fast."""
        step = self.random.randint(1, 1_000_000 // length - 1)
        start = self.random.randrange(1_000_000 - step * length)
        return (" " if narrow else "").join(self.streams[narrow][start : start + step * length : step])

    def write(self, number: int) -> tuple[str, str, str]:
        """Host, title and body of one article; one in ten is a copy of one of the last thousand, lightly changed."""
        host = number % HOSTS
        title = f"Title {number}"
        if self.recent and self.random.random() < 0.1:
            _, body = self.random.choice(self.recent)
            kept = body.split("\n")[: self.random.randint(4, 8)]
            return f"h{host}.example", title, "\n".join([*kept, self.pleas[host]])
        narrow = number % 3 != 0
        body = "\n".join(self._paragraph(narrow, self.random.randint(28, 85)) for _ in range(7))
        self.recent = [*self.recent[-999:], (title, body)] if number % 7 == 0 else self.recent
        return f"h{host}.example", title, f"{body}\n{self.pleas[host]}"


def save_rows(connection: Connection, articles: list[tuple[int, str, str, str]]) -> None:
    """Stores articles (number, host, title, body) as far as the copy search looks at them."""
    times = {"changed": NOW, "first_seen": NOW, "last_seen": NOW}
    urls = [
        {"id": n, "key": f"{host}/{n}", "address": f"https://{host}/{n}", "detours": 0, "host": host, "source": host}
        | {"state": "recorded"}
        | times
        for n, host, _, _ in articles
    ]
    insert_rows(connection, Url, urls)
    times = {"recorded": NOW, "changed": NOW, "checked": NOW}
    rows = [
        {"id": n, "url_id": n, "source": host, "host": host, "topic": "announcement", "title": title, "body": body}
        | {"story_id": n, "published_day": f"2026-04-{n % 28 + 1:02}", "content_hash": ""}
        | {"text_hash": hash_text(body, title=title) if len(articles) == 1 else f"{n:032x}"}
        | times
        for n, host, title, body in articles
    ]
    insert_rows(connection, Article, rows)


def fill_store(engine: Engine, writer: Writer, numbers: range, *, honest: bool) -> None:
    """Adds articles, many a transaction; the first ten thousand, or with `honest` all, as a crawl does."""
    for first in range(numbers.start, numbers.stop, FILL):
        batch = [(n, *writer.write(n)) for n in range(first, min(first + FILL, numbers.stop))]
        with writing(engine) as connection:
            if honest or first < HONEST:
                for article in batch:
                    save_rows(connection, [article])
                    group_copies(connection, article[0], now=NOW)
            else:
                save_rows(connection, batch)
                fill_index(connection, writer.random, [n for n, *_ in batch])


def fill_index(connection: Connection, rng: random.Random, numbers: list[int]) -> None:
    """Enters articles under random keys."""
    raw = connection.connection.driver_connection
    assert raw is not None
    signatures = [(n, rng.randbytes(256), 2_500, n) for n in numbers]
    raw.executemany("INSERT INTO signature (article_id, minhash, grams, title_hash) VALUES (?, ?, ?, ?)", signatures)
    for table, keys in (("band", 24), ("passage", 7)):
        rows = sorted((rng.getrandbits(64) - 2**63, n) for n in numbers for _ in range(keys))
        raw.executemany(f"INSERT INTO {table} (hash, article_id) VALUES (?, ?)", rows)


def time_additions(engine: Engine, writer: Writer, first: int) -> Iterator[tuple[float, float]]:
    """Seconds by the clock and of this process's own work, of each of some additions, one transaction each."""
    for number in range(first, first + SAMPLES):
        article = (number, *writer.write(number))
        started, worked = time.perf_counter(), time.process_time()
        with writing(engine) as connection:
            save_rows(connection, [article])
            group_copies(connection, number, now=NOW)
        yield time.perf_counter() - started, time.process_time() - worked


def measure_sizes(sizes: list[int], folder: Path, *, honest: bool) -> None:
    """Prints the cost of one more article at each size of the store."""
    path = folder / "stories.db"
    engine = open_database(f"sqlite:///{path}")
    writer, next_number, medians = Writer(), 1, []
    names = ("articles", "median ms", "p95 ms", "cpu ms", "filled/s", "peak MB", "file MB", "copies")
    print("".join(f"{name:>11}" for name in names))
    for size in sizes:
        started, before = time.perf_counter(), next_number
        fill_store(engine, writer, range(next_number, size + 1), honest=honest)
        rate = max(size + 1 - before, 1) / (time.perf_counter() - started)
        times = list(time_additions(engine, writer, size + 1))
        seconds, work = sorted(clock for clock, _ in times), statistics.median(own for _, own in times)
        next_number = size + 1 + SAMPLES
        medians.append(statistics.median(seconds))
        with engine.connect() as connection:
            copies = connection.exec_driver_sql("SELECT count(*) FROM duplicate").scalar()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        p95, file = seconds[int(SAMPLES * 0.95)], path.stat().st_size / 1e6
        values = (size, medians[-1] * 1000, p95 * 1000, work * 1000, rate, peak, file, copies)
        print("".join(f"{value:>11,.1f}" for value in values), flush=True)
    print(f"from the first to the last: {medians[-1] / medians[0]:.2f} times")
    engine.dispose()


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="folder for the database; without it a temporary one")
    parser.add_argument("--honest", action="store_true", help="fingerprint every article that fills the store")
    parser.add_argument("--pairs", action="store_true", help="compare with datasketch on the labelled pairs")
    given = parser.parse_args()
    if given.pairs:
        from benchmarks.story_pairs import compare_peers

        compare_peers()
        return
    with tempfile.TemporaryDirectory() as folder:
        measure_sizes(given.sizes, given.keep or Path(folder), honest=given.honest)


if __name__ == "__main__":
    main()
