"""The pages answer, and see what is new, while another process writes."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("datasette")

from tests.small_database import fill
from tracker.serve.app import make_app
from tracker.storage.database import open_database, writing


def test_pages_answer_in_the_middle_of_a_write_and_show_it_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "busy.db"
    engine = open_database(f"sqlite:///{file}")
    with writing(engine) as writer:
        fill(writer)
    reader = open_database(f"sqlite:///{file}", readonly=True)
    other = sqlite3.connect(file, isolation_level=None)

    async def ask() -> list[str]:
        app = make_app(reader)
        await app.invoke_startup()
        seen = []
        for step in ("BEGIN IMMEDIATE", "UPDATE programme SET status = 'on_sale'", "COMMIT"):
            other.execute(step)
            seen.append((await app.client.get("/programme/toyota-camry-us-jp")).text)
            assert (await app.client.get("/data/programme_current.json")).status_code == 200
        return seen

    seen = asyncio.run(ask())
    other.close()
    reader.dispose()
    engine.dispose()
    assert ["on sale" in text for text in seen] == [False, False, True]
