"""Which date a time expression means: the form that matched chooses how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tracker.announcements.english.dates import (
    Resolved,
    resolve_day,
    resolve_half,
    resolve_month,
    resolve_months,
    resolve_quarter,
    resolve_relative_month_name,
    resolve_span,
    resolve_year_ending,
    same,
)
from tracker.announcements.english.relative import (
    resolve_ago,
    resolve_ahead,
    resolve_bare_season,
    resolve_day_before,
    resolve_fiscal,
    resolve_fiscal_half,
    resolve_fiscal_relative,
    resolve_for,
    resolve_month_relative,
    resolve_named_day,
    resolve_ordinal_day,
    resolve_relative_season,
    resolve_season,
    resolve_week,
    resolve_weekday,
    resolve_year_relative,
    resolve_years,
)


def resolve_period(match: re.Match[str], published: date | None) -> Resolved | None:
    """The period that a match of `periods` stands for; None: it cannot be told without the day of publication."""
    groups = {name: value.lower() for name, value in match.groupdict().items() if value}
    for name, resolve in _RESOLVERS:
        if name in groups:
            return resolve(groups, published)
    if published and "new year" in match.group().lower():
        return same(str(published.year + (published.month > 6)))
    if published and "later in the year" in match.group().lower():
        return same(str(published.year))
    return None


_RESOLVERS: tuple[tuple[str, Callable[[dict[str, str], date | None], Resolved | None]], ...] = (
    ("iso", lambda groups, published: same(groups["iso"])),
    ("dmy_day", resolve_day("dmy")),
    ("mdy_day", resolve_day("mdy")),
    ("mm_one", resolve_months),
    ("rm_name", resolve_relative_month_name),
    ("month", resolve_month),
    ("half_order", resolve_half),
    ("half_code", resolve_half),
    ("q_order", resolve_quarter),
    ("q_code", resolve_quarter),
    ("span_month", resolve_span),
    ("fye_month", resolve_year_ending),
    ("fyhalf", resolve_fiscal_half),
    ("fy", resolve_fiscal),
    ("fycode", resolve_fiscal),
    ("fyrel", resolve_fiscal_relative),
    ("sea_rel", resolve_relative_season),
    ("season", resolve_season),
    ("yrel", resolve_year_relative),
    ("yend", resolve_year_relative),
    ("ybefore", resolve_year_relative),
    ("yafter", resolve_year_relative),
    ("morel", resolve_month_relative),
    ("moend", resolve_month_relative),
    ("ago_count", resolve_ago),
    ("in_count", resolve_ahead),
    ("wday", resolve_weekday),
    ("day", resolve_named_day),
    ("yy_one", resolve_years),
    ("year", lambda groups, published: same(groups["year"])),
    ("for_count", resolve_for),
    ("wkrel", resolve_week),
    ("wkcome", resolve_week),
    ("before", resolve_day_before),
    ("ord_day", resolve_ordinal_day),
    ("bare_sea", resolve_bare_season),
)
