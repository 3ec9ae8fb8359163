"""The stages behind the commands that read articles: extract what is new, store what was extracted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

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

BATCH = 64
"""Articles written in one transaction: few enough to lose little when killed, enough to be fast."""


def extract_stage(run: Run, jobs: int | None = None) -> list[Stage]:
    """Read the articles of the store that these rules have not read yet, and store their facts.

    One stage of the run for each source that has such articles (null: articles of archives); a batch's time
    is shared out by the number of its articles.
    """
    stages: dict[str | None, Stage] = {}
    source_of: dict[str, str | None] = {}

    def stale() -> Iterator[Document]:
        for article, _ in run.store.stale_articles(extract.VERSION):
            source_of[article.id] = article.source
            yield _document(article)

    stopped = True
    try:
        with progress("articles read") as tick:
            started = time.monotonic()
            for outcomes in _batches(extract_documents(stale(), jobs)):
                sizes: Counter[str | None] = Counter()
                with run.store.transaction():
                    for document, outcome in outcomes:
                        source = source_of.pop(document.id)
                        stage = stages.setdefault(source, Stage("extract", source))
                        _store(run, stage, document, outcome)
                        sizes[source] += 1
                        tick()
                now = time.monotonic()
                for source, size in sizes.items():
                    stages[source].seconds += (now - started) * size / len(outcomes)
                started = now
        stopped = False
    finally:
        done = list(stages.values()) or [Stage("extract")]
        for stage in done:
            run.stages.append(stage)
            run.finish(stage, stopped=stopped)
    return done


def store_outcomes(
    database: Path, outcomes: Iterable[tuple[Document, Outcome]], report: Report
) -> Iterator[tuple[Document, Outcome]]:
    """Store articles that came from a file, with what was read from them, and hand each on once it is stored.

    Raises `rangwan.messages.Trouble` when the database cannot be used.
    """
    with start_run(database, "rangwan extract", report, create=True) as run, run.stage("extract") as stage:
        for batch in _batches(outcomes):
            with run.store.transaction():
                for document, outcome in batch:
                    change = run.store.put_article(_article(document)).change
                    stage.counts[f"articles {change}"] += 1
                    if isinstance(outcome, Extraction):
                        _store(run, stage, document, outcome)
            yield from batch


def _store(run: Run, stage: Stage, document: Document, outcome: Outcome) -> None:
    stage.counts["articles read"] += 1
    if isinstance(outcome, Problem):
        run.issue(stage, outcome, article_id=document.id)
        return
    try:
        stored = run.store.put_extraction(outcome, rules_version=extract.VERSION)
    except (RecordRefused, StaleExtraction) as error:
        run.issue(
            stage,
            Problem(error.where, error.what, error.advice, kind="facts refused"),
            article_id=document.id,
        )
        return
    stage.counts["facts"] += len(outcome.awards)
    stage.counts["facts new"] += stored.added
    stage.counts["facts withdrawn"] += stored.withdrawn
    stage.counts["counts claimed"] += len(outcome.checks)
    stage.counts["counts met"] += sum(check.met for check in outcome.checks)


def _document(article: Article) -> Document:
    return Document(article.id, article.title, article.text, article.url, article.published)


def _article(document: Document) -> Article:
    return Article(
        id=document.id,
        url=document.url,
        title=clean(document.title),
        text=clean(document.text),
        published=document.published,
    )


def _batches(outcomes: Iterable[tuple[Document, Outcome]]) -> Iterator[list[tuple[Document, Outcome]]]:
    feed = iter(outcomes)
    while batch := list(islice(feed, BATCH)):
        yield batch
