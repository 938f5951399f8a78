"""What every table shares: strict column types that SQLite and PostgreSQL both keep, and times as UTC text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Float, Integer, LargeBinary, MetaData, Text, TypeDecorator
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.schema import SchemaItem

STRICT = {"sqlite_strict": True}
"""Table option: SQLite refuses a value of another type than the column's, as PostgreSQL does."""


def table_options(*items: SchemaItem, **options: Any) -> tuple[SchemaItem | Mapping[str, Any], ...]:
    """`__table_args__` of one table: its indices and constraints, what it holds (`comment=`), and STRICT."""
    return (*items, {**STRICT, **options})


class Moment(TypeDecorator[datetime]):
    """An instant: aware datetimes in Python, `2026-04-02T00:30:00Z` in the database, where text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The UTC text of an aware datetime.

        Raises:
            ValueError: the datetime is naive; a time without a zone is not an instant.
        """
        return None if value is None else format_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The aware datetime, in UTC."""
        return None if value is None else parse_moment(value)


def format_moment(value: datetime) -> str:
    """The UTC text of an aware datetime, to the second.

    >>> from datetime import timedelta, timezone
    >>> format_moment(datetime(2026, 4, 2, 9, 30, tzinfo=timezone(timedelta(hours=9))))
    '2026-04-02T00:30:00Z'
    """
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone is not an instant: {value!r}")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(value: str) -> datetime:
    """The aware datetime of `format_moment`'s text."""
    return datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Lists and objects as JSON text, Japanese readable, keys sorted: equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """JSON text; None stays NULL."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Lists and dictionaries."""
        return None if value is None else json.loads(value)


Big = BigInteger().with_variant(Integer(), "sqlite")
"""64-bit integers: SQLite's INTEGER holds them, its STRICT tables know no BIGINT."""

Real = Float(53).with_variant(REAL(), "sqlite")
"""Double precision."""


class Table(DeclarativeBase):
    """Every table of the database; `Table.metadata` is the schema."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        str: Text(),
        int: Big,
        float: Real,
        bytes: LargeBinary(),
        datetime: Moment(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
    }
