"""Full-text search in English and Japanese: which articles hold the words, the best first, with the places.

A word or phrase is found wherever its letters stand, NFKC-normalised and without case: 日産 in 日産自動車. Short Latin
words (one or two letters: EV, US) count only as whole words. All must be there; `-word` must not; `OR` between two
words asks for either. SQLite's FTS5 indexes are asked; `Search.is_met` gives the same answer for one text, by reading
it, and is what the tests hold the indexes to.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from tracker.errors import BadQuery
from tracker.queries.filters import Resolved
from tracker.queries.tables import TABLES, Row, build_where, fetch

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


def find_articles(
    connection: Connection, words: str, resolved: Resolved | None = None, *, limit: int = 20, offset: int = 0
) -> list[Row]:
    """The articles that answer `words` and pass the filters, the best first: title hits, then how much, then newest.

    Rows: article_id, url, title, source, published_day, language, snippet, marks (pairs of offsets in the snippet).
    """
    search = parse_search(words)
    condition, values = write_condition(search)
    where, filter_values = build_where(TABLES["articles"], "search", resolved or {})
    query = f"""
        SELECT a.id AS article_id, a.url, a.title, a.source, a.published_day, a.language, a.body, a.story
        FROM ({condition}) AS hit
        JOIN article_full a ON a.id = hit.article_id
        {where}
        ORDER BY hit.weight, a.published_day DESC, a.id DESC
        LIMIT :limit OFFSET :offset
    """
    rows = fetch(connection, query, values | filter_values | {"limit": limit, "offset": offset})
    return [_with_snippet(row, search) for row in rows]


def count_articles(connection: Connection, words: str, resolved: Resolved | None = None) -> int:
    """How many articles answer."""
    condition, values = write_condition(parse_search(words))
    where, filter_values = build_where(TABLES["articles"], "search", resolved or {})
    query = f"""
        SELECT count(*) AS n FROM ({condition}) AS hit JOIN article_full a ON a.id = hit.article_id
        {where}
    """
    return int(fetch(connection, query, values | filter_values)[0]["n"])


def write_condition(search: Search) -> tuple[str, dict[str, Any]]:
    """SQL that yields `article_id, weight` (lower is better) of every article that answers, and its values.

    Words of three characters and more ask the trigram index; shorter ones the index of pairs and short words.
    """
    values: dict[str, Any] = {}
    conditions = [_write_group(group, values) for group in search.wanted]
    conditions += [f"NOT {_write_group((term,), values)}" for term in search.unwanted]
    in_title = [f"(instr(t.title, {_bind(values, term.text)}) > 0)" for group in search.wanted for term in group]
    return (
        f"SELECT t.article_id, -({' + '.join(in_title)}) AS weight FROM search_text t WHERE {' AND '.join(conditions)}",
        values,
    )


def _write_group(group: tuple[Term, ...], values: dict[str, Any]) -> str:
    return "(" + " OR ".join(_write_term(term, values) for term in group) + ")"


def _write_term(term: Term, values: dict[str, Any]) -> str:
    index, match = "article_grams", _quoted(term.text)
    if len(term.text) >= INDEXED:
        index = "article_text"
    elif not term.whole_word and not _ALL_CJK.fullmatch(term.text):
        name = _bind(values, term.text)  # `e:`, `車a`: rare enough to be looked for by reading
        return f"(instr(t.title, {name}) > 0 OR instr(t.body, {name}) > 0)"
    elif len(term.text) == 1 and not term.whole_word:
        match += "*"
    return f"t.article_id IN (SELECT rowid FROM {index} WHERE {index} MATCH {_bind(values, match)})"


def _quoted(text: str) -> str:
    """`text` as an FTS5 string: nothing in it is an operator."""
    return '"' + text.replace('"', '""') + '"'


def _bind(values: dict[str, Any], value: str) -> str:
    name = f"word{len(values)}"
    values[name] = value
    return f":{name}"


SNIPPET_BEFORE, SNIPPET_AFTER = 60, 140
"""Characters of text around the first hit."""


def _with_snippet(row: Row, search: Search) -> Row:
    body = row.pop("body")
    snippet, marks = cut_snippet(body, search)
    return row | {"snippet": snippet, "marks": marks}


def cut_snippet(text: str, search: Search) -> tuple[str, list[list[int]]]:
    """The place of `text` where the first wanted word stands, on one line, and the offsets of the hits in it.

    >>> cut_snippet("Toyota said so.\\nThe Ｃａｍｒｙ comes home.", parse_search("camry"))
    ('Toyota said so. The Ｃａｍｒｙ comes home.', [[20, 25]])
    """
    flat = text.replace("\n", " ")
    found = find_marks(flat, search)
    first = found[0][0] if found else 0
    start = max(0, first - SNIPPET_BEFORE)
    end = min(len(flat), first + SNIPPET_AFTER)
    start, end = _to_words(flat, start, end)
    before, after = "…" if start else "", "…" if end < len(flat) else ""
    shift = len(before) - start
    marks = [[left + shift, right + shift] for left, right in found if left >= start and right <= end]
    return before + flat[start:end] + after, marks


def find_marks(text: str, search: Search) -> list[tuple[int, int]]:
    """Where the wanted words stand in `text` as it is written, in order."""
    folded = "".join(map(_fold_character, text))
    spans = [match.span() for group in search.wanted for term in group for match in term.pattern.finditer(folded)]
    return sorted(set(spans))


def _fold_character(character: str) -> str:
    """One character normalised; where that would be several, as it stands, so that offsets stay those of the text."""
    folded = normalise(character)
    return folded if len(folded) == 1 else character


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The cut moved to the next spaces, where there are any near."""
    if start and (space := text.find(" ", start, start + 20)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 20, end)) >= 0:
        end = space
    return start, end
