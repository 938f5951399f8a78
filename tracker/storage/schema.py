"""Every table by name: `from tracker.storage.schema import Url, Article, Programme`.

The tables stand in `tracker.storage.tables`, one module per group; each column's comment says what it means and in
which unit. Times are UTC text (`2026-04-02T00:30:00Z`), days are local text (`2026-04-02`), lists are JSON text.
The views for SQL users stand in `views.sql`.
"""

from tracker.storage.tables.articles import (
    Announcement,
    Article,
    Citation,
    Figure,
    History,
    Page,
    Person,
    Revision,
    SearchText,
)
from tracker.storage.tables.base import Table, format_moment, parse_moment
from tracker.storage.tables.crawl import (
    Health,
    HealthEvent,
    Host,
    Poll,
    Run,
    Sighting,
    Source,
    SourceRun,
    Transition,
    Url,
)
from tracker.storage.tables.programmes import (
    AlertDelivery,
    Decision,
    Programme,
    ProgrammeAnnouncement,
    ProgrammeChange,
    ProgrammeEvent,
)
from tracker.storage.tables.stories import Band, Boilerplate, Duplicate, Passage, Signature

metadata = Table.metadata

__all__ = [
    "AlertDelivery",
    "Announcement",
    "Article",
    "Band",
    "Boilerplate",
    "Citation",
    "Decision",
    "Duplicate",
    "Figure",
    "Health",
    "HealthEvent",
    "History",
    "Host",
    "Page",
    "Passage",
    "Person",
    "Poll",
    "Programme",
    "ProgrammeAnnouncement",
    "ProgrammeChange",
    "ProgrammeEvent",
    "Revision",
    "Run",
    "SearchText",
    "Sighting",
    "Signature",
    "Source",
    "SourceRun",
    "Table",
    "Transition",
    "Url",
    "format_moment",
    "metadata",
    "parse_moment",
]
