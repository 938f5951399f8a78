"""Learn the weights of `tracker.announcements.judging` from labelled articles and passages.

    python -m tests.train                 from fixtures/announcements
    python -m tests.train FOLDER…         and from further folders of labelled documents
    python -m tests.train --check …       nothing is written: the score of articles by weights that never saw them

Every head is a logistic regression (scikit-learn, with a pull towards zero). A later head learns from what the earlier
ones say of articles that they did not learn from, as it will be when it is used. `pip install ".[train]"` brings what
this needs; reading with the weights needs none of it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tests.score import CASES, Labels, Table, format_tables, is_unseen, load_cases, score_case, subject
from tracker.announcements import judging
from tracker.announcements.document import Document
from tracker.announcements.judging.candidates import find_candidates
from tracker.announcements.judging.decisions import NO_STATUS, UNLIKELY, Case, gather_numbers
from tracker.announcements.judging.neighbours import Opinion, compare_opinions
from tracker.announcements.judging.origins import find_sites, weigh_countries
from tracker.announcements.judging.periods import weigh_periods
from tracker.announcements.judging.sheet import Sheet, lay_sheet
from tracker.announcements.judging.traits import LineTraits, find_article_traits, find_line_traits, find_shared_traits
from tracker.announcements.judging.weights import UNIT, TraitIndex, load_weights, to_chances
from tracker.announcements.reading import PREPARING, find_unheard, read_announcements
from tracker.vocabulary import read_vocabulary

WEIGHTS = Path(judging.__file__).parent / "weights"
PASSAGES = CASES / "passages"
PASSAGE = 0.4
"""How much a passage counts beside an article: it is short, and clearer than news is."""
FOLDS = 5
INNER = 3
RARE = 3
"""A trait that fewer examples show teaches nothing general."""
PULLS = {"record": 0.03, "status": 0.03, "basis": 0.03, "past": 0.03}
PULL, SECOND_PULL = 0.1, 0.1
"""The inverse of how strongly weights are pulled towards zero: by head, of the others, of those that ask once more."""
SMALL = 3
"""Weights below it, in units, are left out of the file."""
LANGUAGES = ("en", "ja")
LIVE = ("ended", "speculated", "ruled_out", "considering", "planned", "on_sale")
"""Of two labels of one model with different origins, the later of these is what is learned."""


class Growing(dict[Hashable, int]):
    """A table that numbers every trait it is asked for."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__()
        self.count = count

    def get(self, key: Hashable, default: object = None) -> int:
        return self[key] if key in self else self.setdefault(key, self.count())


class GrowingIndex(TraitIndex):
    """Numbers traits as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def table(self, scope: str) -> Any:
        if scope not in self.tables:
            self.tables[scope] = Growing(self._next)
        return self.tables[scope]

    def _next(self) -> int:
        self.size += 1
        return self.size - 1


@dataclass(slots=True, eq=False)
class Example:
    """One candidate of one labelled text."""

    text: int
    case: Case
    sheet: Sheet
    label: Labels | None
    past: Labels | None
    told: set[int]
    """The lines that the label's evidence stands in."""
    whole: bool
    """An article; else a passage, whose past sales and people are not labelled."""
    weight: float = 1.0
    opinion: Opinion | None = None


@dataclass(slots=True)
class Rows:
    """Examples of one question: traits by role, and the answers."""

    traits: list[Mapping[str, Iterable[int]]] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, traits: Mapping[str, Iterable[int]], answer: Any, weight: float) -> None:
        self.traits.append(traits)
        self.answers.append(answer)
        self.weights.append(weight)


class Fitted:
    """A head while it is learned."""

    def __init__(self, roles: Sequence[str], rows: Rows, size: int, pull: float = PULL) -> None:
        self.roles, self.size = roles, size
        counts = Counter((role, n) for traits in rows.traits for role in roles for n in set(traits[role]))
        kept = sorted(key for key, count in counts.items() if count >= RARE)
        self.columns = {key: at for at, key in enumerate(kept)}
        answers = np.array(rows.answers)
        solver = "liblinear" if len(set(rows.answers)) == 2 else "lbfgs"
        self.model = LogisticRegression(C=pull, max_iter=200, tol=1e-3, solver=solver)
        self.model.fit(self.matrix(rows.traits), answers, sample_weight=np.array(rows.weights))

    def matrix(self, traits: Sequence[Mapping[str, Iterable[int]]]) -> csr_matrix:
        found = [
            (at, self.columns[role, n])
            for at, one in enumerate(traits)
            for role in self.roles
            for n in set(one[role])
            if (role, n) in self.columns
        ]
        rows, columns = zip(*found, strict=True) if found else ((), ())
        return csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(traits), len(self.columns)))

    def content(self, numbers: dict[int, int]) -> dict[str, Any]:
        """As the file holds it; `numbers` gives the file's numbers."""
        binary = len(self.model.classes_) == 2
        answers = ["yes"] if binary else [str(name) for name in self.model.classes_]
        roles: dict[str, list[list[list[int]]]] = {role: [[[], []] for _ in answers] for role in self.roles}
        for (role, n), column in self.columns.items():
            for at in range(len(answers)):
                value = round(float(self.model.coef_[at][column]) / UNIT)
                if abs(value) >= SMALL:
                    roles[role][at][0].append(numbers[n])
                    roles[role][at][1].append(value)
        biases = [round(float(b) / UNIT) for b in self.model.intercept_]
        return {"answers": answers, "biases": biases, "roles": roles}

    def used(self) -> set[int]:
        """The traits that any weight of note is given to."""
        large = np.abs(self.model.coef_).max(axis=0) >= SMALL * UNIT / 2
        return {n for (_, n), column in self.columns.items() if large[column]}


