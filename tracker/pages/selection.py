"""Which of the blocks around an article are the article: without its headline, date line, links to others, and pleas."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from tracker.pages.blocks import RawBlock
from tracker.pages.bylines import SIGNED
from tracker.pages.dates import DateSetting, find_dates
from tracker.pages.titles import fold_name, measure_likeness
from tracker.records import BlockKind

Stage = Callable[[list[RawBlock], str | None], list[RawBlock]]
"""One reason for leaving blocks out."""

DATE_ONLY = re.compile(r"^[\d\s./:,年月日時分-]{6,}(?:uhr)?$", re.IGNORECASE)
LEADING = 10
"""Blocks among which the repeated headline, the date line and the byline stand."""
SHORT = 70
LINK_LINE = 180
"""A line of links longer than this is a paragraph of an unusual writer."""


@cache
def read_pattern(name: str) -> re.Pattern[str]:
    """One list of `boilerplate.toml` as one pattern."""
    lists = tomllib.loads(files("tracker.pages").joinpath("boilerplate.toml").read_text("utf-8"))
    return re.compile(r"^[\W_]{0,4}(?:" + "|".join(lists[name]) + ")", re.IGNORECASE)


def choose_blocks(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """The article's own blocks, in order."""
    for stage in STAGES:
        raw = stage(raw, title)
    return raw


def drop_before_heading(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """What stands above the headline, and the headline, which `Article.title` holds."""
    start = above = 0
    for place, block in enumerate(raw[: 4 * LEADING]):
        if place - start >= 2 * LEADING or above >= 600:
            break
        above += len(block.text)
        if is_title(block, title):
            start, above = place + 1, 0
    return raw[start:]


def is_title(block: RawBlock, title: str | None) -> bool:
    """Whether a block is the headline again, with a kicker or without."""
    if not title or len(block.text) > 2 * len(title) + 20:
        return False
    likeness = measure_likeness(block.text, title)
    return likeness > (0.6 if block.element.tag == "h1" else 0.9) or fold_name(block.text) == fold_name(title)


def drop_leads(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """Date lines, bylines and reading times between headline and text."""
    head = [block for block in raw[:LEADING] if not is_lead(block.text)]
    return head + raw[LEADING:]


def is_lead(text: str) -> bool:
    """Whether a short line is a date, a byline or a service of the page rather than text.

    >>> is_lead("Stand: 22.04.2024, 06:00 Uhr"), is_lead("By Jane Doe"), is_lead("Prices rose.")
    (True, True, False)
    """
    if len(text) > SHORT:
        return False
    if read_pattern("leads").match(text) or (SIGNED.match(text) and not text.endswith((".", "。"))):
        return True
    return len(text) < 50 and not text.endswith((".", "。")) and next(find_dates(text, DateSetting()), None) is not None


def drop_links(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """Lines that are links and nothing else: other articles, tags, share buttons."""
    return [
        block
        for block in raw
        if block.kind is BlockKind.ROW or block.link_share <= 0.75 or len(block.text) >= LINK_LINE
    ]


def drop_end(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """What follows a heading like `Related articles`, once most of the text has been read."""
    total = sum(len(block.text) for block in raw)
    name = fold_name(title or "") or None
    read = 0
    for place, block in enumerate(raw):
        if read > 0.4 * total and len(block.text) < SHORT and read_pattern("ends").match(block.text):
            return raw[:place]
        if read > 0.55 * total and is_wall(block.text):
            return raw[:place]
        # The headline once more begins another box: the page's data for sharing, its version for print.
        if read > 0.25 * total and read > 600 and fold_name(block.text) == name:
            return raw[:place]
        read += len(block.text)
    return raw


def is_wall(text: str) -> bool:
    """Whether a line says that the rest is for subscribers."""
    return len(text) < 200 and read_pattern("walls").match(text) is not None


def drop_dates(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """Lines between paragraphs that are a date and nothing else: of boxes about other articles."""
    return [block for block in raw if not (len(block.text) < 28 and DATE_ONLY.match(block.text))]


def drop_pleas(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """`Read more: …`, `Sign up for …`, credits and copyright lines."""
    return [
        block
        for block in raw
        if not (len(block.text) < 250 and (read_pattern("begins").match(block.text) or is_wall(block.text)))
    ]


def mark_captions(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """Paragraphs that begin as a picture's line does are captions."""
    for block in raw:
        if block.kind is BlockKind.PARAGRAPH and len(block.text) < 400 and read_pattern("captions").match(block.text):
            block.kind = BlockKind.CAPTION
    return raw


def drop_signs(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """Lines without a word."""
    return [block for block in raw if any(char.isalnum() for char in block.text)]


def drop_repeats(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """The second of two long blocks that are the same: a pull quote, a copy for small screens."""
    seen: set[str] = set()
    kept = []
    for block in raw:
        key = block.text
        if len(key) > 40 and key in seen:
            continue
        seen.add(key)
        kept.append(block)
    return kept


def drop_last_headings(raw: list[RawBlock], title: str | None) -> list[RawBlock]:
    """A heading at the end has no text of its own."""
    end = len(raw)
    while end and raw[end - 1].kind is BlockKind.HEADING:
        end -= 1
    return raw[:end]


STAGES: tuple[Stage, ...] = (
    drop_signs,
    mark_captions,
    drop_before_heading,
    drop_end,
    drop_links,
    drop_leads,
    drop_dates,
    drop_pleas,
    drop_repeats,
    drop_last_headings,
)
