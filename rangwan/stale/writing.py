"""Writes what was read and shown, as one run of the ledger."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.clock import Clock, utc_now
from db.errors import UnknownArticle
from extract.fact import Extraction
from normalize.text import document_text
from rangwan.ledger import Run, Stage, start_run, to_issue
from rangwan.messages import Report
from rangwan.progress import progress
from rangwan.stages import in_batches, stages_of_sources, store_outcome
from rangwan.stale.reading import stamp
from rangwan.stale.spool import Plan, Spool

COMMAND = "rangwan extract --stale"
_NAMED = 20
"""So many of the articles that were left out are named."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: counts of the run, and the articles that were left out because they changed."""

    run_id: int
    counts: dict[str, int]
    left_out: tuple[str, ...]
    """The first of them by id; `counts["articles left out"]` has their number."""

    def to_json(self) -> dict[str, Any]:
        """As the summary of `--json` holds it."""
        return {"run": self.run_id, "counts": self.counts, "left_out": list(self.left_out)}


def write(database: Path, spool: Spool, report: Report, *, clock: Clock = utc_now) -> Written:
    """Write all that the spool holds, some articles in a transaction: when killed, those stay written.

    An article is left out of which a new version came, or other facts were stored, since it was read.
    Raises `Trouble` when somebody else works on the database or it cannot be used.
    """
    left_out: list[str] = []
    with (
        start_run(database, COMMAND, report, clock=clock) as run,
        stages_of_sources(run) as stages,
        progress("articles written", len(spool)) as tick,
    ):
        for batch in in_batches(spool):
            with run.store.transaction():
                for plan in batch:
                    started = time.monotonic()
                    stage = stages.setdefault(plan.source, Stage("extract", plan.source))
                    if not _write(run, stage, plan):
                        stage.counts["articles left out"] += 1
                        left_out += [plan.article_id] if len(left_out) < _NAMED else []
                    stage.seconds += time.monotonic() - started
                    tick()
    return Written(run.id, dict(run.counts("extract")), tuple(left_out))


def _write(run: Run, stage: Stage, plan: Plan) -> bool:
    """Write one article; false if what is stored of it is not what the plan was made from."""
    try:
        article, version = run.store.get_article_and_version(plan.article_id)
    except UnknownArticle:
        return False
    if version != plan.version or stamp(run.store.get_extraction(plan.article_id)) != plan.seen:
        return False
    if plan.problem is not None:
        # It was told when the article was read.
        stage.failed = True
        stage.counts["problems"] += 1
        run.store.put_issue(to_issue(stage, plan.problem, plan.article_id), run_id=run.id)
        return True
    extraction = Extraction(
        id=article.id,
        url=article.url,
        title=article.title,
        published=article.published,
        text=document_text(article.title, article.text),
        awards=plan.awards,
        checks=plan.checks,
    )
    store_outcome(run, stage, article.id, extraction)
    return True
