"""The publish stage: what a good run has made becomes what readers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.errors import StoreError
from db.exports.dataset import ExportOptions, export_dataset
from db.exports.folder import ExportFolder
from db.exports.formats import FORMATS, parquet_is_installed
from db.publication import public_path, publish, read_publication
from rangwan.databases import HELD, open_publication
from rangwan.expecting import Breach
from rangwan.ledger import Run, Stage, to_issue
from rangwan.locks import locked
from rangwan.messages import Problem, Trouble
from rangwan.progress import progress
from rangwan.settings import Publishing


def publish_stage(
    run: Run, breaches: Sequence[Breach], settings: Publishing, *, accepted: str | None = None
) -> Stage:
    """Publish the database and its export, unless a breach holds that.

    `accepted` is why a person lets it pass all the same.  A publication that is held is an issue: readers
    keep the one before.
    """
    holding = [breach for breach in breaches if breach.holds]
    with run.stage("publish") as stage:
        if holding and accepted is None:
            _hold(run, stage, holding)
            return stage
        if holding:
            stage.counts["breaches accepted"] = len(holding)
        made = publish(run.store, run.id, accepted=accepted if holding else None)
        stage.counts["published"] = 1
        stage.counts["changes so far"] = made.latest_change
        stage.counts["bytes"] = public_path(run.store.path).stat().st_size
        if accepted is not None:
            # They were looked at; the next check compares with what is published now.
            run.store.replace_issues("check", [], run_id=run.id)
        _export(run, stage, settings)
        if not stage.failed:
            run.store.replace_issues("publish", [], run_id=run.id)
    return stage


def _hold(run: Run, stage: Stage, holding: Sequence[Breach]) -> None:
    stage.failed = True
    stage.counts["held"] = 1
    before = read_publication(public_path(run.store.path))
    seen = f"readers see the publication of {before.published_at}" if before else "nothing is published yet"
    reasons = ", ".join(sorted({f"{breach.problem.kind} ({breach.problem.where})" for breach in holding}))
    problem = Problem(
        str(run.store.path),
        f"the publication is held: {reasons}; {seen}",
        'Look at the issues of the check, mend what is wrong, or run `rangwan publish --accept "WHY"`.',
        kind=HELD,
    )
    run.report(problem)
    run.store.replace_issues("publish", [to_issue(stage, problem)], run_id=run.id)


def _export(run: Run, stage: Stage, settings: Publishing) -> None:
    folder = settings.exports
    if folder is None:
        return
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
        problem = Problem(str(folder), f"cannot be written ({error.strerror or error})", kind="export failed")
    except Trouble as error:
        problem = replace(error.problem, kind="export failed")
    except StoreError as error:
        problem = Problem(error.where, error.what, error.advice, kind="export failed")
    else:
        stage.counts["rows exported"] = sum(done.rows.values())
        return
    stage.failed = True
    run.report(problem)
    run.store.replace_issues("publish", [to_issue(stage, problem)], run_id=run.id)
