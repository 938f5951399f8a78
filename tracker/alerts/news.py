"""What is new for a rule since it was last asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tracker.alerts.rules import About, Rule
from tracker.queries.feeds import name_car, say_change
from tracker.queries.filters import resolve_filters
from tracker.queries.overview import find_changes
from tracker.queries.tables import Row, fetch, select_rows
from tracker.queries.web_text import plain, safe_url
from tracker.queries.words import normalise, parse_search


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """One thing to tell."""

    subject: str
    """What it is, as a lasting key: `change:17`, `announcement:URL#0`."""
    title: str
    text: str


def find_news(connection: Connection, rule: Rule, cursor: dict[str, Any], *, today: date) -> list[News]:
    """What the rule tells of the time after `cursor`, oldest first.

    Raises: BadQuery where a value of the rule means nothing.
    """
    resolved = resolve_filters(connection, rule.filters, today=today)
    if rule.about is About.CHANGES:
        after = {"after": (str(cursor["change"]),), "since": (cursor["since"],)}
        rows = find_changes(connection, resolved | after)
        rows = [row for row in rows if not rule.changed or row["field"] in rule.changed]
        said = _change_news
    else:
        after = {"after": (str(cursor["article"]),), "recorded_since": (cursor["since"],)}
        rows = select_rows(connection, "announcements", resolved | after, sort="-id")
        said = _announcement_news
    return [said(row) for row in reversed(rows) if _has_words(connection, rule, row)]


def _has_words(connection: Connection, rule: Rule, row: Row) -> bool:
    if not rule.words:
        return True
    texts = fetch(connection, TEXT, {"url": row["url"]})
    told = [name_car(row), *(f"{text['title']}\n{text['body']}" for text in texts)]
    return parse_search(rule.words).is_met(normalise("\n".join(told)))


TEXT = """
    SELECT s.title, s.body FROM search_text s JOIN article a ON a.id = s.article_id JOIN url u ON u.id = a.url_id
    WHERE u.address = :url
"""


def _change_news(row: Row) -> News:
    return News(
        subject=f"change:{row['id']}",
        title=plain(f"{name_car(row)}: {say_change(row)}"),
        text=_lines(f"tracker show {row['programme']}", row["title"], row["source"], row["url"]),
    )


def _announcement_news(row: Row) -> News:
    start = f" from {row['start']}" if row["start"] else ""
    return News(
        subject=f"announcement:{row['url']}#{row['position']}",
        title=plain(f"{name_car(row)}: {row['status'].replace('_', ' ')}{start}"),
        text=_lines(f"“{row['evidence']}”", row["title"], row["source"], row["url"]),
    )


def _lines(*parts: str | None) -> str:
    shown = [part for part in parts if part and ("://" not in part[:12] or safe_url(part))]
    return plain("\n".join(shown))


def read_newest(connection: Connection) -> dict[str, Any]:
    """How far there is anything to look at: the numbers of the last change and of the last article.

    Numbers, not times: what a crawl stored last has the highest number, but not always the latest time.
    """
    query = """
        SELECT (SELECT coalesce(max(id), 0) FROM programme_change) AS change,
               (SELECT coalesce(max(id), 0) FROM article) AS article
    """
    return fetch(connection, query)[0] | {"since": ""}
