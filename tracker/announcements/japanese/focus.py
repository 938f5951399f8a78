"""What a sentence without a car of its own is about: the cars before it, and the words that point back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.announcements.japanese.sentences import Sentence
from tracker.announcements.japanese.workspace import Car

MEMORY = 8
"""Car mentions that pointing words can reach back over."""

_PAIR = re.compile(r"両(?:車種?|モデル|者)|(?:[2二]|2つの)(?:車種|モデル|台(?!数))|双方|いずれも|どちらも")
_TRIO = re.compile(r"[3三](?:車種|モデル)|3兄弟")
_LATTER, _FORMER = re.compile(r"後者"), re.compile(r"前者")
POINTER = re.compile(
    r"同(?:車種?|モデル|型|SUV|EV|セダン|ミニバン|ピックアップ|シリーズ|名の)|こちら|この(?:車|モデル|SUV|EV|セダン)|"
    r"本(?:車|モデル)|新型(?=[はがをも])|同ブランド"
)


@dataclass(slots=True)
class Focus:
    """The cars last spoken of."""

    cars: list[Car] = field(default_factory=list)
    line: int = -1
    recent: list[Car] = field(default_factory=list)

    def remember(self, groups: list[list[Car]], chosen: list[Car], sentence: Sentence) -> None:
        """Takes note of the sentence's cars; `chosen` are those it says something of."""
        for group in groups:
            self.recent = (self.recent + group)[-MEMORY:]
        if chosen:
            self.cars, self.line = chosen, sentence.line

    def refer(self, text: str) -> list[Car]:
        """The cars that a pointing word of `text` means, or none."""
        if not self.recent:
            return []
        if _TRIO.search(text):
            distinct = self._distinct()
            return distinct[-3:] if len(distinct) >= 3 else []
        if _PAIR.search(text):
            distinct = self._distinct()
            return distinct[-2:] if len(distinct) >= 2 else []
        if "者" in text:
            if _LATTER.search(text):
                return self._distinct()[-1:]
            if _FORMER.search(text):
                return self._distinct()[-2:-1]
        return self.cars[-1:] if self.cars and POINTER.search(text) else []

    def _distinct(self) -> list[Car]:
        """The cars last named, each once, by their last mention."""
        return list({car.key: car for car in reversed(self.recent)}.values())[::-1]
