"""What the tests of judging are made of: sheets of small texts, and weights set by hand.

The packaged weights are learned anew from time to time, so no test of the mechanism looks at them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.announcements.document import Document
from tracker.announcements.judging.candidates import Candidate, find_candidates
from tracker.announcements.judging.sheet import Line, Sheet, lay_sheet
from tracker.announcements.judging.weights import UNIT, Weights, load_weights
from tracker.announcements.reading import PREPARING, find_unheard
from tracker.vocabulary import read_vocabulary

DAY = date(2025, 10, 15)
ROLES = {
    "evidence": ("best",),
    "origin": ("row",),
    "start": ("row",),
    "end": ("row",),
    "until": ("row",),
    "context": ("article",),
}
ANSWERS = {
    "status": ("speculated", "considering", "planned", "on_sale", "ended", "ruled_out"),
    "basis": ("company", "report", "commentary"),
}
YES = ("yes",)

Said = Mapping[tuple[str, str, Any], Mapping[str, float]]
"""By role, scope and key: what the trait weighs for which answer."""


def prepare(text: str, language: str = "en", published: date | None = DAY) -> Document:
    """The document, ready to be judged."""
    document = Document(text=text, published=published, vocabulary=read_vocabulary())
    for stage in PREPARING[language]:
        stage(document)
    return document


def lay(text: str, language: str = "en", published: date | None = DAY) -> Sheet:
    """The sheet of a text."""
    document = prepare(text, language, published)
    return lay_sheet(document, language, find_unheard(document, language))


def candidate_of(sheet: Sheet, model: str | None) -> Candidate:
    """The candidate of that model; None: its badge alone."""
    return next(c for c in find_candidates(sheet) if c.subject[2] == model)


def texts_of(line: Line) -> list[str]:
    """The tokens' texts; names and times as they stand in the middle of a line: empty."""
    return [token.text for token in line.tokens]


def make_weights(
    heads: Mapping[str, Said] | None = None, biases: Mapping[str, Mapping[str, float]] | None = None
) -> Weights:
    """Weights in which only what is said weighs; without a word every candidate is a record on sale by its company."""
    heads, biases = heads or {}, biases or {}
    traits = sorted({(scope, key) for said in heads.values() for _, scope, key in said}, key=repr)
    scopes: dict[str, list[object]] = {}
    for scope, key in traits:
        scopes.setdefault(scope, []).append(key)
    numbers = {trait: n for n, trait in enumerate((scope, key) for scope, keys in scopes.items() for key in keys)}
    names = ("evidence", "record", "status", "basis", "past", "origin", "start", "end", "until", "context")
    return load_weights(
        {
            "traits": scopes,
            "heads": {name: _head(name, heads.get(name, {}), biases.get(name), numbers) for name in names},
            "seconds": {
                "record": {"answers": YES, "biases": [0], "weights": {"own sum": [4 / UNIT]}},
                "status": {
                    "answers": ANSWERS["status"],
                    "biases": [0] * 6,
                    "weights": {f"own {name}": _one(ANSWERS["status"], name, 5) for name in ANSWERS["status"]},
                },
            },
        }
    )


STANDARD = {"record": {"yes": 4.0}, "status": {"on_sale": 1.0}, "basis": {"company": 1.0}}


def _head(
    name: str, said: Said, biases: Mapping[str, float] | None, numbers: Mapping[tuple[str, object], int]
) -> dict[str, Any]:
    answers = ANSWERS.get(name, YES)
    given = biases if biases is not None else STANDARD.get(name, {"yes": -5.0})
    roles: dict[str, list[tuple[list[int], list[float]]]] = {
        role: [([], []) for _ in answers] for role in ROLES.get(name, ("best", "any", "article"))
    }
    for (role, scope, key), weights in said.items():
        for answer, weight in weights.items():
            columns = roles[role][answers.index(answer)]
            columns[0].append(numbers[scope, key])
            columns[1].append(weight / UNIT)
    return {"answers": answers, "biases": [given.get(answer, 0) / UNIT for answer in answers], "roles": roles}


def _one(answers: tuple[str, ...], chosen: str, weight: float) -> list[float]:
    return [weight / UNIT if answer == chosen else 0 for answer in answers]
