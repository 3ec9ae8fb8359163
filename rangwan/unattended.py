"""One unattended round: discover, fetch, extract, resolve, check, publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.clock import Clock, utc_now
from crawler.publisher import Publisher
from db.condition import FILES, UNATTENDED
from db.ledger import Issue
from db.publication import public_path
from rangwan.checking import check_stage
from rangwan.crawling import CrawlOptions, crawl_stage, may_be_crawled
from rangwan.due import due
from rangwan.ledger import Run, start_run
from rangwan.messages import Problem, Report, Trouble
from rangwan.publishing import publish_stage
from rangwan.resolving import resolve_stage
from rangwan.settings import Settings
from rangwan.stages import extract_stage
from rangwan.summaries import run_json

COMMAND = UNATTENDED
_LOST = (
    "there is no database, though its publication is there",
    "Put it back (`rangwan restore`): a new one would give ids that are given out to others."
    " To begin anew all the same, move the publication away.",
)


@dataclass(frozen=True, slots=True)
class Round:
    """What an unattended round is to do."""

    publishers: Sequence[Publisher] = ()
    """The sources to crawl; none: what is stored is read, and the sites are left alone."""
    named: bool = False
    """A person named them: none is left out because of its terms or its schedule, and that is told."""
    all: bool = False
    """All of them are crawled, whatever their schedules say."""
    options: CrawlOptions = field(default_factory=CrawlOptions)
    jobs: int | None = None
    """Processes that extract; null: as many as pay."""
    publish: bool = True
    unusable: Sequence[Problem] | None = None
    """The publishers' files that cannot be used; null: nobody looked at them."""


def run_round(
    database: Path,
    settings: Settings,
    wanted: Round,
    report: Report,
    say: Callable[[str], None],
    *,
    clock: Clock = utc_now,
) -> dict[str, Any]:
    """Do one round and tell what was done, as `--json` prints it; `say` takes what is worth a line.

    Raises `Trouble` when the database cannot be used; what was committed before stays.
    """
    # A path that is wrong, or a disk that is not mounted, must not pass for a good run without a word.
    begun = not database.exists()
    if begun and public_path(database).exists():
        raise Trouble(Problem(str(database), *_LOST, kind="database lost"))
    with start_run(database, COMMAND, report, create=True, clock=clock) as run:
        if begun:
            say(f"{database}: there was no database; a new one is begun")
        if wanted.unusable is not None:
            run.store.replace_issues(FILES, [_of_file(one) for one in wanted.unusable], run_id=run.id)
        if wanted.publishers:
            crawl_stage(run, _chosen(run, wanted, say), wanted.options)
        extract_stage(run, wanted.jobs)
        resolve_stage(run)
        _, found = check_stage(run, settings.expectations)
        if wanted.publish:
            publish_stage(run, found, settings.publishing)
        return run_json(run)


def _of_file(problem: Problem) -> Issue:
    """A source whose file cannot be used is crawled no more, and nothing else would tell so."""
    return Issue(FILES, problem.kind, problem.what, problem.where, source=Path(problem.where).stem)


def _chosen(run: Run, wanted: Round, say: Callable[[str], None]) -> list[Publisher]:
    if wanted.named:
        return list(wanted.publishers)
    allowed = may_be_crawled(wanted.publishers, wanted.options, say)
    if wanted.all:
        return allowed
    chosen, later = due(run.store, allowed)
    for publisher, moment in later:
        say(f"{publisher.key} is not due before {moment:%Y-%m-%d %H:%M} UTC")
    return chosen
