"""The learned weights of one language, from `weights/<language>.json`: see `tests/train.py` for how they are learned.

The file numbers the traits and gives each head its weights by those numbers. A head answers one question: `record`
with yes or no, `status` with one of six. Weights are whole numbers, in units of `UNIT`.
"""

from __future__ import annotations

import heapq
import json
import math
from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

UNIT = 0.001

Table = dict[Hashable, int]


@dataclass(slots=True)
class TraitIndex:
    """The numbers of the known traits, by scope and key."""

    tables: dict[str, Table] = field(default_factory=dict)
    traits: list[tuple[str, Hashable]] = field(default_factory=list)
    """Scope and key by number."""
    _none: Table = field(default_factory=dict)

    def table(self, scope: str) -> Table:
        """The numbers of one scope's keys; a trait that is not there has no weight."""
        return self.tables.get(scope, self._none)

    def name(self, number: int) -> str:
        """How a trait is told to people: `near trade/will`."""
        scope, key = self.traits[number]
        return f"{scope} {' '.join(map(str, key)) if isinstance(key, tuple) else key}"


@dataclass(slots=True)
class Head:
    """One question: for each answer a bias, and by role a weight for every trait number."""

    answers: tuple[str, ...]
    biases: tuple[float, ...]
    roles: Mapping[str, Sequence[array[float]]]

    def score(self, numbers: Mapping[str, Iterable[int]]) -> list[float]:
        """The sum of weights for each answer; `numbers` are the traits by role."""
        sums = []
        for at, bias in enumerate(self.biases):
            for role, weights in self.roles.items():
                bias += sum(map(weights[at].__getitem__, numbers[role]))
            sums.append(bias)
        return sums

    def chances(self, numbers: Mapping[str, Iterable[int]]) -> dict[str, float]:
        """The answers with their probabilities."""
        return dict(zip(self.answers, to_chances(self.score(numbers)), strict=True))

    def reasons(self, answer: str, role: str, numbers: Iterable[int], most: int) -> list[tuple[int, float]]:
        """The traits of one role that spoke most for an answer, with their weights."""
        weights = self.roles[role][self.answers.index(answer)]
        ranked = heapq.nlargest(most, ((weights[number], -number) for number in numbers))
        return [(-number, weight) for weight, number in ranked if weight > 0]


def number_row(row: Iterable[tuple[str, Hashable]], index: TraitIndex) -> list[int]:
    """The numbers of traits given by scope and key, in order: sums come out the same whatever order they came in."""
    table = index.table
    numbers = [table(scope).get(key) for scope, key in row]
    return sorted(number for number in numbers if number is not None)


def to_chances(sums: Sequence[float]) -> list[float]:
    """Probabilities from sums of weights; one sum: of the answer, and of its contrary before it."""
    if len(sums) == 1:
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sums[0]))))
        return [chance]
    top = max(sums)
    powers = [math.exp(s - top) for s in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


@dataclass(slots=True)
class SecondHead:
    """One question asked once more, of traits that are amounts: what was judged of the candidate and its neighbours."""

    answers: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]
    """By name of the trait, for each answer."""

    def chances(self, traits: Mapping[str, float]) -> dict[str, float]:
        """The answers with their probabilities."""
        sums = list(self.biases)
        for name in sorted(traits):
            for at, weight in enumerate(self.weights.get(name, ())):
                sums[at] += weight * traits[name]
        return dict(zip(self.answers, to_chances(sums), strict=True))


@dataclass(slots=True)
class Weights:
    """Everything that was learned for one language."""

    index: TraitIndex
    heads: dict[str, Head]
    seconds: dict[str, SecondHead]


@cache
def read_weights(language: str) -> Weights:
    """The packaged weights of a language, read once a process."""
    text = resources.files(__package__).joinpath("weights", f"{language}.json").read_text("utf-8")
    return load_weights(json.loads(text))


def load_weights(content: Mapping[str, Any]) -> Weights:
    """Weights from the content of a file."""
    traits = [(scope, _key(key)) for scope, keys in content["traits"].items() for key in keys]
    tables: dict[str, Table] = {}
    for number, (scope, key) in enumerate(traits):
        tables.setdefault(scope, {})[key] = number
    heads = {name: _load_head(head, len(traits)) for name, head in content["heads"].items()}
    return Weights(
        TraitIndex(tables, traits), heads, {name: _load_second(head) for name, head in content["seconds"].items()}
    )


def _key(key: Any) -> Hashable:
    return tuple(_key(part) for part in key) if isinstance(key, list) else key


def _load_head(content: Mapping[str, Any], size: int) -> Head:
    roles: dict[str, list[array[float]]] = {}
    for role, answers in content["roles"].items():
        roles[role] = []
        for numbers, values in answers:
            weights = array("f", bytes(4 * size))
            for at, value in zip(numbers, values, strict=True):
                weights[at] = value * UNIT
            roles[role].append(weights)
    return Head(tuple(content["answers"]), tuple(b * UNIT for b in content["biases"]), roles)


def _load_second(content: Mapping[str, Any]) -> SecondHead:
    weights = {name: [value * UNIT for value in values] for name, values in content["weights"].items()}
    return SecondHead(tuple(content["answers"]), tuple(b * UNIT for b in content["biases"]), weights)
