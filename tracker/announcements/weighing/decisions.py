"""The decisions: claims added for models that the rules left open, claims dropped that nothing supports."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tracker.announcements.assembly import assemble_announcements
from tracker.announcements.document import Claim, Document, Span
from tracker.announcements.weighing.candidates import Candidate, Subject, find_candidates
from tracker.announcements.weighing.timing import find_dates
from tracker.announcements.weighing.traits import MENTIONS, Sheet, find_traits, lay_sheet
from tracker.announcements.weighing.weights import Weights, read_weights
from tracker.records import Announcement, Basis, Status
from tracker.vocabulary import Name, NameKind

ADD = 0.7
"""From this probability on a model that the rules left open becomes a record."""
ADD_ALONE = 0.9
"""The same in an article of which the rules made no record at all."""
ADD_UNPLACED = 0.85
"""The same where no origin can be told: hardly ever a reverse import."""
DROP = 0.2
"""Below this probability a record of the rules is dropped."""


def weigh_claims(document: Document, language: str) -> None:
    """Add claims to `document.claims`, or drop some; what is dropped is told in `document.rejected`."""
    weights = read_weights(language)
    if weights is None or not document.sentences:
        return
    records = _settled(document)
    matches = document.find_names()
    candidates = find_candidates(document, matches, records)
    if not candidates:
        return
    sheet = lay_sheet(document, matches, language, len(records))
    threshold = ADD if records else ADD_ALONE
    for candidate in candidates.values():
        traits = find_traits(sheet, candidate)
        chance = weights.record.weigh(traits)["yes"]
        if candidate.record is not None and chance < DROP:
            _drop(document, candidate, chance)
        elif candidate.record is None and chance >= threshold and candidate.spans:
            claim = _claim(sheet, language, candidate, candidates, weights, traits)
            if claim.origin or chance >= ADD_UNPLACED:
                document.claims.append(claim)


def _settled(document: Document) -> Sequence[Announcement]:
    """What the rules alone would say; assembling adds to the history, so that is put back."""
    history, rejected = list(document.history), list(document.rejected)
    records = assemble_announcements(document)
    document.history, document.rejected = history, rejected
    return records


def _drop(document: Document, candidate: Candidate, chance: float) -> None:
    document.claims = [claim for claim in document.claims if claim not in candidate.claims or claim.status is None]
    document.rejected.append(
        f"{candidate.subject[2] or candidate.subject[1]}: weighed and found unlikely, {chance:.2f}"
    )


def _claim(
    sheet: Sheet,
    language: str,
    candidate: Candidate,
    candidates: Mapping[Subject, Candidate],
    weights: Weights,
    traits: set[str],
) -> Claim:
    chances = weights.status.weigh(traits)
    status = Status(max(chances, key=lambda answer: chances[answer]))
    bases = weights.basis.weigh(traits)
    sentence, mention, place = _best_sentence(sheet, candidate)
    start, end = find_dates(sheet.document, language, sentence, mention, status)
    origin = _resolve_origin(candidate, place, candidates.values())
    maker, brand, model, market = candidate.subject
    return Claim(
        maker=maker,
        brand=brand,
        model=model,
        market=market,
        origin=origin,
        plant_region=_region(place, origin),
        plant=place.canonical if place and place.kind is NameKind.PLANT and place.country == origin else None,
        status=status,
        start=start,
        end=end,
        basis=Basis(max(bases, key=lambda answer: bases[answer])),
        sentence=sentence,
        rules=(f"weighed.{status}", *(f"trait {r}" for r in weights.record.reasons("yes", traits))),
        inferred=() if place and place.canonical == origin else ("origin",),
    )


def _region(place: Name | None, origin: str | None) -> str | None:
    if place is None or place.country != origin:
        return None
    return place.canonical if place.kind is NameKind.REGION else place.region


def _best_sentence(sheet: Sheet, candidate: Candidate) -> tuple[Span, Span, Name | None]:
    """The sentence that names the model with a foreign place nearest by, or its first mention below the title."""
    spans = candidate.spans[:MENTIONS]
    below = next((s for s in spans if _sentence_of(sheet, s) > 0), spans[0])
    best: tuple[int, int, Span, Name | None] = (2, 0, below, None)
    for span in spans:
        at = _sentence_of(sheet, span)
        for start, token in sheet.sentences[at]:
            if isinstance(token, str) or not _is_foreign(token.name, candidate.market):
                continue
            best = min(best, (int(at == 0), abs(start - span.start), span, token.name), key=lambda b: b[:2])
    return sheet.document.sentences[_sentence_of(sheet, best[2])], best[2], best[3]


def _sentence_of(sheet: Sheet, span: Span) -> int:
    return max(0, bisect_right(sheet.starts, span.start) - 1)


def _country(name: Name) -> str | None:
    if name.kind is NameKind.COUNTRY:
        return name.canonical
    return name.country if name.kind in (NameKind.REGION, NameKind.PLANT) else None


def _is_foreign(name: Name, market: str) -> bool:
    return (country := _country(name)) is not None and country != market


def _resolve_origin(candidate: Candidate, place: Name | None, others: Iterable[Candidate]) -> str | None:
    """The claimed origin, else the place nearest by, else where the article has the maker's other models built."""
    claimed = next((claim.origin for claim in candidate.claims if claim.origin), None)
    if claimed:
        return claimed
    if place is not None:
        return _country(place)
    siblings = Counter(
        claim.origin
        for other in others
        if other.market == candidate.market
        for claim in other.claims
        if claim.origin and claim.origin != candidate.market
    )
    return siblings.most_common(1)[0][0] if siblings else None
