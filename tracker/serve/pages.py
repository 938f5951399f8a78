"""Our own pages: each a function from the database and the request's words to a template and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tracker.errors import BadQuery
from tracker.queries import overview
from tracker.queries.articles import read_article_page
from tracker.queries.filters import Filters, resolve_filters
from tracker.queries.programmes import read_dossier
from tracker.queries.search import find_articles
from tracker.queries.tables import Row, count_rows, fetch, select_rows
from tracker.queries.web_text import mark_text, plain
from tracker.serve.charts import draw_flow, draw_sparkline, draw_timeline, draw_weeks

Words = Mapping[str, str]
PER_PAGE = 20
MOST_ROWS = 200
NARROWING = ("maker", "model", "market", "origin", "status", "basis", "source", "language", "since", "until")


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
    recent = overview.read_recent(connection)
    routes = overview.read_routes(connection)
    weeks = overview.read_weeks(connection)
    return View(
        "tracker_home.html",
        {
            "title": "Reverse imports",
            "statuses": overview.read_statuses(connection),
            "changes": overview.read_changes(connection, most=15),
            "recent": recent,
            "makers": overview.read_makers(connection),
            "routes": routes,
            "timeline": draw_timeline(recent, title="Programmes by first report, start of sales and status"),
            "flow": draw_flow(routes, title="Programmes from the country that builds to the country that buys"),
            "weeks": draw_weeks(weeks, title="Relevant articles a week"),
        },
    )


def show_programme(connection: Connection, parts: Words, words: Words) -> View:
    """One programme: history, evidence, figures, disagreements, articles."""
    known = fetch(connection, "SELECT programme FROM programme_current WHERE programme = :key", {"key": parts["key"]})
    if not known:
        return not_found(f"There is no programme {parts['key']}.")
    dossier = read_dossier(connection, parts["key"])
    row = dossier.programme
    numbers = _article_numbers(connection, [turn["url"] for turn in dossier.history + dossier.coverage])
    return View(
        "tracker_programme.html",
        {
            "title": f"{row['brand']} {row['model'] or ''}".strip(),
            "programme": row,
            "dossier": dossier,
            "numbers": numbers,
            "timeline": draw_timeline([row], title="From the first report to the start of sales"),
        },
    )


def _article_numbers(connection: Connection, urls: list[str]) -> dict[str, int]:
    if not urls:
        return {}
    query = "SELECT url, id FROM article_full WHERE url IN :urls"
    return {row["url"]: row["id"] for row in fetch(connection, query, {"urls": sorted(set(urls))})}


def show_programmes(connection: Connection, parts: Words, words: Words) -> View:
    """The table of programmes, narrowed by the query string as on the command line."""
    return _table(connection, words, {}, title="Programmes")


def show_maker(connection: Connection, parts: Words, words: Words) -> View:
    """All programmes of one maker."""
    return _table(connection, words, {"maker": (parts["maker"],)}, title=parts["maker"])


def show_route(connection: Connection, parts: Words, words: Words) -> View:
    """All programmes from one country to another."""
    origin, market = parts["origin"], parts["market"]
    if origin == "none":
        rows = [row for row in select_rows(connection, "programmes", {"market": (market,)}) if row["origin"] is None]
        return _listed(rows[:MOST_ROWS], f"Origin not known → {market}", len(rows), words)
    return _table(connection, words, {"origin": (origin,), "market": (market,)}, title=f"{origin} → {market}")


def _table(connection: Connection, words: Words, fixed: dict[str, tuple[str, ...]], *, title: str) -> View:
    given = {name: (words[name],) for name in NARROWING if words.get(name)}
    days = {name: given.pop(name)[0] for name in ("since", "until") if name in given}
    try:
        resolved = resolve_filters(connection, Filters(**given, **days), today=date.today()) | fixed  # type: ignore[arg-type]  # the names are Filters' own
        rows = select_rows(connection, "programmes", resolved, limit=MOST_ROWS)
        total = count_rows(connection, "programmes", resolved)
    except BadQuery as problem:
        return View(
            "tracker_programmes.html", {"title": title, "problem": str(problem), "rows": [], "words": words}, 400
        )
    return _listed(rows, title, total, words)


def _listed(rows: list[Row], title: str, total: int, words: Words) -> View:
    shown = {
        "title": plain(title),
        "rows": rows,
        "total": total,
        "words": words,
        "timeline": draw_timeline(rows[:40], title=f"{plain(title)}: first report, start of sales and status"),
    }
    return View("tracker_programmes.html", shown)


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
    return View("tracker_sources.html", {"title": "Sources", "rows": rows, "lines": lines})


def show_search(connection: Connection, parts: Words, words: Words) -> View:
    """Full-text search."""
    asked, page = words.get("q", "").strip(), _page_number(words)
    shown: dict[str, Any] = {
        "title": "Search",
        "q": asked,
        "rows": [],
        "total": 0,
        "page": page,
        "per_page": PER_PAGE,
    }
    if not asked:
        return View("tracker_search.html", shown)
    try:
        found = find_articles(connection, asked, limit=PER_PAGE, offset=PER_PAGE * (page - 1))
    except BadQuery as problem:
        return View("tracker_search.html", shown | {"problem": str(problem)}, 400)
    for row in found.rows:
        marks = [(left, right, 0) for left, right in row["marks"]]
        row["pieces"] = [piece for line in mark_text(row["snippet"], marks) for piece in line]
    return View("tracker_search.html", shown | {"rows": found.rows, "total": found.total})


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
