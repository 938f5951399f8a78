"""Search puts its answers in order of title and day: titles' short words apart, an index of numbers with their days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.storage.database import read_statements
from tracker.storage.searching import pair_characters

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FOLLOWING = ("added", "removed", "changed")


def upgrade() -> None:
    """One step on."""
    op.create_index("ix_article_number_day", "article", ["id", "published_day"], unique=False)
    sqlite = op.get_context().dialect.name == "sqlite"
    if sqlite:
        for name in FOLLOWING:
            op.execute(f"DROP TRIGGER IF EXISTS search_text_{name}")
        op.execute("DROP TABLE IF EXISTS article_text")
        op.execute("DROP TABLE IF EXISTS article_grams")
    op.add_column("search_text", sa.Column("title_grams", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    texts = connection.execute(sa.text("SELECT article_id, title, body FROM search_text"))
    change = sa.text("UPDATE search_text SET title_grams = :titles, grams = :bodies WHERE article_id = :number")
    for number, title, body in texts.all():
        row = {"number": number, "titles": pair_characters(title), "bodies": pair_characters(body)}
        connection.execute(change, row)
    if sqlite:
        for statement in read_statements("search.sql"):
            op.execute(statement)
        for name in ("article_text", "article_grams"):
            op.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
