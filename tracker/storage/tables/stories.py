"""Tables of the duplicate search: the keys under which like articles meet, paragraphs, and the pairs found alike.

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
    """Where an article stands in the index: what is needed to take it out again, by whatever rules it was entered."""

    __tablename__ = "signature"
    __table_args__ = table_options(comment="Each article's keys in the index of copies")

    article_id: Mapped[int] = column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, comment="The article"
    )
    rank: Mapped[int] = column(comment="Its rank under each key, as band.rank")
    keys: Mapped[bytes] = column(comment="Its keys, as band.hash: 64-bit little-endian each")
    lot: Mapped[int] = column(comment="Its lot, as passage.rank")
    passages: Mapped[bytes] = column(comment="Hashes of its paragraphs, as boilerplate.hash: 64-bit little-endian each")


class Band(Table):
    """Under each key, articles by day: neighbours are compared."""

    __tablename__ = "band"
    __table_args__ = table_options(
        sqlite_with_rowid=False,
        comment="Locality-sensitive index: the keys under which articles with like words meet",
    )

    hash: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        comment="Hash of a band of the MinHash signature, of a long n-gram, of a paragraph, or of all words",
    )
    rank: Mapped[int] = column(
        primary_key=True, autoincrement=False, comment="Where the article stands under the key: by day, then by lot"
    )
    article_id: Mapped[int] = column(primary_key=True, autoincrement=False, comment="The article")


class Passage(Table):
    """A paragraph on a host and the articles there that carry it: shows what a host repeats under every article."""

    __tablename__ = "passage"
    __table_args__ = table_options(
        sqlite_with_rowid=False,
        comment="Paragraphs of each host's articles, by hash",
    )

    hash: Mapped[int] = column(
        primary_key=True, autoincrement=False, comment="Hash of the host and the normalised paragraph"
    )
    rank: Mapped[int] = column(
        primary_key=True, autoincrement=False, comment="The article's lot: the lowest are the sample that is looked at"
    )
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
