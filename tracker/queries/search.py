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

    @property
    def index(self) -> str | None:
        """The index that finds it; None: neither does."""
        if len(self.text) >= INDEXED:
            return "article_text"
        return "article_grams" if self.whole_word or _ALL_CJK.fullmatch(self.text) else None

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

    @property
    def indexed(self) -> tuple[tuple[Term, ...], ...]:
        """What of `wanted` the trigram index can answer."""
        return tuple(group for group in self.wanted if all(term.index == "article_text" for term in group))

    @property
    def paired(self) -> tuple[tuple[Term, ...], ...]:
        """What of `wanted` the index of pairs can answer."""
        return tuple(group for group in self.wanted if all(term.index == "article_grams" for term in group))

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
    """The articles that answer `words` and pass the filters: those with all words in the title first, the newest first.

    `limit` -1: all of them. Among more than `WINDOW` answers the newest are those stored last.

    Rows: article_id, url, title, source, published_day, language, story, snippet, marks (offsets in the snippet).
    """
    search = parse_search(words)
    most = -1 if limit < 0 else max(WINDOW, offset + limit)
    found = find_candidates(connection, search, resolved or {}, most=most)
    if len(found) > MOST_BOUND:  # only with `limit` -1: a statement binds so many values at most
        chosen = found[offset:]
    else:
        days = _read_days(connection, found)
        found.sort(key=lambda hit: (not hit[1], _reversed_day(days[hit[0]]), -hit[0]))
        chosen = found[offset:] if limit < 0 else found[offset : offset + limit]
    return _read_hits(connection, [number for number, _ in chosen], search)


WINDOW = 500
"""So many of the newest answers are put in order of their title and day."""
MOST_BOUND = 30_000
MOST_COUNTED = 1000
"""Answers are counted up to here; one more stands for "more"."""


def count_articles(connection: Connection, words: str, resolved: Resolved | None = None) -> int:
    """How many articles answer; `MOST_COUNTED` + 1: more than that."""
    query, values = write_query(parse_search(words), resolved or {}, in_title=False)
    counted = f"SELECT count(*) AS n FROM ({query} LIMIT {MOST_COUNTED + 1})"
    return int(fetch(connection, counted, values)[0]["n"])


def find_candidates(connection: Connection, search: Search, resolved: Resolved, *, most: int) -> list[tuple[int, bool]]:
    """(article, whether its title alone answers) of the answers stored last; `most` of each sort, -1: all."""
    hits: dict[int, bool] = {}
    for in_title in (True, False) if search.indexed else (False,):
        query, values = write_query(search, resolved, in_title=in_title)
        rows = fetch(connection, f"{query} ORDER BY 1 DESC LIMIT :most", values | {"most": most})
        for row in rows:
            hits.setdefault(row["number"], in_title)
    return list(hits.items())


def write_query(search: Search, resolved: Resolved, *, in_title: bool) -> tuple[str, dict[str, Any]]:
    """SQL that yields `number` of every article that answers, and its values; `in_title`: the longer words there.

    Words of three characters and more ask the trigram index, shorter ones the index of pairs and short words; of one
    index all words are asked at once, so that its answers come in order and can be cut off.
    """
    values: dict[str, Any] = {}
    asked = search.indexed or search.paired
    index = "article_text" if search.indexed else "article_grams"
    conditions = [_write_group(group, values) for group in search.wanted if group not in asked]
    source, left_out = "search_text AS t WHERE 1", search.unwanted
    if asked:
        match = " AND ".join("(" + " OR ".join(term.match for term in group) + ")" for group in asked)
        match = f"title : ({match})" if in_title else f"({match})"
        without = [term.match for term in search.unwanted if term.index == index]
        match += f" NOT ({' OR '.join(without)})" if without else ""
        source = f"{index} AS t WHERE t.{index} MATCH {_bind(values, match)}"
        left_out = tuple(term for term in search.unwanted if term.index != index)
    conditions += [f"NOT {_write_group((term,), values)}" for term in left_out]
    number = "t.rowid" if asked else "t.article_id"
    where, filter_values = build_where(TABLES["articles"], "search", resolved)
    if where:
        # The plus keeps SQLite from asking the index anew for each article that the filters leave.
        conditions.append(f"+{number} IN (SELECT id FROM article_full{where})")
    conditions = [condition.replace("{number}", number) for condition in conditions]
    return f"SELECT {number} AS number FROM {' AND '.join([source, *conditions])}", values | filter_values


def _write_group(group: tuple[Term, ...], values: dict[str, Any]) -> str:
    return "(" + " OR ".join(_write_term(term, values) for term in group) + ")"


def _write_term(term: Term, values: dict[str, Any]) -> str:
    if term.index is None:
        # `e:`, `車a`: rare enough to be looked for by reading
        name = _bind(values, term.text)
        read = f"SELECT article_id FROM search_text WHERE instr(title, {name}) > 0 OR instr(body, {name}) > 0"
        return f"+{{number}} IN ({read})"
    return f"+{{number}} IN (SELECT rowid FROM {term.index} WHERE {term.index} MATCH {_bind(values, term.match)})"


def _read_days(connection: Connection, found: list[tuple[int, bool]]) -> dict[int, str]:
    query = "SELECT id, published_day FROM article WHERE id IN :numbers"
    rows = fetch(connection, query, {"numbers": [number for number, _ in found]})
    return {row["id"]: row["published_day"] or "" for row in rows}


def _reversed_day(day: str) -> tuple[int, ...]:
    """Sorts later days first."""
    return tuple(-ord(letter) for letter in day.ljust(10))


def _read_hits(connection: Connection, numbers: list[int], search: Search) -> list[Row]:
    rows: dict[int, Row] = {}
    for first in range(0, len(numbers), MOST_BOUND):
        for row in fetch(connection, HITS, {"numbers": numbers[first : first + MOST_BOUND]}):
            rows[row["article_id"]] = _with_snippet(row, search)
    return [rows[number] for number in numbers]


HITS = """
    SELECT id AS article_id, url, title, source, published_day, language, body, story FROM article_full
    WHERE id IN :numbers
"""


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
