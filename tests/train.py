"""Learn the weights of `tracker.announcements.weighing` from labelled articles.

    python -m tests.train                 from fixtures/announcements, with a cross-validated score
    python -m tests.train FOLDER…         and from further folders of labelled documents
    python -m tests.train --check …       the cross-validated score alone: nothing is written

Logistic regression with a pull towards zero, by AdaGrad over shuffled examples; the seed is fixed, so the same
articles give the same weights. Folds are made by article: a fold is scored by weights that never saw its articles.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.score import CASES, Labels, load_cases, subject
from tracker.announcements import weighing
from tracker.announcements.assembly import assemble_announcements
from tracker.announcements.document import Document
from tracker.announcements.reading import STAGES
from tracker.announcements.weighing.candidates import find_candidates
from tracker.announcements.weighing.traits import find_traits, lay_sheet
from tracker.announcements.weighing.weights import Scale
from tracker.vocabulary import read_vocabulary

WEIGHTS = Path(weighing.__file__).parent / "weights"
FOLDS = 6
RARE = 3
"""A trait that fewer examples show teaches nothing general."""
ROUNDS = 25
STEP = 0.15
PULL = 0.0006
SMALL = 0.02
"""Weights below it are left out of the file."""

Example = tuple[frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate of one article: its traits, and what the labels say of it."""

    article: int
    traits: frozenset[str]
    label: Labels | None
    by_rules: bool


def find_cases(documents: Sequence[Labels], language: str) -> list[Case]:
    """Every candidate of the documents of one language."""
    cases: list[Case] = []
    for number, labels in enumerate(documents):
        document = Document(
            text=labels["text"], published=date.fromisoformat(labels["published"][:10]), vocabulary=read_vocabulary()
        )
        for stage in STAGES[language]:
            stage(document)
        records = assemble_announcements(document)
        matches = document.vocabulary.find_names(document.folded)
        sheet = lay_sheet(document, matches, language, len(records))
        gold = {subject(a): a for a in labels["announcements"]}
        for candidate in find_candidates(document, matches, records).values():
            maker, brand, model, market = candidate.subject
            key = subject({"maker": maker, "brand": brand, "model": model, "market": market})
            traits = frozenset(find_traits(sheet, candidate))
            cases.append(Case(number, traits, gold.get(key), candidate.record is not None))
    return cases


def learn_scale(examples: Sequence[Example]) -> Scale:
    """Weights that tell the answers of the examples apart."""
    known = Counter(trait for traits, _ in examples for trait in traits)
    answers = sorted({answer for _, answer in examples})
    weights: dict[str, dict[str, float]] = {answer: defaultdict(float) for answer in answers}
    squares: dict[str, dict[str, float]] = {answer: defaultdict(lambda: 1e-4) for answer in answers}
    kept = [(sorted([t for t in traits if known[t] >= RARE] + [""]), answer) for traits, answer in examples]
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(kept)
        for traits, right in kept:
            sums = {a: math.fsum(weights[a][t] for t in traits) for a in answers}
            top = max(sums.values())
            powers = {a: math.exp(s - top) for a, s in sums.items()}
            whole = sum(powers.values())
            for answer in answers:
                _step(weights[answer], squares[answer], traits, powers[answer] / whole - (answer == right))
    return Scale({a: {t: w for t, w in weights[a].items() if abs(w) >= SMALL or not t} for a in answers})


def _step(weights: dict[str, float], squares: dict[str, float], traits: Iterable[str], slope: float) -> None:
    for trait in traits:
        gradient = slope + PULL * weights[trait] * 100
        squares[trait] += gradient * gradient
        weights[trait] -= STEP * gradient / math.sqrt(squares[trait]) / 10


def learn_scales(cases: Sequence[Case]) -> dict[str, Scale]:
    """The three scales of a language: record, status, basis."""
    labelled = [case for case in cases if case.label is not None]
    return {
        "record": learn_scale([(c.traits, "yes" if c.label else "no") for c in cases]),
        "status": learn_scale([(c.traits, c.label["status"]) for c in labelled if c.label]),
        "basis": learn_scale([(c.traits, c.label["basis"]) for c in labelled if c.label]),
    }


def check_folds(cases: Sequence[Case], total: int) -> str:
    """How well candidates are told apart by weights that never saw their articles."""
    said = right = rules_said = rules_right = status_right = 0
    for fold in range(FOLDS):
        scales = learn_scales([c for c in cases if c.article % FOLDS != fold])
        for case in (c for c in cases if c.article % FOLDS == fold):
            rules_said += case.by_rules
            rules_right += case.by_rules and case.label is not None
            if scales["record"].weigh(case.traits)["yes"] < 0.5:
                continue
            said += 1
            right += case.label is not None
            if case.label is not None:
                chances = scales["status"].weigh(case.traits)
                status_right += max(chances, key=lambda a: chances[a]) == case.label["status"]
    return (
        f"{len(cases)} candidates, {total} labelled; rules alone F1 {2 * rules_right / (rules_said + total):.3f}, "
        f"weighed F1 {2 * right / (said + total):.3f} (P {right / max(1, said):.3f} R {right / total:.3f}), "
        f"status by weight {status_right / max(1, right):.3f}"
    )


def main() -> None:
    """Learn, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="score by cross-validation; write nothing")
    parser.add_argument("--write", action="store_true", help="write without scoring")
    options = parser.parse_args()
    documents = [d for folder in (CASES, *options.folders) for d in load_cases(folder)]
    for language in STAGES:
        own = [d for d in documents if d["language"] == language]
        cases = find_cases(own, language)
        if not options.write:
            print(language, check_folds(cases, sum(len(d["announcements"]) for d in own)))
        if not options.check:
            save_scales(language, learn_scales(cases))


def save_scales(language: str, scales: dict[str, Scale]) -> None:
    """Write one language's weights, sorted, three digits."""
    rounded = {
        name: {
            answer: {t: round(w, 3) for t, w in sorted(weights.items())} for answer, weights in scale.answers.items()
        }
        for name, scale in scales.items()
    }
    text = json.dumps(rounded, ensure_ascii=False, indent=0, sort_keys=True)
    (WEIGHTS / f"{language}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