def load_passages(language: str) -> list[Labels]:
    """Short labelled texts, with the keys that an article's labels would have."""
    found = []
    for path in sorted(PASSAGES.glob(f"{language}*.jsonl")):
        lines = path.read_text("utf-8").splitlines()
        found += [json.loads(line) | {"passage": True, "language": language, "weight": PASSAGE} for line in lines]
    return found


def open_examples(
    texts: Sequence[Labels], language: str, index: TraitIndex, subjects: Rows | None = None
) -> list[Example]:
    """Every candidate of the texts with its traits; `subjects` is filled with the articles that announce nothing."""
    subjects = Rows() if subjects is None else subjects
    examples: list[Example] = []
    for number, labels in enumerate(texts):
        document = Document(
            text=labels["text"], published=date.fromisoformat(labels["published"][:10]), vocabulary=read_vocabulary()
        )
        for stage in PREPARING[language]:
            stage(document)
        sheet = lay_sheet(document, language, find_unheard(document, language))
        candidates = [c for c in find_candidates(sheet) if sheet.names_abroad(c.market)]
        whole = not labels.get("passage")
        if whole and not labels["announcements"]:
            subjects.add({"article": find_shared_traits(sheet, index)}, labels["topic"] == "context", 1.0)
        golds = _golds(labels)
        pasts = {_past_key(past): past for past in labels.get("history", ())}
        for candidate in candidates:
            lines = {n: find_line_traits(sheet, sheet.lines[n], candidate, index) for n in candidate.lines}
            article = find_article_traits(sheet, candidate, candidates, index)
            maker, brand, model, market = candidate.subject
            label = golds.get(subject({"maker": maker, "brand": brand, "model": model, "market": market}))
            past = pasts.get(_past_key({"maker": maker, "model": model, "market": market}))
            told = _told_lines(sheet, labels["text"], label, set(lines))
            case = Case(candidate, lines, next(iter(lines)), {"article": article})
            examples.append(Example(number, case, sheet, label, past, told, whole, labels.get("weight", 1.0)))
    return examples


def _golds(labels: Labels) -> dict[Hashable, Labels]:
    golds: dict[Hashable, Labels] = {}
    for label in labels["announcements"]:
        key = subject(label)
        if key not in golds or LIVE.index(label["status"]) > LIVE.index(golds[key]["status"]):
            golds[key] = label
    return golds


def _past_key(past: Labels) -> Hashable:
    return subject({**past, "brand": past["maker"]})


def _told_lines(sheet: Sheet, text: str, label: Labels | None, lines: set[int]) -> set[int]:
    evidence = str((label or {}).get("evidence") or "")
    at = text.find(evidence) if evidence else -1
    if at < 0:
        return set()
    return {n for n in lines if sheet.lines[n].start < at + len(evidence) and sheet.lines[n].end > at}


def _best(traits: LineTraits) -> Mapping[str, Iterable[int]]:
    return {"best": traits.core | traits.wording}


def fit_evidence(examples: Sequence[Example], size: int) -> Fitted:
    """Which line of a record is its evidence."""
    rows = Rows()
    for example in examples:
        if example.told:
            for number, traits in example.case.lines.items():
                rows.add(_best(traits), number in example.told, example.weight)
    return Fitted(("best",), rows, size)


def place_evidence(examples: Sequence[Example], fitted: Fitted) -> None:
    """Choose every example's evidence by a head, and gather its traits."""
    flat = [(example, n, traits) for example in examples for n, traits in example.case.lines.items()]
    sums = fitted.model.decision_function(fitted.matrix([_best(traits) for _, _, traits in flat]))
    best: dict[int, tuple[float, int]] = {}
    for (example, number, _), total in zip(flat, sums, strict=True):
        if id(example) not in best or total > best[id(example)][0]:
            best[id(example)] = (total, number)
    for example in examples:
        case = example.case
        case.evidence = best[id(example)][1]
        case.numbers = gather_numbers(case.lines, case.evidence, set(case.numbers["article"]))


