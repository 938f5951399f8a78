"""Tables of programmes: one maker × model × origin × market over all articles, with its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column as column

from tracker.storage.tables.base import Table, table_options


class Programme(Table):
    """One campaign of one model from one country to its maker's home market, as far as it is known now."""

    __tablename__ = "programme"
    __table_args__ = table_options(
        Index("ix_programme_subject", "maker", "model", "market"),
        Index("ix_programme_status", "status"),
        Index("ix_programme_moved", "moved"),
        comment="Programmes, each in its current state",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the programme; may change when all is rebuilt")
    key: Mapped[str] = column(unique=True, comment="Lasting name: toyota-camry-us-jp")
    maker: Mapped[str] = column(comment="As announcement.maker")
    brand: Mapped[str] = column(comment="As announcement.brand")
    model: Mapped[str | None] = column(comment="As announcement.model; NULL: said of the maker or brand as a whole")
    origin: Mapped[str | None] = column(comment="Country it is built in, ISO 3166-1 alpha-2; NULL: nobody told")
    market: Mapped[str] = column(comment="Home market, ISO 3166-1 alpha-2")
    campaign: Mapped[int] = column(comment="1 for the first import of this model, 2 for one years later …")
    status: Mapped[str] = column(comment="Current status, weighed over all sources")
    basis: Mapped[str] = column(comment="Best basis of the current status")
    status_since: Mapped[str | None] = column(comment="Day the current status was first reported")
    first_reported: Mapped[str | None] = column(comment="Day of the first article")
    first_source: Mapped[str | None] = column(comment="Source of the first article")
    confirmed: Mapped[str | None] = column(comment="Day the maker's own word was first reported; NULL: not yet")
    confirmed_source: Mapped[str | None] = column(comment="Source of that article")
    last_reported: Mapped[str | None] = column(comment="Day of the newest article")
    start: Mapped[str | None] = column(comment="Best-known start, as announcement.start")
    end: Mapped[str | None] = column(comment="Best-known end, as announcement.start")
    plant_region: Mapped[str | None] = column(comment="Best-known region of the plant")
    plant: Mapped[str | None] = column(comment="Best-known plant")
    disputes: Mapped[list[Any] | None] = column(
        comment="Fields on which sources disagree, JSON list: {field, values: [{value, sources, basis, day}]}"
    )
    articles: Mapped[int] = column(comment="Articles that speak of it")
    stories: Mapped[int] = column(comment="… with copies counted once: its independent voices")
    sources: Mapped[int] = column(comment="Media that speak of it")
    moved: Mapped[datetime] = column(comment="When its current state last changed in the database, UTC")


class ProgrammeEvent(Table):
    """One turn in a programme's history; each article group speaks once."""

    __tablename__ = "programme_event"
    __table_args__ = table_options(
        UniqueConstraint("programme_id", "position"),
        Index("ix_programme_event_day", "day"),
        comment="History of each programme: what was reported when, by whom",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the row; may change when the programme is rebuilt")
    programme_id: Mapped[int] = column(ForeignKey("programme.id", ondelete="CASCADE"), comment="The programme")
    position: Mapped[int] = column(comment="Order in the history, from 0")
    day: Mapped[str | None] = column(comment="Day of publication; NULL: not known")
    kind: Mapped[str] = column(
        comment="reported (first word), status (it moved), confirmed (first company word), start (it moved), "
        "repeated (nothing new), disputed (a weaker voice says otherwise)"
    )
    status: Mapped[str] = column(comment="What this voice says")
    basis: Mapped[str] = column(comment="On whose word")
    start: Mapped[str | None] = column(comment="Start this voice gives")
    current: Mapped[str] = column(comment="Status of the programme after this voice")
    source: Mapped[str | None] = column(comment="Medium that said it first")
    article_id: Mapped[int] = column(ForeignKey("article.id", ondelete="CASCADE"), comment="Its article")
    announcement_id: Mapped[int | None] = column(
        ForeignKey("announcement.id", ondelete="CASCADE"), comment="Its announcement; NULL: of an earlier revision"
    )
    copies: Mapped[int] = column(default=0, comment="Copies of that article, not counted as voices")


class ProgrammeAnnouncement(Table):
    """Which programme an announcement belongs to."""

    __tablename__ = "programme_announcement"
    __table_args__ = table_options(
        Index("ix_programme_announcement_programme", "programme_id"), comment="Announcements of each programme"
    )

    announcement_id: Mapped[int] = column(
        ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True, comment="The announcement"
    )
    programme_id: Mapped[int] = column(ForeignKey("programme.id", ondelete="CASCADE"), comment="The programme")
    inferred: Mapped[str | None] = column(
        comment="Why it belongs there though it does not say so: only origin known …; NULL: it says so"
    )


class ProgrammeChange(Table):
    """One change of a programme's current state: what feeds, alerts and --changed-since tell."""

    __tablename__ = "programme_change"
    __table_args__ = table_options(
        Index("ix_programme_change_at", "at"),
        Index("ix_programme_change_key", "key"),
        comment="Log of changes to programmes, never rewritten",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the change; larger is later")
    key: Mapped[str] = column(comment="programme.key, which outlives the row")
    at: Mapped[datetime] = column(comment="When it changed in the database, UTC")
    field: Mapped[str] = column(comment="programme (new or gone), status, basis, start, end, origin, plant …")
    before: Mapped[str | None] = column(comment="Value before; NULL: none")
    after: Mapped[str | None] = column(comment="Value after; NULL: none")
    article_id: Mapped[int | None] = column(
        ForeignKey("article.id", ondelete="SET NULL"), comment="Article that brought it; NULL: a decision or new rules"
    )
    run_id: Mapped[int | None] = column(ForeignKey("run.id", ondelete="SET NULL"), comment="Run that brought it")


class Decision(Table):
    """What a person decided about programmes; later runs respect it."""

    __tablename__ = "decision"
    __table_args__ = table_options(comment="Splits and merges of programmes decided by people")

    id: Mapped[int] = column(primary_key=True, comment="Number of the decision; later ones win")
    at: Mapped[datetime] = column(comment="When, UTC")
    kind: Mapped[str] = column(comment="split or merge")
    key: Mapped[str] = column(comment="programme.key it speaks of; of a merge, the one that goes")
    into: Mapped[str | None] = column(comment="Key of the programme it joins (merge), of the new one (split)")
    articles: Mapped[list[Any] | None] = column(
        comment="Keys of addresses (url.key), JSON list: those that leave (split), those it had (merge)"
    )
    subjects: Mapped[list[Any] | None] = column(
        comment="Makers, models and markets it touches, JSON list of [maker, model, market]"
    )
    note: Mapped[str | None] = column(comment="Why, in the person's words")
    undone: Mapped[datetime | None] = column(comment="When it was taken back, UTC; NULL: it stands")


class AlertDelivery(Table):
    """One message of one alert rule: written before it is sent, so that a crash sends nothing twice."""

    __tablename__ = "alert_delivery"
    __table_args__ = table_options(
        UniqueConstraint("rule", "target", "subject"),
        Index("ix_alert_delivery_state", "state", "next_try"),
        comment="Alerts to send and sent",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the message")
    rule: Mapped[str] = column(comment="Name of the rule in the alerts file")
    target: Mapped[str] = column(comment="Where to: a name or a hash of the address, never the secret itself")
    subject: Mapped[str] = column(comment="What it tells, as a key: change:17, announcement:URL#0, digest:2026-04-02")
    content: Mapped[dict[str, Any] | None] = column(comment="Title and text to send, JSON")
    state: Mapped[str] = column(
        comment="waiting, sending, handed (a server may have it), sent, unsure (and no answer came) or given_up"
    )
    attempts: Mapped[int] = column(default=0, comment="Attempts so far")
    created: Mapped[datetime] = column(comment="UTC")
    next_try: Mapped[datetime | None] = column(comment="UTC; NULL: not again")
    sent: Mapped[datetime | None] = column(comment="When it was delivered, UTC")
    error: Mapped[str | None] = column(comment="What went wrong last, one line")
