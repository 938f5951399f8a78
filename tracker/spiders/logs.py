"""What is said while a crawl goes on: brief lines for people, JSON lines for programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.logformatter import LogFormatter, LogFormatterResult

MOST_BYTES, KEPT_FILES = 10_000_000, 5
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class BriefFormatter(LogFormatter):
    """Scrapy's lines without whole items in them: an article is too long for a log."""

    def scraped(self, item: Any, response: Any, spider: Spider) -> LogFormatterResult:
        """One line a page, at debug level."""
        title = item.get("title") if isinstance(item, dict) else type(item).__name__
        return _line(logging.DEBUG, "read %(url)s: %(title)s", url=_url(response), title=title)

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> LogFormatterResult:
        """Pages that are no articles are stored with their reason, and need no warning."""
        level = logging.getLevelNamesMapping()[str(getattr(exception, "log_level", None) or "WARNING")]
        return _line(level, "no article: %(url)s: %(why)s", url=_url(response), why=exception)

    def item_error(self, item: Any, exception: Any, response: Any, spider: Spider) -> LogFormatterResult:
        """A fault of ours."""
        return _line(logging.ERROR, "fault while storing %(url)s", url=_url(response))

    def download_error(
        self, failure: Any, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        """Failed downloads are stored and summed up."""
        return _line(logging.DEBUG, "failed %(url)s: %(why)s", url=request.url, why=errmsg or "")


def _line(level: int, text: str, **values: Any) -> LogFormatterResult:
    return {"level": level, "msg": text, "args": values}


def _url(response: Any) -> str | None:
    return getattr(response, "url", None)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: `at` (UTC), `level`, `from`, `message`, `source`, and whatever `extra` names."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        extra = {key: value for key, value in vars(record).items() if key not in _USUAL and key != "crawler"}
        spider = extra.pop("spider", None)
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            "source": getattr(spider, "name", None),
            **extra,
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({k: v for k, v in line.items() if v is not None}, ensure_ascii=False, default=str)


def open_log(path: Path, level: int = logging.INFO) -> logging.Handler:
    """A handler that writes JSON lines to a file; at `MOST_BYTES` it begins a new one, and keeps the last few."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    handler.setFormatter(JsonFormatter())
    handler.setLevel(level)
    return handler
