"""What Alembic runs for each command: on the caller's connection, or on `TRACKER_DATABASE` for a developer.

`alembic revision --autogenerate -m "what changes"` writes the next step from the difference to the schema.
"""

from __future__ import annotations

import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, TypeDecorator, create_engine

from tracker.storage.schema import metadata


def _render_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A step must not change when our column types do: their plain SQL type is written into it."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return "sa.Text()"
    return False


def _is_ours(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Full-text indexes and their shadow tables are written by hand."""
    return not (kind == "table" and reflected and compare_to is None)


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=_render_type,
        include_object=_is_ours,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


_given = context.config.attributes.get("connection")
if _given is not None:
    _run(_given)
else:
    with create_engine(os.environ.get("TRACKER_DATABASE", "sqlite:///tracker.db")).begin() as _connection:
        _run(_connection)
