"""What one more article costs a store of ten thousand, a hundred thousand and a million; and datasketch beside us.

    python -m benchmarks.stories                                        10,000 and 100,000: about ten minutes
    python -m benchmarks.stories --sizes 10000 100000 1000000           about two hours, 8 GB of disk
    python -m benchmarks.stories --crowd                                a hundred to three thousand copies of one text
    python -m benchmarks.stories --pairs                                against datasketch, where it is installed

The texts are synthetic (`benchmarks.synthetic`): of realistic lengths, sharing phrases, with copies, forms and pleas.
Every one is fingerprinted and stands in the index under its own keys. The first three thousand are taken in as a crawl
does; those beyond are entered many at a time, without looking for their copies. What is timed is always the real thing:
one article, its fingerprint, its lookup and its update, in one transaction.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from benchmarks.synthetic import Draft, Newsroom
from tracker.intake.copies import group_copies
from tracker.intake.repeats import list_carried
from tracker.storage.database import open_database, writing
from tracker.storage.duplicates import REACH, Entry, StoredWords, find_boilerplate, save_entry
from tracker.storage.rows import insert_rows
from tracker.storage.schema import Article, Url
from tracker.stories.addresses import read_host
from tracker.stories.fingerprints import hash_text, rank_article, read_fingerprint

NOW = datetime(2026, 4, 2, tzinfo=UTC)
SAMPLES = 300
FILL = 2_000
TAKEN = 3_000
"""Articles that are taken in one by one: enough that every host's plea is known."""
CROWDS = (100, 300, 1_000, 3_000)


def save_rows(connection: Connection, drafts: Iterable[Draft]) -> None:
    """Stores articles as far as the copy search looks at them."""
    drafts = list(drafts)
    times = {"changed": NOW, "first_seen": NOW, "last_seen": NOW}
    urls = [
        {"id": d.number, "key": _key(d), "address": f"https://{_key(d)}", "detours": 0, "host": d.host}
        | {"source": d.host, "state": "recorded"}
        | times
        for d in drafts
    ]
    insert_rows(connection, Url, urls)
    times = {"recorded": NOW, "changed": NOW, "checked": NOW}
    rows = [
        {"id": d.number, "url_id": d.number, "source": d.host, "host": d.host, "topic": "announcement"}
        | {"title": d.title, "body": d.body, "story_id": d.number, "published_day": d.day.isoformat()}
        | {"content_hash": "", "text_hash": hash_text(d.body, title=d.title)}
        | times
        for d in drafts
    ]
    insert_rows(connection, Article, rows)


def _key(draft: Draft) -> str:
    return f"{draft.host}/{draft.number}"


def take(engine: Engine, draft: Draft) -> None:
    """One article, as a crawl takes it."""
    with writing(engine) as connection:
        save_rows(connection, [draft])
        group_copies(connection, draft.number, now=NOW)


def fill_store(engine: Engine, room: Newsroom, numbers: range) -> None:
    """Adds articles, the first one by one, the others many a transaction."""
    for number in range(numbers.start, min(numbers.stop, TAKEN)):
        take(engine, room.write(number))
    for first in range(max(numbers.start, TAKEN), numbers.stop, FILL):
        drafts = [room.write(number) for number in range(first, min(first + FILL, numbers.stop))]
        with writing(engine) as connection:
            save_rows(connection, drafts)
            enter(connection, drafts)


