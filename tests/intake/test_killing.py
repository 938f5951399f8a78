"""A kill at any moment leaves all of a page or nothing of it, and running again ends in the rows of no kill at all."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.intake.killed import run
from tests.intake.world import read_content, rows
from tracker.storage.database import open_database

ROOT = Path(__file__).parents[2]


def kill_after(path: Path, pages: int, delay: float) -> None:
    """Starts the process, lets it take some pages, waits a moment more, and kills it."""
    command = [sys.executable, "-m", "tests.intake.killed", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(pages):
            process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("seed", range(6))
def test_a_kill_in_the_middle_loses_and_doubles_nothing(engine: Engine, tmp_path: Path, seed: int) -> None:
    run(engine)
    rng = random.Random(seed)
    path = tmp_path / "killed.db"
    kill_after(path, pages=rng.randint(0, 4), delay=rng.random() * 0.03)
    other = open_database(f"sqlite:///{path}")
    recorded = rows(other, "SELECT count(*) FROM url WHERE state = 'recorded'")
    assert rows(other, "SELECT count(*) FROM article WHERE id IN (SELECT article_id FROM announcement)") == recorded
    run(other)
    assert read_content(other) == read_content(engine)
    assert rows(other, "PRAGMA integrity_check") == [("ok",)]
    other.dispose()
