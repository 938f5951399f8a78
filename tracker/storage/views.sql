-- The public interface for SQL users: names and columns here stay. Recreated whenever a database is opened for the
-- first time by a newer version; portable between SQLite and PostgreSQL.

-- One row a programme: where it stands now.
CREATE VIEW programme_current AS
SELECT
    p.key AS programme, p.maker, p.brand, p.model, p.origin, p.market, p.campaign, p.status, p.basis,
    p.status_since, p.first_reported, p.first_source, p.confirmed, p.confirmed_source, p.last_reported,
    p.start, p."end", p.plant_region, p.plant, p.disputes, p.articles, p.stories, p.sources, p.moved
FROM programme p;

-- One row a turn: what was said of a programme when, by whom.
CREATE VIEW programme_history AS
SELECT
    p.key AS programme, p.maker, p.brand, p.model, p.origin, p.market,
    e.position, e.day, e.kind, e.status, e.basis, e.start, e.current, e.source, e.copies,
    u.address AS url, a.title, a.language, n.evidence, e.article_id, a.published_day, n."end"
FROM programme_event e
JOIN programme p ON p.id = e.programme_id
JOIN article a ON a.id = e.article_id
JOIN url u ON u.id = a.url_id
LEFT JOIN announcement n ON n.id = e.announcement_id;

-- One row a change of a programme's state in this database, oldest first by id.
CREATE VIEW programme_changes AS
SELECT
    c.id, c.key AS programme, c.at, c.field, c.before, c.after, u.address AS url, a.title, a.source,
    p.maker, p.brand, p.model, p.origin, p.market, p.status, p.basis, c.article_id
FROM programme_change c
LEFT JOIN programme p ON p.key = c.key
LEFT JOIN article a ON a.id = c.article_id
LEFT JOIN url u ON u.id = a.url_id;

-- One row an article, whatever it is about; `story` is the address of the first of its copies.
CREATE VIEW article_full AS
SELECT
    a.id, u.address AS url, o.address AS story, a.story_id, u.state, u.reason, a.topic, a.source, a.host, a.title,
    a.language, a.published, a.published_day, a.published_at, a.timezone, a.modified, a.authors, a.section,
    a.site_name, a.canonical_url, a.article_id, a.image, a.image_caption, a.truncated, a.date_dispute,
    a.number AS revision, a.body, a.recorded, a.changed, a.checked,
    (SELECT count(*) FROM announcement n WHERE n.article_id = a.id) AS announcements,
    (SELECT count(*) FROM article c WHERE c.story_id = a.story_id) - 1 AS copies
FROM article a
JOIN url u ON u.id = a.url_id
LEFT JOIN article f ON f.id = a.story_id
LEFT JOIN url o ON o.id = f.url_id;

-- One row an announcement, with its article and programme.
CREATE VIEW announcement_full AS
SELECT
    n.id, p.key AS programme, l.inferred AS programme_inferred, n.maker, n.brand, n.model, n.market, n.origin,
    n.plant_region, n.plant, n.status, n.basis, n.start, n."end", n.evidence, n.evidence_start, n.evidence_end,
    n.rules, n.inferred, n.article_id, n.position, u.address AS url, a.title, a.source, a.host, a.language,
    a.published, a.published_day, a.story_id,
    CASE WHEN a.story_id = a.id THEN 0 ELSE 1 END AS is_copy, a.recorded, a.changed
FROM announcement n
JOIN article a ON a.id = n.article_id
JOIN url u ON u.id = a.url_id
LEFT JOIN programme_announcement l ON l.announcement_id = n.id
LEFT JOIN programme p ON p.id = l.programme_id;

-- One row a figure, with its article.
CREATE VIEW figure_full AS
SELECT
    g.id, g.kind, g.value, g.value_high, g.unit, g.maker, g.model, g.place, g.period, g.evidence, g.evidence_start,
    g.evidence_end, g.rules, g.article_id, g.position, u.address AS url, a.title, a.source, a.language, a.published,
    a.published_day, a.story_id, CASE WHEN a.story_id = a.id THEN 0 ELSE 1 END AS is_copy
FROM figure g
JOIN article a ON a.id = g.article_id
JOIN url u ON u.id = a.url_id;

-- One row an earlier official sale that an article recalls.
CREATE VIEW history_full AS
SELECT
    h.id, h.maker, h.model, h.market, h.sold_until, h.sold_as, h.evidence, h.article_id, u.address AS url, a.title,
    a.source, a.language, a.published_day
FROM history h
JOIN article a ON a.id = h.article_id
JOIN url u ON u.id = a.url_id;

-- One row a person and article.
CREATE VIEW person_full AS
SELECT
    r.id, r.name, r.role, r.organisation, r.article_id, u.address AS url, a.title, a.source, a.language,
    a.published_day
FROM person r
JOIN article a ON a.id = r.article_id
JOIN url u ON u.id = a.url_id;

-- One row a programme and article: who covered it. `is_copy` rows repeat another outlet's words.
CREATE VIEW coverage AS
SELECT
    p.key AS programme, p.maker, p.brand, p.model, p.origin, p.market, a.source, a.host, a.language,
    a.published_day, u.address AS url, a.title, n.status, n.basis, n.start, n.evidence, l.inferred, a.story_id,
    CASE WHEN a.story_id = a.id THEN 0 ELSE 1 END AS is_copy, n.article_id
FROM programme_announcement l
JOIN programme p ON p.id = l.programme_id
JOIN announcement n ON n.id = l.announcement_id
JOIN article a ON a.id = n.article_id
JOIN url u ON u.id = a.url_id;

-- One row a pair of copies.
CREATE VIEW copy_pair AS
SELECT
    d.kind, d.score, d.contained, d.reason, d.found, u.address AS url, a.title, v.address AS other_url,
    b.title AS other_title
FROM duplicate d
JOIN article a ON a.id = d.article_id
JOIN url u ON u.id = a.url_id
JOIN article b ON b.id = d.other_id
JOIN url v ON v.id = b.url_id;

-- One row a version of an article.
CREATE VIEW revision_full AS
SELECT
    u.address AS url, r.number, r.at, r.cause, r.title, r.published, r.modified, r.text_change, r.record_change,
    r.article_id
FROM revision r
JOIN article a ON a.id = r.article_id
JOIN url u ON u.id = a.url_id;

-- One row a step in an address's life.
CREATE VIEW url_history AS
SELECT u.address AS url, t.id AS step, t.at, t.state, t.reason, t.cause, t.run_id, u.source
FROM transition t
JOIN url u ON u.id = t.url_id;

-- One row a source: its health and its last finished or running run.
CREATE VIEW source_health AS
SELECT
    s.name AS source, s.title, s.language, s.kind, s.home, coalesce(h.state, 'unknown') AS state, h.since,
    h.checked, h.evidence, r.run_id AS last_run, r.started AS last_started, r.fetched, r.new, r.read, r.relevant,
    r.recorded, r.failed, r.causes, r.seconds
FROM source s
LEFT JOIN health h ON h.source = s.name
LEFT JOIN source_run r
    ON r.source = s.name AND r.run_id = (SELECT max(x.run_id) FROM source_run x WHERE x.source = s.name);
