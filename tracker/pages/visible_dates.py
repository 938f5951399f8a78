"""Dates a reader sees: near the headline or the byline, with the word that says which date it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from lxml.etree import _Element as Element

from tracker.pages.dates import DateSetting, Moment, find_dates, find_loose_dates, parse_date, read_words
from tracker.pages.tree import fold_space, read_marks, read_text

TIMES = ("time", "relative-time", "time-ago")
PICTURE = ("figure", "figcaption", "img", "picture")
DATED = re.compile(r"date|time|publi|posted|stamp|byline|meta|update|modif|day|日")
COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights|無断転載", re.IGNORECASE)
LONGEST = 110
"""Characters of a line that is a date line; a longer one is a sentence that speaks of a day."""
FAR = 500
NEAR = 60
"""Elements with text between headline and date line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateLine:
    """A short line with a date, as it stands on the page."""

    moment: Moment
    role: str | None
    """`published` or `modified` where a label says so."""
    marked: bool
    """The element's name or class says that it is a date."""
    distance: int
    """Elements with text from the headline; negative: before it."""


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    return {
        role: re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
        for role, names in read_words()["roles"].items()
    }


def find_date_lines(frame: list[Element], heading: Element | None, setting: DateSetting) -> list[DateLine]:
    """Every date line among the elements around headline and text, in page order."""
    lines: list[tuple[int, Moment, str | None, bool]] = []
    at_heading = order = 0
    for element in frame:
        if element is heading:
            at_heading = order
        text = _own_line(element)
        if not text:
            continue
        order += 1
        if order - at_heading > FAR:
            break
        lines.extend((order, *found) for found in _read_element(element, text, setting))
    return [
        DateLine(moment=moment, role=role, marked=marked, distance=place - at_heading)
        for place, moment, role, marked in lines
    ]


def _read_element(element: Element, text: str, setting: DateSetting) -> Iterator[tuple[Moment, str | None, bool]]:
    if len(text) > LONGEST or COPYRIGHT.search(text) or element.tag in PICTURE:
        return
    marked = element.tag in TIMES or _is_marked(element)
    found = list(read_date_line(text, setting, marked))
    stated = parse_date(element.get("datetime"), setting) if element.tag in TIMES else None
    if stated is None:
        yield from ((moment, role, marked) for moment, role in found)
        return
    role = found[0][1] if found else _find_role(element)
    # A day printed beside an instant is the outlet's own day, where its zone is not known.
    beside = found and setting.zone is None and abs(found[0][0].day - stated.day) == timedelta(days=1)
    yield (found[0][0] if beside else stated), role, True


def _find_role(element: Element) -> str | None:
    """The role in the name of a time element or in the words before it: `<span>Updated</span> <time …>`."""
    before = element.getprevious()
    parent = element.getparent()
    said = [element.get("itemprop") or "", read_marks(element)]
    said.append(read_text(before, 20)[-30:] if before is not None else "")
    said.append((parent.text or "")[-30:] if parent is not None else "")
    return next((role for role, pattern in _roles().items() if pattern.search(" ".join(said))), None)


def _own_line(element: Element) -> str:
    """The element's line: its own words, and those of its inline children where they are few."""
    if element.tag in TIMES:
        return read_text(element, 40) or fold_space(element.get("datetime"))
    if not any(char.isdigit() for char in (element.text or "")) and not any(
        any(char.isdigit() for char in (child.tail or "")) for child in element
    ):
        return fold_space(element.text)
    return read_text(element, 40) if len(element) < 8 else fold_space(element.text)


def _is_marked(element: Element) -> bool:
    parent = element.getparent()
    return bool(DATED.search(read_marks(element)) or (parent is not None and DATED.search(read_marks(parent))))


def read_date_line(text: str, setting: DateSetting, marked: bool) -> Iterator[tuple[Moment, str | None]]:
    """The dates of one line with the role their label gives them.

    A label holds for the date after it: `公開日：2025年12月24日 更新日：2025年12月25日` is a day of each kind.
    """
    moments = list(find_dates(text, setting))
    if not moments and marked:
        moments = list(find_loose_dates(text, setting))[:1]
    labels = sorted((found.start(), role) for role, pattern in _roles().items() for found in pattern.finditer(text))
    names = [role for _, role in labels]
    for number, moment in enumerate(moments):
        if len(names) >= len(moments):
            yield moment, names[number]
        else:
            yield moment, names[0] if names and len(moments) == 1 else None


def choose_line(lines: list[DateLine], role: str, *, near: bool = True) -> DateLine | None:
    """The line that most likely says when this article was published (or modified), near the headline or farther off."""
    fitting = [line for line in lines if _fits(line, role) and is_near(line) is near]
    return min(fitting, key=_rank, default=None)


def is_near(line: DateLine) -> bool:
    """Whether it stands where a date line stands: right above the headline, or between it and the text."""
    return -20 <= line.distance <= NEAR


def _fits(line: DateLine, role: str) -> bool:
    if role == "modified":
        return line.role == "modified"
    return line.role != "modified"


def _rank(line: DateLine) -> int:
    """The nearest; a label or a mark is worth some distance, and below the headline is nearer than above."""
    distance = line.distance if line.distance >= 0 else 3 - 2 * line.distance
    return distance - 15 * line.marked - 15 * (line.role is not None)
