"""The learned weights: one JSON file a language, written by `python -m tests.train`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Scale:
    """One question's answers, each with its weights by trait; the trait `""` is the answer's own weight."""

    answers: Mapping[str, Mapping[str, float]]

    def weigh(self, traits: Iterable[str]) -> dict[str, float]:
        """The probability of each answer; they add up to one."""
        traits = list(traits)
        sums = {
            answer: weights.get("", 0.0) + math.fsum(sorted(weights[t] for t in traits if t in weights))
            for answer, weights in self.answers.items()
        }
        top = max(sums.values())
        powers = {answer: math.exp(total - top) for answer, total in sums.items()}
        whole = math.fsum(powers.values())
        return {answer: power / whole for answer, power in powers.items()}

    def reasons(self, answer: str, traits: Iterable[str], most: int = 3) -> tuple[str, ...]:
        """The traits that spoke most for an answer."""
        weights = self.answers[answer]
        told = sorted((t for t in traits if weights.get(t, 0.0) > 0), key=lambda t: (-weights[t], t))
        return tuple(told[:most])


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """The scales of one language."""

    record: Scale
    """`yes` or `no`: is the model a record of this article."""
    status: Scale
    basis: Scale


@cache
def read_weights(language: str) -> Weights | None:
    """The weights of a language; None: there are none, and the rules decide alone."""
    path = resources.files(__package__).joinpath("weights", f"{language}.json")
    if not path.is_file():
        return None
    scales = json.loads(path.read_text("utf-8"))
    return Weights(**{name: Scale(answers) for name, answers in scales.items()})
