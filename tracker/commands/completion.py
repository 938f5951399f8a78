"""What the shell offers at a press of Tab: fixed words, and names that the database holds."""

from __future__ import annotations

from collections.abc import Callable

import typer

from tracker.errors import TrackerError
from tracker.records import Basis, FigureKind, Status

HELD = {
    "maker": ("announcement", "maker"),
    "brand": ("announcement", "brand"),
    "model": ("announcement", "model"),
    "market": ("announcement", "market"),
    "origin": ("announcement", "origin"),
    "source": ("article", "source"),
    "language": ("article", "language"),
    "programme": ("programme", "key"),
}
"""Name → the table and column that holds its values."""


def offer_fixed(words: type[Status] | type[Basis] | type[FigureKind]) -> Callable[[str], list[str]]:
    """Offers the words of a fixed vocabulary."""

    def offer(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete.casefold())]

    return offer


def offer_held(name: str) -> Callable[[typer.Context, str], list[str]]:
    """Offers what the database holds of that name; nothing where there is no database."""

    def offer(context: typer.Context, incomplete: str) -> list[str]:
        from tracker.commands.database import reading
        from tracker.queries.filters import stored_values

        try:
            with reading(context.params.get("database")) as connection:
                values = stored_values(connection, *HELD[name])
        except TrackerError:
            return []
        # Not every shell quotes what it completes; a hyphen is as good as a space in all our names.
        words = [value.replace(" ", "-") for value in values]
        return [word for word in words if word.casefold().startswith(incomplete.casefold())]

    return offer
