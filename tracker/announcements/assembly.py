"""Claims → announcements: one record per maker × model × origin × market, the strongest status it has.

A claim may lack a status (it only says where the car is built) or an origin (it only says when it comes): claims of
one maker, model and market complete each other here, whatever the language they were read in.

- A claim without origin joins the group of its model that has one; of several, the one claimed first.
- A claim without status lends origin, region and plant to the others, and makes no record of its own.
- Of several statuses the one that `RANK` puts highest is the record's; a claim of `strength` 9 decides alone.
- An ended import that has a live record is history.
- "Some Infiniti models" (model None) makes a record only where no model of that brand does with the same origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.announcements.document import Claim, Document
from tracker.records import Announcement, Basis, History, Status

DECISIVE = 9
"""The strength of a claim that no other can outrank: "has now scrapped the plan"."""

RANK = {
    Status.SPECULATED: 1,
    Status.CONSIDERING: 2,
    Status.ENDED: 3,
    Status.PLANNED: 4,
    Status.RULED_OUT: 5,
    Status.ON_SALE: 6,
}
"""Which status wins where claims differ: a revived import is live again, a cancelled plan is no plan."""

BASIS_RANK = {Basis.COMPANY: 3, Basis.REPORT: 2, Basis.COMMENTARY: 1, None: 0}

Subject = tuple[str, str, str | None, str]


def assemble_announcements(document: Document) -> tuple[Announcement, ...]:
    """The document's claims merged into announcements, in order of first mention.

    Ended imports that a live record of the same car outranks are added to `document.history`.
    """
    made: list[Announcement] = []
    for claims in _by_subject(document.claims).values():
        for group in _by_origin(claims):
            announcement = _merged(document, group)
            if announcement is not None:
                made.append(announcement)
    return tuple(sorted(_without_bare_brands(document, made), key=lambda a: a.evidence_start))


def _by_subject(claims: Iterable[Claim]) -> dict[Subject, list[Claim]]:
    groups: dict[Subject, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.maker, claim.brand, claim.model, claim.market), []).append(claim)
    return groups


def _by_origin(claims: Sequence[Claim]) -> list[list[Claim]]:
    """One list per origin; what states none joins the group that a claim with a status and an origin opened first."""
    known = [c for c in claims if c.origin]
    order = [c.origin for c in known if c.status] + [c.origin for c in known]
    origins = list(dict.fromkeys(order))
    if not origins:
        return [list(claims)]
    return [[c for c in claims if c.origin == origin or (not c.origin and origin == origins[0])] for origin in origins]


def _merged(document: Document, claims: Sequence[Claim]) -> Announcement | None:
    stated = [c for c in claims if c.status]
    if not stated:
        return None
    status = _strongest_status(stated, document.published)
    chosen = [c for c in stated if c.status is status]
    best = max(chosen, key=lambda c: (c.strength, bool(c.origin), bool(c.start), -c.sentence.start))
    _keep_past(document, claims, status)
    return Announcement(
        maker=best.maker,
        brand=best.brand,
        model=best.model,
        market=best.market,
        origin=_first(c.origin for c in (best, *claims)),
        plant_region=_first(c.plant_region for c in (best, *claims)),
        plant=_first(c.plant for c in (best, *claims)),
        status=status,
        basis=max((c.basis for c in chosen), key=lambda b: BASIS_RANK[b]) or Basis.REPORT,
        start=_most_precise(_starts(chosen, claims, status)),
        end=_most_precise(c.end for c in (*chosen, *claims) if status in (Status.ENDED, Status.ON_SALE)),
        evidence=document.text[best.sentence.start : best.sentence.end],
        evidence_start=best.sentence.start,
        evidence_end=best.sentence.end,
        rules=tuple(dict.fromkeys(rule for c in (best, *claims) for rule in c.rules)),
        inferred=tuple(dict.fromkeys(name for c in claims for name in c.inferred)),
    )


def _strongest_status(stated: Sequence[Claim], published: date | None) -> Status:
    decisive = [c for c in stated if c.strength >= DECISIVE]
    statuses = {c.status for c in decisive or stated if c.status}
    best = max(statuses, key=lambda s: RANK[s])
    if best is Status.ON_SALE and Status.PLANNED in statuses and _is_still_to_come(stated, published):
        return Status.PLANNED
    return best


def _is_still_to_come(stated: Sequence[Claim], published: date | None) -> bool:
    """Whether a plan dated later speaks of the same car as an undated "is sold": then that is yet to be."""
    if published is None or any(c.start for c in stated if c.status is Status.ON_SALE):
        return False
    here = f"{published.year}-H2" if published.month < 7 else f"{published.year + 1}"
    planned = (c.start.removeprefix("FY") for c in stated if c.status is Status.PLANNED and c.start)
    return any(start == here or start[:4] > str(published.year) for start in planned)


def _starts(chosen: Sequence[Claim], claims: Sequence[Claim], status: Status) -> list[str | None]:
    """The starts of the claims that gave the status; without one, those of others: a cancelled import keeps its own."""
    own = [c.start for c in chosen if c.start]
    return list(own) or [c.start for c in claims if c.start and c.status is not Status.ENDED]


def _most_precise(periods: Iterable[str | None]) -> str | None:
    found = [p for p in periods if p]
    if not found:
        return None
    first = found[0]
    # A finer period counts only where it lies inside the first: 2026 may become 2026-04, never 2027-01.
    return max((p for p in found if p[:4] == first[:4]), key=len)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _keep_past(document: Document, claims: Sequence[Claim], status: Status) -> None:
    if status is Status.ENDED:
        return
    for claim in claims:
        if claim.status is not Status.ENDED or claim.model is None:
            continue
        past = History(
            maker=claim.maker,
            model=claim.model,
            market=claim.market,
            sold_until=claim.end,
            sold_as=claim.sold_as,
            evidence=document.text[claim.sentence.start : claim.sentence.end],
            evidence_start=claim.sentence.start,
            evidence_end=claim.sentence.end,
            rules=claim.rules,
        )
        if not any((h.maker, h.model, h.market) == (past.maker, past.model, past.market) for h in document.history):
            document.history.append(past)


def _without_bare_brands(document: Document, made: Sequence[Announcement]) -> list[Announcement]:
    named = {(a.maker, a.brand, a.market) for a in made if a.model}
    # A decisive claim about a brand was weighed against its models' by the language's own stages.
    lasting = {(c.maker, c.brand, c.origin) for c in document.claims if c.model is None and c.strength >= DECISIVE}
    kept = []
    for announcement in made:
        bare = announcement.model is None
        bare = bare and (announcement.maker, announcement.brand, announcement.origin) not in lasting
        if bare and (announcement.maker, announcement.brand, announcement.market) in named:
            document.rejected.append(f"{announcement.brand}: a model of the brand is named")
        else:
            kept.append(announcement)
    return kept
