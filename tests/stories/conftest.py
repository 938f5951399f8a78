"""A fresh database file per test, as in tests/intake."""

from tests.intake.conftest import engine, path

__all__ = ["engine", "path"]
