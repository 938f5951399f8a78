"""Reading Japanese: the stages, in order. This list is the table of contents."""

from __future__ import annotations

from tracker.announcements.document import Stage

STAGES: tuple[Stage, ...] = ()
