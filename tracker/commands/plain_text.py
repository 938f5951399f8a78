"""Plain text, as somebody copied it from a page: which line is the title, which the date, which the text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from tracker.records import Article, Block, BlockKind

HEAD_LINES = 12
"""Title, strapline and date stand in the first lines, or nowhere."""
LONGEST_DATELINE = 90
"""Characters: a longer line that holds a date is a paragraph."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        r"(?P<year>(?:19|20)\d\d)年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日",
        r"令和\s?(?P<era>\d{1,2}|元)年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
    )
)


def parse_dateline(line: str) -> date | None:
    """The day that a short line states, or None.

    >>> parse_dateline("Posted on 24 December, 2025")
    datetime.date(2025, 12, 24)
    >>> parse_dateline("公開日：令和７年１２月２４日（水）")
    datetime.date(2025, 12, 24)
    >>> parse_dateline("Toyota will sell 24 of them in 2025")
    """
    if len(line) > LONGEST_DATELINE:
        return None
    folded = unicodedata.normalize("NFKC", line)
    for pattern in DATES:
        if found := pattern.search(folded):
            return _day(found.groupdict())
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    era = parts.get("era")
    year = 2018 + (1 if era == "元" else int(era)) if era else int(parts["year"] or 0)
    month = parts.get("month")
    number = MONTHS.index(month[:3].lower()) + 1 if month else int(parts["number"] or 0)
    try:
        return date(year, number, int(parts["day"] or 0))
    except ValueError:
        return None


def read_plain_text(text: str, *, url: str | None = None) -> Article:
    """The article that `text` holds: its first line is the title, unless a later line of the head is said twice.

    Lines before the title (a site's strapline) and the repeated title are left out; the date line gives `published`.

    >>> article = read_plain_text("THE TRUSTED VOICE\\nCars come home\\nPosted on 1 May, 2026\\nCars come home\\nOK.")
    >>> article.title, article.published, article.body
    ('Cars come home', '2026-05-01', 'OK.')
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    head = lines[:HEAD_LINES]
    repeated = next((line for line in head if head.count(line) > 1), None)
    title = repeated or (lines[0] if lines else None)
    day, dateline = next(((day, line) for line in head if (day := parse_dateline(line))), (None, None))
    body = lines[lines.index(title) + 1 :] if title else []
    body = [line for line in body if line not in (repeated, dateline)]
    return Article(
        url=url or "",
        title=title,
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in body),
        published=day.isoformat() if day else None,
        places=_places(repeated, dateline),
    )


def _places(repeated: str | None, dateline: str | None) -> dict[str, str]:
    places = {"title": "the line that stands twice in the head" if repeated else "first line"}
    if dateline:
        places["published"] = f"line {dateline!r}"
    return places
