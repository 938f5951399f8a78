"""Findings → claims: per maker, model and origin the one status, start and evidence that the whole article supports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.announcements.document import Claim, Document, Span
from tracker.announcements.japanese.markets import HOME, homes_spoken_of
from tracker.announcements.japanese.sentences import LineKind
from tracker.announcements.japanese.workspace import Car, Finding, Place, Workspace, workspace_of
from tracker.records import Basis, History, Status

DECISIVE = 9
RANK = {
    Status.SPECULATED: 1,
    Status.CONSIDERING: 2,
    Status.PLANNED: 3,
    Status.ENDED: 4,
    Status.RULED_OUT: 5,
    Status.ON_SALE: 6,
}
IMPORTS = ("event.launch.brings_in", "event.launch.carries_in", "event.sell.imports", "event.launch.comes_back")

OTHER_CARS = "car.other"
"""Rule of a claim about cars that are said to be none of those named."""

_DONE = re.compile(r"(?:終了|終え|終わっ|打ち切っ|やめ)(?:し)?[たて](?!い?く)")

Key = tuple[str, str, str | None]


def judge(document: Document) -> None:
    """Stage: fills the document's claims and history."""
    work = workspace_of(document)
    groups: dict[Key, list[Finding]] = {}
    homes = homes_spoken_of(document, work)
    at_home = {f.car.key for f in work.findings if f.market == HOME or f.car.market in homes or HOME in homes}
    for finding in work.findings:
        reason = _reason_to_drop(work, finding, at_home)
        if reason:
            document.rejected.append(f"{finding.car.brand} {finding.car.model or '(cars)'}: {reason}")
        else:
            groups.setdefault(finding.car.key, []).append(finding)
    for key, findings in _with_members(groups).items():
        _judge_car(document, work, key, findings)
    _drop_bare(document)


def _with_members(groups: dict[Key, list[Finding]]) -> dict[Key, list[Finding]]:
    """0 SUV and 0 Saloon under 0 Series, where the article says the same of both."""
    merged = dict(groups)
    for maker, brand, model in groups:
        if not model or not model.endswith(" Series"):
            continue
        series = (maker, brand, model)
        statuses = {f.status for f in groups[series]}
        for key, findings in groups.items():
            member = key[:2] == series[:2] and key != series and str(key[2]).startswith(model.removesuffix("Series"))
            if member and statuses & {f.status for f in findings if f.status}:
                merged[series] = merged[series] + [replace(f, car=groups[series][0].car) for f in findings]
                merged.pop(key)
    return merged


def _reason_to_drop(work: Workspace, finding: Finding, at_home: set[Key]) -> str | None:
    car = finding.car
    if not car.market:
        return "no home market is known"
    if finding.market not in (None, HOME):
        return f"in {finding.market}, not at home"
    official = finding.by_maker or (finding.basis == "company" and finding.status is not Status.RULED_OUT)
    if work.is_parallel() and not official:
        return "the article is of parallel imports, and the maker is not said to do it"
    if finding.act.cue.cue.value == "perform" and not (
        finding.origin and (finding.market or work.has("frame.subject"))
    ):
        return "how it sells is no statement of import"
    if finding.act.cue.cue.id == "event.stop.production" and car.key not in at_home:
        return "production ends, of sales at home there is no word"
    if finding.market is None and car.market != "JP" and car.key not in at_home:
        return "a foreign maker, and no word of its home market"
    return None


