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
    HostAnswered,
    HostPaused,
    PageFailed,
    PageFetched,
    PageUnchanged,
)
from crawler.job import Limits
from crawler.publisher import Publisher, Verdict
from crawler.run import crawl
from crawler.snapshots import SnapshotStore
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

    @property
    def all(self) -> bool:
        """Whether all releases are wanted."""
        return not (self.from_date or self.until_date or self.sample)


def may_be_crawled(
    publishers: Sequence[Publisher], options: CrawlOptions, say: Callable[[str], None]
) -> list[Publisher]:
    """The publishers whose terms permit it; why the others are left out is said.

    Those whose terms nobody has checked share a line: a log gets it with every round.
    """
    allowed, unchecked = [], []
    for publisher in publishers:
        refusal = publisher.refusal(allow_unverified=options.allow_unverified)
        if refusal is None:
            allowed.append(publisher)
        elif publisher.terms.verdict is Verdict.UNVERIFIED:
            unchecked.append(publisher.key)
        else:
            say(f"{publisher.key} is left out: {refusal}")
    if unchecked:
        say(
            f"left out, as nobody has checked their terms yet: {', '.join(unchecked)}"
            " (rangwan sources explain KEY tells what to do)"
        )
    return allowed


def crawl_stage(run: Run, publishers: Sequence[Publisher], options: CrawlOptions) -> list[Stage]:
    """Crawl publishers into the store; one stage of the run for each.

    One that its terms keep from being crawled fails its stage: leave it out, or see `may_be_crawled`.
    """
    for publisher in publishers:
        run.store.put_source(publisher.key, publisher.name.th, url=publisher.homepage)
    # Nobody else writes to it: the run holds the lock of the database.
    SnapshotStore(run.store.snapshots).sweep()
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
                clock=run.store.clock,
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
        if isinstance(event, PageFetched):
            self._waiting[event.publisher] = event
            self._tick()
            if page is None:
                return
        with self._store.transaction():
            if page is not None:
                self._store.learn(page)
            match event:
                case ArticleFound():
                    self._store.put_article(event.article)
                case PageUnchanged():
                    self._store.learn(event)
                    self._tick()
                case PageFailed():
                    self._page_failed(event)
                    self._tick()
                case HostPaused():
                    self._store.learn(event)
                    self._host_paused(event)
                case HostAnswered():
                    self._store.learn(event)
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

    def _host_paused(self, event: HostPaused) -> None:
        times = "this crawl" if event.times == 1 else f"{event.times} crawls in a row"
        until = f"{event.until:%Y-%m-%d %H:%M} UTC"
        what = f"refused {times}, last with {event.reason}; it is left alone until {until}"
        advice = "Look whether the site wants to be crawled; each further refusal doubles the pause."
        self._fail(self._running[event.publisher], Problem(event.host, what, advice, kind="host refuses"))

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
        # A sample says nothing of the source as a whole: all issues stay open.
        if not self._options.sample:
            self._store.replace_issues(
                "crawl",
                issues,
                run_id=self._run.id,
                source=event.publisher,
                standing=self._not_looked_at(event),
            )
        self.stages.append(stage)
        self._run.stages.append(stage)
        self._run.finish(stage)

    def _not_looked_at(self, event: CrawlFinished) -> set[str]:
        """Pages whose issues stand: this crawl left them alone or did not come to them."""
        told = {issue.place for issue in self._issues[event.publisher]}
        now = self._store.clock()
        paused = {place for place, pause in self._store.pauses(event.publisher).items() if now < pause.until}
        complete = event.ok and self._options.all
        opened = self._store.rows(
            "SELECT DISTINCT place FROM issue WHERE closed_at IS NULL AND stage = 'crawl' AND source = ?",
            [event.publisher],
        )
        pages = {row["place"] for row in opened if "://" in (row["place"] or "")}
        return (pages & paused if complete else pages) - told

    def _fail(self, stage: Stage, problem: Problem) -> None:
        stage.failed = True
        self._run.report(problem)
        issue = to_issue(stage, problem)
        self._issues[stage.source or ""].append(issue)
        # At once: a page that is left alone for a while would not be told of again if the run were killed.
        self._store.put_issue(issue, run_id=self._run.id)
