"""The check stage: what the database holds now, and whether that can be right."""

from __future__ import annotations

from db.publication import public_path
from db.store import Store
from db.totals import claims_of, totals_of
from rangwan.databases import open_publication
from rangwan.expecting import Breach, breaches
from rangwan.ledger import Run, Stage, to_issue
from rangwan.settings.expectations import Expectations


def check_stage(run: Run, expectations: Expectations | None = None) -> tuple[Stage, list[Breach]]:
    """Count what the database holds, and compare what has come since the publication with expectations.

    Each breach is told and an issue of the stage; breaches that hold no more are closed.
    """
    with run.stage("check") as stage:
        stage.counts.update(totals_of(run.store))
        claims = claims_of(run.store)
        stage.counts.update({"counts claimed": claims["claimed"], "counts met": claims["met"]})
        found = _breaches(run.store, expectations or Expectations())
        for breach in found:
            stage.failed = True
            run.report(breach.problem)
        issues = [to_issue(Stage("check", breach.source), breach.problem) for breach in found]
        run.store.replace_issues("check", issues, run_id=run.id)
    return stage, found


def _breaches(store: Store, expectations: Expectations) -> list[Breach]:
    path = public_path(store.path)
    if not path.exists():
        return list(breaches(store, None, expectations))
    with open_publication(path) as published:
        return list(breaches(store, published, expectations))
