"""Atom and JSON Feed of what is new: changes of programmes, and announcements; narrowed as on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from sqlalchemy import Connection

from tracker.queries.filters import Resolved
from tracker.queries.overview import find_changes
from tracker.queries.tables import TABLES, Row, build_where, fetch
from tracker.queries.web_text import plain, safe_url

MOST = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that is new."""

    id: str
    """Lasting and unique: `tag:tracker,2026:change/17`."""
    title: str
    text: str
    url: str | None
    at: str
    """UTC."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself."""

    title: str
    home: str
    address: str
    """Its own, and its lasting name: a narrowed feed is another feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at its address: what it tells, and how it is written."""

    name: str
    """`changes.atom`, as its address ends."""
    title: str
    find: Callable[[Connection, Resolved, str], list[Entry]]
    form: Callable[[Head, list[Entry]], str]
    kind: str

    def write(self, connection: Connection, resolved: Resolved, home: str) -> str:
        """The feed's text; `home` is where the pages of `tracker serve` are reached."""
        narrowed = urlencode({name: ",".join(values) for name, values in resolved.items()})
        address = f"{home}feeds/{self.name}" + (f"?{narrowed}" if narrowed else "")
        return self.form(Head(self.title, home, address), self.find(connection, resolved, home))


def find_change_entries(connection: Connection, resolved: Resolved, home: str) -> list[Entry]:
    """Changes of programmes, newest first."""
    return [change_entry(row, home) for row in find_changes(connection, resolved, most=MOST)]


def change_entry(row: Row, home: str) -> Entry:
    """One change, as a sentence."""
    return Entry(
        id=f"tag:tracker,2026:change/{row['id']}",
        title=plain(f"{name_car(row)}: {say_change(row)}"),
        text=plain(f"{row['title'] or ''} ({row['source'] or 'decision'})"),
        url=f"{home}programme/{quote(row['programme'])}",
        at=row["at"],
    )


def name_car(row: Row) -> str:
    """`Toyota Camry US→JP`; the programme's lasting name where it is gone."""
    if not row.get("maker"):
        return str(row["programme"])
    car = " ".join(filter(None, (row["brand"], row["model"])))
    return f"{car} {row['origin'] or '?'}→{row['market']}"


def say_change(row: Row) -> str:
    """`status considering → planned`.

    >>> say_change({"field": "status", "before": "considering", "after": "planned"})
    'status considering → planned'
    """
    before, after = (str(row[side] or "").replace("_", " ") for side in ("before", "after"))
    if row["field"] == "programme":
        return f"new, {after}" if after else "no longer a programme"
    return f"{row['field'].replace('_', ' ')} " + (f"{before} → " if before else "") + (after or "none")


def find_announcement_entries(connection: Connection, resolved: Resolved, home: str) -> list[Entry]:
    """Announcements, the last recorded first."""
    where, values = build_where(TABLES["announcements"], "announcements", resolved)
    # The numbers first: sorting whole rows costs several times as much.
    newest = f"SELECT id FROM announcement_full{where} ORDER BY recorded DESC, id DESC LIMIT :most"
    query = f"SELECT * FROM announcement_full WHERE id IN ({newest}) ORDER BY recorded DESC, id DESC"
    return [announcement_entry(row) for row in fetch(connection, query, values | {"most": MOST})]


def announcement_entry(row: Row) -> Entry:
    """One announcement."""
    start = f", from {row['start']}" if row["start"] else ""
    return Entry(
        id=f"tag:tracker,2026:announcement/{quote(row['url'], safe='')}/{row['position']}",
        title=plain(f"{name_car(row)}: {row['status'].replace('_', ' ')}{start} ({row['source']})"),
        text=plain(row["evidence"]),
        url=safe_url(row["url"]),
        at=row["recorded"],
    )


def write_atom(head: Head, entries: list[Entry]) -> str:
    """Atom 1.0."""
    updated = max((entry.at for entry in entries), default="1970-01-01T00:00:00Z")
    body = "".join(
        f"<entry><id>{escape(entry.id)}</id><title>{escape(entry.title)}</title><updated>{entry.at}</updated>"
        + (f'<link rel="alternate" href="{escape(entry.url)}"/>' if entry.url else "")
        + f"<summary>{escape(entry.text)}</summary></entry>\n"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(head.address)}</id><title>{escape(head.title)}</title><updated>{updated}</updated>"
        f'<author><name>tracker</name></author><link rel="self" href="{escape(head.address)}"/>'
        f'<link href="{escape(head.home)}"/>\n{body}</feed>\n'
    )


def write_json_feed(head: Head, entries: list[Entry]) -> str:
    """JSON Feed 1.1."""
    items = [
        {"id": entry.id, "title": entry.title, "content_text": entry.text, "date_published": entry.at}
        | ({"url": entry.url} if entry.url else {})
        for entry in entries
    ]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": head.title}
    about |= {"home_page_url": head.home, "feed_url": head.address}
    return json.dumps(about | {"items": items}, ensure_ascii=False, indent=1)


CHANGES = "Reverse imports: changes of programmes"
ANNOUNCEMENTS = "Reverse imports: announcements"
FEEDS = {
    feed.name: feed
    for feed in (
        Feed("changes.atom", CHANGES, find_change_entries, write_atom, "application/atom+xml"),
        Feed("changes.json", CHANGES, find_change_entries, write_json_feed, "application/feed+json"),
        Feed("announcements.atom", ANNOUNCEMENTS, find_announcement_entries, write_atom, "application/atom+xml"),
        Feed("announcements.json", ANNOUNCEMENTS, find_announcement_entries, write_json_feed, "application/feed+json"),
    )
}
"""Name → feed."""
