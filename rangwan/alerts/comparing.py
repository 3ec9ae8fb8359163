"""What has changed since the last good run: issues that came and went, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.condition import Condition, RunTold
from db.condition_reading import last_good
from db.store import Store
from db.times import stamp
from db.totals import TOTALS

_NEW = """
SELECT stage, kind, source, count(*) AS count, max(id), message, place
FROM issue WHERE closed_at IS NULL AND coalesce(run_id, 0) > ?
GROUP BY stage, kind, source ORDER BY stage, kind, source
"""
_CLOSED = """
SELECT stage, kind, source, count(*) AS count, max(id), message, place
FROM issue WHERE closed_at > ?
GROUP BY stage, kind, source ORDER BY stage, kind, source
"""


@dataclass(frozen=True, slots=True)
class Issues:
    """Issues of one sort, with the message and the place of the newest."""

    stage: str
    kind: str
    source: str | None
    count: int
    message: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the database differs from what the last good run left (`since`; null: there was none)."""

    since: RunTold | None
    new: tuple[Issues, ...]
    closed: tuple[Issues, ...]
    counts: Mapping[str, tuple[int, int | None]]
    """By name: now, and then."""


def compare(store: Store, condition: Condition, run: RunTold | None) -> Comparison:
    """Compare a database with what the last good run before `run` left (null: before now)."""
    since = last_good(store, before=run.id) if run else condition.last_good
    before: dict[str, int] = {}
    for stage in since.stages if since else ():
        if stage.stage == "check":
            before.update(stage.counts)
    known = since.id if since else 0
    ended = stamp(since.finished_at) if since and since.finished_at else ""
    return Comparison(
        since=since,
        new=_issues(store, _NEW, [known]),
        closed=_issues(store, _CLOSED, [ended]) if since else (),
        counts={name: (condition.totals[name], before.get(name)) for name in TOTALS},
    )


def _issues(store: Store, sql: str, parameters: list[int | str]) -> tuple[Issues, ...]:
    return tuple(
        Issues(row["stage"], row["kind"], row["source"] or None, row["count"], row["message"], row["place"])
        for row in store.rows(sql, parameters)
    )
