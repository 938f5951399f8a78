"""`tracker alerts`: tells people what changed, each thing once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands import options
from tracker.errors import BadQuery

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.alerts.rules import Rule


def alerts(
    rules_file: Annotated[
        Path, typer.Option("--rules", envvar="TRACKER_ALERTS", help="The alerts file; docs/alerts.md describes it.")
    ] = Path("alerts.toml"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and send and store nothing.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also send again what may have arrived, but was never answered.")
    ] = False,
    database: options.Database = None,
) -> None:
    """Send what is new by the rules of an alerts file: mail, chat, webhooks. Once each, retried until delivered.

    Exit code 1: something could not be delivered; it will be tried again. docs/alerts.md tells what holds in a crash.
    """
    from tracker.alerts.rules import read_rules
    from tracker.alerts.sending import split_targets
    from tracker.commands.output import note
    from tracker.spiders.lock import hold_lock
    from tracker.storage.database import database_url, open_database

    rules, url = split_targets(read_rules(rules_file)), database_url(database)
    engine = open_database(url, readonly=dry_run)
    if dry_run:
        show_due(engine, rules)
        return
    with hold_lock(f"{url}.alerts") as alone:
        if not alone:
            note("another `tracker alerts` is running on this database; this one leaves")
        elif not send_alerts(engine, rules, resend=resend):
            raise typer.Exit(1)


def send_alerts(engine: Engine, rules: list[Rule], *, resend: bool) -> bool:
    """Takes up what a run that died left, writes down what is new, and sends all that is due; whether all went well."""
    from tracker.alerts.queue import enqueue, make_durable, recover, release_unsure
    from tracker.alerts.rules import Unsure
    from tracker.alerts.sending import say_doubt, send_due
    from tracker.commands.output import note

    make_durable(engine)
    now = datetime.now(UTC)
    again = [rule.name for rule in rules if resend or rule.unsure is Unsure.RESEND]
    problems = [
        say_doubt(delivery, "the run that sent it ended before the answer came")
        for delivery in recover(engine, now=now)
        if delivery["rule"] not in again
    ]
    if released := release_unsure(engine, again, now=now):
        note(f"{released} sent again that may have arrived before")
    for rule in rules:
        try:
            enqueue(engine, rule, now=now)
        except BadQuery as wrong:
            problems.append(f"{rule.name}: {wrong}")
    report = send_due(engine, rules)
    problems += report.problems
    for problem in problems:
        note(problem)
    note(f"{report.sent} sent, {len(problems)} failed")
    return not problems


def show_due(engine: Engine, rules: list[Rule]) -> None:
    """What would go, rule by rule."""
    from tracker.alerts.news import find_news
    from tracker.alerts.queue import find_pending, read_cursor
    from tracker.commands.output import clean, write

    now = datetime.now(UTC)
    with engine.connect() as connection:
        for rule in rules:
            for delivery in find_pending(connection, rule):
                told = clean(delivery["content"]["title"])
                write(f"{rule.name} -> {delivery['target']} ({delivery['state']}): {told}\n")
            to = ", ".join(target.name for target in rule.to)
            for news in find_news(connection, rule, read_cursor(connection, rule, now=now), today=now.date()):
                write(f"{rule.name} -> {to}: {clean(news.title)}\n")
