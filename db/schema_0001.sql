-- Years are in the Buddhist era, times ISO 8601 in UTC, offsets in characters of the article's document text.
-- No STRICT and no generated columns: SQLite 3.34, which long-lived distributions still ship, must open the file.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Where articles come from --------------------------------------------------------------------------

CREATE TABLE source (
    key TEXT PRIMARY KEY CHECK (key <> ''),
    name TEXT NOT NULL,
    url TEXT,
    licence TEXT
);

-- Raw pages by what they held; the crawler keeps the pages themselves in a folder beside the database.
CREATE TABLE snapshot (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    url TEXT,
    fetched_at TEXT NOT NULL,
    status INTEGER,
    content_type TEXT
);

-- What the crawler remembers of a page between runs.
CREATE TABLE fetch (
    source TEXT NOT NULL REFERENCES source (key),
    url TEXT NOT NULL,
    fetched_at TEXT,
    sha256 TEXT,
    etag TEXT,
    last_modified TEXT,
    fingerprint TEXT,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    last_failure TEXT,
    next_check TEXT,
    PRIMARY KEY (source, url),
    CHECK ((fetched_at IS NULL) = (sha256 IS NULL))
);
CREATE INDEX fetch_next_check ON fetch (next_check);

CREATE TABLE article (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    url TEXT,
    source TEXT REFERENCES source (key),
    version INTEGER NOT NULL CHECK (version >= 1),
    first_seen TEXT NOT NULL,
    vanished_at TEXT
);
CREATE INDEX article_source ON article (source);
CREATE INDEX article_url ON article (url);

CREATE TABLE article_version (
    article_id TEXT NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    published TEXT,
    category TEXT,
    layout TEXT,
    snapshot TEXT,
    digest TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
);
CREATE INDEX article_version_published ON article_version (published);

-- What articles say ---------------------------------------------------------------------------------

CREATE TABLE extraction (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    article_version INTEGER NOT NULL,
    rules_version TEXT NOT NULL,
    extracted_at TEXT NOT NULL,
    FOREIGN KEY (article_id, article_version) REFERENCES article_version (article_id, version)
);
CREATE INDEX extraction_rules ON extraction (rules_version);

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES article (id),
    article_version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    recipient_type TEXT NOT NULL CHECK (recipient_type IN ('organisation', 'person', 'product')),
    organisation TEXT,
    organisation_text TEXT,
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    province TEXT,
    award TEXT NOT NULL,
    category TEXT,
    tier TEXT,
    year INTEGER CHECK (year BETWEEN 2400 AND 2700),
    project TEXT,
    person TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    replaces INTEGER REFERENCES fact (id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    UNIQUE (article_id, digest),
    FOREIGN KEY (article_id, article_version) REFERENCES article_version (article_id, version)
);
CREATE INDEX fact_article ON fact (article_id, article_version);
CREATE INDEX fact_replaces ON fact (replaces);

CREATE TABLE span (
    fact_id INTEGER NOT NULL REFERENCES fact (id),
    field TEXT NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (fact_id, field),
    CHECK (end_char > start_char)
);

CREATE TABLE count_check (
    article_id TEXT NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    claimed INTEGER NOT NULL,
    found INTEGER NOT NULL,
    PRIMARY KEY (article_id, kind, start_char, end_char)
);

-- What the dataset says -----------------------------------------------------------------------------

