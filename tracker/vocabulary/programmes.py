"""Which models are known to have been built abroad for their maker's home, and where: `programmes.toml`.

What is known makes a record likelier and tells two origins apart; it never makes one by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def read_programmes() -> Mapping[tuple[str, str | None], frozenset[str]]:
    """Origins, ISO 3166-1 alpha-2, by maker and model; read once a process.

    >>> sorted(read_programmes()["Toyota", "Camry"])
    ['US']
    """
    text = resources.files(__package__).joinpath("programmes.toml").read_text("utf-8")
    makers = tomllib.loads(text)
    makers.pop("source", None)
    return {(maker, model): frozenset(origins) for maker, models in makers.items() for model, origins in models.items()}
