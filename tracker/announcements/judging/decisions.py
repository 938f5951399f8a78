"""The decisions: which candidates are records, of which status and basis, from where and from when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.announcements.document import Document
from tracker.announcements.judging.candidates import Candidate, find_candidates
from tracker.announcements.judging.neighbours import Opinion, compare_opinions
from tracker.announcements.judging.origins import Origin, Site, find_sites, place_origin, weigh_countries
from tracker.announcements.judging.periods import weigh_periods
from tracker.announcements.judging.sheet import Line, Sheet, lay_sheet
from tracker.announcements.judging.surroundings import Trait, choose, weigh_answers
from tracker.announcements.judging.traits import (
    LineTraits,
    Numbers,
    find_article_traits,
    find_line_traits,
    find_shared_traits,
)
from tracker.announcements.judging.weights import Weights, read_weights, to_chances
from tracker.records import Announcement, Basis, History, Status
from tracker.vocabulary import Match

RECORD = 0.5
"""From this probability on a candidate is a record."""
ALONE = 0.7
"""The same for the likeliest candidate of the article: below it the article announces nothing."""
CONTEXT = 0.5
"""From this probability on an article without records is on the subject all the same."""
UNLIKELY = 0.05
"""Below this probability nothing more is asked of a candidate."""
PAST = 0.02
"""From this probability on an earlier sale is looked for."""
LEAST = {"origin": 0.05, "start": 0.32, "end": 0.4, "until": 0.15}
"""From these probabilities on the likeliest answer is given."""
REASONS = 3

NO_STATUS = "none"
"""Of a candidate that is no record."""
DATED = {
    Status.PLANNED: ("start",),
    Status.ON_SALE: ("start", "end"),
    Status.ENDED: ("start", "end"),
    Status.RULED_OUT: ("start",),
    Status.CONSIDERING: ("start",),
    Status.SPECULATED: ("start",),
}


@dataclass(slots=True)
class Case:
    """A candidate with everything that is known of it."""

    candidate: Candidate
    lines: dict[int, LineTraits]
    evidence: int
    """Number of the line that speaks of it best."""
    numbers: dict[str, Numbers]
    """Its traits by role: of the `best` line, of `any` line, of the `article`."""
    countries: Mapping[str, set[Trait]] = field(default_factory=dict)
    """The traits of every country that may be its origin."""


def judge(document: Document, language: str, mentioned: Sequence[Match] = (), weights: Weights | None = None) -> None:
    """Fill `document.announcements`, `history` and `on_subject`; what nearly was a record is told in `rejected`.

    `mentioned` are nameplates that the vocabulary does not hold, where the text names them.
    """
    if not document.sentences:
        return
    weights = weights or read_weights(language)
    sheet = lay_sheet(document, language, mentioned)
    candidates = [c for c in find_candidates(sheet) if sheet.names_abroad(c.market)]
    if candidates:
        _decide(sheet, candidates, weights)
    if not document.announcements:
        numbers = {"article": find_shared_traits(sheet, weights.index)}
        document.on_subject = weights.heads["context"].chances(numbers)["yes"] >= CONTEXT


def _decide(sheet: Sheet, candidates: Sequence[Candidate], weights: Weights) -> None:
    document = sheet.document
    cases = [open_case(sheet, candidate, candidates, weights) for candidate in candidates]
    sites = find_sites(sheet)
    opinions = [form_opinion(sheet, sites, case, weights) for case in cases]
    compare_opinions(opinions)
    chances = [weights.seconds["record"].chances(opinion.traits)["yes"] for opinion in opinions]
    announces = max(chances) >= ALONE
    for case, opinion, chance in zip(cases, opinions, chances, strict=True):
        made = None
        if announces and chance >= RECORD:
            made = _record(sheet, sites, case, opinion, chance, weights)
            document.announcements.append(made)
        elif chance >= RECORD / 2:
            document.rejected.append(f"{_name(case.candidate)}: judged unlikely, {chance:.2f}")
        _add_past(sheet, case, made, weights)
    document.announcements = sorted(_without_bare_badges(document.announcements), key=lambda r: r.evidence_start)


def _without_bare_badges(records: Sequence[Announcement]) -> list[Announcement]:
    """The records without those of a badge whose models have the same origin and status: it is these that are meant."""
    named = {(r.brand, r.origin, r.status) for r in records if r.model}
    return [r for r in records if r.model or (r.brand, r.origin, r.status) not in named]


def open_case(sheet: Sheet, candidate: Candidate, candidates: Sequence[Candidate], weights: Weights) -> Case:
    """The traits of a candidate, and which line is its evidence."""
    lines = {n: find_line_traits(sheet, sheet.lines[n], candidate, weights.index) for n in candidate.lines}
    head = weights.heads["evidence"]
    scores = {n: head.score({"best": traits.core | traits.wording})[0] for n, traits in lines.items()}
    evidence = max(scores, key=lambda n: scores[n]) if len(scores) > 1 else next(iter(scores))
    article = find_article_traits(sheet, candidate, candidates, weights.index)
    return Case(candidate, lines, evidence, gather_numbers(lines, evidence, article))


def gather_numbers(lines: dict[int, LineTraits], evidence: int, article: Numbers) -> dict[str, Numbers]:
    """The traits by role."""
    best = lines[evidence]
    return {
        "best": best.core | best.wording,
        "any": set().union(*(traits.core for traits in lines.values())),
        "article": article,
    }


def form_opinion(sheet: Sheet, sites: list[Site], case: Case, weights: Weights) -> Opinion:
    """The first look: by the candidate's own traits alone."""
    (total,) = weights.heads["record"].score(case.numbers)
    (chance,) = to_chances([total])
    head = weights.heads["status"]
    sums, abroad = [0.0] * len(head.answers), 0.0
    if chance >= UNLIKELY:
        sums = head.score(case.numbers)
        case.countries = weigh_countries(sheet, sites, case.candidate, case.evidence)
        abroad = max(weigh_answers(case.countries, weights.index, weights.heads["origin"]).values(), default=0.0)
    statuses = dict(zip(head.answers, to_chances(sums), strict=True))
    return Opinion(case.candidate, case.evidence, total, chance, sums, statuses, abroad)


