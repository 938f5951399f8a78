"""When feeds and sitemaps say something was published: every form they use, without guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

_JAPANESE = re.compile(
    r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:.{0,6}?(\d{1,2})\s*[:時]\s*(\d{1,2}))?"
)
_ISO = re.compile(r"\d{4}(?:-?\d{2}(?:-?\d{2}(?:[T ]\d{2}.*)?)?)?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ZONES = {"JST": "+0900", "CET": "+0100", "CEST": "+0200", "BST": "+0100", "NZST": "+1200", "NZDT": "+1300"} | {
    "AEST": "+1000",
    "AEDT": "+1100",
    "SGT": "+0800",
    "KST": "+0900",
}


def parse_moment(text: str | None) -> datetime | None:
    """The date-time in a feed's or sitemap's date field, aware where a zone is given; None: none can be told.

    Forms: RFC 822, ISO 8601 and its fragments, and the Japanese ones of feeds that have formats of their own.

    >>> parse_moment("Fri, 19 Dec 2025 15:30:00 +0900").isoformat()
    '2025-12-19T15:30:00+09:00'
    >>> parse_moment("2025-12-19T06:30Z").isoformat()
    '2025-12-19T06:30:00+00:00'
    >>> parse_moment("19 Dec 2025").isoformat()
    '2025-12-19T00:00:00'
    >>> parse_moment("2025年9月16日").isoformat()
    '2025-09-16T00:00:00'
    >>> parse_moment("Dec. 19, 2025 at 3:30 p.m.").isoformat()
    '2025-12-19T15:30:00'
    >>> parse_moment("yesterday") is None
    True
    """
    text = (text or "").strip()[:100]
    if not text:
        return None
    return _parse_iso(text) or _parse_mail(text) or _parse_japanese(text) or _parse_words(text)


def _parse_iso(text: str) -> datetime | None:
    if not _ISO.match(text):
        return None
    padded = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        return _within(datetime.fromisoformat(padded.replace(" ", "T", 1).replace(" ", "")))
    except ValueError:
        return None


def _parse_mail(text: str) -> datetime | None:
    """RFC 822, with the zone names that the standard library reads as UTC or not at all."""
    name = text.rsplit(maxsplit=1)[-1]
    stated = text[: -len(name)] + _ZONES.get(name, name) + ("" if ":" in text else " 00:00:00")
    try:
        return _within(parsedate_to_datetime(stated))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parse_japanese(text: str) -> datetime | None:
    found = _JAPANESE.search(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return _within(datetime(year, month, day, hour, minute))
    except ValueError:
        return None


@cache
def _reader() -> Any:
    """dateparser's reader; imported only when a feed writes its dates as nobody else does."""
    from dateparser.date import DateDataParser

    needed = {"REQUIRE_PARTS": ["year", "month", "day"], "PREFER_DAY_OF_MONTH": "first", "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=["en", "ja", "de", "fr", "it", "es"], settings=needed)


def _parse_words(text: str) -> datetime | None:
    """Any other wording that states year and month's name: dateparser guesses where they are missing, we do not."""
    if not _YEAR.search(text) or not any(character.isalpha() for character in text):
        return None
    moment = _reader().get_date_data(text).date_obj
    return _within(moment) if moment else None


def _within(moment: datetime) -> datetime | None:
    """Years that news can have; an offset that no calendar can hold makes the date useless."""
    try:
        if moment.tzinfo:
            moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if 1900 <= moment.year <= 2100 else None
