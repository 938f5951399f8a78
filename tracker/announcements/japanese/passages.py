"""Cars of the subject that no act was read of: what their passage as a whole says.

In an article about such imports, a nameplate that is built abroad is there for a reason: it is sold, planned, weighed,
dreamt of or refused, in whatever words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.announcements.document import Claim, Document, Span
from tracker.announcements.japanese.clauses import group_cars, is_side
from tracker.announcements.japanese.markets import HOME, homes_spoken_of
from tracker.announcements.japanese.modality import Modality, read_modality
from tracker.announcements.japanese.periods import first_day
from tracker.announcements.japanese.sentences import SILENT, LineKind, Sentence
from tracker.announcements.japanese.workspace import Car, Place, Workspace, within, workspace_of
from tracker.records import Basis, Status

REACH = 3
"""Sentences that a passage goes on for behind the one that names the car."""

UNREAD = SILENT | {LineKind.TITLE, LineKind.CAPTION}

LEAD = 200
"""Characters at the head of an article that say what it is about."""

SEVERAL = 3

STATUSES = {
    Modality.DENIED: Status.RULED_OUT,
    Modality.ENDED: Status.ENDED,
    Modality.GUESSED: Status.SPECULATED,
    Modality.WEIGHED: Status.CONSIDERING,
    Modality.INTENDED: Status.PLANNED,
    Modality.DONE: Status.ON_SALE,
}
_ORDER = list(Modality)
_HERE = re.compile(r"国内|日本|本国|母国|自国")
_ELSEWHERE = re.compile(
    r"(?:北米|欧州|米国|中国|現地|海外|アジア|豪州)(?:市場)?(?:で|向け|専用)(?!.{0,12}(?:生産|製造|つく|造))"
)
_AGAINST = re.compile(r"のに対し|と(?:は)?違い|とは別に")
_AS = re.compile(r"[」』]?(?:として|の(?:名|車名)(?:で|を)|と(?:いう名|名乗|改め))")
_OUTSIDE = re.compile(r"[\s/|]国内[\s/|]|数えない|扱わない|並行|国産|国内製|ただの輸入|の客の分では")

Key = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention of a car and the text that belongs to it."""

    car: Car
    sentence: Sentence
    parts: tuple[tuple[int, int], ...]


def read_passages(document: Document) -> None:
    """Stage: adds claims for cars of foreign origin that have none yet."""
    work = workspace_of(document)
    if not work.cars or not (document.claims or work.has("frame.subject")) or work.is_parallel():
        return
    homes = homes_spoken_of(document, work)
    done = {(c.maker, c.model) for c in document.claims}
    distinct = {car.key: car for car in work.cars if car.model is not None}
    wanted = {k for k, car in distinct.items() if not _is_claimed(k, done) and _has_home(car, homes)}
    passages: dict[Key, list[Passage]] = {}
    for passage in find_passages(document.folded, work, wanted):
        passages.setdefault(passage.car.key, []).append(passage)
    for key, found in passages.items():
        claim = _read_car(document, work, key, found)
        if claim is not None:
            document.claims.append(claim)


def _is_claimed(key: Key, done: set[tuple[str, str | None]]) -> bool:
    """A claim about it, its variant, or the series that it belongs to: Integra Type S, 0 Series of the 0 Saloon."""
    maker, _, model = key
    claimed = [str(name) for other, name in done if other == maker and name]
    series = [name.removesuffix("Series") for name in claimed if name.endswith(" Series")]
    variant = any(name.startswith(f"{model} ") for name in claimed)
    return (maker, model) in done or variant or any(str(model).startswith(name) for name in series)


def _has_home(car: Car, homes: set[str]) -> bool:
    return bool(car.market) and (car.market == "JP" or car.market in homes or HOME in homes)


def find_passages(folded: str, work: Workspace, wanted: set[Key], *, earlier: bool = False) -> Iterator[Passage]:
    """Every mention of a `wanted` car that is not merely compared with; with `earlier`, earlier generations too."""
    for index, sentence in enumerate(work.sentences):
        if sentence.kind in UNREAD:
            continue
        cars = within(work.cars, sentence.start, sentence.end)
        if not any(car.key in wanted for car in cars):
            continue
        groups = group_cars(folded, work, sentence)
        for at, group in enumerate(groups):
            if is_side(folded, group, groups):
                continue
            begin = groups[at - 1][-1].end if at else sentence.start
            end = groups[at + 1][0].start if at + 1 < len(groups) else sentence.end
            against = _AGAINST.search(folded, group[-1].end, end)
            if against:
                end = against.start()
            if _AS.match(folded, group[-1].end, end):
                continue
            parts = ((begin, end), *(_following(work, index, group[0]) if end == sentence.end else ()))
            yield from (
                Passage(car, sentence, parts) for car in group if car.key in wanted and (earlier or not car.past)
            )


def _following(work: Workspace, index: int, car: Car) -> Iterator[tuple[int, int]]:
    line = work.sentences[index].line
    for sentence in work.sentences[index + 1 : index + 1 + REACH]:
        named = {m.name.canonical for m in within(work.makers, sentence.start, sentence.end)}
        answer = sentence.kind is LineKind.ANSWER and work.sentences[index].kind is LineKind.QUESTION
        if (
            (sentence.line != line and not answer)
            or within(work.cars, sentence.start, sentence.end)
            or named - {car.maker, car.brand}
        ):
            return
        yield sentence.start, sentence.end


