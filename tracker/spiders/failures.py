"""What went wrong with a request, as a fixed word and a line for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrapy import exceptions

from tracker.spiders.addresses import AddressRefused
from tracker.spiders.patience import HostWaits, NothingMore
from tracker.spiders.robots import RobotsForbid, RobotsUnknown

GONE_AFTER = 2
"""Failures in a row after which a page that is not found counts as gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Why there is no page."""

    cause: str
    """Fixed word: `http_503`, `timeout`, `robots`, `too_large` …"""
    reason: str
    lasting: bool = False
    """Another try is useless."""
    untried: bool = False
    """Nothing was sent: the address is as due as before."""


KINDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout", "no whole answer in time"),
    (exceptions.CannotResolveHostError, "dns", "the host's name leads nowhere"),
    (exceptions.DownloadConnectionRefusedError, "refused", "the host refuses connections"),
    (exceptions.ResponseDataLossError, "cut", "the answer broke off"),
    (exceptions.DownloadCancelledError, "too_large", "larger than is read"),
    (exceptions.UnsupportedURLSchemeError, "address", "not an http address"),
    (exceptions.DownloadFailedError, "connection", "the connection failed"),
    (OSError, "connection", "the connection failed"),
)


STATUSES = {
    401: "asks for a login",
    402: "asks for money",
    403: "refuses us",
    404: "not found",
    410: "gone",
    429: "says that we ask too often",
    451: "may not be shown for legal reasons",
    503: "is overloaded or under repair",
}


def explain_error(error: BaseException) -> Failure:
    """What an exception of the download says.

    >>> explain_error(exceptions.DownloadTimeoutError("x")).cause
    'timeout'
    """
    if isinstance(error, HostWaits | NothingMore):
        return Failure(cause="waiting", reason=str(error), untried=True)
    if isinstance(error, AddressRefused):
        return Failure(cause="address", reason=str(error), lasting=True)
    if isinstance(error, RobotsForbid):
        return Failure(cause="robots", reason=str(error))
    if isinstance(error, RobotsUnknown):
        return Failure(cause="robots_unknown", reason=str(error))
    if isinstance(error, exceptions.IgnoreRequest):
        return _explain_ignored(str(error))
    for kind, cause, words in KINDS:
        if isinstance(error, kind):
            return _explain_kind(error, cause, words)
    return Failure(cause="error", reason=f"{type(error).__name__}: {error}"[:300])


def explain_status(status: int, *, attempts: int = 0) -> Failure:
    """What an HTTP status that brings no page says; `attempts` are the failures in a row before.

    >>> explain_status(410).lasting, explain_status(404).lasting, explain_status(404, attempts=2).lasting
    (True, False, True)
    """
    gone = status == 410 or (status == 404 and attempts >= GONE_AFTER)
    words = STATUSES.get(status, "the server fails" if status >= 500 else "no page")
    return Failure(cause=f"http_{status}", reason=f"HTTP {status}: {words}", lasting=gone)


def _explain_ignored(text: str) -> Failure:
    if "redirect" in text:
        return Failure(cause="redirects", reason="redirected without end")
    if "DOWNLOAD_MAXSIZE" in text or "decompress" in text.lower():
        return Failure(cause="too_large", reason="larger than is read when unpacked", lasting=True)
    return Failure(cause="ignored", reason=text[:300] or "not fetched")


def _explain_kind(error: BaseException, cause: str, words: str) -> Failure:
    detail: Any = " ".join(str(error).split())[:160]
    if any(word in f"{detail}{error.__cause__!r}".lower() for word in ("ssl", "tls", "certificate")):
        return Failure(cause="tls", reason=f"no trusted TLS connection: {detail}")
    return Failure(
        cause=cause, reason=f"{words}: {detail}" if detail else words, lasting=cause in ("too_large", "address")
    )
