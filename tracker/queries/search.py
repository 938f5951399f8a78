"""Full-text search in English and Japanese: which articles hold the words, the best first, with the places.

SQLite's FTS5 indexes are asked; `Search.is_met` gives the same answer for one text, by reading it: what the tests hold
the indexes to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from tracker.queries.filters import Resolved
from tracker.queries.snippets import cut_snippet, find_marks
from tracker.queries.tables import TABLES, Row, build_where, fetch
from tracker.queries.words import PAIRS, TRIGRAMS, Search, Term, parse_search

MOST_BOUND = 30_000
"""So many values a statement binds at most."""
HIT_FIELDS = (
    "article_id", "url", "title", "source", "published_day", "language", "story", "title_marks", "snippet", "marks",
)  # fmt: skip
TITLES = {TRIGRAMS: "title", PAIRS: "title_grams"}
"""The column of each index that holds titles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search brought."""

    total: int
    """How many articles answer."""
    rows: list[Row]
    """Those asked for: `HIT_FIELDS`; marks are the offsets of the words, [[start, end], …]."""


def find_articles(
    connection: Connection, words: str, resolved: Resolved | None = None, *, limit: int = 20, offset: int = 0
) -> Found:
    """The articles that answer `words` and pass the filters: those with all words in the title first, the newest first.

    `limit` -1: all of them.
    """
    search = parse_search(words)
    total, numbers = find_numbers(connection, search, resolved or {}, limit=limit, offset=offset)
    return Found(total=total, rows=_read_hits(connection, numbers, search))


def find_numbers(
    connection: Connection, search: Search, resolved: Resolved, *, limit: int = -1, offset: int = 0
) -> tuple[int, list[int]]:
    """How many articles answer, and the numbers of those asked for, in that order."""
    answers = write_answers(search, resolved)
    titled = _write_titled(search, answers)
    # The index holds number and day side by side: the rows themselves, with their texts, are not read.
    query = f"""
        WITH hit AS MATERIALIZED (
            SELECT {answers.number} AS number FROM {answers.source} AS t WHERE {answers.condition}
        )
        SELECT hit.number, (SELECT count(*) FROM hit) AS total
        FROM hit CROSS JOIN article AS a INDEXED BY ix_article_number_day ON a.id = hit.number
        ORDER BY ({titled}) DESC, a.published_day DESC, a.id DESC LIMIT :limit OFFSET :offset
    """
    rows = fetch(connection, query, answers.values | {"limit": limit, "offset": offset})
    if offset and not rows:
        return find_numbers(connection, search, resolved, limit=1)[0], []
    return (rows[0]["total"] if rows else 0), [row["number"] for row in rows]


@dataclass(kw_only=True, slots=True)
class Answers:
    """SQL of the articles that answer a search: `source` AS t WHERE `condition`."""

    source: str
    """An index, or the table of texts."""
    number: str
    """What names the article there."""
    condition: str = "1"
    values: dict[str, Any] = field(default_factory=dict)

    def require(self, condition: str) -> None:
        """Narrows the answers."""
        self.condition += f" AND {condition}"

    def bind(self, value: str) -> str:
        """The name under which SQL finds `value`: no word of a person stands in the SQL itself."""
        name = f"word{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def write_answers(search: Search, resolved: Resolved) -> Answers:
    """Every article that answers.

    One index is asked at once for all words it holds, the trigram index where it holds any; the rest are conditions.
    """
    index = next((name for name in (TRIGRAMS, PAIRS) if search.held_by(name)), None)
    asked, unwanted = search.held_by(index) if index else (), search.unwanted
    answers = Answers(source=index or "search_text", number="t.rowid" if index else "t.article_id")
    if index:
        without = [term.match for term in unwanted if term.index == index]
        match = _write_match(asked) + (f" NOT ({' OR '.join(without)})" if without else "")
        answers.require(f"t.{index} MATCH {answers.bind(match)}")
        unwanted = tuple(term for term in unwanted if term.index != index)
    for group in search.wanted:
        if group not in asked:
            answers.require(_write_group(group, answers.number, answers))
    for term in unwanted:
        answers.require(f"NOT {_write_term(term, answers.number, answers)}")
    where, values = build_where(TABLES["articles"], "search", resolved)
    if where:
        # The plus keeps SQLite from asking the index anew for each article that the filters leave.
        answers.require(f"+{answers.number} IN (SELECT id FROM article_full{where})")
    answers.values |= values
    return answers


def _write_match(groups: tuple[tuple[Term, ...], ...]) -> str:
    return "(" + " AND ".join("(" + " OR ".join(term.match for term in group) + ")" for group in groups) + ")"


def _write_titled(search: Search, answers: Answers) -> str:
    """The condition that a hit meets whose title alone has all wanted words."""
    conditions, told = [], set[tuple[Term, ...]]()
    for index in (TRIGRAMS, PAIRS):
        if groups := search.held_by(index):
            match = answers.bind(f"{TITLES[index]} : {_write_match(groups)}")
            conditions.append(f"hit.number IN (SELECT rowid FROM {index} WHERE {index} MATCH {match})")
            told.update(groups)
    mixed = [group for group in search.wanted if group not in told]
    return " AND ".join(conditions + [_write_group(group, "hit.number", answers, titled=True) for group in mixed])


def _write_group(group: tuple[Term, ...], number: str, answers: Answers, *, titled: bool = False) -> str:
    return "(" + " OR ".join(_write_term(term, number, answers, titled=titled) for term in group) + ")"


def _write_term(term: Term, number: str, answers: Answers, *, titled: bool = False) -> str:
    if term.index is None:
        # `e:`, `車a`: rare enough to be looked for by reading
        name = answers.bind(term.text)
        places = f"instr(title, {name}) > 0" + ("" if titled else f" OR instr(body, {name}) > 0")
        return f"+{number} IN (SELECT article_id FROM search_text WHERE {places})"
    match = f"{TITLES[term.index]} : {term.match}" if titled else term.match
    return f"+{number} IN (SELECT rowid FROM {term.index} WHERE {term.index} MATCH {answers.bind(match)})"


def _read_hits(connection: Connection, numbers: list[int], search: Search) -> list[Row]:
    rows: dict[int, Row] = {}
    for first in range(0, len(numbers), MOST_BOUND):
        for row in fetch(connection, HITS, {"numbers": numbers[first : first + MOST_BOUND]}):
            snippet, marks = cut_snippet(row.pop("body"), search)
            titled = [list(span) for span in find_marks(row["title"] or "", search)]
            rows[row["article_id"]] = row | {"title_marks": titled, "snippet": snippet, "marks": marks}
    return [rows[number] for number in numbers]


HITS = """
    SELECT id AS article_id, url, title, source, published_day, language, body, story FROM article_full
    WHERE id IN :numbers
"""
