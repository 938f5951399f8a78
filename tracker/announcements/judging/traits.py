"""Traits of a candidate: what stands in the sentences about it, near its mentions, and in the article as a whole.

A trait is a scope and a key, `near` and `trade/will`. Each known trait has a number (see `weights`), and what comes out
here are sets of numbers: the core of a line (classes, acts, names, cues) and its wording (words and runs of them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.announcements.judging.candidates import Candidate
from tracker.announcements.judging.labels import SELF, label_tokens, time_label
from tracker.announcements.judging.predicates import find_predicates
from tracker.announcements.judging.sheet import Line, Sheet
from tracker.announcements.judging.weights import TraitIndex
from tracker.vocabulary.programmes import read_programmes

Numbers = set[int]
LONG = 6
"""Pairs of lines from which on an article is long."""
LEAD = 3
"""Lines at the head of an article that say what it is about: title and standfirst."""
BREAK_COST = 4
"""What the end of a clause adds to the distance between a word and a model, in tokens."""
BESIDE = 7
"""Tokens beside a mention whose runs are traits."""
LIST_REACH = 12
"""Tokens between the first and the last of two models of one list."""
DATED = frozenset(
    {"subject of", "object of", "apposition", "first act", "last act", "next", "last", "last two", "tail"}
)
"""Scopes of predicates that a time beside them tells more of: sold in 2015, sold from 2027."""


class Style(NamedTuple):
    """How far a language's windows reach, and how long its runs of tokens are."""

    window: int
    runs: tuple[int, ...]
    wrong_side: int
    """What stands on the unlikely side of a model is this much farther away."""


STYLES = {"en": Style(8, (1, 2), 2), "ja": Style(20, (2, 3), 3)}


@dataclass(slots=True)
class LineTraits:
    """The traits of one line for one candidate."""

    core: Numbers
    wording: Numbers


class _Collector:
    """Takes traits, keeps their numbers."""

    __slots__ = ("numbers", "table")

    def __init__(self, index: TraitIndex) -> None:
        self.table = index.table
        self.numbers: set[int | None] = set()

    def add(self, scope: str, key: object) -> None:
        self.numbers.add(self.table(scope).get(key))

    def take(self, scope: str, keys: Collection[object]) -> None:
        if keys:
            self.numbers.update(map(self.table(scope).get, keys))

    def known(self) -> Numbers:
        self.numbers.discard(None)
        return self.numbers  # type: ignore[return-value]  # None has just been taken out


def find_line_traits(sheet: Sheet, line: Line, candidate: Candidate, index: TraitIndex) -> LineTraits:
    """What one line says about a candidate."""
    shared = _shared(sheet, line, index)
    labels = label_tokens(sheet, line, candidate.subject)
    core, wording = _Collector(index), _Collector(index)
    core.take("line", [label for label in labels if label[:1].isupper()])
    places = candidate.lines[line.number]
    if not places:
        core.add("line", "CARRIES ON")
    style = STYLES[sheet.language]
    if sheet.language == "ja":
        for size in style.runs:
            wording.take("word", _runs(labels, size))
    for at in places[:2]:
        _add_clause(core, line, labels, at)
        times = _add_attached(core, sheet, line, labels, at, style)
        for scope, key in find_predicates(line, labels, at, sheet.language == "en"):
            core.add(scope, key)
            if scope in DATED:
                core.take(f"dated {scope}", [(key, time) for time in times])
        _add_beside(wording, line, labels, at, style)
    return LineTraits(core.known() | shared.core, wording.known() | shared.wording)


def _shared(sheet: Sheet, line: Line, index: TraitIndex) -> LineTraits:
    """What a line holds whoever the candidate is."""
    kept = line.shared.get("traits")
    if isinstance(kept, LineTraits):
        return kept
    core, wording = _Collector(index), _Collector(index)
    for token in line.tokens:
        core.take("line", token.classes)
        if token.when is not None:
            core.add("time", (time_label(sheet, token.when), token.when.lead, token.when.closes))
    core.take("act", [act for act in line.acts if act])
    for cues in line.cues.values():
        core.take("cue", cues)
    if line.number == 0:
        core.add("line", "TITLE")
    core.add("models", min(len(line.models), 4))
    if sheet.language == "en":
        wording.take("word", [t.text for t in line.tokens if not t.classes and t.text.isalpha()])
    line.shared["traits"] = made = LineTraits(core.known(), wording.known())
    return made


def _add_clause(core: _Collector, line: Line, labels: Sequence[str], at: int) -> None:
    here = line.clauses[at]
    for i, token in enumerate(line.tokens):
        if line.clauses[i] == here and i != at:
            core.take("clause", token.classes)
            if line.acts[i]:
                core.add("clause", line.acts[i])
            if labels[i][:1].isupper():
                core.add("clause", labels[i])


def _add_attached(core: _Collector, sheet: Sheet, line: Line, labels: Sequence[str], at: int, style: Style) -> set[str]:
    """Every telling token of the line goes to the model nearest to it: this one, its list, or another.

    The labels of the times that are this one's come back.
    """
    models = line.models or [at]
    times: set[str] = set()
    for i, token in enumerate(line.tokens):
        named = labels[i][:1].isupper()
        if i == at or not (token.classes or named or i in line.cues):
            continue
        nearest = min(models, key=lambda model: _distance(line, i, model, style))
        if nearest == at or labels[nearest] == SELF or are_listed(line, nearest, at):
            _add_near(core, sheet, line, labels, i, "behind" if i > at else "before")
            if token.when is not None:
                times.add(labels[i])
        else:
            if line.acts[i]:
                core.add("far", line.acts[i])
            if named:
                core.add("far", labels[i])
    for i, cues in line.cues.items():
        if line.clauses[i] == line.clauses[at]:
            core.take("dated cue", [(cue, time) for cue in cues for time in times])
    return times


