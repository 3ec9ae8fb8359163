"""The ledger of runs and the list of issues: what was done, and what could not be."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Literal

from sqlite_utils import Database

Outcome = Literal["done", "failures", "stopped"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that went wrong or cannot be decided.

    `kind` is a short phrase that tells issues of one sort ("page failed", "contradiction"), `place` the URL,
    file and line, or id that it is about; `expected` and `found` stand side by side where both are known.
    """

    stage: str
    kind: str
    message: str
    place: str | None = None
    expected: str | None = None
    found: str | None = None
    article_id: str | None = None
    source: str | None = None

    @property
    def key(self) -> str:
        """What makes two issues the same one: everything that is said of it."""
        said = json.dumps(astuple(self), ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def start_run(
    db: Database, command: str, program_version: str | None, now: str, *, alone: bool = False
) -> int:
    """Open a row of the ledger and return its id.

    Rows of runs that were killed are closed as such: those of which no process is left on this machine, or
    all when nobody else can be at work (`alone`).
    """
    for run_id, process in db.conn.execute(
        "SELECT id, process FROM run WHERE outcome = 'running'"
    ).fetchall():
        # The number alone tells little: systems give it away again, and in a container it is always the same.
        if alone or process is None or process == os.getpid() or not is_alive(process):
            db.conn.execute("UPDATE run SET outcome = 'killed', finished_at = ? WHERE id = ?", [now, run_id])
    cursor = db.conn.execute(
        "INSERT INTO run (command, program_version, process, started_at, outcome)"
        " VALUES (?, ?, ?, ?, 'running')",
        [command, program_version, os.getpid(), now],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_stage(
    db: Database,
    run_id: int,
    stage: str,
    *,
    seconds: float,
    counts: Mapping[str, int],
    outcome: Outcome,
    source: str | None,
) -> None:
    """Write what one stage of a run did, for one source or (null) for all; again replaces it."""
    db.conn.execute(
        "INSERT INTO run_stage (run_id, stage, source, seconds, counts, outcome) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (run_id, stage, source) DO UPDATE SET seconds = excluded.seconds,"
        " counts = excluded.counts, outcome = excluded.outcome",
        [run_id, stage, source or "", seconds, json.dumps(dict(counts), ensure_ascii=False), outcome],
    )


def finish_run(db: Database, run_id: int, outcome: Outcome, now: str) -> None:
    """Close a row of the ledger."""
    db.conn.execute("UPDATE run SET outcome = ?, finished_at = ? WHERE id = ?", [outcome, now, run_id])


def put_issue(db: Database, issue: Issue, run_id: int | None, now: str) -> bool:
    """Store an issue; false when the same one is open already."""
    cursor = db.conn.execute(
        "INSERT INTO issue (key, run_id, stage, kind, place, expected, found, message, article_id, source,"
        " opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            issue.key,
            run_id,
            issue.stage,
            issue.kind,
            issue.place,
            issue.expected,
            issue.found,
            issue.message,
            issue.article_id,
            issue.source,
            now,
        ],
    )
    return cursor.rowcount > 0


def replace_issues(
    db: Database,
    stage: str,
    issues: Iterable[Issue],
    run_id: int | None,
    now: str,
    *,
    source: str | None = None,
    standing: Collection[str] = (),
) -> int:
    """Make these the open issues of a stage (of one source, if told) and close others; counts the new.

    Issues about the places in `standing` stay open.
    """
    wanted = {issue.key: issue for issue in issues}
    opened = db.conn.execute(
        "SELECT id, key, place FROM issue"
        " WHERE closed_at IS NULL AND stage = ? AND (? IS NULL OR source = ?)",
        [stage, source, source],
    ).fetchall()
    gone = [(now, issue_id) for issue_id, key, place in opened if key not in wanted and place not in standing]
    db.conn.executemany("UPDATE issue SET closed_at = ? WHERE id = ?", gone)
    return sum(put_issue(db, issue, run_id, now) for issue in wanted.values())


def last_crawls(db: Database, now: str, *, command: str | None = None) -> dict[str, str]:
    """When the last crawl of each source began that came to its end, by any command or the told one.

    One of the future is not believed.
    """
    rows = db.conn.execute(
        "SELECT s.source, max(r.started_at) FROM run_stage s JOIN run r ON r.id = s.run_id"
        " WHERE s.stage = 'crawl' AND s.outcome <> 'stopped' AND r.started_at <= ?"
        " AND (? IS NULL OR r.command = ?) GROUP BY s.source",
        [now, command, command],
    )
    return dict(rows.fetchall())


def is_alive(process: int) -> bool:
    """Whether a process of this number is on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
