"""Reads the condition of a dataset in one go, from the ledger and from what lies beside the database."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import meta
from db.condition import UNATTENDED, Condition, Held, IssueGroup, RunTold, SourceState, StageTold
from db.errors import explained
from db.ledger import last_crawls
from db.publication import ALERTS_KEY, HELD, Publication, public_path, read_publication, signature
from db.store import Store
from db.times import moment
from db.totals import totals_of

_SOURCES = """
SELECT s.key, s.name, count(a.id) AS articles, max(v.published) AS newest_article,
       (SELECT max(fetched_at) FROM fetch f WHERE f.source = s.key) AS last_fetch
FROM source s
LEFT JOIN article a ON a.source = s.key
LEFT JOIN article_version v ON v.article_id = a.id AND v.version = a.version
GROUP BY s.key ORDER BY s.key
"""
# SQLite takes the other columns of a row with max() from the row that has it.
_ISSUES = """
SELECT stage, kind, source, count(*) AS count, max(opened_at) AS newest_at, message, place
FROM open_issues GROUP BY stage, kind, source ORDER BY stage, kind, source
"""
_LAST_GOOD = """
SELECT * FROM run r WHERE command = ? AND outcome IN ('done', 'failures') AND id <= ? AND NOT EXISTS (
    SELECT 1 FROM run_stage s WHERE s.run_id = r.id AND s.stage = 'publish' AND s.outcome <> 'done'
) ORDER BY id DESC LIMIT 1
"""
_HELD_SINCE = """
SELECT min(coalesce(r.finished_at, r.started_at)) AS at FROM run_stage s JOIN run r ON r.id = s.run_id
WHERE s.stage = 'publish' AND json_extract(s.counts, '$.held') = 1 AND r.id > ?
"""
_ENDED = "SELECT * FROM run WHERE command = ? AND outcome <> 'running' ORDER BY id DESC LIMIT 1"
_ANY_ID = 1 << 62


def read_condition(store: Store, *, runs: int = 5) -> Condition:
    """The condition of an open database, or of an open publication whose database is not there.

    Raises the errors of `db.errors`.
    """
    path, now = store.path, store.clock()
    with explained(path):
        publication, size = _publication(store)
        last = store.rows(_ENDED, [UNATTENDED])
        first = store.rows("SELECT min(started_at) AS at FROM run WHERE command = ?", [UNATTENDED])
        latest = store.rows("SELECT coalesce(max(seq), 0) AS n FROM change")[0]["n"]
        return Condition(
            database=path,
            read_at=now,
            bytes=path.stat().st_size,
            free_bytes=shutil.disk_usage(path.absolute().parent).free,
            totals=totals_of(store),
            articles_of_archives=store.rows("SELECT count(*) AS n FROM article WHERE source IS NULL")[0]["n"],
            sources=_sources(store),
            runs=tuple(
                _run(store, row) for row in store.rows("SELECT * FROM run ORDER BY id DESC LIMIT ?", [runs])
            ),
            runs_by_outcome={
                row["outcome"]: row["n"]
                for row in store.rows(
                    "SELECT outcome, count(*) AS n FROM run WHERE command = ? GROUP BY outcome", [UNATTENDED]
                )
            },
            last_run=_run(store, last[0]) if last else None,
            last_good=last_good(store),
            unattended_since=_moment(first[0]["at"]),
            issues=tuple(
                IssueGroup(**{**row, "source": row["source"] or None, "newest_at": moment(row["newest_at"])})
                for row in store.rows(_ISSUES)
            ),
            publication=publication,
            publication_bytes=size,
            changes_ahead=max(0, latest - publication.latest_change) if publication else None,
            held=_held(store, publication, now),
            undelivered=_undelivered(store),
        )


def last_good(store: Store, *, before: int = _ANY_ID) -> RunTold | None:
    """The last unattended run, up to the run `before` and without it, that came to its end and published."""
    rows = store.rows(_LAST_GOOD, [UNATTENDED, before - 1])
    return _run(store, rows[0]) if rows else None


def _moment(stamp: str | None) -> datetime | None:
    return None if stamp is None else moment(stamp)


def _sources(store: Store) -> tuple[SourceState, ...]:
    now = store.now()
    crawled = last_crawls(store.db, now)
    unattended = last_crawls(store.db, now, command=UNATTENDED)
    return tuple(
        SourceState(
            key=row["key"],
            name=row["name"],
            articles=row["articles"],
            newest_article=row["newest_article"],
            last_fetch=_moment(row["last_fetch"]),
            last_crawl=_moment(crawled.get(row["key"])),
            unattended=row["key"] in unattended,
        )
        for row in store.rows(_SOURCES)
    )


def _run(store: Store, row: Mapping[str, Any]) -> RunTold:
    stages = store.rows("SELECT * FROM run_stage WHERE run_id = ? ORDER BY rowid", [row["id"]])
    return RunTold(
        id=row["id"],
        command=row["command"],
        started_at=moment(row["started_at"]),
        finished_at=_moment(row["finished_at"]),
        outcome=row["outcome"],
        stages=tuple(
            StageTold(
                stage["stage"],
                stage["source"] or None,
                stage["seconds"],
                stage["outcome"],
                json.loads(stage["counts"]),
            )
            for stage in stages
        ),
    )


def _publication(store: Store) -> tuple[Publication | None, int | None]:
    path = public_path(store.path)
    publication = read_publication(path)
    if publication is not None:
        return publication, path.stat().st_size
    # A publication whose database is elsewhere.
    if store.path.stem.endswith(".public") and (own := signature(store.db.conn)):
        return own, store.path.stat().st_size
    return None, None


def _held(store: Store, publication: Publication | None, now: datetime) -> Held | None:
    rows = store.rows("SELECT message FROM issue WHERE kind = ? AND closed_at IS NULL", [HELD])
    if not rows:
        return None
    since = store.rows(_HELD_SINCE, [publication.run_id or 0 if publication else 0])[0]["at"]
    return Held(_moment(since) or now, rows[0]["message"])


def _undelivered(store: Store) -> tuple[str, ...]:
    value = meta.get(store.db.conn, ALERTS_KEY)
    return tuple(json.loads(value).get("undelivered", ())) if value else ()
