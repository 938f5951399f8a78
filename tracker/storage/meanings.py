"""What the views and their columns mean, in words: docs/database.md and the browser say the same."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.storage.schema import metadata


@dataclass(frozen=True, slots=True)
class About:
    """What a view is."""

    text: str
    """What a row is."""
    tables: tuple[str, ...]
    """The tables whose comments explain its columns, the first that has one."""


ABOUT_VIEWS = {
    "programme_current": About("One row a programme: where it stands now.", ("programme",)),
    "programme_history": About(
        "One row a turn: what was said of a programme when, by whom.",
        (
            "programme_event",
            "article",
        ),
    ),
    "programme_changes": About(
        "One row a change of a programme's state in this database.",
        (
            "programme_change",
            "article",
        ),
    ),
    "announcement_full": About(
        "One row an announcement, with its article and programme.",
        (
            "announcement",
            "article",
        ),
    ),
    "article_full": About(
        "One row an article, whatever it is about.",
        (
            "article",
            "url",
        ),
    ),
    "figure_full": About(
        "One row a figure, with its article.",
        (
            "figure",
            "article",
        ),
    ),
    "history_full": About(
        "One row an earlier official sale that an article recalls.",
        (
            "history",
            "article",
        ),
    ),
    "person_full": About(
        "One row a person and article.",
        (
            "person",
            "article",
        ),
    ),
    "coverage": About(
        "One row a programme and article: who covered it.",
        (
            "announcement",
            "article",
            "programme",
        ),
    ),
    "copy_pair": About(
        "One row a pair of copies.",
        (
            "duplicate",
            "article",
        ),
    ),
    "revision_full": About("One row a version of an article.", ("revision",)),
    "url_history": About(
        "One row a step in an address's life.",
        (
            "transition",
            "url",
        ),
    ),
    "source_health": About(
        "One row a source: its health and its last run.",
        (
            "source",
            "health",
            "source_run",
        ),
    ),
}

OWN = {
    "programme": "The programme's lasting name: `toyota-camry-us-jp`",
    "programme_inferred": "Why it belongs to that programme though it does not say so; NULL: it says so",
    "url": "Address of the article",
    "story": "Address of the first of its copies; its own where there is none",
    "is_copy": "1: it repeats another outlet's words, 0: it does not",
    "announcements": "How many announcements it has",
    "copies": "How many other articles have its words",
    "revision": "Number of its current version, from 1",
    "other_url": "Address of the other article",
    "other_title": "Title of the other article",
    "step": "Number of the step; larger is later",
    "last_run": "Number of its last run",
    "last_started": "When that began, UTC",
    "source": "Name of the source",
    "end": "As announcement.end",
}
"""Columns that a view has of its own, or that mean another thing there."""


def explain_column(view: str, column: str) -> str:
    """What a view's column means.

    >>> explain_column("figure_full", "unit")
    'vehicle, % or an ISO 4217 code'

    Raises: KeyError where nobody says.
    """
    tables = ABOUT_VIEWS[view].tables
    for table in tables:
        known = metadata.tables[table].columns
        if column in known and known[column].comment and column != "url":
            if column == "source" or (column == "copies" and table == "article"):
                break
            return str(known[column].comment)
    if column in OWN:
        return OWN[column]
    for table in ("programme", "article", "announcement", "url"):
        known = metadata.tables[table].columns
        if column in known and known[column].comment:
            return str(known[column].comment)
    raise KeyError(f"nobody says what {column} of {view} means")