CREATE TABLE organisation (
    id TEXT PRIMARY KEY CHECK (id GLOB 'org-[0-9][0-9][0-9][0-9][0-9][0-9]*'),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    proper TEXT NOT NULL,
    province TEXT,
    province_basis TEXT CHECK (province_basis IN ('name', 'stated', 'inferred')),
    province_source TEXT REFERENCES article (id),
    redirected_to TEXT REFERENCES organisation (id) CHECK (redirected_to <> id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK ((province IS NULL) = (province_basis IS NULL))
);
CREATE INDEX organisation_province ON organisation (province);
CREATE INDEX organisation_redirected ON organisation (redirected_to);

-- One row for each name as resolution compares it: kind, head word, proper name, province.
CREATE TABLE organisation_key (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    head TEXT NOT NULL,
    proper TEXT NOT NULL,
    province TEXT,
    home_id TEXT REFERENCES organisation (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id)
);
CREATE INDEX organisation_key_organisation ON organisation_key (organisation_id);
CREATE INDEX organisation_key_home ON organisation_key (home_id);

-- The forms in which articles write an organisation.
CREATE TABLE organisation_name (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    text TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    article_id TEXT NOT NULL REFERENCES article (id),
    PRIMARY KEY (organisation_id, text)
);
CREATE INDEX organisation_name_text ON organisation_name (text);

-- Which organisation a fact names, and where its province comes from.
CREATE TABLE mention (
    fact_id INTEGER PRIMARY KEY REFERENCES fact (id),
    key TEXT NOT NULL REFERENCES organisation_key (key),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    province TEXT,
    province_basis TEXT CHECK (province_basis IN ('name', 'stated', 'inferred')),
    province_source TEXT REFERENCES article (id),
    CHECK ((province IS NULL) = (province_basis IS NULL)),
    CHECK (province_basis <> 'inferred' OR province_source IS NOT NULL)
);
CREATE INDEX mention_organisation ON mention (organisation_id);
CREATE INDEX mention_key ON mention (key);

CREATE TABLE programme (
    id TEXT PRIMARY KEY CHECK (id GLOB 'prg-[0-9][0-9][0-9][0-9][0-9][0-9]*'),
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    redirected_to TEXT REFERENCES programme (id) CHECK (redirected_to <> id),
    created_at TEXT NOT NULL
);

CREATE TABLE award (
    id TEXT PRIMARY KEY CHECK (id GLOB 'awd-[0-9][0-9][0-9][0-9][0-9][0-9]*'),
    recipient_type TEXT NOT NULL CHECK (recipient_type IN ('organisation', 'person', 'product')),
    organisation_id TEXT REFERENCES organisation (id),
    programme_id TEXT NOT NULL REFERENCES programme (id),
    category TEXT,
    tier TEXT,
    tier_scheme TEXT,
    tier_rank INTEGER,
    year INTEGER,
    project TEXT,
    person TEXT,
    province TEXT,
    province_basis TEXT CHECK (province_basis IN ('name', 'stated', 'inferred')),
    province_source TEXT REFERENCES article (id),
    lead_fact_id INTEGER NOT NULL REFERENCES fact (id),
    home_fact_id INTEGER NOT NULL REFERENCES fact (id),
    redirected_to TEXT REFERENCES award (id) CHECK (redirected_to <> id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK ((province IS NULL) = (province_basis IS NULL))
);
CREATE INDEX award_organisation ON award (organisation_id);
CREATE INDEX award_programme ON award (programme_id);
CREATE INDEX award_year ON award (year, tier_rank);
CREATE INDEX award_home ON award (home_fact_id);
CREATE INDEX award_redirected ON award (redirected_to);

CREATE TABLE award_fact (
    fact_id INTEGER PRIMARY KEY REFERENCES fact (id),
    award_id TEXT NOT NULL REFERENCES award (id)
);
CREATE INDEX award_fact_award ON award_fact (award_id);

-- Why two names are, or are not, one organisation.  Rows are only added and withdrawn, never changed.
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    left_key TEXT NOT NULL,
    right_key TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('merge', 'keep apart', 'unsure')),
    score REAL CHECK (score BETWEEN 0 AND 1),
    parts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(parts)),
    made_by TEXT NOT NULL CHECK (made_by IN ('rule', 'person')),
    author TEXT NOT NULL CHECK (author <> ''),
    made_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK (left_key < right_key)
);
CREATE UNIQUE INDEX judgement_standing ON judgement (left_key, right_key, made_by) WHERE withdrawn_at IS NULL;
CREATE INDEX judgement_right ON judgement (right_key);

-- What the machine did ------------------------------------------------------------------------------

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    program_version TEXT,
    process INTEGER,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failures', 'stopped', 'killed')),
    CHECK ((outcome = 'running') = (finished_at IS NULL))
);

CREATE TABLE run_stage (
    run_id INTEGER NOT NULL REFERENCES run (id),
    stage TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL CHECK (seconds >= 0),
    counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failures', 'stopped')),
    PRIMARY KEY (run_id, stage, source)
);

CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    run_id INTEGER REFERENCES run (id),
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT,
    expected TEXT,
    found TEXT,
    message TEXT NOT NULL,
    article_id TEXT REFERENCES article (id),
    source TEXT,
    opened_at TEXT NOT NULL,
    closed_at TEXT
);
CREATE UNIQUE INDEX issue_open ON issue (key) WHERE closed_at IS NULL;
CREATE INDEX issue_run ON issue (run_id);
CREATE INDEX issue_article ON issue (article_id);

-- Ids are promises: nothing that carries one is ever deleted, so none can be given out twice -----------

CREATE TRIGGER organisation_is_kept BEFORE DELETE ON organisation
BEGIN
    SELECT RAISE(ABORT, 'organisation ids are never reused: withdraw or redirect the row instead of deleting it');
END;

CREATE TRIGGER programme_is_kept BEFORE DELETE ON programme
BEGIN
    SELECT RAISE(ABORT, 'programme ids are never reused: redirect the row instead of deleting it');
END;

CREATE TRIGGER award_is_kept BEFORE DELETE ON award
BEGIN
    SELECT RAISE(ABORT, 'award ids are never reused: withdraw or redirect the row instead of deleting it');
END;

CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'judgements are a log: withdraw the row instead of deleting it');
END;

CREATE TRIGGER judgement_is_not_rewritten BEFORE UPDATE ON judgement
WHEN OLD.left_key <> NEW.left_key OR OLD.right_key <> NEW.right_key OR OLD.decision <> NEW.decision
    OR OLD.score IS NOT NEW.score OR OLD.parts <> NEW.parts OR OLD.made_by <> NEW.made_by
    OR OLD.author <> NEW.author OR OLD.made_at <> NEW.made_at OR OLD.withdrawn_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'judgements are a log: withdraw the row and add another');
END;