def _record(
    sheet: Sheet, sites: list[Site], case: Case, opinion: Opinion, chance: float, weights: Weights
) -> Announcement:
    statuses = weights.seconds["status"].chances(opinion.traits)
    status = Status(max(statuses, key=lambda name: statuses[name]))
    bases = weights.heads["basis"].chances(case.numbers)
    candidate, document = case.candidate, sheet.document
    country = _choose(case.countries, "origin", weights)
    origin = place_origin(country, sites, candidate, case.evidence)
    dates = _date(sheet, case, status, weights)
    maker, brand, model, market = candidate.subject
    line = sheet.lines[case.evidence]
    return Announcement(
        maker=maker,
        brand=brand,
        model=model,
        market=market,
        origin=origin.country,
        plant_region=origin.region,
        plant=origin.plant,
        status=status,
        basis=Basis(max(bases, key=lambda name: bases[name])),
        start=dates.get("start"),
        end=dates.get("end"),
        evidence=document.text[line.start : line.end],
        evidence_start=line.start,
        evidence_end=line.end,
        rules=_reasons(case, chance, status, statuses[status], weights),
        inferred=_inferred(origin),
    )


def _choose(rows: Mapping[str, set[Trait]], question: str, weights: Weights) -> str | None:
    return choose(rows, weights.index, weights.heads[question], LEAST[question])


def _inferred(origin: Origin) -> tuple[str, ...]:
    return ("origin",) if origin.country and not origin.named else ()


def _date(sheet: Sheet, case: Case, status: Status, weights: Weights) -> dict[str, str | None]:
    rows = weigh_periods(sheet, case.candidate, case.evidence, status)
    return {question: _choose(rows, question, weights) for question in DATED[status]}


def _reasons(case: Case, chance: float, status: Status, sure: float, weights: Weights) -> tuple[str, ...]:
    """What tipped the scales, so that a wrong answer is traced to its traits."""
    told = []
    for head, answer, name, likely in (("record", "yes", "record", chance), ("status", status, status, sure)):
        told.append(f"{name} {likely:.2f}")
        reasons = weights.heads[head].reasons(answer, "best", case.numbers["best"], REASONS)
        told += [f"{name}: {weights.index.name(number)} {weight:+.2f}" for number, weight in reasons]
    return tuple(told)


def _add_past(sheet: Sheet, case: Case, made: Announcement | None, weights: Weights) -> None:
    """An earlier sale at home, where the article tells when it ended."""
    candidate, document = case.candidate, sheet.document
    model = candidate.subject[2]
    (total,) = weights.heads["past"].score(case.numbers)
    if model is None or to_chances([total])[0] < PAST:
        return
    rows = weigh_periods(sheet, candidate, case.evidence, made.status if made else NO_STATUS)
    until = _choose(rows, "until", weights)
    if until is None:
        return
    line = _line_of_period(sheet, case, until)
    document.history.append(
        History(
            maker=candidate.maker,
            model=model,
            market=candidate.market,
            sold_until=until,
            sold_as=next((m.alias for m in candidate.matches if m.alias), None),
            evidence=document.text[line.start : line.end],
            evidence_start=line.start,
            evidence_end=line.end,
            rules=(f"past {to_chances([total])[0]:.2f}",),
        )
    )


def _line_of_period(sheet: Sheet, case: Case, period: str) -> Line:
    """The line that states a period, of those about the candidate if one does."""
    stating = [
        line.number
        for line in sheet.lines
        if any(token.when and period in (token.when.past, token.when.future) for token in line.tokens)
    ]
    about = [number for number in stating if number in case.lines]
    return sheet.lines[(about or stating or [case.evidence])[0]]


def _name(candidate: Candidate) -> str:
    return candidate.subject[2] or candidate.subject[1]
