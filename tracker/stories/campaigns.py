"""The voices of one subject → its campaigns: by country of origin, and by the years between them.

A voice without an origin joins what it can only mean. A model that comes back years later is a new campaign: the
Hilux of 2017 is not that of 2026, the Murano until 2015 not that from 2027.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.records import Status
from tracker.stories.voices import Voice, parse_period

APART = timedelta(days=5 * 365)
"""From this long between two starts, or between the last word and a new plan, it is another campaign; less is a new
generation of a model that goes on, or a plan that was put off."""

LATE = timedelta(days=365)
"""How long after its end a car may still be said to be on sale."""

PROSPECTS = frozenset({Status.SPECULATED, Status.CONSIDERING, Status.PLANNED})


@dataclass(kw_only=True, slots=True)
class Campaign:
    """Voices that speak of one import."""

    origin: str | None
    voices: list[Voice] = field(default_factory=list)
    inferred: dict[Voice, str] = field(default_factory=dict)
    """Why a voice belongs here though it does not say so."""
    first: date = date.min
    """The earliest day that its voices speak of; the least date: they tell of no day."""
    begun: date | None = None
    """First day of sale as far as heard."""
    alive: date | None = None
    """Last day on which it was said to be on sale."""
    last: date | None = None
    """Last day it was heard of, or was to begin."""
    over: date | None = None
    """Last day of sale, where it ended."""

    @property
    def sold(self) -> bool:
        """Whether it ever came to a sale."""
        return any(voice.status in (Status.ON_SALE, Status.ENDED) for voice in self.voices)


def group_campaigns(voices: Iterable[Voice]) -> list[Campaign]:
    """The campaigns of one subject, oldest first within each origin; the order of the voices does not matter."""
    ordered = sorted(voices, key=lambda voice: voice.order)
    by_origin: dict[str, list[Voice]] = {}
    for voice in ordered:
        if voice.origin:
            by_origin.setdefault(voice.origin, []).append(voice)
    unknown = [voice for voice in ordered if not voice.origin]
    if not by_origin:
        return _split_years(None, unknown)
    if len(by_origin) == 1:
        [(origin, told)] = by_origin.items()
        campaigns = _split_years(origin, [*told, *unknown])
        for campaign in campaigns:
            _mark_unknown(campaign)
        return campaigns
    campaigns = [c for origin, told in sorted(by_origin.items()) for c in _split_years(origin, told)]
    return campaigns + _split_years(None, _join_only_fit(campaigns, unknown))


def _mark_unknown(campaign: Campaign) -> None:
    """Notes of voices without an origin why they have one now; years from any that tells it, they have none."""
    if any(voice.origin for voice in campaign.voices):
        reason = f"only origin told: {campaign.origin}"
        campaign.inferred = {voice: reason for voice in campaign.voices if not voice.origin}
    else:
        campaign.origin = None


def _join_only_fit(campaigns: Sequence[Campaign], unknown: Iterable[Voice]) -> list[Voice]:
    """Joins each voice to the one campaign it can mean; returns those that could mean several."""
    left, joining = [], []
    for voice in unknown:
        fits = [campaign for campaign in campaigns if _fits(campaign, voice)]
        origins = {campaign.origin for campaign in fits}
        if len(origins) == 1:
            joining.append((min(fits, key=lambda campaign: _distance(campaign, voice)), voice))
        else:
            left.append(voice)
    for campaign, voice in joining:  # only now: what one voice joins must not sway the next
        campaign.voices.append(voice)
        campaign.inferred[voice] = f"only origin that fits: {campaign.origin}"
    return left


def _fits(campaign: Campaign, voice: Voice) -> bool:
    """The plant is the same where both name one; what is said can be said of it; the time is that of the campaign."""
    for name in ("plant_region", "plant"):
        said = getattr(voice, name)
        heard = {getattr(other, name) for other in campaign.voices} - {None} if said else ()
        if heard:
            return said in heard
    return _can_be(campaign, voice.status) and _distance(campaign, voice) < APART


def _can_be(campaign: Campaign, status: Status) -> bool:
    """What nobody plans is not on sale, and what is on sale is not denied."""
    if status in (Status.ON_SALE, Status.ENDED):
        return campaign.sold or any(voice.status is Status.PLANNED for voice in campaign.voices)
    return status is not Status.RULED_OUT or campaign.over is not None or not campaign.sold


def _distance(campaign: Campaign, voice: Voice) -> timedelta:
    """Time between what the voice speaks of and the campaign's own time; 0 within it, or where either is unknown."""
    at = _moment(voice)
    first, last = campaign.begun or campaign.last, campaign.over or campaign.last
    if at is None or first is None or last is None:
        return timedelta(0)
    return max(first - at, at - max(first, last), timedelta(0))


