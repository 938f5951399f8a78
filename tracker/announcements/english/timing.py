"""When: the times of a sentence that belong to what it says of selling, and not to building or to speaking."""

from __future__ import annotations

import re
from datetime import date

from tracker.announcements.english.periods import Period
from tracker.announcements.english.scene import Scene
from tracker.announcements.english.status import Saying
from tracker.records import Status

_SPEECH = (
    r"(?:said|says|told|announced|confirmed|reported|revealed|added|unveiled|shown|showed|asked|stated|released|"
    r"wrote|published|signed|presented|met|disclosed|denied|statement|announcement|declared|presented|show|launched "
    r"in Bangkok|given)"
)
_SPOKEN_BEFORE = re.compile(
    rf"\b{_SPEECH}(?: (?:the press|reporters|dealers|journalists|today|it|that|here|in [A-Z]\w+|publicly|at "
    rf"[^,;]{{1,40}}|\w+ly|to [\w ]{{1,20}}))?,?(?: (?:on|in|at|late|early|last|back in|as early as))*(?: (?:the|a|"
    rf"its|his))? ?$"
)
_SPOKEN_BEHIND = re.compile(rf" (?:that )?(?:\w+ly |also |it )?{_SPEECH}\b")
_WEEKDAY = re.compile(r"(?:last |next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_ENDING = ("until", "till", "up to", "through")


def find_times(scene: Scene, saying: Saying) -> tuple[str | None, str | None]:
    """Start and end that the sentence gives for a saying."""
    if saying.period is not None:
        return saying.period.future if saying.tense == "future" else saying.period.past, None
    start = end = None
    periods = _own_periods(scene, saying)
    if _ORDERS.search(scene.text, max(scene.span.start, saying.cue.start - 60), saying.cue.end):
        # Orders open before sales begin: only a date of delivery counts.
        periods = [
            p
            for p in periods
            if (p.lead == "since" and "orders" not in scene.text[saying.cue.start : saying.cue.end])
            or _DELIVERY.search(scene.text, max(scene.span.start, p.start - 40), p.start)
        ]
        periods.sort(key=lambda p: not _DELIVERY.search(scene.text, max(scene.span.start, p.start - 40), p.start))
    for period in periods:
        value = period.past if saying.tense in ("past", "perfect", "present") else period.future
        if saying.tense == "present" and saying.cue.cue.family == "state":
            value = period.future
        if period.lead == "since":
            value = period.past
        if saying.status is Status.ENDED or period.lead in _ENDING:
            one, two = _ended(scene, period, saying)
            start, end = start or one, end or two
        elif saying.cue.cue.value.startswith("end"):
            end = end or period.future
        else:
            start = start or value
            end = end or period.until
    return start, end


_MONTHS_OF = {
    "Q1": 1,
    "Q2": 4,
    "Q3": 7,
    "Q4": 10,
    "H1": 1,
    "H2": 7,
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "winter": 12,
}


def is_ahead(value: str | None, published: date | None) -> bool:
    """Whether a period begins after the day of publication.

    >>> is_ahead("2026-spring", date(2025, 12, 24)), is_ahead("2025", date(2025, 12, 24))
    (True, False)
    """
    if not value or not published:
        return False
    parts = value.removeprefix("FY").split("-")
    first = [int(parts[0]), 4 if value.startswith("FY") else 1, 1]
    if len(parts) > 1:
        first[1] = _MONTHS_OF.get(parts[1]) or int(parts[1])
    if len(parts) > 2:
        first[2] = int(parts[2])
    here = (published.year, published.month, published.day)
    if len(parts) == 1 and not value.startswith("FY"):
        return first[0] > here[0]
    return tuple(first[:2]) > here[:2] or (len(parts) > 2 and tuple(first) > here)


def _ended(scene: Scene, period: Period, saying: Saying) -> tuple[str | None, str | None]:
    if period.until:
        return period.past, period.until
    if period.lead in ("since", "from", "starting", "beginning"):
        return period.past, None
    if (
        saying.cue.cue.value.endswith("_past")
        and not saying.cue.cue.value.startswith("end")
        and period.lead not in _ENDING
    ):
        text = scene.text[saying.cue.start : scene.span.end]
        until = text.find(" until ")
        if until != -1 and period.start < saying.cue.start + until:
            return period.past, None
        if _FOR_A_WHILE.search(text):
            return period.past, period.past
    live = saying.status is not Status.ENDED and saying.tense != "past"
    return None, period.future if live else period.past


_FOR_A_WHILE = re.compile(
    r"\bfor (?:just |only |about )?(?:a|one|two|three|\d+)(?: few| brief| short)? (?:months?|while|seasons?)\b"
)
_ORDERS = re.compile(r"\b(?:pre-?orders?|orders|bookings|reservations|order books?)\b[^,;]{0,40}$", re.IGNORECASE)
_DELIVERY = re.compile(r"\b(?:deliver(?:y|ies|ed)|handovers?|arrive|arrivals?)(?: \w+){0,3} $", re.IGNORECASE)


def _own_periods(scene: Scene, saying: Saying) -> list[Period]:
    """The times bound to the saying's own cue: in its clause, and nearer to it than to any other verb."""
    clause = scene.clause_at(saying.cue.start)
    found = []
    for period in scene.periods:
        if is_spoken(scene, period) or _is_idle_weekday(scene, period, saying):
            continue
        owner = _owner(scene, period)
        if owner is None:
            if scene.clause_at(period.start) == clause or len(scene.clauses) == 1:
                found.append(period)
        elif owner == saying.cue.start or (saying.mode is not None and owner == saying.mode.start):
            found.append(period)
    # What begins the sentence ("Since 1994 the Mistral has come ...") has no verb before it.
    return sorted(found, key=lambda p: abs(p.start - saying.cue.end))


def is_spoken(scene: Scene, period: Period) -> bool:
    """Whether the time says when somebody spoke: "said in December", "on Monday said"."""
    behind = scene.text[max(scene.span.start, period.start - 60) : period.start]
    if _SPOKEN_BEFORE.search(behind):
        return True
    return bool(_SPOKEN_BEHIND.match(scene.text, period.end, min(scene.span.end, period.end + 50)))


def _is_idle_weekday(scene: Scene, period: Period, saying: Saying) -> bool:
    return saying.tense != "past" and bool(_WEEKDAY.match(scene.text, period.start))


_OWNERS = ("event", "make", "state", "status", "market")


def _owner(scene: Scene, period: Period) -> int | None:
    """Start of the cue that the time belongs to: the nearest verb before it in its clause, else the next behind."""
    clause = scene.clause_at(period.start)
    cues = [c for c in scene.cues if c.cue.family in ("event", "state", "status") or c.cue.id == "make.built.built"]
    here = [c for c in cues if scene.clause_at(c.start) == clause and c.cue.id != "status.ruled_out.bare_not"]
    before = [c for c in here if c.start < period.start]
    if any(0 <= period.start - place.end <= 16 for place in scene.markets):
        # "built in Hungary, in Spain next month": the time goes with the market.
        before = [c for c in before if c.cue.family != "make"] or before
    if before:
        return max(before, key=lambda c: (c.start, c.cue.family == "event")).start
    behind = [c for c in here if c.start >= period.end]
    if behind:
        return min(behind, key=lambda c: (c.start, c.cue.family != "event")).start
    return None
