"""A fresh database file per test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tracker.storage.database import open_database

NOW = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{path}")
    yield engine
    engine.dispose()
