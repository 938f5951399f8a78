"""`tracker programmes`, `announcements`, `articles`, `figures`: tables, narrowed."""

from __future__ import annotations

import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import typer

from tracker.commands import options
from tracker.commands.options import Format

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.queries.filters import Filters


def print_answer(
    name: str,
    filters: Filters,
    *,
    database: str | None,
    form: Format,
    columns: str | None,
    sort: str | None,
    limit: int | None,
) -> None:
    """One table of `tracker.queries.tables`, narrowed, in the format asked for."""
    from tracker.commands.columns import BASIS, LEGEND, MOVED, SHOWN
    from tracker.commands.database import reading, resolve
    from tracker.commands.output import TABLE_ROWS, note, plain_columns, print_rows
    from tracker.queries.tables import TABLES, count_rows, select_rows, view_columns

    chosen = [name.strip() for name in columns.split(",")] if columns else None
    most = (TABLE_ROWS if form is Format.TABLE else None) if limit is None else limit or None
    with reading(database) as connection:
        resolved = resolve(connection, filters)
        rows = select_rows(connection, name, resolved, columns=chosen, sort=sort, limit=most)
        total = count_rows(connection, name, resolved) if most and len(rows) == most else len(rows)
        names = chosen or view_columns(connection, TABLES[name].view)
        shown = plain_columns(chosen) if chosen else SHOWN[name]
        if "changed_since" in resolved and not chosen:
            rows, shown, names = add_moves(connection, rows, resolved["changed_since"][0]), MOVED, [*names, "changes"]
    print_rows(rows, form, shown, names)
    if rows and not chosen and BASIS in SHOWN[name] and form is Format.TABLE and sys.stdout.isatty():
        note(LEGEND)
    if total > len(rows):
        note(f"{len(rows)} of {total} {name}; --limit 0 shows all")
    elif not rows:
        note(f"no {name} like that")


def add_moves(connection: Connection, rows: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    """The programmes with what moved in each; those that are none any more are told of."""
    from tracker.commands.output import note
    from tracker.queries.moves import find_gone, read_moves

    if gone := find_gone(connection, since):
        note(f"no programmes any more: {', '.join(gone)}")
    moves = read_moves(connection, since, [row["programme"] for row in rows])
    return [row | {"changes": moves.get(row["programme"], [])} for row in rows]


def chosen_format(form: Format, as_json: bool) -> Format:
    """`--json` wins."""
    return Format.JSON if as_json else form


def announcements(
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    language: options.Language = None,
    since: options.Since = None,
    until: options.Until = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    fields_: options.Fields = None,
    sort: options.Sort = None,
    limit: options.Limit = None,
    database: options.Database = None,
) -> None:
    """What each article says: who brings which model home, whence, when, how sure.

    Example: tracker announcements --maker Toyota --since 2026 --fields published_day,model,status,evidence
    """
    filters = narrowed(locals())
    form = chosen_format(form, as_json)
    print_answer("announcements", filters, database=database, form=form, columns=fields_, sort=sort, limit=limit)


def articles(
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    language: options.Language = None,
    since: options.Since = None,
    until: options.Until = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    fields_: options.Fields = None,
    sort: options.Sort = None,
    limit: options.Limit = None,
    database: options.Database = None,
) -> None:
    """The articles, whatever they are about; narrowed by a maker or model, those that announce something of it.

    Example: tracker articles --model Camry --language ja
    """
    filters = narrowed(locals())
    form = chosen_format(form, as_json)
    print_answer("articles", filters, database=database, form=form, columns=fields_, sort=sort, limit=limit)


def figures(
    kind: options.Kind = None,
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    language: options.Language = None,
    since: options.Since = None,
    until: options.Until = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    fields_: options.Fields = None,
    sort: options.Sort = None,
    limit: options.Limit = None,
    database: options.Database = None,
) -> None:
    """Sales, prices, capacities and the other numbers of the articles.

    Example: tracker figures --kind price --maker Suzuki --format csv
    """
    filters = narrowed(locals())
    form = chosen_format(form, as_json)
    print_answer("figures", filters, database=database, form=form, columns=fields_, sort=sort, limit=limit)


programmes = typer.Typer(help="Programmes: one model from one country to its maker's home, over all articles.")


@programmes.callback(invoke_without_command=True)
def list_programmes(
    context: typer.Context,
    maker: options.Maker = None,
    brand: options.Brand = None,
    model: options.Model = None,
    market: options.Market = None,
    origin: options.Origin = None,
    status: options.Status = None,
    basis: options.Basis = None,
    source: options.Source = None,
    language: options.Language = None,
    since: options.Since = None,
    until: options.Until = None,
    changed_since: options.ChangedSince = None,
    form: options.Print = Format.TABLE,
    as_json: options.Json = False,
    fields_: options.Fields = None,
    sort: options.Sort = None,
    limit: options.Limit = None,
    database: options.Database = None,
) -> None:
    """Where each programme stands: one model from one country to its maker's home, over all articles.

    Examples: tracker programmes --market Japan --status on_sale; tracker programmes --changed-since 7d
    """
    if context.invoked_subcommand is None:
        filters = narrowed(locals())
        form = chosen_format(form, as_json)
        print_answer("programmes", filters, database=database, form=form, columns=fields_, sort=sort, limit=limit)


def narrowed(given: dict[str, Any]) -> Filters:
    """The filters among a command's arguments."""
    from tracker.queries.filters import Filters

    named: dict[str, Any] = {field.name: given[field.name] for field in fields(Filters) if given.get(field.name)}
    many: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in named.items()}
    return Filters(**many)
