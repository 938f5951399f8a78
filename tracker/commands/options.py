"""The options that several commands share, each defined once, and what they ask for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tracker import records
from tracker.commands.completion import offer_fixed, offer_held


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


NARROW = "Narrow by"
PRINT = "Print"

Many = list[str] | None

Database = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The database: a file or a URL. Otherwise TRACKER_DATABASE, otherwise tracker.db in this folder.",
    ),
]
Maker = Annotated[
    Many, typer.Option(help="Manufacturer: Toyota, トヨタ.", autocompletion=offer_held("maker"), rich_help_panel=NARROW)
]
Brand = Annotated[Many, typer.Option(help="Badge: Lexus.", autocompletion=offer_held("brand"), rich_help_panel=NARROW)]
Model = Annotated[
    Many, typer.Option(help="Nameplate: Camry, カムリ.", autocompletion=offer_held("model"), rich_help_panel=NARROW)
]
Market = Annotated[
    Many,
    typer.Option(help="Country it is sold in: JP, Japan.", autocompletion=offer_held("market"), rich_help_panel=NARROW),
]
Origin = Annotated[
    Many,
    typer.Option(
        help="Country it is built in: US, Thailand.", autocompletion=offer_held("origin"), rich_help_panel=NARROW
    ),
]
Status = Annotated[
    Many,
    typer.Option(
        help="speculated, considering, planned, on_sale, ended, ruled_out.",
        autocompletion=offer_fixed(records.Status),
        rich_help_panel=NARROW,
    ),
]
Basis = Annotated[
    Many,
    typer.Option(
        help="On whose word: company, report, commentary.",
        autocompletion=offer_fixed(records.Basis),
        rich_help_panel=NARROW,
    ),
]
Source = Annotated[
    Many,
    typer.Option(
        help="Medium, by the name of its source.", autocompletion=offer_held("source"), rich_help_panel=NARROW
    ),
]
Language = Annotated[
    Many, typer.Option(help="Of the article: en, ja.", autocompletion=offer_held("language"), rich_help_panel=NARROW)
]
Kind = Annotated[
    Many,
    typer.Option(
        help="sales, production, capacity, target_volume, orders, investment, price, tariff.",
        autocompletion=offer_fixed(records.FigureKind),
        rich_help_panel=NARROW,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="First day: 2026-03-01, 2026-03, 2026, 30d.", rich_help_panel=NARROW),
]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Last day, likewise.", rich_help_panel=NARROW)]
ChangedSince = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Only what changed in the database on that day or later.", rich_help_panel=NARROW),
]
Print = Annotated[
    Format, typer.Option("--format", help="table for people; the others for programs.", rich_help_panel=PRINT)
]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=PRINT)]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="A,B",
        help="These fields only; docs/database.md names them.",
        rich_help_panel=PRINT,
    ),
]
Sort = Annotated[
    str | None, typer.Option(metavar="FIELD", help="Sort by a field; -FIELD: downwards.", rich_help_panel=PRINT)
]
Limit = Annotated[
    int | None,
    typer.Option(min=0, help="At most so many rows; 0: all. A table shows 50, the other formats all.",
                 rich_help_panel=PRINT),
]  # fmt: skip
