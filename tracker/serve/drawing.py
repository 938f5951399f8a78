"""SVG drawn on the server: no script, no address outside; colours come from the style sheet by class.

Each picture is drawn twice, for a wide and for a narrow page, and the style sheet shows one of them: a picture that is
only made smaller cannot be read on a phone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

WIDE, NARROW = 720, 340
"""Widths in units that are pixels on a page of that width."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture for wide pages and the same for narrow ones; both empty: there is nothing to draw."""

    wide: str
    narrow: str

    def __bool__(self) -> bool:
        return bool(self.wide)


def draw_both(draw: Callable[[int], tuple[str, int]], *, title: str, name: str) -> Chart:
    """The picture that `draw` gives for a width, as its content and height."""
    return Chart(*(frame(*draw(width), width=width, title=title, name=name) for width in (WIDE, NARROW)))


def frame(content: str, height: int, *, width: int, title: str, name: str) -> str:
    """`content` as a picture with a title that is read out."""
    if not content:
        return ""
    return (
        f'<svg class="chart {name}" viewBox="0 0 {width} {height}" role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{content}</svg>"
    )
