"""The learned weights: one JSON file a language, written by `python -m tests.train`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


class Scale:
    """One question's answers, each with its weights by trait; the trait `""` is the answer's own weight."""

    def __init__(self, answers: Mapping[str, Mapping[str, float]]) -> None:
        self.answers = answers
        self._names = tuple(answers)
        # One row a trait, so that a trait is looked up once and not once an answer.
        self._rows = {
            trait: tuple(answers[name].get(trait, 0.0) for name in self._names)
            for trait in {trait for weights in answers.values() for trait in weights}
        }

    def weigh(self, traits: Iterable[str]) -> dict[str, float]:
        """The probability of each answer; they add up to one."""
        known = self._rows
        rows = [known[trait] for trait in traits if trait in known]
        rows.append(known.get("", (0.0,) * len(self._names)))
        sums = [math.fsum(column) for column in zip(*rows, strict=True)]
        top = max(sums)
        powers = [math.exp(total - top) for total in sums]
        whole = math.fsum(powers)
        return {name: power / whole for name, power in zip(self._names, powers, strict=True)}

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
