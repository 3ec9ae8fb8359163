"""Reads kept pages again, without the network: for layouts and rules that were corrected since the crawl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.events import PageUnchanged
from crawler.job import CrawlJob, Limits
from crawler.publisher import Publisher
from crawler.reading import Reader, ReadingError, handed_over
from crawler.snapshots import SnapshotError, SnapshotStore
from db.memory import KeptPage
from rangwan.documents import MAX_CHARACTERS
from rangwan.ledger import Run, Stage
from rangwan.messages import Problem
from rangwan.progress import progress


def reread_stage(run: Run, publishers: Sequence[Publisher]) -> list[Stage]:
    """Read the newest snapshot of every page of these publishers; an article that it now gives otherwise
    becomes a new version.  One stage of the run for each publisher.

    The layout is the one of the day on which the page was fetched.  A page that gives no article (any more)
    is a problem of the stage; the article that it gave before stays.
    """
    stages = []
    with progress("pages") as tick:
        for publisher in publishers:
            with run.stage("reread", publisher.key) as stage:
                rereader = _Rereader(run, stage, publisher)
                for page in run.store.kept_pages(publisher.key):
                    with run.store.transaction():
                        rereader.read(page)
                    tick()
            stages.append(stage)
    return stages


class _Rereader:
    """Reads the pages of one publisher."""

    def __init__(self, run: Run, stage: Stage, publisher: Publisher) -> None:
        self._run = run
        self._stage = stage
        self._key = publisher.key
        limits = Limits(text_characters=MAX_CHARACTERS)
        self._reader = Reader(CrawlJob(publisher=publisher, limits=limits))
        self._snapshots = SnapshotStore(run.store.snapshots)

    def read(self, page: KeptPage) -> None:
        """Read one page and store its article if it is another one now."""
        self._stage.counts["pages"] += 1
        try:
            body = self._snapshots.get(page.sha256)
            found = self._reader.read(
                page.url,
                body,
                page.fetched_at,
                content_type=page.content_type,
                layout=handed_over(body),
            )
        except SnapshotError as error:
            where, _, what = str(error).partition(": ")
            self._run.issue(self._stage, Problem(where, what, kind="snapshot"))
            return
        except ReadingError as error:
            self._run.issue(self._stage, Problem(page.url, error.reason, kind=f"page: {error.kind.value}"))
            return
        article = replace(found.article, snapshot=page.sha256)
        change = self._run.store.put_article(article, seen_now=False).change
        self._stage.counts[change] += 1
        if found.fingerprint != page.known.fingerprint:
            known = page.known
            self._run.store.learn(
                PageUnchanged(
                    self._key,
                    page.url,
                    known.fetched_at,
                    known.sha256,
                    known.etag,
                    known.last_modified,
                    found.fingerprint,
                )
            )
