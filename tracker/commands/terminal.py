"""What is printed, and how: JSON lines for programs, plain words for people."""

from __future__ import annotations

import json
import sys
from typing import Any


def json_line(row: dict[str, Any]) -> str:
    """`row` as one line of JSON; a lone surrogate, which no file can hold, becomes `?`.

    >>> json_line({"model": "カムリ", "start": None})
    '{"model": "カムリ", "start": null}'
    """
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def print_json(row: dict[str, Any]) -> None:
    """One JSON line on standard output, in UTF-8 whatever the terminal's own encoding."""
    sys.stdout.buffer.write(json_line(row).encode("utf-8") + b"\n")
