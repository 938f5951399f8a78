"""Our copy search and datasketch's MinHashLSH on the labelled pairs, in one run: precision, recall, articles a second.

Needs `pip install datasketch`, which brings numpy and scipy and is therefore no dependency of the project.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.stories.pairs import Pair, Told, read_articles, read_pairs
from tracker.stories.copies import Words, compare_words
from tracker.stories.fingerprints import read_fingerprint

LANGUAGES = ("english", "japanese")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6)
ROUNDS = 5


def compare_peers() -> None:
    """Prints one line a method."""
    pairs = {language: read_pairs(language) for language in LANGUAGES}
    told = [one for language in LANGUAGES for one in read_articles(language).values()]
    print(f"{sum(map(len, pairs.values()))} labelled pairs, {len(told)} articles")
    print(f"{'method':<28} {'precision':>9} {'recall':>7} {'articles/s':>11}")
    every = [pair for group in pairs.values() for pair in group]
    _print("ours", every, _judge, _time(lambda one: _sign_ours(one)), told)
    try:
        import datasketch
    except ImportError:
        print("datasketch is not installed")
        return

    def sign(one: Told) -> datasketch.MinHash:
        signature = datasketch.MinHash(num_perm=128)
        signature.update_batch([one.body[i : i + 5].encode() for i in range(len(one.body) - 4)])
        return signature

    signed = {one.id: sign(one) for one in told}
    for threshold in THRESHOLDS:
        index = datasketch.MinHashLSH(threshold=threshold, num_perm=128)
        for name, signature in signed.items():
            index.insert(name, signature)
        found = {name: set(index.query(signature)) for name, signature in signed.items()}
        _print(
            f"datasketch, Jaccard {threshold}",
            every,
            lambda pair, found=found: pair.other.id in found[pair.one.id],
            _time(sign),
            told,
        )


def _sign_ours(one: Told) -> None:
    _ = read_fingerprint(one.body, title=one.title).meetings


def _words(one: Told) -> Words:
    fingerprint = read_fingerprint(one.body, title=one.title)
    return Words(title=one.title, body=one.body, fingerprint=fingerprint, host=one.host, day=one.day)


def _judge(pair: Pair) -> bool:
    """As the database does it: they meet under a key, and are alike."""
    one, other = _words(pair.one), _words(pair.other)
    meet = not set(one.fingerprint.meetings).isdisjoint(other.fingerprint.meetings)
    return meet and compare_words(one, other) is not None


def _time(sign: Callable[[Told], object]) -> Callable[[list[Told]], float]:
    def run(told: list[Told]) -> float:
        started = time.perf_counter()
        for _ in range(ROUNDS):
            for one in told:
                sign(one)
        return ROUNDS * len(told) / (time.perf_counter() - started)

    return run


def _print(
    name: str, pairs: list[Pair], judge: Callable[[Pair], bool], speed: Callable[[list[Told]], float], told: list[Told]
) -> None:
    said = [(pair.same, judge(pair)) for pair in pairs]
    right = sum(same and found for same, found in said)
    precision = right / max(sum(found for _, found in said), 1)
    recall = right / sum(same for same, _ in said)
    print(f"{name:<28} {precision:>9.3f} {recall:>7.3f} {speed(told):>11.0f}")
