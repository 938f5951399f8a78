"""When a feed, sitemap or listing is asked, with which conditions, and what its answer means for the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.records import Link
from tracker.sources import Source
from tracker.storage.polls import PollState

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=12)
FIRST = timedelta(hours=1)
FIRST_FAILURE, LONGEST_FAILURE = timedelta(minutes=15), timedelta(days=1)
DISTRUST = timedelta(hours=20)
"""Age of the last new content from which "not modified" is checked once a day by asking without conditions."""
NEVER = ""
"""ETag of an address whose conditional answers were found to be wrong: none is asked again."""


def order_polls(source: Source, states: Mapping[str, PollState]) -> list[PollState]:
    """The state of every address of a source, in the entry's order."""
    return [
        states.get(address) or PollState(source=source.name, address=address, kind=kind)
        for kind, address in source.addresses
    ]


def is_due(state: PollState, now: datetime) -> bool:
    """Whether an address is to be asked now."""
    return state.next_poll is None or state.next_poll <= now


def worked_before(state: PollState) -> bool:
    """Whether an address gave links when it was last asked."""
    return state.failures == 0 and bool(state.entries)


def is_any_due(source: Source, polls: Iterable[PollState], now: datetime) -> bool:
    """Whether anything of a source is to be asked: unverified addresses count only while nothing works."""
    polls = list(polls)
    works = any(map(worked_before, polls))
    asked = (poll for poll in polls if poll.address not in source.unverified or worked_before(poll) or not works)
    return any(is_due(poll, now) for poll in asked)


def write_conditions(state: PollState, now: datetime) -> dict[str, str]:
    """Request headers that ask for new content only; empty: ask for all of it.

    Once a day an address that has said "not modified" for long is asked without them: some say so for ever.
    """
    if state.etag == NEVER or not state.content_hash or _is_doubted(state, now):
        return {}
    stated = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in stated.items() if value}


def note_answer(
    state: PollState,
    *,
    now: datetime,
    status: int,
    headers: Mapping[str, str],
    content: str | None,
    entries: int | None,
) -> PollState:
    """The state after an answer; `content` is its hash, None: it said "not modified"."""
    changed = content is not None and content != state.content_hash
    interval = _next_interval(state, changed)
    kept = state if content is None else replace(state, **_validators(state, headers, changed))
    return replace(
        kept,
        content_hash=content or state.content_hash,
        last_polled=now,
        last_changed=now if changed else state.last_changed,
        last_status=status,
        last_error=None,
        failures=0,
        entries=state.entries if entries is None else entries,
        interval=int(interval.total_seconds()),
        next_poll=now + interval,
    )


def note_failure(state: PollState, *, now: datetime, reason: str, status: int | None) -> PollState:
    """The state after a failure: asked again after a pause that grows, and never silently given up."""
    pause = min(FIRST_FAILURE * 2 ** min(state.failures, 10), LONGEST_FAILURE)
    return replace(
        state,
        last_polled=now,
        last_status=status,
        last_error=reason[:500],
        failures=state.failures + 1,
        next_poll=now + pause,
    )


def hash_links(links: Iterable[Link]) -> str:
    """What a document's links say, in short: equal where nothing new stands in it, whatever else changed.

    Adverts, build dates and the order of entries do not count.
    """
    lines = sorted(f"{link.url}\t{link.title}\t{link.published}\t{link.modified}" for link in links)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _is_doubted(state: PollState, now: datetime) -> bool:
    if state.last_polled is None or state.last_changed is None:
        return False
    new_day = state.last_polled.astimezone(UTC).date() != now.astimezone(UTC).date()
    return new_day and now - state.last_changed > DISTRUST


def _validators(state: PollState, headers: Mapping[str, str], changed: bool) -> dict[str, Any]:
    """The validators to use next time; none for ever where new content came under the old ones."""
    etag, last_modified = headers.get("etag"), headers.get("last-modified")
    same = (etag, last_modified) == (state.etag, state.last_modified) and bool(etag or last_modified)
    if state.etag == NEVER or (changed and same):
        return {"etag": NEVER, "last_modified": None}
    return {"etag": etag, "last_modified": last_modified}


def _next_interval(state: PollState, changed: bool) -> timedelta:
    """Busy addresses are asked more often, quiet ones less."""
    if not state.interval:
        return FIRST
    last = timedelta(seconds=state.interval)
    return max(SHORTEST, last / 2) if changed else min(LONGEST, last * 1.5)
