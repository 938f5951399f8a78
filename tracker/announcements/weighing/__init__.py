"""What the rules leave open, weighed: is this model a record, and of which status, by what stands around it.

The rules of a language read what a clause says plainly. What they leave open is decided here by traits of the text
around a model's mentions, each with a weight that was learned from labelled articles: see `tests/train.py`. The sum of
the weights is the answer, and the traits that tipped it are named in a record's `rules`.
"""

from tracker.announcements.weighing.decisions import weigh_claims

__all__ = ["weigh_claims"]
