-- Official lists: what exists, and where it lies.  `complete` names the kinds of organisations of which the
-- list holds every one (a JSON list): a name that it lacks is then a slip.
CREATE TABLE registry (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    title TEXT NOT NULL,
    url TEXT,
    licence TEXT,
    complete TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(complete)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    imported_at TEXT NOT NULL
);

-- `level`: a body, or an area that bodies are named after.  `head` and `proper` as in `organisation_key`.
CREATE TABLE registry_entry (
    registry TEXT NOT NULL REFERENCES registry (name) ON DELETE CASCADE,
    level TEXT NOT NULL CHECK (level IN ('body', 'province', 'district', 'subdistrict')),
    code TEXT NOT NULL CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    name_en TEXT,
    kind TEXT,
    head TEXT,
    proper TEXT NOT NULL,
    province TEXT,
    district TEXT,
    PRIMARY KEY (registry, level, code),
    CHECK ((level = 'body') = (kind IS NOT NULL))
);
CREATE INDEX registry_entry_proper ON registry_entry (proper, level);

-- Abbreviations that articles define themselves: "สำนักงาน... (สปสช.)".
CREATE TABLE definition (
    article_id TEXT NOT NULL REFERENCES article (id),
    abbreviation TEXT NOT NULL,
    name TEXT NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_id, abbreviation, name),
    CHECK (end_char > start_char)
);
CREATE INDEX definition_abbreviation ON definition (abbreviation);

-- Which version of an article was searched for definitions, by which rules.
CREATE TABLE definition_scan (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    article_version INTEGER NOT NULL,
    rules_version TEXT NOT NULL
);

-- An organisation's district and the body that it is a unit of; the registry that a province was inferred
-- from, where no article is its source; why the organisation was not found to be one of several others.
ALTER TABLE organisation ADD COLUMN district TEXT;
ALTER TABLE organisation ADD COLUMN parent TEXT;
ALTER TABLE organisation ADD COLUMN name_en TEXT;
ALTER TABLE organisation ADD COLUMN province_registry TEXT;
ALTER TABLE organisation ADD COLUMN undecided TEXT;
ALTER TABLE award ADD COLUMN province_registry TEXT;

-- A name without a province, in a kind whose names recur, is one name an article: `scope` is the article.
ALTER TABLE organisation_key ADD COLUMN scope TEXT;

-- The ids that names and organisations have by rules alone, so that a person's decision can be taken back;
-- `by_person`: the id was given out because a person split an organisation.
ALTER TABLE organisation_key ADD COLUMN rules_id TEXT REFERENCES organisation (id);
UPDATE organisation_key SET rules_id = organisation_id;
ALTER TABLE organisation ADD COLUMN rules_redirected_to TEXT REFERENCES organisation (id);
UPDATE organisation SET rules_redirected_to = redirected_to;
ALTER TABLE organisation ADD COLUMN by_person INTEGER NOT NULL DEFAULT 0;

-- What a person gave as the reason.
ALTER TABLE judgement ADD COLUMN note TEXT;

-- An inferred province has an article or a registry for its source.
CREATE TABLE mention_new (
    fact_id INTEGER PRIMARY KEY REFERENCES fact (id),
    key TEXT NOT NULL REFERENCES organisation_key (key),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    province TEXT,
    province_basis TEXT CHECK (province_basis IN ('name', 'stated', 'inferred')),
    province_source TEXT REFERENCES article (id),
    province_registry TEXT,
    CHECK ((province IS NULL) = (province_basis IS NULL)),
    CHECK (province_basis <> 'inferred' OR province_source IS NOT NULL OR province_registry IS NOT NULL)
);
INSERT INTO mention_new (fact_id, key, organisation_id, province, province_basis, province_source)
SELECT fact_id, key, organisation_id, province, province_basis, province_source FROM mention;
DROP TABLE mention;
ALTER TABLE mention_new RENAME TO mention;
CREATE INDEX mention_organisation ON mention (organisation_id);
CREATE INDEX mention_key ON mention (key);
