"""Alembic's room: one file per step of the schema, run by `tracker.storage.database` when a database is opened."""