def _distance(line: Line, token: int, model: int, style: Style) -> int:
    distance = abs(token - model) + BREAK_COST * abs(line.clauses[token] - line.clauses[model])
    return distance + style.wrong_side if model > token else distance


def _add_near(core: _Collector, sheet: Sheet, line: Line, labels: Sequence[str], i: int, side: str) -> None:
    token = line.tokens[i]
    core.take("near", token.classes)
    core.take(side, token.classes)
    if line.acts[i]:
        core.add("near", line.acts[i])
    if labels[i][:1].isupper():
        core.add(side, labels[i])
    if token.when is not None:
        core.add("near time", (time_label(sheet, token.when), token.when.lead, token.when.closes))
    if cues := line.cues.get(i):
        core.take("near cue", cues)
        core.take(f"{side} cue", cues)


def are_listed(line: Line, one: int, other: int) -> bool:
    """Whether nothing but other names stands between two models: Camry, Highlander and Tundra."""
    low, high = min(one, other), max(one, other)
    if high - low > LIST_REACH:
        return False
    between = range(low + 1, high)
    return not any(
        line.acts[i] or not set(line.tokens[i].classes) <= {"and", "not", "another", "company"} for i in between
    )


def _add_beside(wording: _Collector, line: Line, labels: list[str], at: int, style: Style) -> None:
    before = labels[max(0, at - style.window) : at]
    behind = labels[at + 1 : at + 1 + style.window]
    for size in style.runs:
        wording.take("words before", _runs(before, size))
        wording.take("words behind", _runs(behind, size))
    kinds = [_kind(line, labels, i, at) for i in range(max(0, at - BESIDE), min(len(labels), at + BESIDE + 1))]
    kinds = [kind for kind in kinds if kind]
    for size in (2, 3):
        wording.take("beside", _runs(kinds, size))


def _kind(line: Line, labels: Sequence[str], i: int, at: int) -> str:
    if i == at:
        return SELF
    token = line.tokens[i]
    if "not" in token.classes or "will" in token.classes or "would" in token.classes or "could" in token.classes:
        return ""
    if act := line.acts[i]:
        return act
    if token.classes:
        return token.classes[0]
    return labels[i] if labels[i][:1].isupper() or len(labels[i]) < 3 else "word"


def _runs(labels: Sequence[str], size: int) -> Collection[object]:
    return labels if size == 1 else list(zip(*(labels[i:] for i in range(size)), strict=False))


def find_article_traits(sheet: Sheet, candidate: Candidate, others: Sequence[Candidate], index: TraitIndex) -> Numbers:
    """What the article as a whole, and the candidate's place in it, say."""
    maker, brand, model, market = candidate.subject
    taken = _Collector(index)
    taken.add("badge only", (model is None, maker == brand))
    taken.add("mentions", min(len(candidate.mentions), 5))
    taken.add("market", market == "JP")
    taken.add("plain word", (all(match.name.plain_word for match in candidate.matches), candidate.meant))
    taken.add("vehicle", candidate.matches[0].name.vehicle)
    taken.add("unheard of", candidate.matches[0].variant == "")
    taken.add("first line", min(candidate.mentions[0][0], 6))
    taken.add("home named", min(sheet.countries[market], 4))
    taken.add("abroad named", min(sum(sheet.countries.values()) - sheet.countries[market], 5))
    taken.add("maker named", min(sheet.makers[maker], 4))
    taken.add("main maker", sheet.makers[maker] == max(sheet.makers.values(), default=0))
    taken.add("known import", (candidate.maker, model) in read_programmes())
    taken.take("relatives", list(_relatives(candidate, others)))
    return taken.known() | find_shared_traits(sheet, index)


def _relatives(candidate: Candidate, others: Sequence[Candidate]) -> Iterable[object]:
    maker, brand, model, _ = candidate.subject
    if model is None:
        named = sum(other.subject[1] == brand and other.subject[2] is not None for other in others)
        yield "models of the badge", min(named, 3)
        return
    for other in others:
        name = other.subject[2]
        if other.maker != maker or not name or name == model:
            continue
        if _extends(name, model):
            yield "longer name", other.mentions[0] <= candidate.mentions[0]
        elif _extends(model, name):
            yield "shorter name"


def _extends(longer: str, shorter: str) -> bool:
    return longer.startswith(f"{shorter} ") or longer.endswith(f" {shorter}")


def find_shared_traits(sheet: Sheet, index: TraitIndex) -> Numbers:
    """What the article says whoever the candidate is."""
    first = sheet.lines[0].shared
    kept = first.get("article")
    if isinstance(kept, set):
        return kept
    taken = _Collector(index)
    classes = Counter(name for line in sheet.lines for token in line.tokens for name in token.classes)
    taken.take("article", classes)
    taken.take("article often", [name for name, count in classes.items() if count >= 3])
    times = Counter(time_label(sheet, t.when) for line in sheet.lines for t in line.tokens if t.when)
    taken.take("article times", [(name, min(count, 3)) for name, count in times.items()])
    taken.add("lines", min(len(sheet.lines) // 2, LONG))
    taken.add("article of old times", times["T long ago"] * 2 > sum(times.values()))
    for line in sheet.lines[:LEAD]:
        for token in line.tokens:
            taken.take("lead", token.classes)
            if len(token.text) > 1 and token.text.isalpha():
                taken.add("lead", (token.text,))
    first["article"] = made = taken.known()
    return made
