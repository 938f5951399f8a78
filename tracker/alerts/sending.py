"""Messages out, through Apprise."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.alerts.queue import claim, settle
from tracker.alerts.rules import Rule
from tracker.errors import FixFile


def send_due(engine: Engine, rules: list[Rule]) -> tuple[int, list[str]]:
    """Sends every message that is due, one after the other; how many went, and what went wrong."""
    addresses = {(rule.name, target.name): target.address for rule in rules for target in rule.to}
    sent, problems = 0, []
    while delivery := claim(engine, [rule.name for rule in rules], now=datetime.now(UTC)):
        where = delivery["rule"], delivery["target"]
        address = addresses.get(where)
        error = send(address, delivery["content"]) if address else "the target is no longer in the file"
        settle(engine, delivery, error=error, now=datetime.now(UTC))
        if error:
            problems.append(f"{where[0]} to {where[1]}: {error}")
        else:
            sent += 1
    return sent, problems


def send(address: str, content: dict[str, str]) -> str | None:
    """One message to one address; None where it was accepted, else why not."""
    apprise = load_apprise()
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(level=logging.WARNING)
    logger = logging.getLogger("apprise")
    logger.addHandler(listener)
    try:
        box = apprise.Apprise()
        if not box.add(address):
            return "the address is not understood"
        accepted = box.notify(title=content["title"], body=content["text"], body_format="text")
    finally:
        logger.removeHandler(listener)
    if accepted:
        return None
    return (said[0] if said else "not accepted").replace(address, "…").splitlines()[0][:200]


def load_apprise() -> Any:
    """Apprise, which is an extra.

    Raises: FixFile where it is not installed.
    """
    try:
        import apprise
    except ModuleNotFoundError:
        raise FixFile("apprise is not installed: python -m pip install 'tracker[alerts]'") from None
    return apprise
