"""When an article appeared: what the page states, what the feed says, and how they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from tracker.records import Article
from tracker.storage.articles import Dates

DISPUTE = 2
"""Days between page and feed from which they are said to disagree: zones and late hours make one."""


def read_dates(article: Article, *, claimed: datetime | None, zone: str | None) -> Dates:
    """The article's dates; the feed's word stands in where the page states none.

    `claimed` is what feed or sitemap said, `zone` the source's IANA time zone.
    """
    witness = _in_zone(claimed, zone)
    stated = article.published
    if stated is None and witness is not None:
        return _dates(witness.isoformat(), zone, claimed=claimed)
    dates = _dates(stated, zone, claimed=claimed)
    return replace(dates, date_dispute=_dispute(dates, witness))


def _dates(stated: str | None, zone: str | None, *, claimed: datetime | None) -> Dates:
    if stated is None:
        return Dates(claimed=claimed)
    moment = _parse(stated)
    aware = moment is not None and moment.tzinfo is not None
    return Dates(
        published=stated,
        published_day=stated[:10],
        published_at=moment.astimezone(UTC) if moment is not None and aware else None,
        timezone=zone or (str(moment.tzinfo) if moment is not None and aware else None),
        claimed=claimed,
    )


def _parse(stated: str) -> datetime | None:
    if len(stated) <= 10:
        return None
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


def _in_zone(moment: datetime | None, zone: str | None) -> datetime | None:
    place: tzinfo = ZoneInfo(zone) if zone else UTC
    return None if moment is None else moment.astimezone(place)


def _dispute(dates: Dates, witness: datetime | None) -> str | None:
    if witness is None or dates.published_day is None:
        return None
    apart = abs((date.fromisoformat(dates.published_day) - witness.date()).days)
    return f"page {dates.published_day}, feed {witness.date()}" if apart >= DISPUTE else None
