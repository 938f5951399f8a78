"""The claims of a whole document, settled: origins that stand for several models, past sales that are history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.announcements.document import Claim, Document
from tracker.records import History, Status

Subject = tuple[str, str, str | None, str]
LIVE = (Status.PLANNED, Status.CONSIDERING, Status.ON_SALE, Status.SPECULATED, Status.RULED_OUT)


def settle_claims(document: Document) -> None:
    """Drop the claims that make no reverse import, and turn past sales of home-built cars into history."""
    _drop_shorthand(document)
    kept: list[Claim] = []
    for claims in _by_subject(document.claims).values():
        kept += _settle(document, claims)
    document.claims = sorted(kept, key=lambda c: c.sentence)
    if document.claims:
        document.on_subject = True


def _drop_shorthand(document: Document) -> None:
    """Drop what a headline says of "the Integra" where the article goes on to name the Integra Type S."""
    if not document.sentences:
        return
    title = document.sentences[0]
    names = {(c.maker, c.brand, c.model) for c in document.claims if c.model}

    def is_shorthand(claim: Claim) -> bool:
        return claim.sentence == title and any(
            (m, b) == (claim.maker, claim.brand) and n != claim.model and str(n).startswith(f"{claim.model} ")
            for m, b, n in names
        )

    document.claims = [c for c in document.claims if not is_shorthand(c)]


def _subject(claim: Claim) -> Subject:
    return claim.maker, claim.brand, claim.model, claim.market


def _by_subject(claims: Iterable[Claim]) -> dict[Subject, list[Claim]]:
    groups: dict[Subject, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_subject(claim), []).append(claim)
    return groups


def _settle(document: Document, claims: list[Claim]) -> list[Claim]:
    foreign = [c for c in claims if c.origin]
    stated = [c for c in claims if c.status]
    if not foreign:
        for claim in stated:
            if claim.status is Status.ENDED:
                _keep_history(document, claim)
            else:
                document.rejected.append(f"{claim.model}: {claim.status}, but built abroad nowhere in the text")
        return []
    claims = _without_weaker(claims)
    live = [c for c in claims if c.status in LIVE]
    ended = [c for c in stated if c.status is Status.ENDED]
    # A record that lives on keeps its past apart; without one, the import itself has ended.
    if live and ended and not _follows(live, ended):
        for claim in ended:
            _keep_history(document, claim)
        return [c for c in claims if c.status is not Status.ENDED]
    if live and ended:
        over = [c if c.end or c.status is not Status.ENDED else replace(c, end=_last_start(live)) for c in claims]
        return [c for c in over if c.status is not Status.ON_SALE] + _origins_only(live)
    return claims


def _without_weaker(claims: list[Claim]) -> list[Claim]:
    """Live claims without those of another status that say it less directly: "is sold worldwide" beside "will be
    sold in Japan". What they say of origin and plant is kept."""
    live = [c for c in claims if c.status in LIVE]
    if len({c.origin for c in live if c.origin}) > 1:
        return claims
    best = max((c.strength for c in live), default=0)
    kept = {c.status for c in live if c.strength == best}
    weak = {c.status for c in live} - kept
    return [replace(c, status=None, strength=0) if c.status in weak else c for c in claims]


def _follows(live: list[Claim], ended: list[Claim]) -> bool:
    """Whether the end came after all that is told of a sale: it was on sale, and no longer is."""
    if any(c.status is not Status.ON_SALE for c in live):
        return False
    again = [c for c in live if any(rule.startswith("state.") for rule in c.rules)]
    if any(c.sentence.start > e.sentence.start for c in again for e in ended):
        return False
    return any(c.strength >= max(x.strength for x in live) or c.origin for c in ended) and not any(
        c.start and e.end and c.start[:4] > e.end[:4] for c in live for e in ended
    )


def _last_start(live: list[Claim]) -> str | None:
    """ "Sold in Japan last year and no longer to be had": the only date is both."""
    dates = [c.start for c in live if c.start]
    return dates[0] if len(set(dates)) == 1 and len(dates[0]) == 4 else None


def _origins_only(claims: list[Claim]) -> list[Claim]:
    return [replace(c, status=None, strength=0) for c in claims if c.status is Status.ON_SALE]


def _keep_history(document: Document, claim: Claim) -> None:
    if claim.model is None:
        return
    earlier = [h for h in document.history if (h.maker, h.model, h.market) == (claim.maker, claim.model, claim.market)]
    if earlier and (earlier[0].sold_until or not claim.end):
        return
    for past in earlier:
        document.history.remove(past)
    document.history.append(
        History(
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
    )
