"""The gate on a page's words: what is about something else is put aside before the expensive reading."""

from __future__ import annotations

import re

from tracker.pages import looks_relevant

GATED = "no word of the subject on the page"
"""Why, as it is stored."""

ENOUGH = 3000
"""Bytes of text from which the lack of a word tells something: challenges, consent walls, log-ins and pages that are
built in the browser have less, and must be seen for what they are."""

_NO_TEXT = re.compile(
    rb"<script\b.*?</script|<style\b.*?</style|<!--.*?-->|<[^>]*>|\s+",
    re.IGNORECASE | re.DOTALL,
)
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)


def is_off_subject(body: bytes) -> bool:
    """Whether a page holds a page's worth of text and cannot be about reverse imports.

    >>> is_off_subject(b"<p>" + b"Ten recipes for a rainy day. " * 200)
    True
    >>> is_off_subject(b"<p>Checking your browser</p>")
    False
    """
    return not looks_relevant(body) and not _PASSWORD.search(body) and len(_NO_TEXT.sub(b"", body)) >= ENOUGH
