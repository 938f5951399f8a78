"""Synthetic news for benchmarks: as long as real articles, out of phrases that they share as much as real ones do.

Two real articles on cars by different hands share about 1 % of their n-grams, one pair in a hundred 3 %, and one pair
in fifty thousand meets under some key of the copy search by chance. `python -m benchmarks.synthetic` prints what these
articles do.
"""

from __future__ import annotations

import itertools
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.stories.fingerprints import read_fingerprint

HOSTS = 300
COPIES = 0.1
"""Share of the articles that are copies of another, edited, cut, with the paragraphs of their own host."""
FORMS = 0.03
"""Share that are a form with new numbers, as some hosts fill in daily."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_JAPANESE = "".join(map(chr, (*range(0x3042, 0x3094), *range(0x4E00, 0x5200))))


@dataclass(frozen=True, slots=True)
class Draft:
    """One article."""

    number: int
    host: str
    title: str
    body: str
    day: date
    copy_of: int | None = None


class Language:
    """Words and the phrases made of them, each as frequent as in real text: a few very, most hardly."""

    def __init__(self, rng: random.Random, letters: str, lengths: tuple[int, int], gap: str) -> None:
        self.random, self.gap = rng, gap
        self.words = ["".join(rng.choices(letters, k=rng.randint(*lengths))) for _ in range(40_000)]
        self.common = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(self.words))))
        self.phrases = [gap.join(self._words(rng.randint(2, 5))) for _ in range(20_000)]
        self.usual = list(itertools.accumulate(1 / (rank + 300) for rank in range(len(self.phrases))))

    def _words(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.common, k=count)

    def write(self, words: int) -> str:
        """A paragraph of about so many words, every seventh a phrase that others use too."""
        told = self._words(words)
        told[::7] = self.random.choices(self.phrases, cum_weights=self.usual, k=len(told[::7]))
        return self.gap.join(told)

    def edit(self, line: str) -> str:
        """With a word in fifteen exchanged."""
        size = 6 if self.gap else 3
        places = range(0, max(len(line) - size, 1), 15 * size)
        for place in places:
            line = line[:place] + self.random.choice(self.words)[:size].ljust(size, "x") + line[place + size :]
        return line


class Newsroom:
    """Writes one article after another: a third Japanese, some copies, some forms, a plea under each."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.languages = (
            Language(self.random, _LATIN, (2, 9), " "),
            Language(self.random, _JAPANESE, (1, 3), ""),
        )
        self.pleas = [self.languages[host % 3 == 0].write(60) for host in range(HOSTS)]
        self.forms = [[self.languages[0].write(30) for _ in range(5)] for _ in range(40)]
        self.recent: list[tuple[int, list[str], bool]] = []

    def write(self, number: int) -> Draft:
        """The article of that number."""
        host, chance = number % HOSTS, self.random.random()
        day = date(2015, 1, 1) + timedelta(days=number // 300)
        title, copy_of = f"Title {number}", None
        if chance < COPIES and self.recent:
            copy_of, lines = self._copy()
        elif chance < COPIES + FORMS:
            host = number % len(self.forms)
            lines = [f"{line} {self.random.randint(10**4, 10**7)} units" for line in self.forms[host]]
        else:
            lines = self._write(number, japanese=number % 3 == 0)
        return Draft(number, f"h{host}.example", title, "\n".join([*lines, self.pleas[host]]), day, copy_of)

    def _write(self, number: int, *, japanese: bool) -> list[str]:
        language = self.languages[japanese]
        lines = [language.write(self.random.randint(30, 90)) for _ in range(self.random.randint(4, 9))]
        if self.random.random() < COPIES:
            self.recent = [*self.recent[-300:], (number, lines, japanese)]
        return lines

    def _copy(self) -> tuple[int, list[str]]:
        number, lines, japanese = self.random.choice(self.recent)
        kept = lines[: self.random.randint((len(lines) + 1) // 2, len(lines))]
        return number, [self.languages[japanese].edit(line) for line in kept]


def measure(count: int = 3000) -> None:
    """Prints how alike the articles are, copies and forms left out."""
    room = Newsroom()
    drafts = [draft for draft in map(room.write, range(count)) if draft.copy_of is None and "units" not in draft.body]
    drafts = [draft for draft in drafts if draft.number % 3]
    prints = [read_fingerprint(draft.body.rpartition("\n")[0]) for draft in drafts]
    print(f"{len(drafts)} articles, {statistics.median(len(draft.body) for draft in drafts):.0f} characters")
    pairs = random.Random(1).sample(list(itertools.combinations(prints[:600], 2)), 20_000)
    shared = sorted(len(a.grams & b.grams) / len(a.grams | b.grams) for a, b in pairs)
    print(f"n-grams in common: half have {shared[10_000]:.1%}, one in a hundred {shared[19_800]:.1%}")
    met = _count_met([print_.meetings for print_ in prints])
    print(f"pairs that meet by chance: {met}, one in {len(prints) * (len(prints) - 1) // 2 // max(met, 1):,}")


def _count_met(keys: Sequence[Sequence[int]]) -> int:
    under: dict[int, list[int]] = {}
    for number, own in enumerate(keys):
        for key in own:
            under.setdefault(key, []).append(number)
    return len({couple for numbers in under.values() for couple in itertools.combinations(numbers, 2)})


if __name__ == "__main__":
    measure()