ROLES = ("best", "any", "article")


def fit_first(examples: Sequence[Example], size: int) -> dict[str, Fitted]:
    """The heads that look at a candidate by itself. Evidence is chosen by heads that did not see the text."""
    for train, test in split_texts(examples, INNER):
        place_evidence(test, fit_evidence(train, size))
    rows = {name: Rows() for name in ("record", "status", "basis", "past")}
    for example in examples:
        numbers = dict(example.case.numbers)
        rows["record"].add(numbers, example.label is not None, example.weight)
        if example.whole:
            rows["past"].add(numbers, example.past is not None, example.weight)
        if example.label:
            rows["status"].add(numbers, example.label["status"], example.weight)
            rows["basis"].add(numbers, example.label["basis"], example.weight)
    heads = {name: Fitted(ROLES, found, size, PULLS[name]) for name, found in rows.items()}
    return heads | {"evidence": fit_evidence(examples, size)}


def split_texts(examples: Sequence[Example], folds: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """What to learn from and what to look at, `folds` times; a text is never on both sides."""
    order = random.Random(7)
    fold_of = {text: order.randrange(folds) for text in sorted({e.text for e in examples})}
    for fold in range(folds):
        yield (
            [e for e in examples if fold_of[e.text] != fold],
            [e for e in examples if fold_of[e.text] == fold],
        )


def fit_second(examples: Sequence[Example], index: GrowingIndex) -> dict[str, Any]:
    """The heads that look at the neighbours too, from opinions of heads that had not seen the article."""
    for train, test in split_texts(examples, INNER):
        heads = fit_first(train, index.size)
        heads["origin"] = Fitted(("row",), fit_answers(train, index)["origin"], index.size)
        place_evidence(test, heads["evidence"])
        _opine(test, heads, index)
    labelled = [e for e in examples if e.label]
    return {
        "record": _fit_amounts([e.opinion for e in examples], [e.label is not None for e in examples]),
        "status": _fit_amounts([e.opinion for e in labelled], [e.label["status"] for e in labelled if e.label]),
    }


def _opine(examples: Sequence[Example], heads: dict[str, Fitted], index: GrowingIndex) -> None:
    """What `decisions.form_opinion` does, for many at once and with weights that are not rounded."""
    numbers = [e.case.numbers for e in examples]
    sums = heads["record"].model.decision_function(heads["record"].matrix(numbers))
    statuses = heads["status"].model.decision_function(heads["status"].matrix(numbers))
    likely = [to_chances([float(total)])[0] >= UNLIKELY for total in sums]
    abroad = _weigh_abroad(examples, likely, heads["origin"], index)
    names = [str(name) for name in heads["status"].model.classes_]
    by_text: dict[int, list[Opinion]] = {}
    for example, total, row, origin in zip(examples, sums, statuses, abroad, strict=True):
        (chance,) = to_chances([float(total)])
        row = [float(value) if chance >= UNLIKELY else 0.0 for value in row]
        chances = dict(zip(names, to_chances(row), strict=True))
        case = example.case
        example.opinion = Opinion(case.candidate, case.evidence, float(total), chance, row, chances, origin)
        by_text.setdefault(example.text, []).append(example.opinion)
    for opinions in by_text.values():
        compare_opinions(opinions)


def _weigh_abroad(
    examples: Sequence[Example], likely: Sequence[bool], head: Fitted, index: GrowingIndex
) -> list[float]:
    """The chance of the likeliest origin of each example."""
    flat: list[Mapping[str, Iterable[int]]] = []
    owners: list[int] = []
    for at, example in enumerate(examples):
        case, sheet = example.case, example.sheet
        if not likely[at]:
            continue
        for traits in weigh_countries(sheet, find_sites(sheet), case.candidate, case.evidence).values():
            flat.append({"row": [index.table(scope).get(key) for scope, key in traits]})
            owners.append(at)
    highest = [0.0] * len(examples)
    chances = head.model.predict_proba(head.matrix(flat))[:, 1] if flat else []
    for at, chance in zip(owners, chances, strict=True):
        highest[at] = max(highest[at], float(chance))
    return highest


def _fit_amounts(opinions: Sequence[Opinion | None], answers: Sequence[Any]) -> dict[str, Any]:
    found = [opinion.traits for opinion in opinions if opinion]
    names = sorted({name for traits in found for name in traits})
    matrix = np.array([[traits.get(name, 0.0) for name in names] for traits in found])
    model = LogisticRegression(C=SECOND_PULL, max_iter=2000).fit(matrix, np.array(answers))
    binary = len(model.classes_) == 2
    values = np.round(model.coef_ / UNIT).astype(int)
    return {
        "answers": ["yes"] if binary else [str(name) for name in model.classes_],
        "biases": [round(float(b) / UNIT) for b in model.intercept_],
        "weights": {name: values[:, at].tolist() for at, name in enumerate(names)},
    }


def fit_answers(examples: Sequence[Example], index: GrowingIndex) -> dict[str, Rows]:
    """The rows of the heads that choose among what the article names: countries, periods."""
    rows = {name: Rows() for name in ("origin", "start", "end", "until")}

    def number(traits: Iterable[tuple[str, Hashable]]) -> Mapping[str, Iterable[int]]:
        return {"row": [index.table(scope).get(key) for scope, key in traits]}

    for example in examples:
        case, sheet, label = example.case, example.sheet, example.label
        evidence = min(example.told) if example.told else case.evidence
        if label:
            for country, traits in weigh_countries(sheet, find_sites(sheet), case.candidate, evidence).items():
                rows["origin"].add(number(traits), country == label["origin"], example.weight)
            for period, traits in weigh_periods(sheet, case.candidate, evidence, label["status"]).items():
                rows["start"].add(number(traits), period == label["start"], example.weight)
                if label["status"] in ("on_sale", "ended"):
                    rows["end"].add(number(traits), period == label["end"], example.weight)
        if example.whole and case.candidate.subject[2]:
            status = label["status"] if label else NO_STATUS
            until = (example.past or {}).get("sold_until")
            for period, traits in weigh_periods(sheet, case.candidate, case.evidence, status).items():
                rows["until"].add(number(traits), period == until, example.weight)
    return rows


def learn(texts: Sequence[Labels], language: str) -> dict[str, Any]:
    """The content of a weights file."""
    index, subjects = GrowingIndex(), Rows()
    return fit(open_examples(texts, language, index, subjects), subjects, index)


def fit(examples: Sequence[Example], subjects: Rows, index: GrowingIndex) -> dict[str, Any]:
    """The content of a weights file, from examples that are open."""
    second = fit_second(examples, index)
    heads = fit_first(examples, index.size)
    rows = fit_answers(examples, index)
    heads |= {name: Fitted(("row",), found, index.size) for name, found in rows.items()}
    heads["context"] = Fitted(("article",), subjects, index.size)
    return _content(index, heads, second)


def _content(index: TraitIndex, heads: dict[str, Fitted], second: dict[str, Any]) -> dict[str, Any]:
    used = set().union(*(head.used() for head in heads.values()))
    traits: dict[str, list[Hashable]] = {}
    numbers: dict[int, int] = {}
    for scope in sorted(index.tables):
        kept = sorted(
            ((json.dumps(key), key, n) for key, n in index.tables[scope].items() if n in used), key=lambda k: k[0]
        )
        if kept:
            traits[scope] = [key for _, key, _ in kept]
            for _, _, n in kept:
                numbers[n] = len(numbers)
    for head in heads.values():
        head.columns = {key: column for key, column in head.columns.items() if key[1] in numbers}
    return {
        "traits": traits,
        "heads": {name: head.content(numbers) for name, head in heads.items()},
        "seconds": second,
    }


def check(texts: Sequence[Labels], passages: Sequence[Labels], language: str) -> None:
    """Print the score of the articles, each read by weights that never saw it."""
    index, subjects, table, errors = GrowingIndex(), Rows(), Table(), []
    examples = open_examples([*texts, *passages], language, index, subjects)
    order = random.Random(3)
    folds = [order.randrange(FOLDS) for _ in texts] + [FOLDS] * len(passages)
    for fold in range(FOLDS):
        weights = load_weights(fit([e for e in examples if folds[e.text] != fold], subjects, index))
        for text in (text for text, f in zip(texts, folds, strict=False) if f == fold):
            day = date.fromisoformat(text["published"][:10])
            read = read_announcements(text["text"], published=day, language=language, weights=weights)
            errors += score_case(table, text, json.loads(json.dumps(asdict(read))))
    print(format_tables("cross-validated", {"all": table}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--weight", type=float, default=1.0, help="how much a document of the folders counts (1)")
    options = parser.parse_args()
    documents = [case for case in load_cases(CASES) if not is_unseen(case)]
    documents += [case | {"weight": options.weight} for folder in options.folders for case in load_cases(folder)]
    for language in [options.language] if options.language else LANGUAGES:
        texts = [d for d in documents if d["language"] == language]
        passages = load_passages(language)
        print(f"{language}: {len(texts)} articles, {len(passages)} passages")
        if options.check:
            check(texts, passages, language)
            continue
        content = learn([*texts, *passages], language)
        (WEIGHTS / f"{language}.json").write_text(
            json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
