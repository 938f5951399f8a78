"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOUBLE = sa.Float(53).with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """One step on."""
    op.create_table(
        "alert_delivery",
        sa.Column("id", BIG, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("next_try", sa.Text(), nullable=True),
        sa.Column("sent", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_delivery")),
        sa.UniqueConstraint("rule", "target", "subject", name=op.f("uq_alert_delivery_rule_target_subject")),
        sqlite_strict=True,
    )
    op.create_index("ix_alert_delivery_state", "alert_delivery", ["state", "next_try"], unique=False)
    op.create_table(
        "band",
        sa.Column("hash", BIG, autoincrement=False, nullable=False),
        sa.Column("article_id", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "article_id", name=op.f("pk_band")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "boilerplate",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("hash", BIG, autoincrement=False, nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("host", "hash", name=op.f("pk_boilerplate")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decision",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("into", sa.Text(), nullable=True),
        sa.Column("articles", sa.Text(), nullable=True),
        sa.Column("subjects", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_table(
        "host",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("crawl_delay", DOUBLE, nullable=True),
        sa.Column("retry_after", sa.Text(), nullable=True),
        sa.Column("failures", BIG, nullable=False),
        sa.Column("last_request", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host")),
        sqlite_strict=True,
    )
    op.create_table(
        "passage",
        sa.Column("hash", BIG, autoincrement=False, nullable=False),
        sa.Column("article_id", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "article_id", name=op.f("pk_passage")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll",
        sa.Column("id", BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("last_polled", sa.Text(), nullable=True),
        sa.Column("last_changed", sa.Text(), nullable=True),
        sa.Column("last_status", BIG, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("failures", BIG, nullable=False),
        sa.Column("entries", BIG, nullable=True),
        sa.Column("interval", BIG, nullable=False),
        sa.Column("next_poll", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
        sa.UniqueConstraint("source", "address", name=op.f("uq_poll_source_address")),
        sqlite_strict=True,
    )
    op.create_table(
        "programme",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("campaign", BIG, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("status_since", sa.Text(), nullable=True),
        sa.Column("first_reported", sa.Text(), nullable=True),
        sa.Column("first_source", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Text(), nullable=True),
        sa.Column("confirmed_source", sa.Text(), nullable=True),
        sa.Column("last_reported", sa.Text(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("plant_region", sa.Text(), nullable=True),
        sa.Column("plant", sa.Text(), nullable=True),
        sa.Column("disputes", sa.Text(), nullable=True),
        sa.Column("articles", BIG, nullable=False),
        sa.Column("stories", BIG, nullable=False),
        sa.Column("sources", BIG, nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("key", name=op.f("uq_programme_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_programme_moved", "programme", ["moved"], unique=False)
    op.create_index("ix_programme_status", "programme", ["status"], unique=False)
    op.create_index("ix_programme_subject", "programme", ["maker", "model", "market"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=True),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sqlite_strict=True,
    )
    op.create_index("ix_run_started", "run", ["started"], unique=False)
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("entry", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
        sqlite_strict=True,
    )
    op.create_table(
        "url",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detours", BIG, nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_try", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_url")),
        sa.UniqueConstraint("key", name=op.f("uq_url_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_url_address", "url", ["address"], unique=False)
    op.create_index("ix_url_host", "url", ["host"], unique=False)
    op.create_index("ix_url_source_due", "url", ["source", "next_try"], unique=False)
    op.create_index("ix_url_state", "url", ["state"], unique=False)
    op.create_table(
        "health",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("run_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_health_run_id_run"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_health")),
        sqlite_strict=True,
    )
    op.create_table(
        "health_event",
        sa.Column("id", BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("run_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_health_event_run_id_run"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_health_event_source", "health_event", ["source", "at"], unique=False)
    op.create_table(
        "page",
        sa.Column("id", BIG, nullable=False),
        sa.Column("url_id", BIG, nullable=False),
        sa.Column("fetched_from", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("status", BIG, nullable=False),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("run_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_page_run_id_run"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["url_id"], ["url.id"], name=op.f("fk_page_url_id_url"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("url_id", "body_hash", name=op.f("uq_page_url_id_body_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "sighting",
        sa.Column("id", BIG, nullable=False),
        sa.Column("url_id", BIG, nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("claimed", sa.Text(), nullable=True),
        sa.Column("claimed_text", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("times", BIG, nullable=False),
        sa.ForeignKeyConstraint(["url_id"], ["url.id"], name=op.f("fk_sighting_url_id_url"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint(
            "url_id", "given", "source", "via", "found_on", name=op.f("uq_sighting_url_id_given_source_via_found_on")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "source_run",
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("requests", BIG, nullable=False),
        sa.Column("polls", BIG, nullable=False),
        sa.Column("polls_unchanged", BIG, nullable=False),
        sa.Column("polls_failed", BIG, nullable=False),
        sa.Column("links", BIG, nullable=False),
        sa.Column("new", BIG, nullable=False),
        sa.Column("gated", BIG, nullable=False),
        sa.Column("fetched", BIG, nullable=False),
        sa.Column("read", BIG, nullable=False),
        sa.Column("dated", BIG, nullable=False),
        sa.Column("titled", BIG, nullable=False),
        sa.Column("bodied", BIG, nullable=False),
        sa.Column("relevant", BIG, nullable=False),
        sa.Column("recorded", BIG, nullable=False),
        sa.Column("unchanged", BIG, nullable=False),
        sa.Column("failed", BIG, nullable=False),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.Column("bytes", BIG, nullable=False),
        sa.Column("seconds", DOUBLE, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_source_run_run_id_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "source", name=op.f("pk_source_run")),
        sqlite_strict=True,
    )
    op.create_index("ix_source_run_source", "source_run", ["source", "run_id"], unique=False)
    op.create_table(
        "transition",
        sa.Column("id", BIG, nullable=False),
        sa.Column("url_id", BIG, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("run_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_transition_run_id_run"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["url_id"], ["url.id"], name=op.f("fk_transition_url_id_url"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition")),
        sqlite_strict=True,
    )
    op.create_index("ix_transition_url", "transition", ["url_id", "id"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", BIG, nullable=False),
        sa.Column("url_id", BIG, nullable=False),
        sa.Column("page_id", BIG, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("story_id", BIG, nullable=True),
        sa.Column("number", BIG, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_day", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("claimed", sa.Text(), nullable=True),
        sa.Column("date_dispute", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("site_name", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("image", sa.Text(), nullable=True),
        sa.Column("image_caption", sa.Text(), nullable=True),
        sa.Column("truncated", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("rejected", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_article_page_id_page"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["article.id"], name=op.f("fk_article_story_id_article"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["url_id"], ["url.id"], name=op.f("fk_article_url_id_url"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("url_id", name=op.f("uq_article_url_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_article_changed", "article", ["changed"], unique=False)
    op.create_index("ix_article_day", "article", ["published_day"], unique=False)
    op.create_index("ix_article_topic_day", "article", ["topic", "published_day", "source"], unique=False)
    op.create_index("ix_article_source_day", "article", ["source", "published_day"], unique=False)
    op.create_index("ix_article_story", "article", ["story_id"], unique=False)
    op.create_index("ix_article_text_hash", "article", ["text_hash"], unique=False)
    op.create_table(
        "announcement",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("plant_region", sa.Text(), nullable=True),
        sa.Column("plant", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_start", BIG, nullable=False),
        sa.Column("evidence_end", BIG, nullable=False),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("inferred", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_announcement_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("article_id", "position", name=op.f("uq_announcement_article_id_position")),
        sqlite_strict=True,
    )
    op.create_index("ix_announcement_maker_model", "announcement", ["maker", "model"], unique=False)
    op.create_index("ix_announcement_status", "announcement", ["status"], unique=False)
    op.create_table(
        "citation",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_citation_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "medium", name=op.f("pk_citation")),
        sqlite_strict=True,
    )
    op.create_index("ix_citation_medium", "citation", ["medium"], unique=False)
    op.create_table(
        "duplicate",
        sa.Column("article_id", BIG, autoincrement=False, nullable=False),
        sa.Column("other_id", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", DOUBLE, nullable=False),
        sa.Column("contained", DOUBLE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_duplicate_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["article.id"], name=op.f("fk_duplicate_other_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_duplicate")),
        sqlite_strict=True,
    )
    op.create_index("ix_duplicate_other", "duplicate", ["other_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", DOUBLE, nullable=False),
        sa.Column("value_high", DOUBLE, nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("evidence_start", BIG, nullable=False),
        sa.Column("evidence_end", BIG, nullable=False),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_figure_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("article_id", "position", name=op.f("uq_figure_article_id_position")),
        sqlite_strict=True,
    )
    op.create_index("ix_figure_kind", "figure", ["kind"], unique=False)
    op.create_index("ix_figure_maker_model", "figure", ["maker", "model"], unique=False)
    op.create_table(
        "history",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("sold_until", sa.Text(), nullable=True),
        sa.Column("sold_as", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("evidence_start", BIG, nullable=False),
        sa.Column("evidence_end", BIG, nullable=False),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_history_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sa.UniqueConstraint("article_id", "position", name=op.f("uq_history_article_id_position")),
        sqlite_strict=True,
    )
    op.create_index("ix_history_maker_model", "history", ["maker", "model"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_person_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("article_id", "position", name=op.f("uq_person_article_id_position")),
        sqlite_strict=True,
    )
    op.create_index("ix_person_name", "person", ["name"], unique=False)
    op.create_table(
        "programme_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("article_id", BIG, nullable=True),
        sa.Column("run_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_programme_change_article_id_article"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_programme_change_run_id_run"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_programme_change_at", "programme_change", ["at"], unique=False)
    op.create_index("ix_programme_change_key", "programme_change", ["key"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("records", sa.Text(), nullable=True),
        sa.Column("text_change", sa.Text(), nullable=True),
        sa.Column("record_change", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_revision_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "search_text",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("grams", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_text_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_search_text")),
        sqlite_strict=True,
    )
    op.create_table(
        "signature",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("minhash", sa.LargeBinary(), nullable=False),
        sa.Column("grams", BIG, nullable=False),
        sa.Column("title_hash", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_signature_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_signature")),
        sqlite_strict=True,
    )
    op.create_table(
        "programme_announcement",
        sa.Column("announcement_id", BIG, nullable=False),
        sa.Column("programme_id", BIG, nullable=False),
        sa.Column("inferred", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_programme_announcement_announcement_id_announcement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_announcement_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", name=op.f("pk_programme_announcement")),
        sqlite_strict=True,
    )
    op.create_index("ix_programme_announcement_programme", "programme_announcement", ["programme_id"], unique=False)
    op.create_table(
        "programme_event",
        sa.Column("id", BIG, nullable=False),
        sa.Column("programme_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("current", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("announcement_id", BIG, nullable=True),
        sa.Column("copies", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_programme_event_announcement_id_announcement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_programme_event_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_event_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_event")),
        sa.UniqueConstraint("programme_id", "position", name=op.f("uq_programme_event_programme_id_position")),
        sqlite_strict=True,
    )
    op.create_index("ix_programme_event_day", "programme_event", ["day"], unique=False)


def downgrade() -> None:
    """There is nothing before the first step.

    Raises:
        NotImplementedError: always; remove the file instead.
    """
    raise NotImplementedError
