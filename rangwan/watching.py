"""Looks at a dataset and judges it: for `rangwan status`, the site's endpoints and alerts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crawler.clock import Clock, utc_now
from db.condition import UNATTENDED, Condition, SourceState, Watched
from db.condition_reading import read_condition
from db.errors import DatabaseReadOnly, DatabaseUnavailable, OlderSchema
from db.publication import public_path
from db.store import Store
from rangwan.due import due_after
from rangwan.health import judge
from rangwan.locks import holder
from rangwan.settings.monitoring import Monitoring

TIMEOUT = 5.0
"""Seconds to wait for a writer; readers hardly ever need to."""


def look(store: Store, monitoring: Monitoring, schedules: Mapping[str, float], *, runs: int = 5) -> Watched:
    """An open database with who works on it, when each source is due, and the verdict.

    `schedules` has the hours between two crawls of each source that is to be crawled.  Raises the errors of
    `db.errors`.
    """
    condition = _with_lock(store, runs)
    sources = tuple(
        _with_due(one, schedules.get(one.key), condition, monitoring) for one in condition.sources
    )
    condition = replace(condition, sources=sources)
    return Watched(condition, judge(condition, monitoring))


def watcher(
    database: Path, monitoring: Monitoring, schedules: Mapping[str, float], *, clock: Clock = utc_now
) -> Callable[[], Watched]:
    """Looks at a database anew with each call, read-only; at its publication when it cannot be opened.

    The calls raise the errors of `db.errors`.
    """

    def at(path: Path) -> Watched:
        with Store.open(path, read_only=True, timeout=TIMEOUT, clock=clock) as store:
            return look(store, monitoring, schedules)

    def watch() -> Watched:
        if database.exists() or not public_path(database).exists():
            try:
                return at(database)
            except (OlderSchema, DatabaseUnavailable, DatabaseReadOnly):
                # The next run brings it up to date; who only serves may not be allowed to read it.
                if not public_path(database).exists():
                    raise
        return at(public_path(database))

    return watch


def _with_lock(store: Store, runs: int) -> Condition:
    for _ in range(2):
        # The lock first: a run takes it before it opens its row, and closes its row before it lets go.
        held = holder(store.path)
        condition = replace(read_condition(store, runs=runs), lock=held)
        if held is not None or not condition.runs or condition.runs[0].outcome != "running":
            return condition
        # Perhaps a run began between the two looks.
    return _killed(condition)


def _killed(condition: Condition) -> Condition:
    """A run that nobody is at any more was killed; its row is closed by the next one."""
    runs = tuple(
        replace(run, outcome="killed") if run.outcome == "running" else run for run in condition.runs
    )
    last = next((run for run in runs if run.command == UNATTENDED), condition.last_run)
    return replace(condition, runs=runs, last_run=last)


def _with_due(
    source: SourceState, every_hours: float | None, condition: Condition, monitoring: Monitoring
) -> SourceState:
    if every_hours is None:
        return source
    due_at = due_after(source.last_crawl, every_hours)
    patience = timedelta(hours=monitoring.overdue_intervals * every_hours)
    overdue = due_at is not None and source.unattended and condition.read_at > due_at + patience
    return replace(source, every_hours=every_hours, due_at=due_at, overdue=overdue)
