"""How a source fares, judged against its own history: dead and quiet never look the same.

Each judgement is a word and the evidence for it; `docs/operating.md` says what to do about each.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, func, select

from tracker.records import PageKind
from tracker.sources import Source
from tracker.storage.polls import PollState, load_polls
from tracker.storage.runs import SavedSourceRun, SourceCounts
from tracker.storage.schema import Article, Url


class Health(StrEnum):
    """States of a source."""

    WELL = "well"
    QUIET = "quiet"
    """Its addresses answer as ever, and nothing new stands in them."""
    DEAD_FEED = "dead_feed"
    """No address gives links: gone, no feed any more, or empty where it was not."""
    BLOCKED = "blocked"
    """It refuses us, or shows challenge and consent pages instead of articles."""
    LAYOUT_CHANGED = "layout_changed"
    """Articles are fetched, and read without what they always had."""
    DATES_DISAGREE = "dates_disagree"
    """Pages and feed state different days."""
    WAITING = "waiting"
    """It asked to be left alone for a while."""
    FAILING = "failing"
    """It does not answer, or most pages fail."""
    UNKNOWN = "unknown"


WELL_ENOUGH = frozenset({Health.WELL, Health.QUIET})

REFUSED = ("http_401", "http_402", "http_403", "http_429", "http_451", "challenge", "consent", "login", "robots")
CAME = frozenset({*PageKind, "reading", "skipped", "database"})
"""Causes of failures of pages that did come."""
ENOUGH = 5
"""Pages from which shares mean something."""
FEW = 0.5
"""Share below which a field that pages used to have counts as lost."""
SILENCE = 4.0
"""Times the usual pause between new articles after which a source counts as quiet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A state and what it rests on."""

    state: Health
    evidence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a judgement looks at besides the counts."""

    polls: Sequence[PollState]
    history: Sequence[SavedSourceRun]
    disputes: int = 0
    """Of the last articles, those whose page and feed disagree on the day."""
    same_body: int = 0
    """Of the last articles, those whose body another of them has too."""
    recent: int = 0
    """How many last articles those two are counted among."""
    newest: datetime | None = None
    """When the last new address was seen."""
    waiting: str | None = None
    fault: str | None = None
    """What was wrong on our own side."""


def judge_health(
    connection: Connection,
    source: Source,
    history: Sequence[SavedSourceRun],
    counts: SourceCounts,
    *,
    now: datetime,
    waiting: str | None = None,
    fault: str | None = None,
) -> Verdict:
    """The judgement on a source after a run, from this run's counts, its earlier runs and what is stored."""
    disputes, same_body, recent = _look_at_articles(connection, source.name)
    signs = Signs(
        polls=load_polls(connection, source=source.name),
        history=history,
        disputes=disputes,
        same_body=same_body,
        recent=recent,
        newest=connection.execute(select(func.max(Url.first_seen)).where(Url.source == source.name)).scalar(),
        waiting=waiting,
        fault=fault,
    )
    return weigh_signs(source, counts, signs, now=now)


def weigh_signs(source: Source, counts: SourceCounts, signs: Signs, *, now: datetime) -> Verdict:
    """The first of the judgements that has evidence, gravest first."""
    for judge in JUDGES:
        if verdict := judge(counts, signs):
            return verdict
    return _judge_quiet(source, counts, signs, now)


def _judge_ourselves(counts: SourceCounts, signs: Signs) -> Verdict | None:
    return Verdict(state=Health.FAILING, evidence=f"not its fault: {signs.fault}") if signs.fault else None


def _judge_blocked(counts: SourceCounts, signs: Signs) -> Verdict | None:
    # A page that robots.txt keeps to itself says nothing of the others; a feed that it forbids is another matter.
    pages = {cause: n for cause, n in counts.causes.items() if cause in REFUSED and cause != "robots"}
    polls = {cause: n for cause, n in counts.causes.items() if cause.removeprefix("poll:") in REFUSED and ":" in cause}
    refused = sum(pages.values())
    if refused and refused >= FEW * _tried(counts):
        return Verdict(state=Health.BLOCKED, evidence=f"{_list(pages)} of {_tried(counts)} pages")
    if polls and sum(polls.values()) == counts.polls:
        return Verdict(state=Health.BLOCKED, evidence=f"every address refuses us: {_list(polls)}")
    return None


def _judge_waiting(counts: SourceCounts, signs: Signs) -> Verdict | None:
    return Verdict(state=Health.WAITING, evidence=signs.waiting) if signs.waiting else None


def _judge_addresses(counts: SourceCounts, signs: Signs) -> Verdict | None:
    if not counts.polls or counts.polls_failed < counts.polls:
        return _judge_empty(counts, signs)
    errors = "; ".join(f"{poll.address}: {poll.last_error}" for poll in signs.polls if poll.failures)[:400]
    causes = {cause.removeprefix("poll:") for cause in counts.causes if cause.startswith("poll:")}
    dead = causes & {"no_feed", "http_404", "http_410", "redirects", "address", "reading"}
    return Verdict(state=Health.DEAD_FEED if dead else Health.FAILING, evidence=errors or "no address answers")


