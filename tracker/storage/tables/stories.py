"""Tables of the duplicate search: signatures, their bands, paragraphs, and the pairs that were found alike.

`band` and `passage` carry no foreign key: it would need an index as large as the table. Whoever removes an article
removes its rows by their hashes; one left behind is only a candidate that the comparison refuses.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column as column

from tracker.storage.tables.base import Table, table_options


class Signature(Table):
    """What an article's words look like to the duplicate search."""

    __tablename__ = "signature"
    __table_args__ = table_options(comment="MinHash signature of each article")

    article_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, comment="The article"
    )
    minhash: Mapped[bytes] = column(comment="Smallest hash of character n-grams per bin, 32-bit little-endian each")
    grams: Mapped[int] = column(comment="Number of n-grams of the text that counts")
    title_hash: Mapped[int] = column(comment="Hash of the normalised title: tells articles of one host apart")


class Band(Table):
    """Articles that share one band of their signatures, or one long n-gram, are candidates for being alike."""

    __tablename__ = "band"
    __table_args__ = table_options(
        sqlite_with_rowid=False,
        comment="Locality-sensitive index over signatures",
    )

    hash: Mapped[int] = column(
        primary_key=True, autoincrement=False, comment="Hash of the band's place and values; or of a long n-gram"
    )
    article_id: Mapped[int] = column(primary_key=True, autoincrement=False, comment="The article")


class Passage(Table):
    """A paragraph of an article, by hash: finds partial copies, and what a host repeats under every article."""

    __tablename__ = "passage"
    __table_args__ = table_options(
        sqlite_with_rowid=False,
        comment="Paragraphs of articles, by hash",
    )

    hash: Mapped[int] = column(primary_key=True, autoincrement=False, comment="Hash of the normalised paragraph")
    article_id: Mapped[int] = column(primary_key=True, autoincrement=False, comment="The article")


class Boilerplate(Table):
    """A paragraph that one host repeats under several titles: it never makes two articles alike."""

    __tablename__ = "boilerplate"
    __table_args__ = table_options(sqlite_with_rowid=False, comment="Paragraphs that a host repeats")

    host: Mapped[str] = column(primary_key=True, comment="The host")
    hash: Mapped[int] = column(primary_key=True, autoincrement=False, comment="Hash of the normalised paragraph")
    first_seen: Mapped[datetime] = column(comment="When it was found to repeat, UTC")


class Duplicate(Table):
    """Two articles found to have the same words."""

    __tablename__ = "duplicate"
    __table_args__ = table_options(
        Index("ix_duplicate_other", "other_id"), comment="Pairs of copies, with score and reason"
    )

    article_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, comment="One article"
    )
    other_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The other, with the larger number",
    )
    kind: Mapped[str] = column(comment="exact, near or part")
    score: Mapped[float] = column(comment="Share of n-grams in common, 0 to 1 (Jaccard)")
    contained: Mapped[float] = column(comment="Share of the shorter text's n-grams that the longer one has, 0 to 1")
    reason: Mapped[str] = column(comment="Why they count as copies, one line for a person")
    found: Mapped[datetime] = column(comment="When, UTC")
