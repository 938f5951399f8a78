"""`tracker alerts`: tells people what changed, each thing once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands import options

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.alerts.rules import Rule


def alerts(
    rules_file: Annotated[
        Path, typer.Option("--rules", envvar="TRACKER_ALERTS", help="The alerts file; docs/alerts.md describes it.")
    ] = Path("alerts.toml"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and send and store nothing.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also send again what a run that died may or may not have sent.")
    ] = False,
    database: options.Database = None,
) -> None:
    """Send what is new by the rules of an alerts file: mail, chat, webhooks. Once each, retried until delivered.

    Exit code 1: something could not be delivered; it will be tried again.
    """
    from tracker.alerts.queue import enqueue, find_unsure, release_unsure
    from tracker.alerts.rules import read_rules
    from tracker.alerts.sending import load_apprise, send_due
    from tracker.commands.output import note
    from tracker.storage.database import database_url, open_database

    rules = read_rules(rules_file)
    engine = open_database(database_url(database), readonly=dry_run)
    if dry_run:
        show_due(engine, rules)
        return
    load_apprise()
    if resend:
        note(f"{release_unsure(engine)} to be sent again")
    for rule in rules:
        enqueue(engine, rule, now=datetime.now(UTC))
    with engine.connect() as connection:
        unsure = find_unsure(connection)
    sent, problems = send_due(engine, rules)
    for delivery in unsure:
        note(f"{delivery['rule']} to {delivery['target']}: {delivery['subject']} may have gone before; see --resend")
    for problem in problems:
        note(problem)
    note(f"{sent} sent, {len(problems)} failed")
    if problems:
        raise typer.Exit(1)


def show_due(engine: Engine, rules: list[Rule]) -> None:
    """What would go, rule by rule."""
    from sqlalchemy import select

    from tracker.alerts.news import find_news
    from tracker.alerts.queue import read_cursor
    from tracker.commands.output import clean, write
    from tracker.storage.schema import AlertDelivery

    now = datetime.now(UTC)
    with engine.connect() as connection:
        for rule in rules:
            waiting = connection.execute(
                select(AlertDelivery.target, AlertDelivery.content).where(
                    AlertDelivery.rule == rule.name, AlertDelivery.state == "waiting"
                )
            )
            for target, content in waiting:
                write(f"{rule.name} -> {target} (waiting): {clean(content['title'])}\n")
            to = ", ".join(target.name for target in rule.to)
            for news in find_news(connection, rule, read_cursor(connection, rule, now=now), today=now.date()):
                write(f"{rule.name} -> {to}: {clean(news.title)}\n")
