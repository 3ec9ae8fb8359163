"""Extracts many articles, in this process or in several, and keeps their order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from extract.fact import Extraction
from rangwan.documents import Document
from rangwan.messages import Problem, Trouble

if TYPE_CHECKING:
    from extract.pipeline import Extractor

CHUNK = 64
"""Articles handed to a process at a time."""

WORTH_A_POOL = 400
"""A process takes about a second to start; fewer articles than this are done sooner in one."""

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a faulty rule can raise.  Errors of the machine (memory, disk) are not among them and end the run."""

Outcome = Extraction | Problem


def extract_documents(
    documents: Iterable[Document], jobs: int | None = None
) -> Iterator[tuple[Document, Outcome]]:
    """Each article with its extraction, or with the problem that kept it from being read, in the given order.

    `jobs` processes share the work; without a number, all cores when there are many articles, else one.
    Only a few hundred articles are in memory at any time.

    Raises `Trouble` when a process dies (it ran out of memory, or was killed).
    """
    feed = iter(documents)
    if jobs is None:
        start = list(islice(feed, WORTH_A_POOL))
        jobs = (os.cpu_count() or 1) if len(start) == WORTH_A_POOL else 1
        feed = chain(start, feed)
    if jobs <= 1:
        for document in feed:
            yield document, _extract(document)
        return
    yield from _in_pool(feed, jobs)


def _in_pool(feed: Iterator[Document], jobs: int) -> Iterator[tuple[Document, Outcome]]:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pending: deque[tuple[list[Document], Future[list[Outcome]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method)) as pool:
        try:
            while True:
                while len(pending) < 2 * jobs and (chunk := list(islice(feed, CHUNK))):
                    pending.append((chunk, pool.submit(_extract_chunk, chunk)))
                if not pending:
                    return
                chunk, future = pending.popleft()
                yield from zip(chunk, future.result(), strict=True)
        except BrokenProcessPool:
            what = "a process that extracts died; it was killed or ran out of memory"
            advice = "Run again with fewer processes: --jobs 1"
            raise Trouble(Problem("extraction", what, advice)) from None
        finally:
            for _, future in pending:
                future.cancel()


def _extract_chunk(documents: list[Document]) -> list[Outcome]:
    return [_extract(document) for document in documents]


@cache
def _extractor() -> Extractor:
    # Loading the language tools takes seconds: not before there is an article, not for a page of help.
    from extract.pipeline import Extractor  # noqa: PLC0415

    return Extractor()


def failed_rule(document: Document, error: Exception) -> Problem:
    """What is told of an article that a rule failed on; `error` is one of FAULTS."""
    what = f"article {document.id} could not be read: a rule failed ({type(error).__name__}: {error})"
    advice = "It was skipped. This is a fault of rangwan: please report it with the article."
    return Problem("extraction", what, advice, kind="article that a rule failed on")


def _extract(document: Document) -> Outcome:
    try:
        return _extractor().extract(
            id=document.id,
            title=document.title,
            text=document.text,
            url=document.url,
            published=document.published,
        )
    except FAULTS as error:
        return failed_rule(document, error)
