"""A run: one row of the ledger, its stages timed and counted, its problems stored and told."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import click

from crawler.clock import Clock, utc_now
from db.errors import StoreError
from db.ledger import Issue, Outcome
from db.publication import public_path
from db.store import Store
from rangwan.databases import open_store, trouble
from rangwan.locks import locked
from rangwan.messages import Problem, Report, Trouble


@dataclass(slots=True)
class Stage:
    """One stage of a run, for one source or all: its counts by name, and whether something failed."""

    name: str
    source: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class Run:
    """One run over a store; make it with `start_run`."""

    store: Store
    id: int
    report: Report
    stages: list[Stage] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything failed in any stage."""
        return any(stage.failed for stage in self.stages)

    def counts(self, name: str) -> Counter[str]:
        """The counts of a stage over all sources."""
        total: Counter[str] = Counter()
        for stage in self.stages:
            if stage.name == name:
                total.update(stage.counts)
        return total

    @contextmanager
    def stage(self, name: str, source: str | None = None) -> Iterator[Stage]:
        """Time a stage and write what it did to the ledger, also when it is stopped half-way."""
        stage = Stage(name, source)
        self.stages.append(stage)
        started = time.monotonic()
        stopped = True
        try:
            yield stage
            stopped = False
        finally:
            stage.seconds = time.monotonic() - started
            self.finish(stage, stopped=stopped)

    def finish(self, stage: Stage, *, stopped: bool = False) -> None:
        """Write a stage to the ledger."""
        outcome: Outcome = "stopped" if stopped else "failures" if stage.failed else "done"
        self.store.finish_stage(
            self.id,
            stage.name,
            seconds=stage.seconds,
            counts=stage.counts,
            outcome=outcome,
            source=stage.source,
        )

    def issue(self, stage: Stage, problem: Problem, *, article_id: str | None = None) -> None:
        """Tell a problem, store it as an issue of the run and note that its stage had failures."""
        stage.failed = True
        stage.counts["problems"] += 1
        self.report(problem)
        self.store.put_issue(to_issue(stage, problem, article_id), run_id=self.id)


def to_issue(stage: Stage, problem: Problem, article_id: str | None = None) -> Issue:
    """A problem as the store keeps it."""
    return Issue(
        stage=stage.name,
        kind=problem.kind,
        message=f"{problem.what}. {problem.advice}" if problem.advice else problem.what,
        place=problem.where,
        expected=problem.expected,
        found=problem.found,
        article_id=article_id,
        source=stage.source,
    )


@contextmanager
def start_run(
    database: Path,
    command: str,
    report: Report,
    *,
    create: bool = False,
    clock: Clock = utc_now,
) -> Iterator[Run]:
    """Lock the database, open it, and keep one row of the ledger while the block runs.

    `clock` tells the time.

    Raises `Trouble` when somebody else holds the lock or the database cannot be used.
    """
    if create:
        make_folder(database)
    with locked(database, command), open_store(database, create=create) as store:
        store.clock = clock
        number = store.start_run(command, program_version=version("rangwan"), alone=True)
        run = Run(store, number, report)
        outcome: Outcome = "stopped"
        try:
            yield run
            outcome = "failures" if run.failed else "done"
        except StoreError as error:
            raise trouble(error) from error
        except BrokenPipeError:
            raise  # whoever read what the command prints has gone: that is no trouble
        except OSError as error:
            raise _refused(error, database) from error
        finally:
            store.finish_run(run.id, outcome)
        store.fold_log()
    if run.stages and not run.counts("publish") and public_path(database).exists():
        click.echo("Readers see this after the next `rangwan run`, or after `rangwan publish`.", err=True)


def _refused(error: OSError, database: Path) -> Trouble:
    """What ends a run when the operating system refuses it something that no stage can do without."""
    what = f"the operating system refuses what the run needs ({error.strerror or error})"
    advice = (
        "Look at free space, permissions and limits (df, ulimit -a), then run again; what is stored is kept."
    )
    return Trouble(Problem(str(error.filename or database), what, advice, kind="machine"))


def make_folder(database: Path) -> None:
    """Make the folder that a new database goes into; what cannot be made is told when it is opened."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
