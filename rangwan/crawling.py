"""The crawl stage: what the crawler finds goes into the store, and the store is its memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from crawler.events import (
    ArticleFound,
    CrawlFinished,
    Event,
    FailureKind,
    PageFailed,
    PageFetched,
    PageUnchanged,
)
from crawler.job import Limits
from crawler.publisher import Publisher
from crawler.run import crawl
from db.ledger import Issue
from rangwan.documents import MAX_CHARACTERS
from rangwan.ledger import Run, Stage, to_issue
from rangwan.messages import Problem
from rangwan.progress import Ticker, progress


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What part of the publishers' releases is wanted, and how the crawl may reach them."""

    from_date: date | None = None
    until_date: date | None = None
    sample: int | None = None
    """At most so many articles of each publisher."""
    allow_unverified: bool = False
    """Crawl publishers whose terms nobody has checked."""
    allow_loopback: bool = False
    """Publishers may be on this machine (the demonstration)."""


def may_be_crawled(
    publishers: Sequence[Publisher], options: CrawlOptions, say: Callable[[str], None]
) -> list[Publisher]:
    """The publishers whose terms permit it; why each of the others is left out is said."""
    allowed = []
    for publisher in publishers:
        refusal = publisher.refusal(allow_unverified=options.allow_unverified)
        if refusal is None:
            allowed.append(publisher)
        else:
            say(f"{publisher.key} is left out: {refusal}")
    return allowed


def crawl_stage(run: Run, publishers: Sequence[Publisher], options: CrawlOptions) -> list[Stage]:
    """Crawl publishers into the store; one stage of the run for each.

    One that its terms keep from being crawled fails its stage: leave it out, or see `may_be_crawled`.
    """
    for publisher in publishers:
        run.store.put_source(publisher.key, publisher.name.th, url=publisher.homepage)
    with progress("pages") as tick:
        receiver = _Receiver(run, publishers, options, tick)
        try:
            for event in crawl(
                publishers,
                run.store,
                snapshots=run.store.snapshots,
                from_date=options.from_date,
                until_date=options.until_date,
                sample=options.sample,
                limits=Limits(text_characters=MAX_CHARACTERS),
                allow_loopback=options.allow_loopback,
                allow_unverified=options.allow_unverified,
            ):
                receiver.take(event)
        finally:
            receiver.close()
    return receiver.stages


class _Receiver:
    """Stores the events of a crawl.

    A page and the article read from it come as two events and are stored in one transaction: a page that is
    remembered without its article would not be asked for again.
    """

    def __init__(
        self,
        run: Run,
        publishers: Sequence[Publisher],
        options: CrawlOptions,
        tick: Ticker,
    ) -> None:
        self._run = run
        self._store = run.store
        self._publishers = {publisher.key: publisher for publisher in publishers}
        self._options = options
        self._tick = tick
        self._started = time.monotonic()
        self._waiting: dict[str, PageFetched] = {}
        self._issues: dict[str, list[Issue]] = {key: [] for key in self._publishers}
        self._running = {key: Stage("crawl", key) for key in self._publishers}
        self.stages: list[Stage] = []

    def take(self, event: Event) -> None:
        """Store what an event tells."""
        page = self._waiting.pop(event.publisher, None)
        with self._store.transaction():
            if page is not None:
                self._store.learn(page)
            match event:
                case PageFetched():
                    self._waiting[event.publisher] = event
                    self._tick()
                case ArticleFound():
                    self._store.put_article(event.article)
                case PageUnchanged():
                    self._store.learn(event)
                    self._tick()
                case PageFailed():
                    self._page_failed(event)
                    self._tick()
                case CrawlFinished():
                    self._finished(event)

    def close(self) -> None:
        """Close the stages of publishers whose crawl was cut short."""
        for stage in self._running.values():
            stage.seconds = time.monotonic() - self._started
            self._run.stages.append(stage)
            self._run.finish(stage, stopped=True)

    def _page_failed(self, event: PageFailed) -> None:
        stage = self._running[event.publisher]
        self._store.learn(event)
        if event.kind is FailureKind.GONE and event.url and self._is_stored(event.publisher, event.url):
            # The store marks its article as vanished: that is news, not a failure of the crawl.
            stage.counts["vanished"] += 1
        else:
            problem = Problem(event.url or event.publisher, event.reason, kind=f"page: {event.kind.value}")
            self._fail(stage, problem)

    def _is_stored(self, publisher: str, url: str) -> bool:
        return bool(self._store.rows("SELECT 1 FROM article WHERE source = ? AND url = ?", [publisher, url]))

    def _finished(self, event: CrawlFinished) -> None:
        stage = self._running.pop(event.publisher)
        stage.seconds = time.monotonic() - self._started
        told = {name: count for name, count in asdict(event.counts).items() if count}
        stage.counts.update(told)
        if not event.ok:
            self._fail(stage, Problem(event.publisher, event.reason, kind="crawl not finished"))
        for sentence in event.issues:
            advice = f"Look at the site, or correct [expectations] in {event.publisher}.toml."
            self._fail(stage, Problem(event.publisher, sentence, advice, kind="expectation not met"))
        issues = self._issues[event.publisher]
        if self._options.sample:
            # A sample says nothing about the pages that it left out: their issues stay open.
            for issue in issues:
                self._store.put_issue(issue, run_id=self._run.id)
        else:
            self._store.replace_issues("crawl", issues, run_id=self._run.id, source=event.publisher)
        self.stages.append(stage)
        self._run.stages.append(stage)
        self._run.finish(stage)

    def _fail(self, stage: Stage, problem: Problem) -> None:
        stage.failed = True
        self._run.report(problem)
        self._issues[stage.source or ""].append(to_issue(stage, problem))