def _judge_car(document: Document, work: Workspace, key: Key, findings: list[Finding]) -> None:
    car = findings[0].car
    place = _origin(work, key, findings)
    settled = [_settle(document, g) for f in findings if (g := _called_off(document, work, f)).status]
    body = [f for f in settled if f.sentence.kind is not LineKind.TITLE]
    settled = body or settled
    stated = [f for f in settled if not f.home_built]
    home = [f for f in settled if f.home_built and f.status is Status.ENDED]
    past = [f for f in stated if f.status is Status.ENDED]
    live = _without_habit(_without_past_run([f for f in stated if f.status is not Status.ENDED], past), past)
    if place is None and not _may_lack_origin(work, live):
        document.rejected.append(f"{car.brand} {car.model or '(cars)'}: nothing says it is built abroad")
        _add_history(document, car, past + home)
        return
    if place is not None and place.country == car.market:
        document.rejected.append(f"{car.brand} {car.model or '(cars)'}: built at home")
        _add_history(document, car, past + home)
        return
    if live:
        _add_claim(document, work, car, live, findings, place)
        _add_history(document, car, past + home)
    elif past:
        _add_claim(document, work, car, past, findings, place)
        _add_history(document, car, home)


def _called_off(document: Document, work: Workspace, finding: Finding) -> Finding:
    """A plan that was (投入する案があった), in a paragraph that says it is off."""
    if finding.status or not finding.act.void:
        return finding
    line = work.sentences_of(finding.sentence.line)
    moods = work.cues_of("mood", line[0].start, line[-1].end)
    off = any(m.cue.value in ("cancel", "deny") for m in moods)
    return replace(finding, status=Status.RULED_OUT, rules=(*finding.rules, "status.called_off")) if off else finding


def _settle(document: Document, finding: Finding) -> Finding:
    """A sale that the sentence itself says is over: 04年から15年まで売られた, 先代は…販売した."""
    if finding.status is Status.ENDED and finding.end and document.published and finding.act.tense in ("noun", "open"):
        ahead = finding.end.removeprefix("FY") >= document.published.isoformat()[: len(finding.end.removeprefix("FY"))]
        soon = ahead and not _DONE.search(document.folded, finding.act.end, finding.act.scope_end + 6)
        return replace(finding, status=Status.ON_SALE) if soon else finding
    if finding.status is not Status.ON_SALE or finding.act.stops:
        return finding
    over = finding.end is not None and document.published is not None and finding.end[:4].isdigit()
    if over and finding.act.tense in ("past", "open", "was") and document.published is not None:
        over = finding.end is not None and finding.end[:4] <= str(document.published.year)
        return replace(finding, status=Status.ENDED) if over else finding
    return replace(finding, status=Status.ENDED) if finding.past and finding.act.tense == "past" else finding


def _without_past_run(live: list[Finding], past: Sequence[Finding]) -> list[Finding]:
    """Without the sales that belong to a run which ended: 12年に発売した … 23年に終えた."""
    if not past:
        return live
    ends = [f.end for f in past if f.end]
    last = max(ends, default=None)
    return [
        f
        for f in live
        if f.status is not Status.ON_SALE
        or f.act.tense != "past"
        or (f.start and last and f.start > last)
        or f.act.stops
    ]


def _without_habit(live: list[Finding], past: Sequence[Finding]) -> list[Finding]:
    """米国から輸入する「X」の受注を来月始める: the attribute is no statement where another clause makes one."""
    stated = [f for f in live if not (f.act.attributive and f.act.tense == "nonpast" and f.act.cue.cue.value == "sell")]
    stated = [f for f in stated if f.act.cue.cue.value != "perform"]
    return stated or ([] if past else live)


def _origin(work: Workspace, key: Key, findings: Sequence[Finding]) -> Place | None:
    own = [f.origin for f in findings if f.origin and f.status]
    mentioned = work.origins_by_car.get(key, [])
    market = findings[0].car.market
    places = [p for p in (*own, *mentioned) if p.country != market] or [*own, *mentioned]
    known = [p for p in places if p.country]
    if not known:
        return places[0] if places else None
    first = known[0]
    same = [p for p in known if p.country == first.country]
    plant = next((p.plant for p in same if p.plant), None)
    region = next((p.region for p in same if p.region), None)
    # A plant's region may be said elsewhere in the article: 米テネシー州スマーナ工場 … 同じスマーナ製の「Y」.
    region = region or next((o.place.region for o in work.origins if plant and o.place.plant == plant), None)
    return Place(
        first.country,
        region,
        plant,
        all(p.looked_up for p in same),
    )


