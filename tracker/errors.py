"""Errors named by what the caller should do about them."""


class TrackerError(Exception):
    """Anything this project raises on purpose; its text is one line a person can act on."""


class TryLater(TrackerError):
    """The same call may succeed later: a site is down, a database is locked. `seconds` says how long to wait."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class SkipPage(TrackerError):
    """This page will never be an article: keep its bytes, store the reason, go on with the next."""


class FixFile(TrackerError):
    """A file of the user's own is wrong: say which file, entry and key, and stop."""


class BadQuery(TrackerError):
    """A question that cannot be understood as asked: say what is valid."""
