"""Labelled articles become the labelled programmes, scored by B³."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import Engine

from tests.intake.world import rows
from tests.stories.filing import list_wrong, read_filed, score_groups, store_filed

FILED = read_filed()
FLOOR = 0.97
"""B³ F1; what is wrong is named."""
Item = tuple[str, int]
LABELS: dict[Item, str] = {(one.url, i): label for one in FILED for i, label in enumerate(one.programmes)}
NOTES: dict[Item, str] = {(one.url, i): one.note for one in FILED for i in range(len(one.programmes))}


def test_there_are_forty_programmes_in_two_languages() -> None:
    assert len(set(LABELS.values())) >= 40
    assert {one.language for one in FILED} == {"en", "ja"}


@pytest.mark.parametrize("seed", range(2))
def test_articles_that_come_in_any_order_are_filed_as_labelled(engine: Engine, seed: int) -> None:
    filed = list(FILED)
    random.Random(seed).shuffle(filed)
    for one in filed:
        store_filed(engine, one)
    found = {
        (url, place): key for url, place, key in rows(engine, "SELECT url, position, programme FROM announcement_full")
    }
    precision, recall, f1 = score_groups(found, LABELS)
    print(f"B³ precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    assert f1 >= FLOOR, list_wrong(found, LABELS, NOTES)
