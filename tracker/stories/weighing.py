"""One campaign's voices, weighed: where it stands, since when, on whose word, and who says otherwise.

Company over report over commentary, newer over older, one voice a group of copies. A weaker voice can carry a
programme forward (a report that sales began, after the maker's plan) but never back; what is at odds is kept beside
the best-known value, not averaged into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.records import Basis, Status
from tracker.stories.voices import WEIGHT, Voice, agree

STEP = {
    Status.SPECULATED: 1,
    Status.CONSIDERING: 2,
    Status.PLANNED: 3,
    Status.ON_SALE: 4,
    Status.ENDED: 5,
    Status.RULED_OUT: 0,
}
"""How far along each status is."""


class EventKind(StrEnum):
    """What a voice did to its programme."""

    REPORTED = "reported"
    """The first word of it."""
    STATUS = "status"
    CONFIRMED = "confirmed"
    """The maker's own word for the first time."""
    START = "start"
    DISPUTED = "disputed"
    """A voice too weak to change it says otherwise."""
    REPEATED = "repeated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One voice's turn in the history."""

    voice: Voice
    kind: EventKind
    current: Status
    """Status of the programme after it."""
    copies: int
    """Further articles with the same words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stand:
    """The state of a programme after some voice."""

    status: Status
    basis: Basis
    since: str | None
    """Day the status was first reported."""


def pick_voices(voices: Iterable[Voice]) -> list[tuple[Voice, int]]:
    """The voices of one article for each group of copies, oldest first, with the number of its copies.

    The article is the group's earliest; what it leaves out and a copy has is filled in. An article that was changed
    keeps the voices of its earlier versions.
    """
    stories: dict[int, list[Voice]] = {}
    for voice in sorted(voices, key=lambda v: v.order):
        stories.setdefault(voice.story, []).append(voice)
    picked: list[tuple[Voice, int]] = []
    for told in stories.values():
        first = min(told, key=_appeared).page
        copies = len({voice.page for voice in told}) - 1
        picked += [(_fill(voice, told), copies) for voice in told if voice.page == first]
    return sorted(picked, key=lambda pair: pair[0].order)


def _appeared(voice: Voice) -> tuple[str, str, str]:
    return (voice.day or "9999", voice.time or "9999", voice.page)


def _fill(voice: Voice, copies: Iterable[Voice]) -> Voice:
    """With the fields that it lacks from the first copy that has them: an alert of two lines names no plant."""
    same = [copy for copy in copies if copy.status is voice.status]

    def find(read: Callable[[Voice], str | None]) -> str | None:
        return next(filter(None, map(read, (voice, *same))), None)

    return replace(
        voice,
        plant_region=find(lambda v: v.plant_region),
        plant=find(lambda v: v.plant),
        start=find(lambda v: v.start),
        end=find(lambda v: v.end),
    )


def tell_history(picked: Sequence[tuple[Voice, int]]) -> tuple[Stand, list[Event]]:
    """Where the programme stands after all voices, and what each did; `picked` is `pick_voices`' and not empty."""
    stand: Stand | None = None
    start: str | None = None
    events: list[Event] = []
    confirmed = False
    for voice, copies in picked:
        before, stand = stand, _weigh(stand, voice)
        moved = bool(voice.start) and not agree(start, voice.start)
        kind = _name_event(before, stand, voice, confirmed=confirmed, moved=moved)
        confirmed |= voice.basis is Basis.COMPANY
        start = voice.start if start is None or (moved and kind is not EventKind.DISPUTED) else start
        events.append(Event(voice=voice, kind=kind, current=stand.status, copies=copies))
    assert stand is not None, "a programme has a voice"
    return stand, events


def _weigh(stand: Stand | None, voice: Voice) -> Stand:
    fresh = Stand(status=voice.status, basis=voice.basis, since=voice.day)
    if stand is None:
        return fresh
    if voice.status is stand.status:
        best = max(stand.basis, voice.basis, key=lambda basis: WEIGHT[basis])
        return Stand(status=stand.status, basis=best, since=stand.since)
    return fresh if _overrides(stand, voice) else stand


