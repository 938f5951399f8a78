"""Whether an article is on the subject, even where it names no maker and model."""

from __future__ import annotations

from tracker.announcements.document import Document
from tracker.announcements.japanese.workspace import workspace_of


def judge_subject(document: Document) -> None:
    """Stage: sets `on_subject`."""
    work = workspace_of(document)
    official = work.has("frame.subject") and not work.is_parallel()
    document.on_subject = official and any(o.place.country != "JP" for o in work.origins)
