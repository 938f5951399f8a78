"""How fast announcements are read: articles a second on one core, and that the cost is linear in the text.

python benchmarks/extract.py            on articles of our own
python benchmarks/extract.py FOLDER     on the labelled documents of a folder
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from tracker.announcements import read_announcements

DAY = date(2025, 12, 24)
WORDS = 400
"""Words of an article, as the target is stated: 300 such articles a second."""
ROUNDS = 5

ARTICLE = """Carmaker to sell American-built crossover at home
TOKYO — Nissan Motor said on Monday that it would begin selling the Tennessee-built Murano in Japan in early 2027.
The crossover, last offered in its home market in 2015, is assembled at Smyrna and will come with left-hand drive.
"Our customers have asked for it," said Taro Yamashita, a senior vice president at the company.
Toyota said in December that the Kentucky-built Camry, the Highlander from Indiana and the Texas-made Tundra would all
go on sale in Japan during 2026. Honda is considering the Passport, which it makes in Lincoln, Alabama.
Mazda has no plans to sell the CX-50, which is built in Huntsville, in Japan, a spokesman said.
The company sold 8,825 cars of that class in 2023, and the plant has a capacity of 120,000 vehicles a year.
Prices start at 5.4 million yen. Analysts doubt that annual sales will reach four figures.
The weather in the port of Yokohama was fine, and the band played on while the governor looked for his speech.
"""


def main(arguments: list[str]) -> int:
    """Print the figures."""
    texts = _texts(Path(arguments[0])) if arguments else [_sized(WORDS)]
    read_announcements(texts[0], published=DAY)
    words = sum(len(text.split()) for text in texts)
    best = min(_timed(texts) for _ in range(ROUNDS))
    print(f"{len(texts)} texts, {words} words: {words / WORDS / best:.0f} articles of {WORDS} words a second")
    for size in (10_000, 100_000, 1_000_000):
        text = (ARTICLE * (size // len(ARTICLE) + 1))[:size]
        seconds = _timed([text])
        print(f"{size:>9} characters: {seconds:8.3f} s, {seconds / size * 1e6:6.2f} µs a character")
    return 0


def _texts(folder: Path) -> list[str]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return [case["text"] for case in found if case.get("language", "en") == "en"]


def _sized(words: int) -> str:
    text = ARTICLE
    while len(text.split()) < words:
        text += ARTICLE.partition("\n")[2]
    return text


def _timed(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        read_announcements(text, published=DAY)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
