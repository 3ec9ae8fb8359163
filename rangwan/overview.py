"""What a database holds and how it is, as `rangwan status` tells it: one object for people and programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db import times
from db.condition import Condition, IssueGroup, RunTold, SourceState, Verdict, Watched
from db.store import Store
from db.totals import claims_of

_ISSUES = (
    "SELECT stage, kind, place, message, opened_at FROM open_issues ORDER BY opened_at DESC, place LIMIT ?"
)


def overview(store: Store, watched: Watched, *, issues: int = 10) -> dict[str, Any]:
    """All that is known of a database; the names of its keys stay (sizes in bytes, times in UTC)."""
    condition = watched.condition
    assert watched.verdict is not None
    return {
        "database": str(store.path),
        "bytes": condition.bytes,
        "verdict": verdict_json(watched.verdict),
        "totals": dict(condition.totals),
        "counts_in_articles": claims_of(store),
        "sources": [_source(source) for source in condition.sources],
        "runs": [run_json(run) for run in condition.runs],
        "last_run": condition.last_run and _short(condition.last_run),
        "last_good_run": condition.last_good and _short(condition.last_good),
        "open_issues": sum(group.count for group in condition.issues),
        "issues": [issues_json(group) for group in condition.issues],
        "newest_issues": store.rows(_ISSUES, [issues]),
        "publication": _publication(condition),
        "held": condition.held and {"since": stamp(condition.held.since), "why": condition.held.why},
        "disk": {"free_bytes": condition.free_bytes},
        "lock": condition.lock
        and {
            "command": condition.lock.command,
            "process": condition.lock.process,
            "host": condition.lock.host,
            "since": stamp(condition.lock.since),
        },
        "undelivered_alerts": list(condition.undelivered),
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict with its reasons."""
    return {
        "well": verdict.well,
        "th": verdict.th,
        "en": verdict.en,
        "reasons": [
            {"code": one.code, "about": one.about, "th": one.th, "en": one.en} for one in verdict.reasons
        ],
    }


def run_json(run: RunTold) -> dict[str, Any]:
    """A run with its stages."""
    stages = [
        {
            "stage": stage.stage,
            "source": stage.source,
            "seconds": round(stage.seconds, 3),
            "outcome": stage.outcome,
            "counts": dict(stage.counts),
        }
        for stage in run.stages
    ]
    return {"id": run.id, "command": run.command, **_short(run), "stages": stages}


def issues_json(group: IssueGroup) -> dict[str, Any]:
    """Open issues of one sort."""
    return {
        "stage": group.stage,
        "kind": group.kind,
        "source": group.source,
        "count": group.count,
        "newest_at": stamp(group.newest_at),
        "newest_message": group.message,
        "newest_place": group.place,
    }


def stamp(moment: datetime | None) -> str | None:
    """A time as JSON has it: ISO 8601 in UTC, whole seconds."""
    return None if moment is None else times.stamp(moment)


def _short(run: RunTold) -> dict[str, Any]:
    return {
        "id": run.id,
        "started_at": stamp(run.started_at),
        "finished_at": stamp(run.finished_at),
        "outcome": run.outcome,
    }


def _source(source: SourceState) -> dict[str, Any]:
    return {
        "key": source.key,
        "name": source.name,
        "articles": source.articles,
        "newest_article": source.newest_article,
        "last_fetch": stamp(source.last_fetch),
        "last_crawl": stamp(source.last_crawl),
        "every_hours": source.every_hours,
        "due_at": stamp(source.due_at),
        "overdue": source.overdue,
    }


def _publication(condition: Condition) -> dict[str, Any] | None:
    published = condition.publication
    return (
        None
        if published is None
        else {
            "published_at": published.published_at,
            "run": published.run_id,
            "bytes": condition.publication_bytes,
            "latest_change": published.latest_change,
            "changes_ahead": condition.changes_ahead,
            "accepted": published.accepted,
        }
    )
