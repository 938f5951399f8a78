"""Announcements → programmes: one maker × model × origin × market over all articles, with its history.

Pure: the same voices give the same programmes, in whatever order they come. What a person decided is applied last.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.records import Basis, Status
from tracker.stories.campaigns import Campaign, group_campaigns
from tracker.stories.voices import Voice, key_subject
from tracker.stories.weighing import Event, find_disputes, pick_voices, tell_history, weigh_value


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A person's word on programmes: `merge` the one called `key` into `into`, or `split` articles off it."""

    kind: str
    key: str
    into: str
    articles: tuple[str, ...] = ()
    """Their pages: of a split, the articles that leave, with their copies; of a merge, those that `key` had then.

    They tell which campaign was meant when a newer one has taken its plain name since.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """One campaign of one model from one country to its maker's home market."""

    key: str
    """Lasting name: `toyota-camry-us-jp`; an earlier campaign carries its last year, `…-2015`."""
    maker: str
    brand: str
    model: str | None
    origin: str | None
    market: str
    campaign: int
    status: Status
    basis: Basis
    status_since: str | None
    first_reported: str | None
    first_source: str | None
    confirmed: str | None
    confirmed_source: str | None
    last_reported: str | None
    start: str | None
    end: str | None
    plant_region: str | None
    plant: str | None
    disputes: tuple[dict[str, object], ...]
    articles: int
    stories: int
    sources: int
    events: tuple[Event, ...]
    voices: tuple[Voice, ...]
    inferred: Mapping[Voice, str]
    """Why a voice belongs here though it does not say so."""


def merge_programmes(
    voices: Iterable[Voice], *, names: Mapping[str, str] | None = None, decisions: Sequence[Decision] = ()
) -> list[Programme]:
    """The programmes that the voices speak of, in order of key.

    `names` is `link_names`' map of former names. The voices of a subject must all be there, or none.
    """

    def subject(voice: Voice) -> tuple[str, str, str]:
        return key_subject(voice.maker, voice.brand, voice.model, voice.market, names)

    keyed: dict[str, Campaign] = {}
    for _, group in groupby(sorted(voices, key=lambda v: (subject(v), v.order)), key=subject):
        keyed |= _name_campaigns(group_campaigns(group), names or {})
    for decision in decisions:
        _apply(decision, keyed)
    keyed = {key: campaign for key, campaign in keyed.items() if campaign.voices}
    numbers = _number_campaigns(keyed, names or {})
    return [_tell(key, campaign, numbers[key], names or {}) for key, campaign in sorted(keyed.items())]


def name_programme(maker: str, model: str | None, brand: str, origin: str | None, market: str) -> str:
    """The key of a subject's newest campaign.

    >>> name_programme("Toyota", "Camry", "Toyota", "US", "JP")
    'toyota-camry-us-jp'
    >>> name_programme("Nissan", None, "Infiniti", None, "JP")
    'nissan-infiniti-any-jp'
    """
    what = model or ("" if brand == maker else brand) or "range"
    return "-".join(map(_slug, (maker, what, origin or "any", market)))


def is_key(text: str) -> bool:
    """Whether a programme can be called so.

    >>> is_key("toyota-camry-fleet"), is_key("Camry, fleet only")
    (True, False)
    """
    return _slug(text) == text


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "x"


def _name_campaigns(campaigns: Sequence[Campaign], names: Mapping[str, str]) -> dict[str, Campaign]:
    """Each campaign under its key; the newest of each origin under the plain one."""
    keyed: dict[str, Campaign] = {}
    for campaign in reversed(campaigns):
        head = _speak_for(campaign.voices, names)
        plain = name_programme(head.maker, head.model, head.brand, campaign.origin, head.market)
        year = campaign.over or campaign.begun or campaign.last
        when = f"{plain}-{year.year}" if year else f"{plain}-past"
        options = [plain, when, *(f"{when}-{n}" for n in range(2, len(campaigns) + 2))]
        keyed[next(key for key in options if key not in keyed)] = campaign
    return keyed


