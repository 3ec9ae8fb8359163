-- What is searched: folded names and texts (normalize.text.fold, line by line), indexed by trigrams, and
-- behind each two line feeds, so that any two characters begin a trigram: words of two are found by those.
-- `name`, `words` and `title` are folded; lines of `words` are separate names.

-- Organisations, programmes and awards, as the views in the plural show them.  `weight`: awards, or sources.
-- The kinds are words of three letters, so that the index can tell them apart as well.
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('org', 'prg', 'awd')),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    province TEXT,
    year INTEGER,
    weight INTEGER NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX search_entry_name ON search_entry (name, kind);

CREATE VIRTUAL TABLE search_entry_text USING fts5 (
    kind, name, words, content = '', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE search_entry_text_terms USING fts5vocab (search_entry_text, row);

-- Articles that their publisher still has; `version` is the one that is indexed, `year` that of publication.
CREATE TABLE search_article (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE REFERENCES article (id),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    year INTEGER
);

CREATE VIRTUAL TABLE search_article_title USING fts5 (title, content = '', tokenize = 'trigram');
CREATE VIRTUAL TABLE search_article_title_terms USING fts5vocab (search_article_title, row);

-- The text is not kept a second time: what a row held is folded again from its version when it is removed.
CREATE VIRTUAL TABLE search_article_text USING fts5 (text, content = '', tokenize = 'trigram');

-- Bytes that are gathered before they are written: few large pieces of index are made faster, and read faster.
INSERT INTO search_article_text (search_article_text, rank) VALUES ('hashsize', 33554432);