def _judge_empty(counts: SourceCounts, signs: Signs) -> Verdict | None:
    """Addresses that answer, and hold no link at all where they always held some."""
    once = [run for run in signs.history if run.counts.links]
    if counts.polls > counts.polls_unchanged and not counts.links and once:
        usual = int(statistics.median(run.counts.links for run in once))
        return Verdict(state=Health.DEAD_FEED, evidence=f"its addresses answer without a link; usual are {usual}")
    if counts.polls > counts.polls_unchanged and not counts.links and not any(poll.entries for poll in signs.polls):
        return Verdict(state=Health.DEAD_FEED, evidence="its addresses answer, and never held a link")
    return None


def _judge_failing(counts: SourceCounts, signs: Signs) -> Verdict | None:
    if counts.failed > FEW * _tried(counts):
        words = f"{counts.failed} of {_tried(counts)} pages failed: {_list(counts.causes)}"
        return Verdict(state=Health.FAILING, evidence=words)
    return None


def _judge_layout(counts: SourceCounts, signs: Signs) -> Verdict | None:
    if counts.fetched < ENOUGH:
        return None
    for name, words in (
        ("read", "as articles"),
        ("dated", "with a date"),
        ("titled", "with a title"),
        ("bodied", "with a body"),
    ):
        whole = counts.fetched if name == "read" else counts.read
        share, usual = getattr(counts, name) / max(whole, 1), _usual(signs.history, name)
        if whole >= ENOUGH and share < FEW and usual >= FEW:
            return Verdict(
                state=Health.LAYOUT_CHANGED,
                evidence=f"{getattr(counts, name)} of {whole} pages read {words}; usual are {usual:.0%}",
            )
    if signs.recent >= ENOUGH and signs.same_body > FEW * signs.recent:
        return Verdict(
            state=Health.LAYOUT_CHANGED, evidence=f"{signs.same_body} of the last {signs.recent} articles have one body"
        )
    return None


def _judge_dates(counts: SourceCounts, signs: Signs) -> Verdict | None:
    if signs.recent >= ENOUGH and signs.disputes > FEW * signs.recent:
        words = f"page and feed disagree on the day of {signs.disputes} of the last {signs.recent} articles"
        return Verdict(state=Health.DATES_DISAGREE, evidence=words)
    return None


JUDGES = (
    _judge_ourselves,
    _judge_blocked,
    _judge_waiting,
    _judge_addresses,
    _judge_layout,
    _judge_failing,
    _judge_dates,
)
"""Gravest first."""


def _judge_quiet(source: Source, counts: SourceCounts, signs: Signs, now: datetime) -> Verdict:
    if not counts.polls and not counts.fetched:
        return Verdict(state=Health.WELL, evidence="nothing of it was due")
    if signs.newest is None:
        return Verdict(state=Health.UNKNOWN, evidence="it has given no article yet")
    silence, usual = now - signs.newest, _usual_pause(source, signs.history)
    if counts.new == 0 and usual and silence > usual * SILENCE:
        words = f"nothing new for {_days(silence)}; a new article usually comes every {_days(usual)}"
        return Verdict(state=Health.QUIET, evidence=words)
    return Verdict(state=Health.WELL, evidence=f"{counts.new} new, {counts.read} read, {counts.recorded} recorded")


def _usual(history: Sequence[SavedSourceRun], name: str) -> float:
    """The share of pages that had a field in earlier runs; before there are any, all of them are expected to."""
    whole = sum(run.counts.fetched if name == "read" else run.counts.read for run in history)
    return sum(getattr(run.counts, name) for run in history) / whole if whole >= ENOUGH else 1.0


def _usual_pause(source: Source, history: Sequence[SavedSourceRun]) -> timedelta | None:
    """Time between two new articles: of the last runs after the first, else as the entry expects."""
    later = history[:-1]
    new = sum(run.counts.new for run in later)
    if new >= ENOUGH:
        return (later[0].started - history[-1].started) / new
    return timedelta(weeks=1) / source.expected_per_week if source.expected_per_week else timedelta(days=7)


def _look_at_articles(connection: Connection, source: str, last: int = 20) -> tuple[int, int, int]:
    query = select(Article.date_dispute, Article.text_hash).where(Article.source == source)
    rows = list(connection.execute(query.order_by(Article.id.desc()).limit(last)))
    hashes = [row.text_hash for row in rows]
    return sum(row.date_dispute is not None for row in rows), sum(hashes.count(h) > 1 for h in hashes), len(rows)


def _tried(counts: SourceCounts) -> int:
    """Pages asked for: those that came, and those that failed before they could."""
    return counts.fetched + sum(n for cause, n in counts.causes.items() if ":" not in cause and cause not in CAME)


def _list(causes: dict[str, int]) -> str:
    return ", ".join(f"{n} × {cause.removeprefix('poll:')}" for cause, n in sorted(causes.items()))


def _days(pause: timedelta) -> str:
    hours = pause.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 36 else f"{hours:.0f} hours" if hours >= 1 else "hour"
