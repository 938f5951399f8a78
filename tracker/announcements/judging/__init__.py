"""What an article says of each model that it names, judged by traits of the text whose weights were learned.

A model that an article names is a candidate. For each, the sentences that speak of it are described by traits: which
words of selling, building, planning or denying stand near it, in which tense, what places and times, who speaks. Every
trait has a weight, learned from labelled articles (`python -m tests.train`); the sums of the weights decide whether
the model is a record, of which status, on whose word, from where and from when. One code reads both languages: what
differs between them is how a sentence is cut into tokens (`tokens`) and how its predicate is found (`predicates`).

The way of a candidate: `candidates` → `traits` of its sentences → the sentence that is its evidence → record, status,
basis (`decisions`) → once more, knowing what was decided of its neighbours (`neighbours`) → `origins`, `periods`.
"""

from tracker.announcements.judging.decisions import judge

__all__ = ["judge"]
