"""The last stage of a run: what the database holds now, and whether that can be right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from db.ledger import Issue
from db.store import Store
from rangwan.ledger import Run, Stage, to_issue
from rangwan.messages import Problem
from rangwan.overview import TOTALS

SHRINK = 0.1
"""A total that falls by more than this share since the last check is reported."""

_BEFORE = """
SELECT counts FROM run_stage WHERE stage = 'check' AND outcome = 'done' ORDER BY run_id DESC LIMIT 1
"""


def check_stage(run: Run) -> Stage:
    """Count what the database holds and compare it with the last check that found nothing."""
    with run.stage("check") as stage:
        stage.counts.update({name: run.store.rows(sql)[0]["n"] for name, sql in TOTALS.items()})
        claims = run.store.rows("SELECT count(*) AS n, coalesce(sum(met), 0) AS met FROM count_checks")[0]
        stage.counts.update({"counts claimed": claims["n"], "counts met": claims["met"]})
        issues: list[Issue] = []
        for problem in _shrunk(run.store, stage.counts):
            stage.failed = True
            run.report(problem)
            issues.append(to_issue(stage, problem))
        run.store.replace_issues("check", issues, run_id=run.id)
    return stage


def _shrunk(store: Store, now: Counter[str]) -> Iterator[Problem]:
    rows = store.rows(_BEFORE)
    before: dict[str, int] = json.loads(rows[0]["counts"]) if rows else {}
    for name in TOTALS:
        if now[name] < before.get(name, 0) * (1 - SHRINK):
            what = f"{now[name]:,} {name} are left of {before[name]:,} at the last good check"
            advice = "See what was withdrawn: rangwan status; a back-up holds the state before."
            yield Problem(str(store.path), what, advice, kind=f"fewer {name}")
