-- The log of changes to the public records, as clients that follow the dataset read it: numbered, only ever
-- added to.  `batch` is the number of the last change that was made together with this one; what is applied
-- up to there refers to nothing that is missing.  `record` is the public record after the change (JSON, no
-- names of persons), null when it was withdrawn; `record_id` is a number for facts, a text for all others.
-- `others`: the ids that it was merged into, or split from.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('added', 'changed', 'merged', 'split', 'withdrawn')),
    entity TEXT NOT NULL CHECK (entity <> ''),
    record_id NOT NULL,
    record TEXT CHECK (record IS NULL OR json_valid(record)),
    others TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(others)),
    run_id INTEGER REFERENCES run (id),
    CHECK (batch >= seq),
    CHECK ((action = 'withdrawn') = (record IS NULL))
);

-- Each record as it was published last: the digest of its JSON, the change that holds it, and the one since
-- which it has been there.
CREATE TABLE published_record (
    entity TEXT NOT NULL,
    record_id NOT NULL,
    digest TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES change (seq),
    first_seq INTEGER NOT NULL REFERENCES change (seq),
    PRIMARY KEY (entity, record_id)
) WITHOUT ROWID;
CREATE INDEX published_record_first ON published_record (entity, first_seq);

CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN
    SELECT RAISE(ABORT, 'the log of changes is only added to: clients have read it');
END;

CREATE TRIGGER change_is_not_rewritten BEFORE UPDATE ON change
BEGIN
    SELECT RAISE(ABORT, 'the log of changes is only added to: clients have read it');
END;
