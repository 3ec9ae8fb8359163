"""The publish stage: what a good run has made becomes what readers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from db.errors import StoreError
from db.exports.dataset import ExportOptions, export_dataset
from db.exports.folder import ExportFolder
from db.exports.formats import FORMATS, parquet_is_installed
from db.publication import HELD, public_path, publish, read_publication
from rangwan.databases import open_publication
from rangwan.expecting import Breach
from rangwan.ledger import Run, Stage, to_issue
from rangwan.locks import locked
from rangwan.messages import Problem, Trouble
from rangwan.progress import progress
from rangwan.settings import Publishing

EXPORT_FAILED = "export failed"


def publish_stage(
    run: Run, breaches: Sequence[Breach], settings: Publishing, *, accepted: str | None = None
) -> Stage:
    """Publish the database and its export, unless a breach holds that.

    `accepted` is why a person lets it pass all the same.  A publication that is held is an issue: readers
    keep the one before.
    """
    holding = [breach for breach in breaches if breach.holds]
    problems: list[Problem] = []
    with run.stage("publish") as stage:
        if holding and accepted is None:
            stage.counts["held"] = 1
            problems.append(_held(run, holding))
        else:
            _publish(run, stage, accepted=accepted if holding else None)
            if holding:
                stage.counts["breaches accepted"] = len(holding)
                # They were looked at; the next check compares with what is published now.
                run.store.replace_issues("check", [], run_id=run.id)
        # Also when it is held: a run that was killed before its export has left it one publication behind.
        if settings.exports is not None and public_path(run.store.path).exists():
            problems += _export(run, stage, settings.exports, settings)
        for problem in problems:
            stage.failed = True
            run.report(problem)
        run.store.replace_issues("publish", [to_issue(stage, one) for one in problems], run_id=run.id)
    return stage


def _publish(run: Run, stage: Stage, *, accepted: str | None) -> None:
    made = publish(run.store, run.id, accepted=accepted)
    stage.counts["published"] = 1
    stage.counts["changes so far"] = made.latest_change
    stage.counts["bytes"] = public_path(run.store.path).stat().st_size


def _held(run: Run, holding: Sequence[Breach]) -> Problem:
    before = read_publication(public_path(run.store.path))
    seen = f"readers see the publication of {before.published_at}" if before else "nothing is published yet"
    reasons = ", ".join(sorted({f"{breach.problem.kind} ({breach.problem.where})" for breach in holding}))
    return Problem(
        str(run.store.path),
        f"the publication is held: {reasons}; {seen}",
        'Look at the issues of the check, mend what is wrong, or run `rangwan publish --accept "WHY"`.',
        kind=HELD,
    )


def _export(run: Run, stage: Stage, folder: Path, settings: Publishing) -> list[Problem]:
    """Write the export of the publication; what kept it from being written."""
    written = FORMATS if parquet_is_installed() else tuple(fmt for fmt in FORMATS if fmt != "parquet")
    options = ExportOptions(settings.formats or written, keep=settings.keep)
    try:
        # Before the lock, whose file lies beside the folder.
        ExportFolder(folder, include_persons=False).check()
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            open_publication(public_path(run.store.path)) as published,
            locked(folder, "rangwan run"),
            progress("rows") as tick,
        ):
            done = export_dataset(published, folder, options, tick)
    except OSError as error:
        return [Problem(str(folder), f"cannot be written ({error.strerror or error})", kind=EXPORT_FAILED)]
    except Trouble as error:
        return [replace(error.problem, kind=EXPORT_FAILED)]
    except StoreError as error:
        return [Problem(error.where, error.what, error.advice, kind=EXPORT_FAILED)]
    stage.counts["rows exported"] = sum(done.rows.values())
    return []
