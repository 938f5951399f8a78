"""What was judged of the other candidates of an article, as traits of one: lists share a fate, makers a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.announcements.judging.candidates import Candidate

LIKELY = 0.5
NOWHERE = 0.2
"""Below this chance of any origin a model is hardly built abroad."""
NEAR = 4
"""Tokens between two models of one list."""


@dataclass(slots=True)
class Opinion:
    """What the first look made of a candidate."""

    candidate: Candidate
    line: int
    """Number of the line that is its evidence."""
    sum: float
    """Of the weights for its being a record."""
    chance: float
    status_sums: Sequence[float]
    statuses: Mapping[str, float]
    abroad: float = 0.0
    """Chance of the likeliest foreign country of origin."""
    traits: dict[str, float] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """The likeliest."""
        return max(self.statuses, key=lambda name: self.statuses[name])


def compare_opinions(opinions: Sequence[Opinion]) -> None:
    """Fill `traits` of every opinion: what it says itself, and what the others say."""
    for opinion in opinions:
        opinion.traits = _traits(opinion, [other for other in opinions if other is not opinion])


def _traits(own: Opinion, others: Sequence[Opinion]) -> dict[str, float]:
    traits = {"own sum": own.sum / 4, f"own {own.status}": 1.0, "abroad": own.abroad, "nowhere": own.abroad < NOWHERE}
    for name, total in zip(own.statuses, own.status_sums, strict=True):
        traits[f"own sum {name}"] = total / 2
    makers = [o for o in others if o.candidate.maker == own.candidate.maker]
    line = [o for o in others if o.line == own.line]
    for group, members in (("any", others), ("maker", makers), ("line", line)):
        traits[f"{group} highest"] = max((o.chance for o in members), default=0.0)
        _add_statuses(traits, group, members)
    traits["mean"] = sum(o.chance for o in others) / (len(others) or 1)
    traits[f"records {min(4, sum(o.chance >= LIKELY for o in (own, *others)))}"] = 1.0
    for other in line:
        if _stand_together(own.candidate, other.candidate, own.line):
            traits[f"beside {other.status}"] = 1.0
            traits["beside"] = max(traits.get("beside", 0.0), other.chance)
    return traits


def _add_statuses(traits: dict[str, float], group: str, members: Sequence[Opinion]) -> None:
    """The share of each status among the likely records of a group."""
    weight = 1 + sum(o.chance for o in members)
    for member in members:
        for name, chance in member.statuses.items():
            key = f"{group} {name}"
            traits[key] = traits.get(key, 0.0) + member.chance * chance / weight


def _stand_together(one: Candidate, other: Candidate, line: int) -> bool:
    here = [at for number, at in one.mentions if number == line]
    there = [at for number, at in other.mentions if number == line]
    return any(abs(a - b) <= NEAR for a in here for b in there)
