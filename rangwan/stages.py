"""The stages behind the commands that read articles: extract what is new, store what was extracted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

import extract
from crawler.article import Article
from db.errors import RecordRefused, StaleExtraction
from extract.fact import Extraction
from normalize.text import clean
from rangwan.documents import Document
from rangwan.extracting import Outcome, extract_documents
from rangwan.ledger import Run, Stage, start_run
from rangwan.messages import Problem, Report
from rangwan.progress import progress

Thing = TypeVar("Thing")

BATCH = 64
"""Articles written in one transaction: few enough to lose little when killed, enough to be fast."""


def extract_stage(run: Run, jobs: int | None = None) -> list[Stage]:
    """Read the articles of the store that these rules have not read yet, and store their facts.

    One stage of the run for each source that has such articles (null: articles of archives); a batch's time
    is shared out by the number of its articles.
    """
    source_of: dict[str, str | None] = {}

    def stale() -> Iterator[Document]:
        for article, _ in run.store.stale_articles(extract.VERSION):
            source_of[article.id] = article.source
            yield document_of(article)

    with stages_of_sources(run) as stages, progress("articles read") as tick:
        started = time.monotonic()
        for outcomes in in_batches(extract_documents(stale(), jobs)):
            sizes: Counter[str | None] = Counter()
            with run.store.transaction():
                for document, outcome in outcomes:
                    source = source_of.pop(document.id)
                    stage = stages.setdefault(source, Stage("extract", source))
                    store_outcome(run, stage, document.id, outcome)
                    sizes[source] += 1
                    tick()
            now = time.monotonic()
            for source, size in sizes.items():
                stages[source].seconds += (now - started) * size / len(outcomes)
            started = now
    return list(stages.values())


@contextmanager
def stages_of_sources(run: Run) -> Iterator[dict[str | None, Stage]]:
    """The "extract" stages of a run by source, for the block to fill; written to the ledger at its end.

    There is one without a source when the block made none.
    """
    stages: dict[str | None, Stage] = {}
    stopped = True
    try:
        yield stages
        stopped = False
    finally:
        if not stages:
            stages[None] = Stage("extract")
        for stage in stages.values():
            run.stages.append(stage)
            run.finish(stage, stopped=stopped)


def store_outcomes(
    database: Path, outcomes: Iterable[tuple[Document, Outcome]], report: Report
) -> Iterator[tuple[Document, Outcome]]:
    """Store articles that came from a file, with what was read from them, and hand each on once it is stored.

    Raises `rangwan.messages.Trouble` when the database cannot be used.
    """
    with start_run(database, "rangwan extract", report, create=True) as run, run.stage("extract") as stage:
        for batch in in_batches(outcomes):
            with run.store.transaction():
                for document, outcome in batch:
                    change = run.store.put_article(_article(document)).change
                    stage.counts[f"articles {change}"] += 1
                    if isinstance(outcome, Extraction):
                        store_outcome(run, stage, document.id, outcome)
            yield from batch


def store_outcome(run: Run, stage: Stage, article_id: str, outcome: Outcome) -> None:
    """Store what was read from an article, or that it could not be read, and count it; in a transaction."""
    stage.counts["articles read"] += 1
    if isinstance(outcome, Problem):
        run.issue(stage, outcome, article_id=article_id)
        return
    try:
        stored = run.store.put_extraction(outcome, rules_version=extract.VERSION)
    except (RecordRefused, StaleExtraction) as error:
        run.issue(
            stage,
            Problem(error.where, error.what, error.advice, kind="facts refused"),
            article_id=article_id,
        )
        return
    stage.counts["facts"] += len(outcome.awards)
    stage.counts["facts new"] += stored.added
    stage.counts["facts withdrawn"] += stored.withdrawn
    stage.counts["counts claimed"] += len(outcome.checks)
    stage.counts["counts met"] += sum(check.met for check in outcome.checks)


def document_of(article: Article) -> Document:
    """What the extraction needs of a stored article."""
    return Document(article.id, article.title, article.text, article.url, article.published)


def _article(document: Document) -> Article:
    return Article(
        id=document.id,
        url=document.url,
        title=clean(document.title),
        text=clean(document.text),
        published=document.published,
    )


def in_batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """What is written in one transaction: `BATCH` things at a time."""
    feed = iter(things)
    while batch := list(islice(feed, BATCH)):
        yield batch
