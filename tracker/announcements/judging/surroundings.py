"""Where a place or a time of the article stands to a candidate: traits that origins and periods share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.announcements.judging.candidates import Candidate
from tracker.announcements.judging.sheet import Line
from tracker.announcements.judging.traits import BREAK_COST, are_listed
from tracker.announcements.judging.weights import Head, TraitIndex, number_row, to_chances

FAR = 3
REACH = 10
_DOING = frozenset(
    ["sell", "launch", "import", "arrive", "build", "end", "study", "plan", "confirm", "deny", "say", "report", "begin",
     "show", "move", "continue"]
)  # fmt: skip

Trait = tuple[str, object]


def find_relation(candidate: Candidate, line: int, evidence: int) -> str:
    """How a line lies to the candidate: `evidence`, `named`, or how many lines from where it is named."""
    if line == evidence:
        return "evidence"
    nearest = min((line - named for named, _ in candidate.mentions), key=abs)
    return "named" if nearest == 0 else str(max(-FAR, min(FAR, nearest)))


def find_distances(candidate: Candidate, line: Line, at: int) -> Iterator[Trait]:
    """Traits of the way between a token and the nearest mention in its line, or model of one list with it."""
    named = [token for number, token in candidate.mentions if number == line.number]
    if not named:
        return
    mine = [*named, *(model for model in line.models if any(are_listed(line, model, token) for token in named))]
    model = min(mine, key=lambda token: abs(token - at))
    yield "listed", model not in named
    side = "before" if at < model else "behind"
    yield f"distance {side}", min(abs(model - at).bit_length(), 6)
    yield f"clauses {side}", min(abs(line.clauses[model] - line.clauses[at]), 3)
    models = line.models or mine
    nearest = min(models, key=lambda m: abs(m - at) + BREAK_COST * abs(line.clauses[m] - line.clauses[at]))
    yield "nearest", nearest in mine
    yield "models between", min(3, sum(min(model, at) < m < max(model, at) for m in models))
    if before := [m for m in models if m < at]:
        yield "model before", before[-1] in mine
    if behind := [m for m in models if m > at]:
        yield "model behind", behind[0] in mine


def find_acts(line: Line, at: int) -> list[str]:
    """The nearest act before and behind a token, and whether it is in the same clause."""
    if at not in line.near_acts:
        tokens = len(line.tokens)
        ways = (
            ("before", range(at - 1, max(-1, at - REACH - 1), -1)),
            ("behind", range(at + 1, min(tokens, at + REACH + 1))),
        )
        found = [_first_act(line, at, side, way) for side, way in ways]
        line.near_acts[at] = [act for act in found if act]
    return line.near_acts[at]


def _first_act(line: Line, at: int, side: str, way: range) -> str | None:
    for i in way:
        act = line.acts[i]
        if act is None and line.tokens[i].act is None:
            act = next((name for name in line.tokens[i].classes if name in _DOING), None)
        if act:
            return f"{side} {act}{'' if line.clauses[i] == line.clauses[at] else ' beyond'}"
    return None


def find_words(labels: Sequence[str], at: int) -> Iterator[Trait]:
    """Up to three tokens before and behind."""
    before, behind = labels[max(0, at - 3) : at], labels[at + 1 : at + 4]
    for size in (1, 2, 3):
        if len(before) >= size:
            yield "words before", tuple(before[-size:])
        if len(behind) >= size:
            yield "words behind", tuple(behind[:size])


def weigh_answers(rows: Mapping[str, Iterable[Trait]], index: TraitIndex, head: Head) -> dict[str, float]:
    """The chance of each answer to be right."""
    return {answer: to_chances(head.score({"row": number_row(row, index)}))[0] for answer, row in rows.items()}


def choose(rows: Mapping[str, Iterable[Trait]], index: TraitIndex, head: Head, least: float) -> str | None:
    """The likeliest of several answers; None where its chance is below `least`."""
    chances = weigh_answers(rows, index, head)
    best = max(chances, key=lambda answer: chances[answer], default=None)
    return best if best is not None and chances[best] >= least else None
