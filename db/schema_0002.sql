-- Hosts that refused the last crawl of a source, and when they may be asked again.
CREATE TABLE host_pause (
    source TEXT NOT NULL REFERENCES source (key),
    host TEXT NOT NULL CHECK (host <> ''),
    until TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times >= 1),
    reason TEXT NOT NULL,
    PRIMARY KEY (source, host)
);
