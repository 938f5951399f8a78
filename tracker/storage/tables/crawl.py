"""Tables of the crawl: what was seen where, what became of it, and how each source fares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column as column

from tracker.storage.tables.base import Table, table_options


class Source(Table):
    """The catalogue as the last run knew it; a medium that leaves the catalogue keeps its row."""

    __tablename__ = "source"
    __table_args__ = table_options(comment="Media, as the catalogue described them when last used")

    name: Mapped[str] = column(primary_key=True, comment="Name of the entry and of its spider: autofile")
    title: Mapped[str | None] = column(comment="Name of the medium: Autofile")
    home: Mapped[str | None] = column(comment="Address of its front page")
    language: Mapped[str | None] = column(comment="Main language, ISO 639-1")
    timezone: Mapped[str | None] = column(comment="IANA zone of its publication days: Pacific/Auckland")
    kind: Mapped[str | None] = column(comment="trade, enthusiast, business, newsroom, wire or policy")
    entry: Mapped[dict[str, Any] | None] = column(comment="The whole catalogue entry, JSON")
    first_seen: Mapped[datetime] = column(comment="When the entry was first used, UTC")
    last_seen: Mapped[datetime] = column(comment="When the entry was last used, UTC")


class Url(Table):
    """One canonical address and where it stands; only a stored outcome stops another fetch."""

    __tablename__ = "url"
    __table_args__ = table_options(
        Index("ix_url_address", "address"),
        Index("ix_url_source_due", "source", "next_try"),
        Index("ix_url_host", "host"),
        Index("ix_url_state", "state"),
        comment="Canonical addresses and the state each is in",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the address")
    key: Mapped[str] = column(unique=True, comment="Equal for all variants of the page: no scheme, www, m, AMP …")
    address: Mapped[str] = column(comment="Canonical address: the plainest variant seen, without tracking")
    detours: Mapped[int] = column(comment="How far that is from a plain https address: m., amp and the like; 0: none")
    host: Mapped[str] = column(comment="Host of the canonical address, lower case, punycode")
    source: Mapped[str] = column(comment="Source that gave it first")
    state: Mapped[str] = column(comment="seen, gated, fetched, read, irrelevant, recorded or failed")
    reason: Mapped[str | None] = column(comment="Why it is in that state, one line for a person")
    cause: Mapped[str | None] = column(comment="The reason as a fixed word: timeout, http_503, consent, robots …")
    changed: Mapped[datetime] = column(comment="When it came into that state, UTC")
    attempts: Mapped[int] = column(default=0, comment="Failures in a row; 0 after a stored outcome")
    next_try: Mapped[datetime | None] = column(comment="When it is to be fetched (again), UTC; NULL: not again")
    first_seen: Mapped[datetime] = column(comment="First sighting, UTC")
    last_seen: Mapped[datetime] = column(comment="Last sighting, UTC")
    fetched: Mapped[datetime | None] = column(comment="Last fetch that brought a page, UTC")
    etag: Mapped[str | None] = column(comment="ETag of that fetch, for a conditional request")
    last_modified: Mapped[str | None] = column(comment="Last-Modified of that fetch, as sent")


class Sighting(Table):
    """A URL seen in one place; the same place again only moves `last_seen`."""

    __tablename__ = "sighting"
    __table_args__ = table_options(
        UniqueConstraint("url_id", "given", "source", "via", "found_on"),
        comment="Where and when each address was seen",
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the sighting")
    url_id: Mapped[int] = column(ForeignKey("url.id", ondelete="CASCADE"), comment="The address")
    given: Mapped[str] = column(comment="The address as it was given there")
    source: Mapped[str] = column(comment="Source whose feed, sitemap or listing gave it")
    via: Mapped[str] = column(comment="feed, sitemap, listing, archive, redirect or request")
    found_on: Mapped[str] = column(comment="Address of the feed, sitemap or page that held it; empty: none")
    title: Mapped[str | None] = column(comment="Title given there")
    summary: Mapped[str | None] = column(comment="Summary given there")
    claimed: Mapped[datetime | None] = column(comment="Publication time given there, UTC: a witness, not the date")
    claimed_text: Mapped[str | None] = column(comment="The same as given, with its zone, ISO 8601")
    first_seen: Mapped[datetime] = column(comment="First time seen there, UTC")
    last_seen: Mapped[datetime] = column(comment="Last time seen there, UTC")
    times: Mapped[int] = column(default=1, comment="How often it was seen there")


class Transition(Table):
    """One step in a URL's life: what `tracker why` prints."""

    __tablename__ = "transition"
    __table_args__ = table_options(
        Index("ix_transition_url", "url_id", "id"), comment="Every state an address went through, and why"
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the step; larger is later")
    url_id: Mapped[int] = column(ForeignKey("url.id", ondelete="CASCADE"), comment="The address")
    at: Mapped[datetime] = column(comment="When, UTC")
    state: Mapped[str] = column(comment="State it came into, as url.state")
    reason: Mapped[str | None] = column(comment="Why, one line for a person")
    cause: Mapped[str | None] = column(comment="Why, as a fixed word")
    run_id: Mapped[int | None] = column(ForeignKey("run.id", ondelete="SET NULL"), comment="Run that decided it")


class Poll(Table):
    """A feed, sitemap or listing of a source: what it said last and when to ask again."""

    __tablename__ = "poll"
    __table_args__ = table_options(
        UniqueConstraint("source", "address"), comment="Feeds, sitemaps and listings, and when each is asked again"
    )

    id: Mapped[int] = column(primary_key=True, comment="Number of the address")
    source: Mapped[str] = column(comment="Source it belongs to")
    address: Mapped[str] = column(comment="Address asked")
    kind: Mapped[str] = column(comment="feed, sitemap, listing or archive")
    etag: Mapped[str | None] = column(comment="ETag last sent")
    last_modified: Mapped[str | None] = column(comment="Last-Modified last sent, as sent")
    content_hash: Mapped[str | None] = column(comment="Hash of its content: finds out an ETag that lies")
    last_polled: Mapped[datetime | None] = column(comment="Last answer of any kind, UTC")
    last_changed: Mapped[datetime | None] = column(comment="Last answer with new content, UTC")
    last_status: Mapped[int | None] = column(comment="HTTP status of the last answer; NULL: no answer")
    last_error: Mapped[str | None] = column(comment="What went wrong last, one line; NULL: nothing")
    failures: Mapped[int] = column(default=0, comment="Failures in a row")
    entries: Mapped[int | None] = column(comment="Links in its last content")
    interval: Mapped[int] = column(default=0, comment="Adaptive time between polls, seconds; 0: not yet known")
    next_poll: Mapped[datetime | None] = column(comment="When to ask again, UTC; NULL: at once")


class Host(Table):
    """One host's budget of politeness, whatever sources share it."""

    __tablename__ = "host"
    __table_args__ = table_options(comment="Politeness per host")

    host: Mapped[str] = column(primary_key=True, comment="Host name, lower case, with port where not the usual one")
    crawl_delay: Mapped[float | None] = column(comment="Seconds between requests that robots.txt asks for")
    retry_after: Mapped[datetime | None] = column(comment="No request before, UTC: Retry-After or backoff")
    failures: Mapped[int] = column(default=0, comment="Failures in a row")
    last_request: Mapped[datetime | None] = column(comment="Last request, UTC")
    last_error: Mapped[str | None] = column(comment="What went wrong last, one line")


class Run(Table):
    """One start of a command that writes."""

    __tablename__ = "run"
    __table_args__ = table_options(Index("ix_run_started", "started"), comment="Runs of crawl, page, reextract …")

    id: Mapped[int] = column(primary_key=True, comment="Number of the run")
    kind: Mapped[str] = column(comment="crawl, spider, page, reextract or demo")
    command: Mapped[str | None] = column(comment="The command line, without the program's path")
    started: Mapped[datetime] = column(comment="UTC")
    ended: Mapped[datetime | None] = column(comment="UTC; NULL: still running, or killed")
    outcome: Mapped[str | None] = column(comment="ok, unhealthy, stopped, failed; NULL: never ended")
    note: Mapped[str | None] = column(comment="One line for a person")


class SourceRun(Table):
    """What one run did for one source, in numbers."""

    __tablename__ = "source_run"
    __table_args__ = table_options(
        Index("ix_source_run_source", "source", "run_id"), comment="Counts per run and source"
    )

    run_id: Mapped[int] = column(ForeignKey("run.id", ondelete="CASCADE"), primary_key=True, comment="The run")
    source: Mapped[str] = column(primary_key=True, comment="The source")
    started: Mapped[datetime] = column(comment="UTC")
    ended: Mapped[datetime | None] = column(comment="UTC; NULL: still running, or killed")
    requests: Mapped[int] = column(default=0, comment="Requests sent, with robots.txt and redirects")
    polls: Mapped[int] = column(default=0, comment="Feeds, sitemaps and listings asked")
    polls_unchanged: Mapped[int] = column(default=0, comment="… of which answered 304 or with the same content")
    polls_failed: Mapped[int] = column(default=0, comment="… of which failed")
    links: Mapped[int] = column(default=0, comment="Links found")
    new: Mapped[int] = column(default=0, comment="Addresses never seen before")
    gated: Mapped[int] = column(default=0, comment="Links not fetched because the gate saw nothing of our subject")
    fetched: Mapped[int] = column(default=0, comment="Pages fetched")
    read: Mapped[int] = column(default=0, comment="Pages read as articles")
    dated: Mapped[int] = column(default=0, comment="… of which with a publication date")
    titled: Mapped[int] = column(default=0, comment="… of which with a title")
    bodied: Mapped[int] = column(default=0, comment="… of which with a body")
    relevant: Mapped[int] = column(default=0, comment="Articles on the subject")
    recorded: Mapped[int] = column(default=0, comment="Articles stored, new or changed")
    unchanged: Mapped[int] = column(default=0, comment="Pages fetched again without new content")
    failed: Mapped[int] = column(default=0, comment="Fetches and readings that failed")
    causes: Mapped[dict[str, Any] | None] = column(comment='Failures by cause, JSON: {"timeout": 3}')
    bytes: Mapped[int] = column(default=0, comment="Bytes received")
    seconds: Mapped[float] = column(default=0.0, comment="Time spent, seconds")


class Health(Table):
    """The standing judgement on a source."""

    __tablename__ = "health"
    __table_args__ = table_options(comment="State of health per source; the view source_health reads it")

    source: Mapped[str] = column(primary_key=True, comment="The source")
    state: Mapped[str] = column(comment="well, quiet, dead_feed, blocked, layout_changed, failing, unknown …")
    since: Mapped[datetime] = column(comment="Since when, UTC")
    checked: Mapped[datetime] = column(comment="When last judged, UTC")
    evidence: Mapped[str | None] = column(comment="What the judgement rests on, one line")
    run_id: Mapped[int | None] = column(ForeignKey("run.id", ondelete="SET NULL"), comment="Run that judged last")


class HealthEvent(Table):
    """One change of a source's state of health."""

    __tablename__ = "health_event"
    __table_args__ = table_options(Index("ix_health_event_source", "source", "at"), comment="Changes of health")

    id: Mapped[int] = column(primary_key=True, comment="Number of the event")
    source: Mapped[str] = column(comment="The source")
    at: Mapped[datetime] = column(comment="When, UTC")
    before: Mapped[str | None] = column(comment="State before; NULL: first judgement")
    state: Mapped[str] = column(comment="State after")
    evidence: Mapped[str | None] = column(comment="What the judgement rests on, one line")
    run_id: Mapped[int | None] = column(ForeignKey("run.id", ondelete="SET NULL"), comment="Run that judged")
