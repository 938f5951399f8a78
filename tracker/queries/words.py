"""A search, understood: words, phrases, what must not be there, either of two; and whether one text answers it.

A word or phrase is found wherever its letters stand, NFKC-normalised and without case: 日産 in 日産自動車. Short Latin
words (one or two letters: EV, US) count only as whole words. All must be there; `-word` must not; `OR` between two
words asks for either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tracker.errors import BadQuery

TRIGRAMS, PAIRS = "article_text", "article_grams"
"""The indexes: any three characters or more, and CJK words of one or two with short words of other letters."""
INDEXED = 3
"""Characters from which on the trigram index finds a word."""
MOST_WORDS = 24
MOST_LETTERS = 400

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_CJK = "々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿가-힣"
"""As `tracker.storage.searching` has it: what stands in the index of pairs."""
_ALL_CJK = re.compile(f"[{_CJK}]+")
_OTHER = rf"[^\W_{_CJK}]"
_ALL_OTHER = re.compile(f"{_OTHER}+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase, normalised."""

    text: str

    @property
    def whole_word(self) -> bool:
        """Too short and too Latin to be looked for inside other words."""
        return len(self.text) < INDEXED and bool(_ALL_OTHER.fullmatch(self.text))

    @property
    def index(self) -> str | None:
        """The index that finds it; None: neither does."""
        if len(self.text) >= INDEXED:
            return TRIGRAMS
        return PAIRS if self.whole_word or _ALL_CJK.fullmatch(self.text) else None

    @property
    def match(self) -> str:
        """It, as that index is asked."""
        return _quoted(self.text) + ("*" if len(self.text) == 1 and not self.whole_word else "")

    def is_in(self, text: str) -> bool:
        """Whether normalised `text` holds it."""
        return bool(self.pattern.search(text))

    @property
    def pattern(self) -> re.Pattern[str]:
        """It, as a pattern over normalised text."""
        literal = re.escape(self.text)
        return re.compile(f"(?<!{_OTHER}){literal}(?!{_OTHER})" if self.whole_word else literal)


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """A search, understood: each of `wanted` must be met by one of its terms, none of `unwanted` may be there."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    def held_by(self, index: str) -> tuple[tuple[Term, ...], ...]:
        """What of `wanted` one index can answer alone."""
        return tuple(group for group in self.wanted if all(term.index == index for term in group))

    def is_met(self, text: str) -> bool:
        """Whether normalised `text` answers it."""
        return all(any(term.is_in(text) for term in group) for group in self.wanted) and not any(
            term.is_in(text) for term in self.unwanted
        )


def normalise(text: str) -> str:
    """As the database keeps the text that is searched.

    >>> normalise("ＷＲ－Ｖ と Camry")
    'wr-v と camry'
    """
    return unicodedata.normalize("NFKC", text).lower()


def parse_search(words: str) -> Search:
    """What `words` ask for.

    >>> found = parse_search('トヨタ "made in Kentucky" -Tundra')
    >>> [term.text for group in found.wanted for term in group], [term.text for term in found.unwanted]
    (['トヨタ', 'made in kentucky'], ['tundra'])

    Raises: BadQuery where nothing is asked for, or too much.
    """
    if len(words) > MOST_LETTERS:
        raise BadQuery(f"a search of more than {MOST_LETTERS} characters: use fewer words")
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    either = False
    for token in _TOKEN.finditer(words.replace("\x00", " ")):
        if token["word"] == "OR" and not token["minus"] and wanted:
            either = True
            continue
        term = Term(" ".join(normalise(token["phrase"] if token["word"] is None else token["word"]).split()))
        if not re.search(r"\w", term.text):
            continue
        if token["minus"]:
            unwanted.append(term)
        elif either:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        either = False
    if not wanted:
        raise BadQuery('nothing to look for: give words, "a phrase", -without, this OR that')
    if len(wanted) + len(unwanted) > MOST_WORDS:
        raise BadQuery(f"more than {MOST_WORDS} words")
    return Search(wanted=tuple(wanted), unwanted=tuple(unwanted))


def _quoted(text: str) -> str:
    """`text` as an FTS5 string: nothing in it is an operator."""
    return '"' + text.replace('"', '""') + '"'