def _split_years(origin: str | None, voices: Iterable[Voice]) -> list[Campaign]:
    """One campaign after another, by the time each voice speaks of."""
    known = list(voices)
    campaigns: list[Campaign] = []
    for voice in sorted((v for v in known if not _is_loose(v)), key=lambda v: (_moment(v) or date.max, v.order)):
        if not campaigns or _opens(campaigns[-1], voice):
            campaigns.append(Campaign(origin=origin, first=_moment(voice) or date.min))
        _add(campaigns[-1], voice)
    lost = Campaign(origin=origin)
    for voice in sorted(filter(_is_loose, known), key=lambda v: v.order):
        _add(_find_ended(campaigns, voice) or lost, voice)
    return [lost, *campaigns] if lost.voices else campaigns


def _is_loose(voice: Voice) -> bool:
    """ "Used to be imported": of some sale before, nobody says which."""
    return voice.status is Status.ENDED and voice.start is None and voice.end is None


def _find_ended(campaigns: Sequence[Campaign], voice: Voice) -> Campaign | None:
    """The last campaign that came to a sale before the voice spoke, or must have; None: it speaks of one that nobody
    else knows."""
    day = date.fromisoformat(voice.day) if voice.day else date.max
    return next((c for c in reversed(campaigns) if c.first <= day and (c.sold or _must_be_sold(c, day))), None)


def _must_be_sold(campaign: Campaign, day: date) -> bool:
    """It was to begin so long before that a plan which came to nothing would not be said to have ended."""
    return campaign.begun is not None and campaign.begun + 2 * LATE <= day


def _moment(voice: Voice) -> date | None:
    """The day a voice speaks of: the end of what ended, the start of what starts, else its own day."""
    if voice.status is Status.ENDED and (ended := parse_period(voice.end)):
        return ended[1]
    if started := parse_period(voice.start):
        return started[0]
    return date.fromisoformat(voice.day) if voice.day else None


def _opens(campaign: Campaign, voice: Voice) -> bool:
    """Whether a voice that speaks of a later time than all before it speaks of another campaign."""
    at = _moment(voice)
    started = parse_period(voice.start)
    if at is None or (voice.status is Status.ENDED and (started is None or _overlaps(campaign, started[0], at))):
        return False
    begins = started[0] if started else at if voice.status in PROSPECTS else None
    if begins is None:
        return campaign.over is not None and at > campaign.over + APART
    if campaign.over is not None and begins > campaign.over:
        return True
    if campaign.begun is not None and campaign.sold:
        return begins - campaign.begun >= APART
    return campaign.last is not None and begins - campaign.last >= APART


def _overlaps(campaign: Campaign, start: date, end: date) -> bool:
    """Whether what was sold from `start` to `end` was sold while the campaign's cars were."""
    begun, over = campaign.begun or campaign.first, campaign.over or campaign.alive or campaign.last or date.max
    return start <= over and end >= begun


def _add(campaign: Campaign, voice: Voice) -> None:
    campaign.voices.append(voice)
    started, ended = parse_period(voice.start), parse_period(voice.end)
    if started and campaign.begun and started[0] + APART <= campaign.begun:
        started = None  # the model's whole history, told of its last campaign
    days = [date.fromisoformat(voice.day)] if voice.day else []
    if started:
        campaign.begun = min(filter(None, (campaign.begun, started[0])))
        days.append(started[0])
    if voice.status is Status.ENDED:
        days = [d for d in (ended and ended[1], started and started[0]) if d]  # told years later, of then
        # An end that others contradict, who saw it on sale long after, was misread or misprinted.
        if ended and ended[1] + LATE > (campaign.alive or date.min):
            campaign.over = max(filter(None, (campaign.over, ended[1])))
    elif voice.status is Status.ON_SALE and voice.day:
        campaign.alive = max(filter(None, (campaign.alive, date.fromisoformat(voice.day))))
    campaign.last = max(filter(None, (campaign.last, *days)), default=None)
