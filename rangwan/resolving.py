"""The resolve stage: organisations from names, awards from facts."""

from __future__ import annotations

from dataclasses import asdict

from db.resolve import resolve
from rangwan.ledger import Run, Stage


def resolve_stage(run: Run) -> Stage:
    """Resolve everything in the store; a second time over the same facts changes nothing."""
    with run.stage("resolve") as stage:
        resolution = resolve(run.store, run_id=run.id)
        stage.counts.update({name.replace("_", " "): count for name, count in asdict(resolution).items()})
    return stage