def _read_car(document: Document, work: Workspace, key: Key, passages: list[Passage]) -> Claim | None:
    place = _origin(work, key, passages)
    best: tuple[int, Passage, tuple[int, int], Modality] | None = None
    for passage in passages:
        text = "".join(document.folded[a:b] for a, b in passage.parts)
        if _OUTSIDE.search(text) or _is_elsewhere(work, passage, text):
            continue
        if any(_is_silent(work, part) for part in passage.parts):
            continue
        if not document.claims and not _HERE.search(text) and not _is_list(document, work):
            continue
        modality = read_modality(text)
        if modality is None:
            continue
        rank = _ORDER.index(modality)
        if best is None or rank < best[0]:
            best = rank, passage, _deciding(document.folded, passage, modality), modality
    if best is None or (place is None and best[3] not in (Modality.DENIED,)):
        return None
    if place is None and not work.has("frame.subject"):
        return None
    if place is not None and place.country == passages[0].car.market:
        return None
    return _claim(document, work, best[1], best[2], best[3], place)


def _is_list(document: Document, work: Workspace) -> bool:
    """Several cars of foreign origin under a head that speaks of home."""
    abroad = {key for key, places in work.origins_by_car.items() if any(p.country not in (None, "JP") for p in places)}
    return len(abroad) >= SEVERAL and _HERE.search(document.folded, 0, LEAD) is not None


def _is_silent(work: Workspace, part: tuple[int, int]) -> bool:
    return any(m.cue.value == "silent" for m in work.cues_of("mood", *part))


def _is_elsewhere(work: Workspace, passage: Passage, text: str) -> bool:
    if _HERE.search(text):
        return False
    begin, end = passage.parts[0][0], passage.parts[-1][1]
    low, high = (bisect_left(work.markets, (at, 0, "")) for at in (begin, end))
    countries = {country for _, _, country in work.markets[low:high]}
    return bool(countries or _ELSEWHERE.search(text)) and passage.car.market not in countries


def _origin(work: Workspace, key: Key, passages: list[Passage]) -> Place | None:
    market = passages[0].car.market
    known = [p for p in work.origins_by_car.get(key, []) if p.country]
    if known:
        return next((p for p in known if p.country != market), known[0])
    for passage in passages:
        for begin, end in passage.parts:
            own = [o.place for o in within(work.origins, begin, end) if o.place.country]
            if own:
                return next((p for p in own if p.country != market), own[0])
    return _line_place(work, passages)


def _line_place(work: Workspace, passages: list[Passage]) -> Place | None:
    market = passages[0].car.market
    for passage in passages:
        frames = [o for o in work.frames.get(passage.sentence.line, []) if o.place.country not in (None, market)]
        if frames:
            return Place(frames[-1].place.country, None, None, frames[-1].place.looked_up)
    countries = {o.place.country for o in work.origins} - {None, market}
    return Place(next(iter(countries)), None, None, True) if len(countries) == 1 else None


def _deciding(folded: str, passage: Passage, modality: Modality) -> tuple[int, int]:
    """The part of the passage that its class was read from."""
    return next((p for p in passage.parts if read_modality(folded[p[0] : p[1]]) is modality), passage.parts[0])


def _claim(
    document: Document,
    work: Workspace,
    passage: Passage,
    part: tuple[int, int],
    modality: Modality,
    place: Place | None,
) -> Claim:
    status = STATUSES[modality]
    car = passage.car
    line = work.sentences_of(passage.sentence.line)
    sentence = next((s for s in line if s.start <= part[0] < s.end), passage.sentence)
    start, end = _times(document, work, part, status)
    today = document.published.isoformat() if document.published else "9999"
    if modality is Modality.DONE and start and first_day(start) > today:
        status = Status.PLANNED
    return Claim(
        maker=car.maker,
        brand=car.brand,
        model=car.model,
        market=car.market,
        origin=place.country if place else None,
        plant_region=place.region if place else None,
        plant=place.plant if place else None,
        status=status,
        basis=_basis(work, passage, status),
        start=start,
        end=end,
        sentence=Span(sentence.start, sentence.end),
        rules=(f"passage.{modality}",),
        inferred=("origin",) if place and place.looked_up else (),
    )


def _times(document: Document, work: Workspace, part: tuple[int, int], status: Status) -> tuple[str | None, str | None]:
    times = within(work.times, *part)
    if status is Status.ENDED:
        until = [t for t in times if t.role == "until"] or times
        first = next((t.value for t in times if t.role == "from"), None)
        return first, until[-1].value if until else None
    future = status not in (Status.ON_SALE,)
    firsts = [t.value_for(future=future) for t in times if t.role != "until"]
    if document.published is not None and future:
        today = document.published.isoformat()
        firsts = [f for f in firsts if first_day(f) > today or f >= today[: len(f)]]
    return (firsts[-1] if firsts else None), None


def _basis(work: Workspace, passage: Passage, status: Status) -> Basis:
    voices = {m.cue.value for begin, end in passage.parts for m in work.cues_of("voice", begin, end)}
    if status is Status.SPECULATED:
        return Basis.COMMENTARY
    if status is Status.RULED_OUT or ("company" in voices and "report" not in voices):
        return Basis.COMPANY
    return Basis.REPORT
