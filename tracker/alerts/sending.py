"""Messages out, through Apprise."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

from tracker.alerts.handover import Handover, watch
from tracker.alerts.queue import State, claim, hand_over, settle
from tracker.alerts.rules import Rule, Target
from tracker.errors import FixFile

PATIENCE = 60.0
"""Seconds that a server's answer is waited for: one given up too early leaves a message in doubt."""


@dataclass(kw_only=True, slots=True)
class Report:
    """What became of the messages that were due."""

    sent: int = 0
    problems: list[str] = field(default_factory=list)


def send_due(engine: Engine, rules: list[Rule]) -> Report:
    """Sends every message that is due, one after the other; a target that fails is left alone for this run."""
    targets = {(rule.name, target.name): target for rule in rules for target in rule.to}
    names = [rule.name for rule in rules]
    report, down = Report(), set[str]()
    while delivery := claim(engine, names, down, now=datetime.now(UTC)):
        where = delivery["rule"], delivery["target"]
        state, error = State.WAITING, "the target is no longer in the file"
        if target := targets.get(where):
            state, error = send(target, delivery["content"], partial(hand_over, engine, delivery["id"]))
        state = settle(engine, delivery, state=state, error=error, now=datetime.now(UTC))
        if state is State.SENT:
            report.sent += 1
            continue
        down.add(where[1])
        unsure = state is State.UNSURE
        report.problems.append(say_doubt(delivery, error) if unsure else f"{where[0]} to {where[1]}: {error}")
    return report


def say_doubt(delivery: dict[str, Any], why: str) -> str:
    """The one message of which nobody here can know."""
    told = f"{delivery['rule']} to {delivery['target']}: {delivery['content']['title']}"
    return (
        f"{told}: may have arrived ({why}); it is not sent again by itself: look there, and --resend if it is missing"
    )


def send(target: Target, content: dict[str, str], store: Callable[[], None]) -> tuple[State, str]:
    """One message to one place: sent, waiting (it was refused) or unsure, and why.

    `store` is called right before the message can have been taken.
    """
    apprise, service = load_apprise(), open_service(target)
    box = apprise.Apprise()
    box.add(service)
    handover = Handover(key=content["key"], store=store)
    if "requests" in _transports(service) and isinstance(getattr(service, "headers", None), dict):
        service.headers.setdefault("Idempotency-Key", content["key"])
    if not _transports(service):
        handover.hand_over()  # it does not speak by mail or web request: nobody tells us how far it has come
    with _listen() as said, watch(handover):
        accepted = box.notify(title=content["title"], body=content["text"], body_format="text")
    if accepted:
        return State.SENT, ""
    error = (said[0] if said else "not accepted").replace(target.address, "…").splitlines()[0][:200]
    if handover.handed and not handover.answered and _transports(service):
        return State.UNSURE, "no answer came"
    return State.WAITING, error


@contextmanager
def _listen() -> Iterator[list[str]]:
    """What Apprise says of its troubles."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(level=logging.WARNING)
    logger = logging.getLogger("apprise")
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def _transports(service: Any) -> set[str]:
    """The clients that a service speaks through, of those that we can watch."""
    modules = [sys.modules[kind.__module__] for kind in type(service).__mro__]
    return {name for name in ("requests", "smtplib") for module in modules if hasattr(module, name)}


def split_targets(rules: list[Rule]) -> list[Rule]:
    """The rules with each place of an address on its own: what one refused is no reason to tell the others twice.

    Raises: FixFile where an address is not understood, or sends several messages that cannot be told apart.
    """
    return [replace(rule, to=tuple(part for target in rule.to for part in split_target(target))) for rule in rules]


def split_target(target: Target) -> list[Target]:
    """A target for each place that its address names."""
    service = open_service(target)
    places = _places(service)
    if len(places) > 1:
        return [replace(target, name=f"{target.name}#{name_place(place)}", place=name_place(place)) for place in places]
    if len(service) > 1:
        raise FixFile(f"target {target.name}: its address is of several places: give each a target of its own")
    return [target]


def open_service(target: Target) -> Any:
    """Apprise's service at an address, narrowed to the target's place."""
    service = load_apprise().Apprise.instantiate(target.address)
    if service is None:
        raise FixFile(f"target {target.name}: its address is not understood")
    service.retry = 0  # we try again ourselves, and remember what for
    for name in ("socket_connect_timeout", "socket_read_timeout"):
        setattr(service, name, max(getattr(service, name), PATIENCE))
    places = _places(service)
    if target.place and len(places) > 1:
        mine = next(place for place in places if name_place(place) == target.place)
        if mine != places[0] and "smtplib" in _transports(service):
            service.cc, service.bcc = set(), set()  # the first mail has told them
        setattr(service, "targets" if getattr(service, "targets", None) == places else "channels", [mine])
    return service


def _places(service: Any) -> list[Any]:
    """The addressees, channels or rooms of a service that sends each a message of its own; empty: it has one."""
    named = (getattr(service, name, None) for name in ("targets", "channels"))
    return next((places for places in named if isinstance(places, list) and 1 < len(places) == len(service)), [])


def name_place(place: Any) -> str:
    """A lasting name that does not tell where it is."""
    return sha256(repr(place).encode()).hexdigest()[:8]


def load_apprise() -> Any:
    """Apprise, which is an extra.

    Raises: FixFile where it is not installed.
    """
    try:
        import apprise
    except ModuleNotFoundError:
        raise FixFile("apprise is not installed: python -m pip install 'tracker[alerts]'") from None
    return apprise
