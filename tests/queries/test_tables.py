"""Tables, narrowed."""

from datetime import date

import pytest
from sqlalchemy import Connection

from tracker.errors import BadQuery
from tracker.queries.filters import Filters, resolve_filters
from tracker.queries.tables import count_rows, select_rows

TODAY = date(2026, 4, 2)


def found(connection: Connection, name: str, **filters: object) -> list[str]:
    asked = Filters(**{key: value if isinstance(value, str) else tuple(value) for key, value in filters.items()})
    resolved = resolve_filters(connection, asked, today=TODAY)
    rows = select_rows(connection, name, resolved)
    assert count_rows(connection, name, resolved) == len(rows)
    return [str(row.get("programme") or row["url"]) for row in rows]


CAMRY, MURANO = "toyota-camry-us-jp", "nissan-murano-us-jp"


@pytest.mark.parametrize(
    ("filters", "programmes"),
    [
        ({}, [MURANO, CAMRY]),
        ({"maker": ["toyota"]}, [CAMRY]),
        ({"maker": ["Toyota", "NISSAN"]}, [MURANO, CAMRY]),
        ({"market": ["jp"]}, [MURANO, CAMRY]),
        ({"origin": ["us"], "model": ["camry"]}, [CAMRY]),
        ({"status": ["On Sale"]}, []),
        ({"language": ["ja"]}, [MURANO]),
        ({"source": ["copycat"]}, [CAMRY]),
        ({"since": "2026"}, [MURANO]),
        ({"until": "2025-12"}, [CAMRY]),
        ({"since": "30d"}, [MURANO]),
        ({"changed_since": "2026-04-02"}, [MURANO, CAMRY]),
        ({"changed_since": "2026-04-03"}, []),
    ],
)
def test_programmes_are_narrowed_by(connection: Connection, filters: dict[str, object], programmes: list[str]) -> None:
    assert found(connection, "programmes", **filters) == programmes


def test_articles_are_narrowed_by_what_they_announce(connection: Connection) -> None:
    assert found(connection, "articles", model=["Murano"]) == ["https://b.example/2"]
    assert found(connection, "articles", maker=["Toyota"], status=["planned"], source=["autonews"]) == [
        "https://a.example/1"
    ]


def test_figures_are_narrowed_by_kind_and_place_of_their_article(connection: Connection) -> None:
    assert found(connection, "figures", kind=["sales"], market=["JP"]) == ["https://a.example/1"]
    assert found(connection, "figures", kind=["price"]) == []


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"maker": ["Toyta"]}, "did you mean Toyota?"),
        ({"status": ["plan"]}, "did you mean planned?"),
        ({"status": ["xyzzy"]}, "considering"),
        ({"market": ["ZZ"]}, "here are JP"),
        ({"source": ["autonew"]}, "did you mean autonews?"),
        ({"since": "soon"}, "write 2026-03-17"),
        ({"kind": ["sales"]}, "cannot be narrowed by --kind"),
    ],
)
def test_a_word_that_means_nothing_is_answered_with_what_does(
    connection: Connection, filters: dict[str, object], said: str
) -> None:
    with pytest.raises(BadQuery, match=said.replace("?", r"\?")):
        found(connection, "programmes", **filters)


def test_columns_are_chosen_and_sorted(connection: Connection) -> None:
    rows = select_rows(connection, "announcements", {}, columns=["model", "start"], sort="-start", limit=2)
    assert rows == [{"model": "Murano", "start": "2027"}, {"model": "Camry", "start": "2026"}]


@pytest.mark.parametrize("given", ["colour", "maker; DROP TABLE url", '"'])
def test_an_unknown_column_is_refused(connection: Connection, given: str) -> None:
    with pytest.raises(BadQuery, match="no field"):
        select_rows(connection, "announcements", {}, columns=[given])
    with pytest.raises(BadQuery, match="no field"):
        select_rows(connection, "announcements", {}, sort=given)


def test_a_value_is_never_read_as_sql(connection: Connection) -> None:
    assert select_rows(connection, "announcements", {"maker": ("Toyota' OR '1'='1",)}) == []
