"""A process that takes pages into a database, to be killed: `python -m tests.intake.killed DATABASE`."""

from __future__ import annotations

import sys

from sqlalchemy import Engine

from tests.intake.test_programmes import NEWS, take_news
from tracker.storage.database import open_database


def run(engine: Engine) -> None:
    """Takes all the news, telling of each on standard output."""
    for name in NEWS:
        take_news(engine, name)
        print(name, flush=True)


if __name__ == "__main__":
    run(open_database(f"sqlite:///{sys.argv[1]}"))
