"""The small database, open for reading."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from tests.small_database import fill
from tracker.storage.database import open_database, writing


@pytest.fixture(scope="session")
def connection() -> Iterator[Connection]:
    engine = open_database("sqlite://")
    with writing(engine) as writer:
        fill(writer)
    with engine.connect() as reader:
        yield reader
    engine.dispose()
