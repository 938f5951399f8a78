"""The full crawl against a spider that only downloads: pages a second, where the time goes, memory.

    python -m benchmarks.crawl                    2,000 pages of one site, both ways, in one run
    python -m benchmarks.crawl --rounds 5         the same number again and again into one database
    python -m benchmarks.crawl --sources 60       60 sources with 20 articles: a first and a second crawl

The pages are served on loopback by a process of its own; each crawl is one as well.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.world.sites import World

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 8
"""Put behind each article, with what sites put round theirs: about 40 kB a page, 500 words."""
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "on", "al")]
FRAME = (
    b"<aside>"
    + b"".join(
        b'<div class="teaser"><a href="/t/%d"><img src="/i/%d.jpg" alt=""><h3>Other story %d</h3></a></div>' % (n, n, n)
        for n in range(300)
    )
    + b"</aside>"
)

BARE = """
import resource, sys, time
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for number in range(1, int(sys.argv[2]) + 1):
            yield scrapy.Request(f"{sys.argv[1]}a/{number}", dont_filter=True)
    def parse(self, response):
        pass

process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": 8, "REMOTE_CONTROL_ENABLED": False,
                               "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
begun = time.perf_counter()
process.start()
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

FULL = """
import cProfile, json, resource, sys, time
from tracker.spiders.runner import crawl_sources
order = json.loads(sys.argv[1])
profile = order.pop("profile", None)
begun = time.perf_counter()
summary = crawl_sources(order.pop("names"), **order)
spent = time.perf_counter() - begun
counts = summary.total()
print(json.dumps({"seconds": spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                  "requests": counts.requests, "read": counts.read, "recorded": counts.recorded,
                  "failed": counts.failed, "sources": len(summary.sources)}))
"""

STAGES = """
import json, sys, time
from collections import defaultdict
from datetime import UTC, datetime
import tracker.intake.storing as storing
import tracker.intake.taking as taking
spent = defaultdict(float)
def timed(module, name, stage):
    inner = getattr(module, name)
    def outer(*args, **kwargs):
        begun = time.perf_counter()
        try:
            return inner(*args, **kwargs)
        finally:
            spent[stage] += time.perf_counter() - begun
    setattr(module, name, outer)
timed(taking, "read_page", "reading the page")
timed(taking, "read_announcements", "reading announcements")
timed(storing, "group_copies", "finding copies")
timed(storing, "rebuild_programmes", "programmes")
timed(taking, "take_page", "whole")
import tracker.spiders.pipeline as pipeline
pipeline.take_page = taking.take_page
from tracker.spiders.runner import crawl_sources
order = json.loads(sys.argv[1])
begun = time.perf_counter()
crawl_sources(order.pop("names"), **order)
whole = time.perf_counter() - begun
inner = sum(value for stage, value in spent.items() if stage != "whole")
spent["rows, hashes, compression, commits"] = spent["whole"] - inner
spent["downloading, Scrapy, waiting"] = whole - spent.pop("whole")
print(json.dumps({"whole": whole, **spent}))
"""


def serve(folder: str, sources: int, articles: int, ready: Any, asked: Any) -> None:
    """The world in a process of its own; what arrives on `asked` is answered with the requests so far."""
    with World(Path(folder)) as world:
        for number in range(sources):
            site = world.add(f"site{number:02}", articles)
            lengthen(site)
        world.write_catalogue()
        ready.put({name: site.home for name, site in world.sites.items()})
        while (question := asked.get()) is not None:
            kinds: Counter[str] = Counter()
            for site in world.sites.values():
                for path, headers in site.requests:
                    conditional = "conditional " if "if-none-match" in headers else ""
                    kinds[conditional + path.split("/")[1].partition("?")[0]] += 1
                site.requests.clear()
            question.put(dict(kinds))


def lengthen(site: Any) -> None:
    """Gives each article the length of a real page, with words of its own."""
    for path, answer in list(site.routes.items()):
        if path.startswith("/a/"):
            draw = random.Random(f"{site.name}{path}")
            words = "".join(f"<p>{write_paragraph(draw)}</p>" for _ in range(PARAGRAPHS))
            body = answer.body.replace(b"</article>", words.encode() + b"</article>" + FRAME)
            site.routes[path] = replace(answer, body=body)


