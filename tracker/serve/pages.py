"""Our own pages: each a function from the database and the request's words to a template and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection

from tracker.errors import BadQuery
from tracker.queries import overview
from tracker.queries.articles import read_article_page
from tracker.queries.filters import Filters, Resolved, read_words, resolve_filters
from tracker.queries.programmes import read_dossier
from tracker.queries.search import find_articles
from tracker.queries.tables import count_rows, fetch, select_rows
from tracker.queries.web_text import Piece, mark_text, plain
from tracker.serve.charts import draw_flow, draw_sparkline, draw_weeks
from tracker.serve.timeline import draw_timeline, sort_programmes

Words = Mapping[str, str]
PER_PAGE = 20
MOST_ROWS = 200
MOST_DRAWN = 40
FOLLOWED = ("maker", "brand", "model", "market", "origin", "status", "basis", "source")
"""What a feed of changes can be narrowed by."""


@dataclass(frozen=True, slots=True)
class View:
    """A template and what it shows."""

    template: str
    shown: dict[str, Any]
    status: int = 200


PageFunction = Callable[[Connection, Words, Words], View]
"""(database, the address's own parts, the query string's words) → view."""


def not_found(what: str) -> View:
    """The page that says so."""
    return View("tracker_missing.html", {"title": "Not here", "what": plain(what)}, 404)


def show_home(connection: Connection, parts: Words, words: Words) -> View:
    """What changed lately, and where everything stands."""
    recent, routes = overview.read_recent(connection), overview.read_routes(connection)
    drawn = sort_programmes(recent)
    return View(
        "tracker_home.html",
        {
            "title": "Reverse imports",
            "statuses": overview.read_statuses(connection),
            "changes": overview.group_changes(overview.read_changes(connection, most=24)),
            "recent": recent,
            "makers": overview.read_makers(connection),
            "routes": routes,
            "timeline": draw_timeline(drawn, today=date.today(), title="Programmes by status and start of sales"),
            "flow": draw_flow(routes, title="Programmes from the country that builds to the country that buys"),
            "weeks": draw_weeks(overview.read_weeks(connection), title="Relevant articles a week"),
        },
    )


def show_programme(connection: Connection, parts: Words, words: Words) -> View:
    """One programme: history, evidence, figures, disagreements, articles."""
    known = fetch(connection, "SELECT programme FROM programme_current WHERE programme = :key", {"key": parts["key"]})
    if not known:
        return not_found(f"There is no programme {parts['key']}.")
    dossier = read_dossier(connection, parts["key"])
    row = dossier.programme
    shown = {
        "title": f"{row['brand']} {row['model'] or ''}".strip(),
        "programme": row,
        "dossier": dossier,
        "timeline": draw_timeline([row], today=date.today(), title="From the first report to the start of sales"),
    }
    return View("tracker_programme.html", shown)


def show_programmes(connection: Connection, parts: Words, words: Words) -> View:
    """The table of programmes, narrowed by the query string as on the command line."""
    return _table(connection, words, {}, title="Programmes")


def show_maker(connection: Connection, parts: Words, words: Words) -> View:
    """All programmes of one maker."""
    return _table(connection, words, {"maker": (parts["maker"],)}, title=parts["maker"])


def show_route(connection: Connection, parts: Words, words: Words) -> View:
    """All programmes from one country to another."""
    origin, market = parts["origin"], parts["market"]
    known: Resolved = {"unknown_origin": ("",)} if origin == "none" else {"origin": (origin,)}
    title = f"{'Origin not known' if origin == 'none' else origin} → {market}"
    return _table(connection, words, known | {"market": (market,)}, title=title)


def _table(connection: Connection, words: Words, fixed: Resolved, *, title: str) -> View:
    """Programmes narrowed by the words and by what the page is of."""
    shown: dict[str, Any] = {"title": plain(title), "words": words, "fixed": fixed, "rows": []}
    try:
        resolved = resolve_filters(connection, read_words(words), today=date.today()) | fixed
        rows = select_rows(connection, "programmes", resolved, limit=MOST_ROWS)
        total = count_rows(connection, "programmes", resolved)
    except BadQuery as problem:
        return View("tracker_programmes.html", shown | {"problem": str(problem)}, 400)
    drawn = sort_programmes(rows[:MOST_DRAWN])
    told = f"{plain(title)}: programmes by status and start of sales"
    followed = {name: ",".join(values) for name, values in resolved.items() if name in FOLLOWED}
    shown |= {"rows": rows, "total": total, "drawn": len(drawn), "follow": urlencode(followed)}
    return View("tracker_programmes.html", shown | {"timeline": draw_timeline(drawn, today=date.today(), title=told)})


def show_article(connection: Connection, parts: Words, words: Words) -> View:
    """One article with its records marked where their evidence stands."""
    page = read_article_page(connection, int(parts["number"])) if len(parts["number"]) < 16 else None
    if page is None:
        return not_found(f"There is no article {parts['number']}.")
    text = "\n".join(filter(None, (page.article["title"], page.article["body"])))
    spans = [(row["evidence_start"], row["evidence_end"], number) for number, row in enumerate(page.announcements)]
    return View(
        "tracker_article.html",
        {
            "title": plain(page.article["title"] or page.article["url"]),
            "page": page,
            "lines": mark_text(text, spans)[1 if page.article["title"] else 0 :],
        },
    )


def show_sources(connection: Connection, parts: Words, words: Words) -> View:
    """The health of every source."""
    rows = fetch(connection, "SELECT * FROM source_health ORDER BY state = 'well', source")
    lines = {
        source: draw_sparkline(values, title=f"pages fetched in the last {len(values)} runs")
        for source, values in overview.read_run_lines(connection).items()
    }
    events = overview.read_health_events(connection)
    return View("tracker_sources.html", {"title": "Sources", "rows": rows, "lines": lines, "events": events})


def show_search(connection: Connection, parts: Words, words: Words) -> View:
    """Full-text search, narrowed as the tables are."""
    asked, page = words.get("q", "").strip(), _page_number(words)
    kept = urlencode({name: value for name, value in words.items() if name != "page" and value})
    shown: dict[str, Any] = {"title": "Search", "q": asked, "words": words, "page": page, "kept": kept}
    shown["narrowed"] = read_words(words) != Filters()
    if not asked:
        return View("tracker_search.html", shown)
    try:
        resolved = resolve_filters(connection, read_words(words), today=date.today())
        found = find_articles(connection, asked, resolved, limit=PER_PAGE, offset=PER_PAGE * (page - 1))
    except BadQuery as problem:
        return View("tracker_search.html", shown | {"problem": str(problem)}, 400)
    for row in found.rows:
        row["titled"] = _mark(row["title"] or row["url"], row["title_marks"])
        row["pieces"] = _mark(row["snippet"], row["marks"])
    return View("tracker_search.html", shown | {"rows": found.rows, "total": found.total, "per_page": PER_PAGE})


def _mark(text: str, marks: list[list[int]]) -> list[Piece]:
    lines = mark_text(text, [(start, end, 0) for start, end in marks])
    return [piece for line in lines for piece in line]


def _page_number(words: Words) -> int:
    given = words.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 6 else 1


PAGES: dict[str, PageFunction] = {
    r"^/$": show_home,
    r"^/programmes$": show_programmes,
    r"^/programme/(?P<key>[^/]+)$": show_programme,
    r"^/maker/(?P<maker>[^/]+)$": show_maker,
    r"^/route/(?P<origin>[A-Za-z]{2}|none)-(?P<market>[A-Za-z]{2})$": show_route,
    r"^/article/(?P<number>\d+)$": show_article,
    r"^/sources$": show_sources,
    r"^/search$": show_search,
}
"""Path → page."""
