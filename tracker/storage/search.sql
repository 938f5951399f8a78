-- Full-text search in SQLite. Both indexes read search_text and follow it by triggers, in the same transaction.
-- article_text finds any three characters or more; article_grams finds Japanese words of one or two.
CREATE VIRTUAL TABLE article_text USING fts5(
    title, body, content = 'search_text', content_rowid = 'article_id', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE article_grams USING fts5(
    title_grams, grams, content = 'search_text', content_rowid = 'article_id',
    tokenize = 'unicode61 remove_diacritics 0', detail = 'column'
);
CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO article_text (rowid, title, body) VALUES (new.article_id, new.title, new.body);
    INSERT INTO article_grams (rowid, title_grams, grams) VALUES (new.article_id, new.title_grams, new.grams);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO article_text (article_text, rowid, title, body) VALUES ('delete', old.article_id, old.title, old.body);
    INSERT INTO article_grams (article_grams, rowid, title_grams, grams)
    VALUES ('delete', old.article_id, old.title_grams, old.grams);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
    INSERT INTO article_text (article_text, rowid, title, body) VALUES ('delete', old.article_id, old.title, old.body);
    INSERT INTO article_grams (article_grams, rowid, title_grams, grams)
    VALUES ('delete', old.article_id, old.title_grams, old.grams);
    INSERT INTO article_text (rowid, title, body) VALUES (new.article_id, new.title, new.body);
    INSERT INTO article_grams (rowid, title_grams, grams) VALUES (new.article_id, new.title_grams, new.grams);
END;
