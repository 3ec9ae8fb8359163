"""What a run did, in a few lines or as JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from rangwan.ledger import Run, Stage


def stage_line(stage: Stage) -> str:
    """A stage in one line: its name, how long it took (seconds), its counts."""
    counts = ", ".join(f"{count:,} {name}" for name, count in stage.counts.items() if count)
    name = f"{stage.name} {stage.source}" if stage.source else stage.name
    failures = "  FAILURES" if stage.failed else ""
    return f"{name:<28} {stage.seconds:6.1f} s  {counts or 'nothing to do'}{failures}"


def print_stages(done: dict[str, Any]) -> None:
    """Print the stages of a run, as `run_json` gives it, a line each."""
    for told in done["stages"]:
        stage = Stage(told["stage"], told["source"], Counter(told["counts"]))
        stage.seconds, stage.failed = told["seconds"], told["outcome"] != "done"
        click.echo(stage_line(stage))


def run_json(run: Run) -> dict[str, Any]:
    """A run and its stages as `--json` prints them."""
    return {
        "run": run.id,
        "database": str(run.store.path),
        "outcome": "failures" if run.failed else "done",
        "stages": [
            {
                "stage": stage.name,
                "source": stage.source,
                "seconds": round(stage.seconds, 3),
                "outcome": "failures" if stage.failed else "done",
                "counts": dict(stage.counts),
            }
            for stage in run.stages
        ],
    }
