"""Datasette with our plugin on one database: read only, and the database may be written meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from sqlalchemy import Engine

from tracker.errors import BadQuery
from tracker.serve import plugin

HERE = Path(__file__).parent


def make_app(engine: Engine) -> Datasette:
    """Datasette on the database of `engine`, ready to answer.

    Raises: BadQuery where that is no SQLite file.
    """
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        raise BadQuery("tracker serve shows a SQLite file; for another database, tracker export --format sqlite first")
    if not pm.is_registered(plugin):
        pm.register(plugin, name="tracker")
    app = Datasette(
        [],
        metadata=plugin.describe(engine),
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        # To suggest facets it would ask for each column of a view; the column's own menu offers them as well.
        settings={
            "sql_time_limit_ms": 5000,
            "default_page_size": 100,
            "num_sql_threads": 4,
            "suggest_facets": False,
        },
    )
    app.add_database(Database(app, path=file, is_mutable=True), name=plugin.DATABASE)
    plugin.ENGINES[id(app)] = engine
    return app


def serve(engine: Engine, *, host: str, port: int) -> None:
    """Answer until interrupted."""
    import uvicorn

    app = make_app(engine)
    asyncio.run(app.invoke_startup())
    uvicorn.run(_asgi(app), host=host, port=port, log_level="warning", lifespan="on")


def _asgi(app: Datasette) -> Any:
    return app.app()
