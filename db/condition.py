"""What a monitor wants to know of a dataset: runs, sources, issues, publication, sizes - and what is wrong.

Read in one go from the ledger and what lies beside the database; who judges it is above this package.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.errors import explained
from db.ledger import last_crawls
from db.publication import ALERTS_KEY, HELD, Publication, public_path, read_publication, signature
from db.store import Store

UNATTENDED = "rangwan run"
"""The command whose runs nobody watches."""

TOTALS = {
    "sources": "SELECT count(*) AS n FROM source",
    "articles": "SELECT count(*) AS n FROM article",
    "facts": "SELECT count(*) AS n FROM fact WHERE withdrawn_at IS NULL",
    "organisations": "SELECT count(*) AS n FROM organisations",
    "programmes": "SELECT count(*) AS n FROM programmes",
    "awards": "SELECT count(*) AS n FROM awards",
}
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


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage of a run as the ledger has it; `seconds` it took."""

    stage: str
    source: str | None
    seconds: float
    outcome: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RunTold:
    """One run as the ledger has it (times in UTC)."""

    id: int
    command: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    stages: tuple[StageTold, ...]


@dataclass(frozen=True, slots=True)
class SourceState:
    """How fresh a source is (times in UTC)."""

    key: str
    name: str
    articles: int
    newest_article: str | None
    """Day of publication."""
    last_fetch: datetime | None
    last_crawl: datetime | None
    """When the last crawl began that came to its end."""
    unattended: bool
    """Whether an unattended run has crawled it; else nobody expects that it is crawled again."""
    every_hours: float | None = None
    """Its schedule; null: it is not to be crawled, or its publisher's file is not known."""
    due_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Open issues of one sort; the newest with its message and place."""

    stage: str
    kind: str
    source: str | None
    count: int
    newest_at: datetime
    message: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A publication that waits for a person: since when (UTC), and why."""

    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who works on the database now: the command, its process, where, since when (UTC; null: unknown)."""

    command: str
    process: int | None
    host: str | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a dataset at one moment (sizes in bytes, times in UTC)."""

    database: Path
    read_at: datetime
    bytes: int
    free_bytes: int
    totals: Mapping[str, int]
    articles_of_archives: int
    sources: tuple[SourceState, ...]
    runs: tuple[RunTold, ...]
    """The last ones, the newest first."""
    runs_by_outcome: Mapping[str, int]
    last_run: RunTold | None
    """The last unattended run that has ended."""
    last_good: RunTold | None
    """The last unattended run that came to its end and published, or had nothing to publish."""
    unattended_since: datetime | None
    """When the first unattended run began; null: there was none."""
    issues: tuple[IssueGroup, ...]
    publication: Publication | None
    publication_bytes: int | None
    changes_ahead: int | None
    """Public changes that readers do not see yet; null: nothing is published."""
    held: Held | None
    undelivered: tuple[str, ...] = ()
    """Channels by which the last alerts did not arrive."""
    lock: LockHolder | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that needs a person: a stable code, what it is about, and a sentence in Thai and English."""

    code: str
    about: str | None
    th: str
    en: str

    @property
    def key(self) -> str:
        """The same for the same reason at another time."""
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all is well, as one line in Thai and English, and why not."""

    reasons: tuple[Reason, ...]
    th: str
    en: str

    @property
    def well(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen, and what it means (null: nobody was there to judge)."""

    condition: Condition
    verdict: Verdict | None


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
            totals={name: store.rows(sql)[0]["n"] for name, sql in TOTALS.items()},
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
            unattended_since=moment(first[0]["at"]),
            issues=tuple(
                IssueGroup(**{**row, "source": row["source"] or None, "newest_at": _time(row["newest_at"])})
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


def moment(stamp: str | None) -> datetime | None:
    """A time as the ledger has it, in UTC."""
    return None if stamp is None else datetime.fromisoformat(stamp).astimezone(UTC)


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


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
            last_fetch=moment(row["last_fetch"]),
            last_crawl=moment(crawled.get(row["key"])),
            unattended=row["key"] in unattended,
        )
        for row in store.rows(_SOURCES)
    )


def _run(store: Store, row: Mapping[str, Any]) -> RunTold:
    stages = store.rows("SELECT * FROM run_stage WHERE run_id = ? ORDER BY rowid", [row["id"]])
    return RunTold(
        id=row["id"],
        command=row["command"],
        started_at=_time(row["started_at"]),
        finished_at=moment(row["finished_at"]),
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
    return Held(moment(since) or now, rows[0]["message"])


def _undelivered(store: Store) -> tuple[str, ...]:
    rows = store.rows("SELECT value FROM meta WHERE key = ?", [ALERTS_KEY])
    return tuple(json.loads(rows[0]["value"]).get("undelivered", ())) if rows else ()
