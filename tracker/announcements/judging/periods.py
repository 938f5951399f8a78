"""When a candidate's sale began, begins or ended: of the times around it, the one its surroundings speak for."""

from __future__ import annotations

from tracker.announcements.judging.candidates import Candidate
from tracker.announcements.judging.labels import label_tokens
from tracker.announcements.judging.sheet import Line, Sheet
from tracker.announcements.judging.surroundings import Trait, find_acts, find_distances, find_relation, find_words
from tracker.announcements.judging.times import When, distance_of, grain_of

AROUND = (-2, 3)
"""Lines from a mention in which its times stand."""
AHEAD = 14

Rows = dict[str, set[Trait]]


def weigh_periods(sheet: Sheet, candidate: Candidate, evidence: int, status: str) -> Rows:
    """The traits of every period that the lines around the candidate state; a time of two readings gives two."""
    rows: Rows = {}
    named = [line for line, _ in candidate.mentions]
    for line in sheet.lines:
        nearest = min((line.number - n for n in named), key=abs)
        if line.number != evidence and not AROUND[0] <= nearest <= AROUND[1]:
            continue
        whens = [(at, token.when) for at, token in enumerate(line.tokens) if token.when is not None]
        if not whens:
            continue
        labels = label_tokens(sheet, line, candidate.subject)
        relation = find_relation(candidate, line.number, evidence)
        for place, (at, when) in enumerate(whens, 1):
            common = _common(sheet, candidate, line, at, when, relation, status, labels)
            common.add(("in line", (min(place, 3), relation)))
            for period, reading in _readings(when):
                rows.setdefault(period, set()).update(common, _own(sheet, period, reading, relation, status, line, at))
    for row in rows.values():
        row.add(("periods", min(len(rows), 4)))
    return rows


def _readings(when: When) -> list[tuple[str, str]]:
    if when.past == when.future:
        return [(when.past, "only")]
    return [(when.past, "past"), (when.future, "future")]


def _common(
    sheet: Sheet,
    candidate: Candidate,
    line: Line,
    at: int,
    when: When,
    relation: str,
    status: str,
    labels: list[str],
) -> set[Trait]:
    traits: set[Trait] = {("relation", relation), ("lead", when.lead), ("lead", (when.lead, status))}
    if when.closes:
        traits.add(("closes", status))
    for trait in find_distances(candidate, line, at):
        traits |= {trait, (trait[0], (relation, trait[1]))}
    for act in find_acts(line, at):
        traits |= {("act", act), ("act", (act, status))}
    traits.update(find_words(labels, at))
    for i, token in enumerate(line.tokens):
        if line.clauses[i] == line.clauses[at]:
            for name in token.classes:
                traits |= {("clause", name), ("clause", (name, status))}
    if sheet.language == "ja":
        traits |= _following(sheet, line, at, when)
    return traits


def _following(sheet: Sheet, line: Line, at: int, when: When) -> set[Trait]:
    """In Japanese what a time is of follows it: 4月に発売, 4月から生産."""
    traits: set[Trait] = set()
    for token in line.tokens[at + 1 : at + AHEAD]:
        if token.text in ("、", "。"):
            break
        traits |= {("then", name) for name in token.classes}
    text = sheet.document.folded[when.end : when.end + 2]
    return traits | {("particle", text[:1]), ("particle", text)}


def _own(sheet: Sheet, period: str, reading: str, relation: str, status: str, line: Line, at: int) -> set[Trait]:
    grain, distance = grain_of(period), distance_of(period, sheet.document.published)
    traits: set[Trait] = {
        ("grain", grain),
        ("grain", (grain, status)),
        ("grain", (grain, relation)),
        ("distance", distance),
        ("distance", (distance, status)),
        ("distance", (distance, relation)),
        ("reading", (reading, status)),
    }
    return traits | {("act", (act, reading)) for act in find_acts(line, at)}