def _speak_for(voices: Sequence[Voice], names: Mapping[str, str]) -> Voice:
    """The voice that names the subject: today's name before a former one, the usual spelling before a rare one."""
    spellings = Counter((v.brand, v.model) for v in voices)

    def rank(voice: Voice) -> tuple[bool, int, str, str]:
        former = voice.model is not None and key_subject("", "", voice.model, "", names) != key_subject(
            "", "", voice.model, ""
        )
        return (former, -spellings[voice.brand, voice.model], voice.brand, voice.model or "")

    return min(voices, key=rank)


def _apply(decision: Decision, keyed: dict[str, Campaign]) -> None:
    for key in _find_meant(decision, keyed):
        source = keyed[key]
        leaving = _find_leaving(decision, source.voices)
        target = keyed.setdefault(decision.into, Campaign(origin=source.origin, first=source.first))
        if target is source or not leaving:
            continue
        target.first = min(target.first, source.first)
        target.voices.extend(leaving)
        target.origin = target.origin or source.origin
        target.inferred |= dict.fromkeys(leaving, f"decided: {decision.kind}")
        source.voices = [v for v in source.voices if v not in leaving]


def _find_leaving(decision: Decision, voices: Sequence[Voice]) -> list[Voice]:
    """Of a merge all; of a split those of its articles and of their copies, which are the same words."""
    stories = {voice.story for voice in voices if voice.page in decision.articles}
    return [voice for voice in voices if decision.kind == "merge" or voice.story in stories]


def _find_meant(decision: Decision, keyed: Mapping[str, Campaign]) -> list[str]:
    """The campaigns a decision speaks of: those of its articles, under whatever year they go now."""
    if not decision.articles:
        return [decision.key] if decision.key in keyed else []
    plain = _YEAR.sub("", decision.key)
    articles = set(decision.articles)
    return [
        key
        for key, campaign in keyed.items()
        if _YEAR.sub("", key) == plain and any(voice.page in articles for voice in campaign.voices)
    ]


_YEAR = re.compile(r"-(?:\d{4}|past)(?:-\d+)?$")


def _number_campaigns(keyed: Mapping[str, Campaign], names: Mapping[str, str]) -> dict[str, int]:
    """1 for the first campaign of a subject and origin, 2 for the next …"""
    numbers: dict[str, int] = {}
    heard: Counter[tuple[object, ...]] = Counter()
    for key, campaign in sorted(keyed.items(), key=lambda item: (item[1].first, item[0])):
        head = _speak_for(campaign.voices, names)
        subject = (*key_subject(head.maker, head.brand, head.model, head.market, names), campaign.origin)
        heard[subject] += 1
        numbers[key] = heard[subject]
    return numbers


def _tell(key: str, campaign: Campaign, number: int, names: Mapping[str, str]) -> Programme:
    picked = pick_voices(campaign.voices)
    stand, events = tell_history(picked)
    ordered = [voice for voice, _ in picked]
    head = _speak_for(campaign.voices, names)
    company = next((v for v in ordered if v.basis is Basis.COMPANY), None)
    start = weigh_value(ordered, lambda v: v.start)
    plant = weigh_value(ordered, lambda v: v.plant)
    region = weigh_value(ordered, lambda v: v.plant_region)
    disputes = (
        find_disputes(ordered, lambda v: v.start, start, field="start"),
        find_disputes(ordered, lambda v: v.plant_region, region, field="plant_region"),
    )
    return Programme(
        key=key,
        maker=head.maker,
        brand=head.brand,
        model=head.model,
        origin=campaign.origin,
        market=head.market,
        campaign=number,
        status=stand.status,
        basis=stand.basis,
        status_since=stand.since,
        first_reported=ordered[0].day,
        first_source=ordered[0].source,
        confirmed=company.day if company else None,
        confirmed_source=company.source if company else None,
        last_reported=max((v.day for v in campaign.voices if v.day), default=None),
        start=start,
        end=weigh_value(ordered, lambda v: v.end),
        plant_region=region,
        plant=plant,
        disputes=tuple(d for d in disputes if d),
        articles=len({v.page for v in campaign.voices}),
        stories=len({v.story for v in campaign.voices}),
        sources=len({v.source for v in campaign.voices}),
        events=tuple(events),
        voices=tuple(sorted(campaign.voices, key=lambda v: v.order)),
        inferred=dict(campaign.inferred),
    )
