"""Pages a second, all fields read, against the well-known readers on the same pages in the same run.

    python benchmarks/pages.py FOLDER [--limit N]

FOLDER holds saved pages (`.html`, `.html.gz`), at any depth; a `gold.jsonl` in it gives their addresses. Times are of
one core's CPU, pages are unpacked beforehand, and readers take turns page by page: a busy machine slows all alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tracker.pages import looks_relevant, read_page

Reader = Callable[[bytes, str], object]


def load_pages(folder: Path, limit: int | None) -> list[tuple[bytes, str]]:
    """Bytes and address of every page."""
    gold = folder / "gold.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()] if gold.exists() else []
    addresses = {row["path"]: row["url"] for row in rows}
    paths = sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    return [
        (read_file(path), addresses.get(str(path.relative_to(folder)), "https://page.example/"))
        for path in paths[:limit]
    ]


def read_file(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def find_readers() -> dict[str, Reader]:
    """Those that are installed, ours first."""
    readers: dict[str, Reader] = {"tracker": lambda body, url: read_page(body, url=url)}
    try:
        import trafilatura

        readers["trafilatura"] = lambda body, url: trafilatura.bare_extraction(body, url=url, with_metadata=True)
        readers["trafilatura, fast"] = lambda body, url: trafilatura.bare_extraction(
            body, url=url, with_metadata=True, fast=True
        )
    except ImportError:
        print("trafilatura is not installed")
    try:
        from newspaper import Article

        readers["newspaper4k"] = lambda body, url: read_newspaper(Article, body, url)
    except ImportError:
        print("newspaper4k is not installed")
    return readers


def read_newspaper(make: Callable[..., object], body: bytes, url: str) -> object:
    article = make(url, fetch_images=False)
    article.download(input_html=body.decode("utf-8", "replace"))  # type: ignore[attr-defined]
    article.parse()  # type: ignore[attr-defined]
    return article


def measure(pages: list[tuple[bytes, str]], readers: dict[str, Reader]) -> dict[str, float]:
    """CPU seconds of each reader over all pages."""
    spent: dict[str, float] = defaultdict(float)
    for name, reader in readers.items():
        run(reader, *pages[0])  # what is loaded at first use is no reader's speed
        spent[name] = 0.0
    for body, url in pages:
        for name, reader in readers.items():
            start = time.process_time()
            run(reader, body, url)
            spent[name] += time.process_time() - start
    return spent


def run(reader: Reader, body: bytes, url: str) -> None:
    try:
        reader(body, url)
    except Exception as problem:
        print(f"{url}: {type(problem).__name__}")


def measure_gate(pages: list[tuple[bytes, str]]) -> tuple[int, float, float]:
    """How many pages the gate holds back, and CPU seconds of the gate and of the full reading on those."""
    held = [(body, url) for body, url in pages if not looks_relevant(body)]
    start = time.process_time()
    for body, _ in held:
        looks_relevant(body)
    gate = time.process_time() - start
    start = time.process_time()
    for body, url in held:
        read_page(body, url=url)
    return len(held), gate, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = load_pages(given.folder, given.limit)
    if not pages:
        raise SystemExit(f"no page in {given.folder}")
    spent = measure(pages, find_readers())
    print(f"{len(pages)} pages, {sum(len(body) for body, _ in pages) / len(pages) / 1000:.0f} kB each\n")
    for name, seconds in spent.items():
        print(f"{name:20}{len(pages) / seconds:8.1f} pages/s   tracker is {seconds / spent['tracker']:.2f} x")
    held, gate, full = measure_gate(pages)
    if held:
        each, whole = gate / held * 1e3, full / held * 1e3
        print(f"\ngate holds back {held} pages: {each:.2f} ms each, read in full {whole:.2f} ms: {full / gate:.0f} x")


if __name__ == "__main__":
    main()