def _overrides(stand: Stand, voice: Voice) -> bool:
    """Whether a newer voice changes the status."""
    if voice.basis is Basis.COMMENTARY:
        return stand.basis is Basis.COMMENTARY
    if WEIGHT[voice.basis] > WEIGHT[stand.basis]:
        # A maker that "studies" what has been on sale for a month is quoted from an older text.
        return not (stand.status is Status.ON_SALE and voice.status in (Status.CONSIDERING, Status.SPECULATED))
    forward = STEP[voice.status] > STEP[stand.status]
    if voice.basis is Basis.COMPANY:
        return forward or voice.status is Status.RULED_OUT or stand.status is not Status.ON_SALE
    if WEIGHT[voice.basis] == WEIGHT[stand.basis]:
        return forward or (voice.status is Status.RULED_OUT and stand.status is not Status.ON_SALE)
    return forward and voice.status in SALES


SALES = frozenset({Status.ON_SALE, Status.ENDED})
"""What anybody can see who visits a dealer, and needs no word of the maker's."""


def _name_event(before: Stand | None, after: Stand, voice: Voice, *, confirmed: bool, moved: bool) -> EventKind:
    if before is None:
        return EventKind.REPORTED
    if after.status is not before.status:
        return EventKind.STATUS
    if voice.status is not after.status and STEP[voice.status] > 0 and WEIGHT[voice.basis] < WEIGHT[after.basis]:
        return EventKind.DISPUTED if STEP[voice.status] > STEP[after.status] else EventKind.REPEATED
    if voice.status is not after.status:
        return EventKind.DISPUTED
    if voice.basis is Basis.COMPANY and not confirmed:
        return EventKind.CONFIRMED
    if moved:
        return EventKind.START if WEIGHT[voice.basis] >= WEIGHT[before.basis] else EventKind.DISPUTED
    return EventKind.REPEATED


def weigh_value(voices: Sequence[Voice], read: Callable[[Voice], str | None]) -> str | None:
    """The best-known value of a field: of the weightiest basis the newest, made more precise by any that agree.

    `voices` are in order, oldest first. A newer report may not move what the maker said, only sharpen it.
    """
    best: Voice | None = None
    for voice in voices:
        if read(voice) and (best is None or WEIGHT[voice.basis] >= WEIGHT[best.basis]):
            best = voice
    if best is None:
        return None
    value = str(read(best))
    finer = [v for v in map(read, voices) if v and v.startswith(value) and agree(v, value)]
    return max(finer, key=len, default=value)


def find_disputes(
    voices: Sequence[Voice], read: Callable[[Voice], str | None], best: str | None, *, field: str
) -> dict[str, object] | None:
    """What sources say against the best-known value of a field, since it was first said; None: nothing.

    Only the last word of each source counts, and nothing said before the best value was: that was news once.
    """
    first = next((v.order for v in voices if _same(read(v), best)), None)
    last = {v.source: v for v in voices if read(v) and first is not None and v.order >= first}
    against = [v for v in last.values() if not _same(read(v), best)]
    if not against:
        return None
    said = [*(v for v in last.values() if v not in against), *against]
    values = list(dict.fromkeys(str(read(v)) for v in said))
    return {"field": field, "values": [_quote(value, [v for v in said if read(v) == value]) for value in values]}


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one == other
    periods = one[:4].removeprefix("FY").isdigit() or one.startswith("FY")
    return agree(one, other) if periods else one.casefold() == other.casefold()


def _quote(value: str, voices: Sequence[Voice]) -> dict[str, object]:
    best = max(voices, key=lambda v: WEIGHT[v.basis])
    sources = sorted({v.source for v in voices})
    return {
        "value": value,
        "sources": sources,
        "basis": str(best.basis),
        "day": max(v.day or "" for v in voices) or None,
    }
