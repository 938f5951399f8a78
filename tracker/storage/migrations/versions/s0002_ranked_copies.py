"""The index of copies holds its articles in an order of their own, so that results do not depend on arrival.

The index is emptied: `tracker reextract --apply --regroup` fills it from the stored articles.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step on."""
    op.drop_table("signature")
    op.create_table(
        "signature",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("rank", BIG, nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.Column("lot", BIG, nullable=False),
        sa.Column("passages", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_signature_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_signature")),
        sqlite_strict=True,
    )
    op.execute("DELETE FROM boilerplate")
    for name in ("band", "passage"):
        op.drop_table(name)
        op.create_table(
            name,
            sa.Column("hash", BIG, autoincrement=False, nullable=False),
            sa.Column("rank", BIG, autoincrement=False, nullable=False),
            sa.Column("article_id", BIG, autoincrement=False, nullable=False),
            sa.PrimaryKeyConstraint("hash", "rank", "article_id", name=op.f(f"pk_{name}")),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
