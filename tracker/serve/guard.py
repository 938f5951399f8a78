"""What stands between pages and world: headers on every answer, scripts by their hashes, CSV without formulas."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64encode
from codecs import getincrementaldecoder
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import datasette

from tracker.queries.web_text import unformulate

OURS = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Of our own pages: no script at all."""
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
}

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FILLED = re.compile(r"{{ \w+ }}")


@lru_cache
def write_policy() -> str:
    """The policy of Datasette's own pages: its files and the scripts that stand in its templates, and no other script.

    Styles stand in attributes there, which no hash allows.
    """
    scripts = [
        script
        for template in sorted((Path(datasette.__file__).parent / "templates").glob("*.html"))
        for found in _SCRIPT.findall(template.read_text("utf-8"))
        for script in ({_FILLED.sub(value, found) for value in ("true", "false")} if "{{" in found else {found})
    ]
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def guard(app: Any) -> Callable[..., Any]:
    """The application with our headers on every answer, and what it answers as CSV safe to open."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        table = CsvGuard() if _asks_csv(scope) else None

        async def send_guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = message | {"headers": _add_headers(message["headers"], whole=table is None)}
            elif table and message["type"] == "http.response.body":
                more = message.get("more_body", False)
                message = message | {"body": table.feed(message.get("body", b""), last=not more)}
            await send(message)

        await app(scope, receive, send_guarded)

    return guarded


def _asks_csv(scope: Any) -> bool:
    return bool(scope["path"].endswith(".csv") or b"_format=csv" in scope.get("query_string", b""))


def _add_headers(headers: list[tuple[bytes, bytes]], *, whole: bool) -> list[tuple[bytes, bytes]]:
    given = {name.lower() for name, _ in headers}
    ours = HEADERS | {b"content-security-policy": write_policy().encode()}
    kept = [header for header in headers if whole or header[0].lower() != b"content-length"]
    return kept + [(name, value) for name, value in ours.items() if name not in given]


class CsvGuard:
    """CSV passed on record by record, however it is cut into pieces.

    >>> table = CsvGuard()
    >>> table.feed(b'title,n\\r\\n"=1+', last=False) + table.feed(b'1",-1\\r\\n', last=True)
    b"title,n\\r\\n'=1+1,-1\\r\\n"
    """

    def __init__(self) -> None:
        self.decoder = getincrementaldecoder("utf-8")("replace")
        self.held = ""

    def feed(self, piece: bytes, *, last: bool) -> bytes:
        """What can be passed on now."""
        *lines, rest = (self.held + self.decoder.decode(piece, last)).split("\n")
        done, record = [], ""
        for line in lines:
            record += line + "\n"
            if record.count('"') % 2 == 0:
                done.append(_guard_record(record))
                record = ""
        self.held = record + rest
        if last and self.held:
            done.append(_guard_record(self.held))
        return "".join(done).encode()


def _guard_record(record: str) -> str:
    held, rows = io.StringIO(), csv.reader(io.StringIO(record, newline=""))
    csv.writer(held).writerows([unformulate(cell) for cell in row] for row in rows)
    return held.getvalue()