def enter(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Enters articles under their own keys."""
    bands: list[tuple[int, int, int]] = []
    passages: list[tuple[int, int, int]] = []
    for draft in drafts:
        stored = StoredWords(
            id=draft.number, title=draft.title, body=draft.body, published_day=str(draft.day), key=_key(draft)
        )
        carried, host = list_carried(stored), read_host(stored.key)
        passages += [(key, *carried.lot) for key in carried.passages]
        repeated = find_boilerplate(connection, {host: list(carried.passages.values())}).get(host, set())
        rank = rank_article(stored.key, draft.day)
        keys = read_fingerprint(draft.body, repeated, title=draft.title).meetings
        bands += [(key, rank, draft.number) for key in keys]
        passed = tuple(carried.passages.values())
        save_entry(connection, Entry(place=(rank, draft.number), keys=keys, lot=carried.lot, passages=passed))
    raw = connection.connection.driver_connection
    assert raw is not None
    for table, rows in (("band", bands), ("passage", passages)):
        raw.executemany(f"INSERT INTO {table} (hash, rank, article_id) VALUES (?, ?, ?)", sorted(rows))


def time_additions(engine: Engine, drafts: Iterable[Draft]) -> Iterator[tuple[float, float]]:
    """Seconds by the clock and of this process's own work, of each addition."""
    for draft in drafts:
        started, worked = time.perf_counter(), time.process_time()
        take(engine, draft)
        yield time.perf_counter() - started, time.process_time() - worked


def measure_sizes(sizes: Sequence[int], folder: Path) -> None:
    """Prints the cost of one more article at each size of the store, and how many copies among them were found."""
    engine = open_database(f"sqlite:///{folder / 'stories.db'}")
    room, number, medians = Newsroom(), 1, []
    names = ("articles", "median ms", "p95 ms", "cpu ms", "found", "filled/s", "peak MB", "file MB")
    print("".join(f"{name:>11}" for name in names))
    for size in sizes:
        started, before = time.perf_counter(), number
        fill_store(engine, room, range(number, size + 1))
        rate = max(size + 1 - before, 1) / (time.perf_counter() - started)
        drafts = [room.write(n) for n in range(size + 1, size + 1 + SAMPLES)]
        seconds, work = zip(*time_additions(engine, drafts), strict=True)
        number = size + 1 + SAMPLES
        medians.append(statistics.median(work))
        values = (size, statistics.median(seconds) * 1000, sorted(seconds)[int(SAMPLES * 0.95)] * 1000)
        print("".join(f"{value:>11,.1f}" for value in (*values, medians[-1] * 1000)), end="")
        file = (folder / "stories.db").stat().st_size / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{_count_found(engine, drafts):>11}{rate:>11,.1f}{peak:>11,.1f}{file:>11,.1f}", flush=True)
    print(f"own work of one addition, from the first to the last: {medians[-1] / medians[0]:.2f} times")
    engine.dispose()


def _count_found(engine: Engine, drafts: Iterable[Draft]) -> str:
    """Of the copies, those that were paired with their original."""
    copies = {(draft.copy_of, draft.number) for draft in drafts if draft.copy_of is not None}
    with engine.connect() as connection:
        pairs = {tuple(row) for row in connection.exec_driver_sql("SELECT article_id, other_id FROM duplicate")}
    return f"{len(copies & pairs)}/{len(copies)}"


def measure_crowds(folder: Path) -> None:
    """Prints the cost of one more copy of one text at each size of its crowd."""
    engine = open_database(f"sqlite:///{folder / 'crowd.db'}")
    language = Newsroom().languages[0]
    lines = [language.write(60) for _ in range(6)]
    print(f"{'copies':>11}{'median ms':>11}{'cpu ms':>11}{'stories':>11}")
    number = 1
    for size in CROWDS:
        drafts = []
        for one in range(number, size + 51):
            body = "\n".join(map(language.edit, lines))
            drafts.append(Draft(one, f"h{one}.example", f"Title {one}", body, date(2026, 4, 2)))
        times = list(time_additions(engine, drafts))[-50:]
        number = size + 51
        clock, work = (statistics.median(values) * 1000 for values in zip(*times, strict=True))
        with engine.connect() as connection:
            stories = connection.exec_driver_sql("SELECT count(DISTINCT story_id) FROM article").scalar()
        print(f"{size:>11,}{clock:>11.1f}{work:>11.1f}{stories:>11}", flush=True)
    print(f"compared with {2 * REACH} neighbours under each key")
    engine.dispose()


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="folder for the database; without it a temporary one")
    parser.add_argument("--crowd", action="store_true", help="copies of one text")
    parser.add_argument("--pairs", action="store_true", help="compare with datasketch on the labelled pairs")
    given = parser.parse_args()
    if given.pairs:
        from benchmarks.story_pairs import compare_peers

        compare_peers()
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.crowd:
            measure_crowds(given.keep or Path(folder))
        else:
            measure_sizes(given.sizes, given.keep or Path(folder))


if __name__ == "__main__":
    main()