def _may_lack_origin(work: Workspace, live: Sequence[Finding]) -> bool:
    return any(f.act.cue.cue.id in IMPORTS and f.market == HOME for f in live) and work.has("frame.subject")


def _best(findings: Sequence[Finding]) -> Finding:
    return max(
        findings,
        key=lambda f: (
            RANK[f.status] if f.status else 0,
            f.sentence.kind is not LineKind.TITLE,
            f.origin is not None,
            f.start is not None,
            -f.sentence.start,
        ),
    )


def _add_claim(
    document: Document,
    work: Workspace,
    car: Car,
    chosen: Sequence[Finding],
    findings: Sequence[Finding],
    place: Place | None,
) -> None:
    best = _best(chosen)
    same = [f for f in chosen if f.status is best.status]
    start = _precise([f.start for f in same]) or _precise([f.start for f in findings if _lends_start(f, best)])
    if start is None and best.status is Status.RULED_OUT:
        start = _precise([f.start for f in chosen])
    end = next((f.end for f in same if f.end), None)
    if best.status is Status.ON_SALE:
        end = next((f.end for f in findings if f.act.stops and f.status is Status.ON_SALE and f.end), None)
    bases = [f.basis for f in same if f.basis]
    basis = next((b for b in ("company", "report", "commentary") if b in bases), "report")
    document.claims.append(
        Claim(
            maker=car.maker,
            brand=car.brand,
            model=car.model,
            market=car.market,
            origin=place.country if place else None,
            plant_region=place.region if place else None,
            plant=place.plant if place else None,
            status=best.status,
            basis=Basis(basis),
            start=start,
            end=end,
            sentence=Span(best.sentence.start, best.sentence.end),
            rules=tuple(dict.fromkeys(rule for f in same for rule in f.rules)),
            inferred=("origin",) if place and place.looked_up else (),
            strength=DECISIVE,
        )
    )


def _lends_start(finding: Finding, best: Finding) -> bool:
    if finding.act.cue.cue.value == "perform":
        return False
    if best.status is Status.ENDED:
        return finding.status in (None, Status.ENDED, Status.ON_SALE) and not finding.act.void
    if finding.act.void:
        return best.status is Status.RULED_OUT
    if best.status is Status.ON_SALE and best.act.cue.cue.value == "order":
        return finding.status in (None, Status.PLANNED)
    return finding.status is best.status or (finding.status is None and best.status is Status.ON_SALE)


def _precise(periods: Sequence[str | None]) -> str | None:
    found = [p for p in periods if p]
    if not found:
        return None
    same = [p for p in found if p[:4] == found[0][:4]]
    return max(same, key=len)


def _add_history(document: Document, car: Car, past: Sequence[Finding]) -> None:
    ends = [f for f in past if f.end]
    if not ends or car.model is None:
        return
    best = ends[0]
    document.history.append(
        History(
            maker=car.maker,
            model=car.model,
            market=car.market,
            sold_until=best.end,
            evidence=document.text[best.sentence.start : best.sentence.end],
            evidence_start=best.sentence.start,
            evidence_end=best.sentence.end,
            rules=best.rules,
        )
    )


def _drop_bare(document: Document) -> None:
    """ "Some Toyotas" is a record only where no Toyota of that origin has as strong a one."""
    kept: list[Claim] = []
    for claim in document.claims:
        rivals = [
            c
            for c in document.claims
            if c.model
            and (c.maker, c.brand, c.origin) == (claim.maker, claim.brand, claim.origin)
            and c.status not in (None, Status.ENDED)
            and claim.status
            and RANK[c.status] >= RANK[claim.status]
        ]
        if claim.model is None and rivals and OTHER_CARS not in claim.rules:
            document.rejected.append(f"{claim.brand}: a model of the brand is named")
        else:
            kept.append(claim)
    document.claims[:] = kept
