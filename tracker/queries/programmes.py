"""One programme's whole story: its state, its history, who said what, the figures beside it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Connection

from tracker.errors import BadQuery
from tracker.queries.filters import fold_name
from tracker.queries.tables import Row, fetch

MOST_FIGURES = 40
TURNS = {
    "reported": "first report",
    "status": "new status",
    "confirmed": "now the company says so",
    "start": "new start",
    "repeated": "nothing new",
    "disputed": "says otherwise",
}
"""Kind of a turn in a history → in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """Everything that `tracker show` tells."""

    programme: Row
    """A row of `programme_current`."""
    history: list[Row]
    """Rows of `programme_history`, oldest first; of versions that an edit has replaced, with their words of then."""
    coverage: list[Row]
    """Rows of `coverage`, oldest first."""
    figures: list[Row]
    """Rows of `figure_full` of the same maker and model (or of its articles where the maker alone is named)."""
    past: list[Row]
    """Rows of `history_full`: earlier sales at home."""
    changes: list[Row]
    """Rows of `programme_changes`: what this database saw change."""


def find_programme(connection: Connection, asked: str) -> str:
    """The key of the programme that `asked` means: its key, the number of an announcement, or words of its name.

    Raises: BadQuery where there is none, or more than one, with what it could be.
    """
    if asked.isdigit():
        return _of_announcement(connection, int(asked))
    rows = fetch(connection, "SELECT programme, maker, brand, model, origin, market FROM programme_current")
    exact = [row["programme"] for row in rows if row["programme"].casefold() == asked.casefold()]
    named = exact or [row["programme"] for row in rows if _is_named(row, asked)]
    if len(named) == 1:
        return str(named[0])
    if named:
        raise BadQuery(f"{asked!r} is more than one programme: {', '.join(sorted(named))}")
    near = get_close_matches(asked.casefold(), [row["programme"] for row in rows], n=3, cutoff=0.4)
    raise BadQuery(
        f"no programme {asked!r}: " + (f"did you mean {' or '.join(near)}?" if near else "see tracker programmes")
    )


def _of_announcement(connection: Connection, number: int) -> str:
    rows = fetch(connection, "SELECT programme FROM announcement_full WHERE id = :id", {"id": number})
    if not rows or rows[0]["programme"] is None:
        raise BadQuery(f"no announcement {number} with a programme: see tracker announcements --fields id,url")
    return str(rows[0]["programme"])


def _is_named(row: Row, asked: str) -> bool:
    """Whether every word of `asked` is part of the programme's own name."""
    names = [fold_name(str(part)) for part in row.values() if part]
    whole = fold_name(" ".join(filter(None, (row["brand"], row["model"]))))
    if fold_name(asked) in (whole, fold_name(row["model"] or "")):
        return True
    return all(any(fold_name(word) in name for name in names) for word in asked.split())


def read_dossier(connection: Connection, key: str) -> Dossier:
    """The story of the programme with that key."""
    by_key = {"key": key}
    programme = fetch(connection, "SELECT * FROM programme_current WHERE programme = :key", by_key)[0]
    return Dossier(
        programme=programme,
        history=_history(connection, key),
        coverage=fetch(connection, "SELECT * FROM coverage WHERE programme = :key ORDER BY published_day, url", by_key),
        figures=_figures(connection, programme),
        past=_past(connection, programme),
        changes=fetch(connection, "SELECT * FROM programme_changes WHERE programme = :key ORDER BY id", by_key),
    )


def _history(connection: Connection, key: str) -> list[Row]:
    query = "SELECT * FROM programme_history WHERE programme = :key ORDER BY position"
    return [
        row if row["evidence"] else row | _replaced(connection, row) for row in fetch(connection, query, {"key": key})
    ]


SAID = ("maker", "brand", "model", "market", "status", "basis", "start")
"""What tells the announcements of one article apart."""


def _replaced(connection: Connection, turn: Row) -> Row:
    """Title and sentence of the version that said so, where the article says something else today."""
    query = "SELECT title, records FROM revision WHERE article_id = :article ORDER BY number"
    for version in fetch(connection, query, {"article": turn["article_id"]}):
        for said in (version["records"] or {}).get("announcements", ()):
            if all(said[name] == turn[name] for name in SAID):
                return {"title": version["title"], "evidence": said["evidence"]}
    return {}


def _figures(connection: Connection, programme: Row) -> list[Row]:
    query = """
        SELECT DISTINCT f.kind, f.value, f.value_high, f.unit, f.maker, f.model, f.place, f.period, f.evidence,
               f.source, f.published_day, f.url
        FROM figure_full f
        WHERE f.maker = :maker AND f.model = :model AND f.is_copy = 0
        ORDER BY f.published_day DESC, f.kind, f.value LIMIT :most
    """
    values = {"maker": programme["maker"], "model": programme["model"], "most": MOST_FIGURES}
    return fetch(connection, query, values) if programme["model"] else []


def _past(connection: Connection, programme: Row) -> list[Row]:
    query = """
        SELECT * FROM history_full WHERE maker = :maker AND model = :model AND market = :market
        ORDER BY published_day, url
    """
    return fetch(connection, query, {name: programme[name] for name in ("maker", "model", "market")})
