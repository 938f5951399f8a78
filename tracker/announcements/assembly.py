"""Claims → announcements: one record per maker × model × origin × market, the strongest status it has."""

from __future__ import annotations

from tracker.announcements.document import Document
from tracker.records import Announcement


def assemble_announcements(document: Document) -> tuple[Announcement, ...]:
    """The document's claims merged into announcements, in order of first mention."""
    raise NotImplementedError
