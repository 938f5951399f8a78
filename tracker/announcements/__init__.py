"""Article → what it says about reverse imports: pure functions over text and vocabulary."""

from tracker.announcements.reading import read_announcements

__all__ = ["read_announcements"]
