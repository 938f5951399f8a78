"""Messages on their way, as rows: written before they are sent, so that a crash loses none and sends none twice.

A row goes from waiting to sending, to handed right before a server can have it, and to sent when that server said yes;
when it said no, back to waiting with a later time. One process at a time sends (`tracker.commands.alerting` holds a
lock), so a row that a run finds under way belongs to one that died: in `sending` it cannot have gone and waits again,
in `handed` nobody here can know, and it becomes unsure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, event, insert, select, update

from tracker.alerts.news import News, find_news, read_newest
from tracker.alerts.rules import Digest, Rule
from tracker.storage.database import writing
from tracker.storage.schema import AlertDelivery, format_moment

FIRST_LOOK = timedelta(days=30)
"""How far back a new rule looks."""
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
"""Between one attempt and the next; the last one again and again."""
GIVE_UP = timedelta(days=30)
CURSOR = "cursor"
"""The subject of the row that keeps how far a rule has looked."""
DIGEST_AFTER = {Digest.DAILY: timedelta(hours=20), Digest.WEEKLY: timedelta(days=6, hours=20)}

Delivery = dict[str, Any]


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    """A run has it, and no server can have it yet."""
    HANDED = "handed"
    """A server may have it; its answer is awaited."""
    SENT = "sent"
    UNSURE = "unsure"
    """It was handed over, and no answer came: sent again only when a person, or the rule, says so."""
    GIVEN_UP = "given_up"


def enqueue(engine: Engine, rule: Rule, *, now: datetime) -> int:
    """Writes the messages of what is new for a rule, and how far it has looked, at once; the number of messages."""
    with writing(engine) as connection:
        cursor = read_cursor(connection, rule, now=now)
        if rule.digest and not _is_due(rule.digest, cursor, now):
            return 0
        newest = read_newest(connection)
        news = find_news(connection, rule, cursor, today=now.date())
        messages = gather(rule, news, now) if rule.digest else news
        added = sum(_add(connection, rule, message, now) for message in messages)
        _write_cursor(connection, rule, newest | {"digest": format_moment(now)}, now)
    return added


def read_cursor(connection: Connection, rule: Rule, *, now: datetime) -> dict[str, Any]:
    """How far the rule has looked; a new rule looks a month back."""
    row = connection.execute(
        select(AlertDelivery.content).where(AlertDelivery.rule == rule.name, AlertDelivery.subject == CURSOR)
    ).scalar()
    return row or {"change": 0, "article": 0, "since": format_moment(now - FIRST_LOOK)}


def _is_due(digest: Digest, cursor: dict[str, Any], now: datetime) -> bool:
    last = cursor.get("digest")
    return last is None or now - datetime.fromisoformat(last) >= DIGEST_AFTER[digest]


def gather(rule: Rule, news: list[News], now: datetime) -> list[News]:
    """All news as one message, or none."""
    if not news:
        return []
    text = "\n\n".join(f"{item.title}\n{item.text}" for item in news)
    title = f"{rule.name}: {len(news)} news of {now:%Y-%m-%d}"
    return [News(subject=f"digest:{format_moment(now)}", title=title, text=text)]


def _add(connection: Connection, rule: Rule, message: News, now: datetime) -> int:
    """A row for each target that has none of that subject yet; their number."""
    told = set(
        connection.execute(
            select(AlertDelivery.target).where(
                AlertDelivery.rule == rule.name, AlertDelivery.subject == message.subject
            )
        ).scalars()
    )
    rows = [
        {
            "rule": rule.name,
            "target": target.name,
            "subject": message.subject,
            "content": {"title": message.title, "text": message.text, "key": uuid4().hex},
            "state": State.WAITING,
            "attempts": 0,
            "created": now,
            "next_try": now,
        }
        for target in rule.to
        if target.name not in told
    ]
    if rows:
        connection.execute(insert(AlertDelivery), rows)
    return len(rows)


def _write_cursor(connection: Connection, rule: Rule, seen: dict[str, Any], now: datetime) -> None:
    changed = connection.execute(
        update(AlertDelivery)
        .where(AlertDelivery.rule == rule.name, AlertDelivery.subject == CURSOR)
        .values(content=seen, sent=now)
    )
    if not changed.rowcount:
        row = {"rule": rule.name, "target": "-", "subject": CURSOR, "content": seen, "state": State.SENT, "attempts": 0}
        connection.execute(insert(AlertDelivery).values(row | {"created": now, "sent": now}))


def claim(engine: Engine, rules: Iterable[str], without: Iterable[str], *, now: datetime) -> Delivery | None:
    """The next message that is due to none of the targets `without`, now ours to send; None: none is."""
    due = (AlertDelivery.state == State.WAITING, AlertDelivery.next_try <= now, AlertDelivery.rule.in_(list(rules)))
    query = select(AlertDelivery).where(*due, AlertDelivery.target.not_in(list(without)))
    with writing(engine) as connection:
        row = connection.execute(query.order_by(AlertDelivery.next_try, AlertDelivery.id).limit(1)).mappings().first()
        if row is not None:
            _set_state(connection, row["id"], State.SENDING)
        return None if row is None else dict(row)


def hand_over(engine: Engine, number: int) -> None:
    """Notes that from now on a server may have the message."""
    with writing(engine) as connection:
        _set_state(connection, number, State.HANDED)


def _set_state(connection: Connection, number: int, state: State, **values: Any) -> None:
    connection.execute(update(AlertDelivery).where(AlertDelivery.id == number).values(state=state, **values))


def settle(engine: Engine, delivery: Delivery, *, state: State, error: str, now: datetime) -> State:
    """What became of a message that was ours; one that waits is given up after `GIVE_UP`."""
    attempts = delivery["attempts"] + 1
    values: dict[str, Any] = {"attempts": attempts, "error": error or None, "next_try": None}
    if state is State.SENT:
        values["sent"] = now
    elif state is State.WAITING and now - delivery["created"] > GIVE_UP:
        state = State.GIVEN_UP
    elif state is State.WAITING:
        values["next_try"] = now + WAITS[min(attempts, len(WAITS)) - 1]
    with writing(engine) as connection:
        _set_state(connection, delivery["id"], state, **values)
    return state


def recover(engine: Engine, *, now: datetime) -> list[Delivery]:
    """Takes over what a run that died was sending; the messages of which nobody knows whether they went."""
    with writing(engine) as connection:
        _move(connection, State.SENDING, State.WAITING, now)
        lost = connection.execute(select(AlertDelivery).where(AlertDelivery.state == State.HANDED)).mappings().all()
        _move(connection, State.HANDED, State.UNSURE, None)
        return [dict(row) for row in lost]


def release_unsure(engine: Engine, rules: Iterable[str], *, now: datetime) -> int:
    """Has the unsure messages of these rules sent again, though they may have gone; their number."""
    with writing(engine) as connection:
        return _move(connection, State.UNSURE, State.WAITING, now, AlertDelivery.rule.in_(list(rules)))


def _move(connection: Connection, before: State, after: State, next_try: datetime | None, *which: Any) -> int:
    query = update(AlertDelivery).where(AlertDelivery.state == before, *which)
    return int(connection.execute(query.values(state=after, next_try=next_try)).rowcount)


def find_pending(connection: Connection, rule: Rule) -> list[Delivery]:
    """Messages of a rule that wait or are unsure, in order."""
    open_states = (AlertDelivery.rule == rule.name, AlertDelivery.state.in_([State.WAITING, State.UNSURE]))
    query = select(AlertDelivery).where(*open_states).order_by(AlertDelivery.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def make_durable(engine: Engine) -> None:
    """From here on a stored state outlives not only the process but a loss of power."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = FULL"))
