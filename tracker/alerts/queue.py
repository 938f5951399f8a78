"""Messages on their way, as rows: written before they are sent, so that a crash sends nothing twice.

A row goes from waiting to sending (in one transaction, so that of two processes one has it), and from there to sent, or
back to waiting with a later time. One that is found in `sending` belongs to a process that died: whether it went out
nobody can know, so it is left alone and reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

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
    first = format_moment(now - FIRST_LOOK)
    return row or {"change": 0, "since": first, "recorded": first}


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
            "content": {"title": message.title, "text": message.text},
            "state": "waiting",
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
        row = {"rule": rule.name, "target": "-", "subject": CURSOR, "content": seen, "state": "sent", "attempts": 0}
        connection.execute(insert(AlertDelivery).values(row | {"created": now, "sent": now}))


def claim(engine: Engine, rules: Iterable[str], *, now: datetime) -> Delivery | None:
    """The next message that is due, now ours to send; None: none is."""
    with writing(engine) as connection:
        row = (
            connection.execute(
                select(AlertDelivery)
                .where(
                    AlertDelivery.state == "waiting",
                    AlertDelivery.next_try <= now,
                    AlertDelivery.rule.in_(list(rules)),
                )
                .order_by(AlertDelivery.next_try, AlertDelivery.id)
                .limit(1)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        connection.execute(update(AlertDelivery).where(AlertDelivery.id == row["id"]).values(state="sending"))
        return dict(row)


def settle(engine: Engine, delivery: Delivery, *, error: str | None, now: datetime) -> None:
    """What became of a message that was ours: sent, or to be tried again later."""
    attempts = delivery["attempts"] + 1
    values: dict[str, Any] = {"attempts": attempts, "error": error}
    if error is None:
        values |= {"state": "sent", "sent": now, "next_try": None}
    elif now - delivery["created"] > GIVE_UP:
        values |= {"state": "given_up", "next_try": None}
    else:
        values |= {"state": "waiting", "next_try": now + WAITS[min(attempts, len(WAITS)) - 1]}
    with writing(engine) as connection:
        connection.execute(update(AlertDelivery).where(AlertDelivery.id == delivery["id"]).values(values))


def find_unsure(connection: Connection) -> list[Delivery]:
    """Messages that a process was sending when it ended."""
    rows = connection.execute(select(AlertDelivery).where(AlertDelivery.state == "sending")).mappings()
    return [dict(row) for row in rows]


def release_unsure(engine: Engine) -> int:
    """Sends them again, though they may have gone; their number."""
    with writing(engine) as connection:
        changed = connection.execute(
            update(AlertDelivery)
            .where(AlertDelivery.state == "sending")
            .values(state="waiting", next_try=datetime.now(UTC))
        )
        return int(changed.rowcount)
