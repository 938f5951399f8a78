"""A source is judged against its own history: each way to fail has its own name, and quiet is none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.sources import Source, read_entry
from tracker.spiders.health import Health, Signs, weigh_signs
from tracker.storage.polls import PollState
from tracker.storage.runs import SavedSourceRun, SourceCounts

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
ENTRY = {
    "title": "A Paper", "home": "https://paper.example/", "language": "en", "timezone": "UTC", "kind": "trade",
    "feeds": ["https://paper.example/feed"], "article_pattern": "^https://paper", "evidence": "made up",
}  # fmt: skip
SOURCE: Source = read_entry("paper", ENTRY)
FEED = PollState(source="paper", address="https://paper.example/feed", kind="feed", entries=10)
BAD_FEED = replace(FEED, failures=3, last_error="HTTP 404: not found")
GOOD: dict[str, Any] = {
    "polls": 1,
    "links": 10,
    "new": 5,
    "fetched": 5,
    "read": 5,
    "dated": 5,
    "titled": 5,
    "bodied": 5,
}


def history(runs: int = 10, **changes: Any) -> list[SavedSourceRun]:
    """Daily runs that went well, newest first."""
    return [
        SavedSourceRun(
            run_id=runs - day,
            source="paper",
            started=NOW - timedelta(days=day + 1),
            ended=NOW,
            counts=SourceCounts(**{**GOOD, **changes}),
        )
        for day in range(runs)
    ]


def signs(**changes: Any) -> Signs:
    usual: dict[str, Any] = {"polls": [FEED], "history": history(), "newest": NOW - timedelta(hours=3)}
    return Signs(**{**usual, **changes})


def dead(cause: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A run whose only feed failed, and what is known of it."""
    return {"polls": 1, "polls_failed": 1, "causes": {f"poll:{cause}": 1}}, {"polls": [BAD_FEED]}


def failed(cause: str, number: int, **changes: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A run some of whose pages failed."""
    return {**GOOD, "failed": number, "causes": {cause: number}, **changes}, {}


def without(**fields: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A run whose pages lack what they had."""
    return {**GOOD, **fields}, {}


NOTHING = {"read": 0, "dated": 0, "titled": 0, "bodied": 0}
SAME = {"polls": 1, "polls_unchanged": 1}

CASES = [
    ("all is well", GOOD, {}, Health.WELL),
    ("its first run", GOOD, {"history": []}, Health.WELL),
    ("nothing new for an hour", SAME, {}, Health.WELL),
    ("nothing new for a week where five come a day", SAME, {"newest": NOW - timedelta(days=7)}, Health.QUIET),
    ("the feed is gone", *dead("http_404"), Health.DEAD_FEED),
    ("the feed is a page now", *dead("no_feed"), Health.DEAD_FEED),
    ("the feed is empty now", {"polls": 1}, {}, Health.DEAD_FEED),
    ("the site does not answer", *dead("timeout"), Health.FAILING),
    ("one feed of two fails", *without(polls=2, polls_failed=1), Health.WELL),
    ("most pages fail", *failed("timeout", 8, fetched=2, read=2, dated=2, titled=2, bodied=2), Health.FAILING),
    ("a single page fails", *failed("http_404", 1), Health.WELL),
    ("pages are refused", *failed("http_403", 6, fetched=0, **NOTHING), Health.BLOCKED),
    ("pages are challenges", *failed("challenge", 6, fetched=6, **NOTHING), Health.BLOCKED),
    ("pages are consent walls", *failed("consent", 6, fetched=6, **NOTHING), Health.BLOCKED),
    ("the feed is refused", *dead("http_403"), Health.BLOCKED),
    ("it asked to be left alone", {"polls": 1, "polls_failed": 1}, {"waiting": "until noon"}, Health.WAITING),
    ("pages lost their dates", *without(dated=0), Health.LAYOUT_CHANGED),
    ("pages lost their titles", *without(titled=1), Health.LAYOUT_CHANGED),
    ("pages lost their bodies", *without(bodied=0), Health.LAYOUT_CHANGED),
    ("pages are no articles any more", *without(**NOTHING), Health.LAYOUT_CHANGED),
    ("pages are empty now", *failed("empty", 5, fetched=5, **NOTHING), Health.LAYOUT_CHANGED),
    ("the only two pages are empty", *failed("empty", 2, fetched=2, **NOTHING), Health.FAILING),
    ("pages never had dates", {**GOOD, "dated": 0}, {"history": history(dated=0)}, Health.WELL),
    ("all pages have one body", GOOD, {"same_body": 8, "recent": 10}, Health.LAYOUT_CHANGED),
    ("page and feed disagree", GOOD, {"disputes": 8, "recent": 10}, Health.DATES_DISAGREE),
    ("nothing was due", {}, {}, Health.WELL),
    ("it never gave an article", {"polls": 1, "links": 3}, {"newest": None, "history": []}, Health.UNKNOWN),
    ("our database is locked", GOOD, {"fault": "locked"}, Health.FAILING),
]


@pytest.mark.parametrize(("counts", "changes", "state"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_each_condition_has_its_name_and_evidence(
    counts: dict[str, Any], changes: dict[str, Any], state: Health
) -> None:
    verdict = weigh_signs(SOURCE, SourceCounts(**counts), signs(**changes), now=NOW)
    assert verdict.state is state, verdict.evidence
    assert verdict.evidence


def test_evidence_names_figures_and_what_is_usual() -> None:
    counts = SourceCounts(**{**GOOD, "dated": 1})
    assert weigh_signs(SOURCE, counts, signs(), now=NOW).evidence == "1 of 5 pages read with a date; usual are 100%"
    quiet = weigh_signs(SOURCE, SourceCounts(polls=1), signs(newest=NOW - timedelta(days=8)), now=NOW)
    assert quiet.state is Health.DEAD_FEED
    assert quiet.evidence == "its addresses answer without a link; usual are 10"