def write_paragraph(draw: random.Random) -> str:
    """Sixty words that no other paragraph has in this order."""
    return " ".join(f"{draw.choice(SYLLABLES)}{draw.choice(SYLLABLES)}" for _ in range(60)).capitalize() + "."


def run(script: str, *arguments: str, folder: Path, database: Path) -> str:
    """The output of a script in a process of its own."""
    env = {
        **os.environ,
        "TRACKER_SOURCES": str(folder),
        "TRACKER_SOURCES_ONLY": "1",
        "TRACKER_ALLOW_PRIVATE": "1",
        "TRACKER_DATABASE": str(database),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def compare(pages: int, folder: Path, home: str) -> None:
    """One site: download alone, the full crawl, and where its time goes."""
    bare, bare_memory = (
        float(part) for part in run(BARE, home, str(pages), folder=folder, database=folder / "x.db").split()
    )
    database = folder / "full.db"
    full = json.loads(run(FULL, json.dumps({"names": ["site00"]}), folder=folder, database=database))
    print(f"{'':24}{'seconds':>9}{'pages/s':>9}{'peak MB':>9}")
    print(f"{'download alone':24}{bare:9.1f}{pages / bare:9.1f}{bare_memory / 1024:9.0f}")
    print(f"{'full crawl':24}{full['seconds']:9.1f}{pages / full['seconds']:9.1f}{full['memory'] / 1024:9.0f}")
    print(f"ratio of pages a second: {bare / full['seconds']:.2f}; {full['read']} read, {full['failed']} failed")
    stages = json.loads(run(STAGES, json.dumps({"names": ["site00"]}), folder=folder, database=folder / "stages.db"))
    whole = stages.pop("whole")
    print("\nwhere the time goes (another crawl, its stages timed)")
    for stage, seconds in sorted(stages.items(), key=lambda one: -one[1]):
        print(f"  {stage:38}{seconds:7.1f} s {seconds / whole:6.0%}")


def repeat(pages: int, rounds: int, folder: Path) -> None:
    """The same number of pages again and again into one database: memory must not grow with what is stored."""
    print(f"\n{'articles stored before':>24}{'seconds':>9}{'pages/s':>9}{'peak MB':>9}")
    database = folder / "grown.db"
    for number in range(rounds):
        full = json.loads(run(FULL, json.dumps({"names": [f"site{number:02}"]}), folder=folder, database=database))
        print(f"{number * pages:24,}{full['seconds']:9.1f}{pages / full['seconds']:9.1f}{full['memory'] / 1024:9.0f}")


def revisit(folder: Path, requests: Callable[[], dict[str, int]]) -> None:
    """All sources, on a new database and again on an unchanged world."""
    database = folder / "many.db"
    names = list(json.loads((folder / "homes.json").read_text()))
    requests()
    for words in ("first crawl", "second crawl"):
        full = json.loads(run(FULL, json.dumps({"names": names}), folder=folder, database=database))
        sent = ", ".join(f"{count} {kind}" for kind, count in sorted(requests().items()))
        print(f"{words}: {full['sources']} sources, {full['read']} articles read, {full['seconds']:.1f} s, "
              f"peak {full['memory'] / 1024:.0f} MB\n  requests: {sent}")  # fmt: skip


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=0, help="crawl as many sites of so many pages into one database")
    parser.add_argument("--sources", type=int, default=0, help="crawl so many sources with 20 articles, twice")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context = multiprocessing.get_context("spawn")
        manager = context.Manager()
        ready, asked = manager.Queue(), manager.Queue()
        count = given.sources or max(given.rounds, 1)
        articles = 20 if given.sources else given.pages
        server = context.Process(target=serve, args=(name, count, articles, ready, asked), daemon=True)
        server.start()
        homes = ready.get(timeout=120)
        (folder / "homes.json").write_text(json.dumps(homes))

        def requests() -> dict[str, int]:
            answer = manager.Queue()
            asked.put(answer)
            return dict(answer.get(timeout=30))

        if given.sources:
            revisit(folder, requests)
        elif given.rounds:
            repeat(given.pages, given.rounds, folder)
        else:
            compare(given.pages, folder, homes["site00"])
        asked.put(None)
        server.join(timeout=10)
    print(f"\nserver and this process: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, "
          f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors")  # fmt: skip


if __name__ == "__main__":
    main()
