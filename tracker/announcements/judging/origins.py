"""Where a candidate is built: of the foreign countries that the article names, the one its surroundings speak for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from tracker.announcements.judging.candidates import Candidate
from tracker.announcements.judging.labels import label_tokens
from tracker.announcements.judging.sheet import Sheet, country_of
from tracker.announcements.judging.surroundings import (
    Trait,
    find_acts,
    find_distances,
    find_relation,
    find_words,
)
from tracker.vocabulary import Match, NameKind, read_vocabulary
from tracker.vocabulary.programmes import read_programmes

REMOTE = frozenset({"-3", "3"})
"""Lines so far from every mention that the words there are about something else."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place named in the article."""

    line: int
    at: int
    country: str
    match: Match


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a candidate is built, as far as the article tells."""

    country: str | None = None
    region: str | None = None
    plant: str | None = None
    named: bool = False
    """The country itself, or a place in it, stands beside the model."""


def find_sites(sheet: Sheet) -> list[Site]:
    """Every country, region and plant of the article."""
    return [
        Site(line.number, at, country, match)
        for line in sheet.lines
        for at, token in enumerate(line.tokens)
        for match in token.names
        if (country := country_of(match.name))
    ]


def weigh_countries(sheet: Sheet, sites: list[Site], candidate: Candidate, evidence: int) -> dict[str, set[Trait]]:
    """The traits of every country that may be the origin."""
    foreign = [site for site in sites if site.country != candidate.market]
    rows: dict[str, set[Trait]] = {}
    for site in foreign:
        labels = label_tokens(sheet, sheet.lines[site.line], candidate.subject)
        relation = find_relation(candidate, site.line, evidence)
        rows.setdefault(site.country, set()).update(_site_traits(sheet, site, candidate, relation, labels))
    counts = Counter(site.country for site in foreign)
    titled = {site.country for site in foreign if site.line == 0}
    known = read_programmes().get((candidate.maker, candidate.subject[2]), frozenset())
    for country, row in rows.items():
        row.add(("count", min(counts[country], 4)))
        row.add(("countries", min(len(rows), 4)))
        row.add(("most named", counts[country] == max(counts.values())))
        row.add(("has plants there", (candidate.maker, country) in _plants()))
        row.add(("known origin", (country in known, bool(known))))
        row.add(("in title", country in titled))
    return rows


def _site_traits(sheet: Sheet, site: Site, candidate: Candidate, relation: str, labels: list[str]) -> set[Trait]:
    line, name = sheet.lines[site.line], site.match.name
    traits: set[Trait] = {("relation", relation), ("place", (relation, name.kind.value, site.match.form.value))}
    if relation in REMOTE:
        return traits
    if name.kind is NameKind.PLANT:
        own = candidate.maker in name.makers
        traits |= {("own plant", own), ("own plant", (relation, own))}
    for trait in find_distances(candidate, line, site.at):
        traits.add(trait)
        if relation == "evidence":
            traits.add((f"evidence {trait[0]}", trait[1]))
    for act in find_acts(line, site.at):
        traits |= {("act", act), ("act", (relation, act))}
    near = "own" if relation in ("evidence", "named") else "other"
    traits |= {(f"{near} {scope}", key) for scope, key in find_words(labels, site.at)}
    return traits


@cache
def _plants() -> frozenset[tuple[str, str]]:
    plants = read_vocabulary().names(NameKind.PLANT)
    return frozenset((maker, plant.country) for plant in plants for maker in plant.makers if plant.country)


def place_origin(country: str | None, sites: list[Site], candidate: Candidate, evidence: int) -> Origin:
    """A country with its region and plant as the article states them of the candidate."""
    if country is None:
        return Origin()
    about = {line for line, _ in candidate.mentions} | {evidence}
    near = sorted(
        (site for site in sites if site.country == country and site.line in about),
        key=lambda site: (site.line != evidence, _way(candidate, site)),
    )
    region = next((s.match.name.canonical for s in near if s.match.name.kind is NameKind.REGION), None)
    plant = next((s.match for s in near if s.match.name.kind is NameKind.PLANT), None)
    if plant is not None and region is not None and plant.name.region not in (None, region):
        region = None
    return Origin(country, region, (plant.alias or plant.name.canonical) if plant else None, bool(near))


def _way(candidate: Candidate, site: Site) -> int:
    return min((abs(at - site.at) for line, at in candidate.mentions if line == site.line), default=99)
