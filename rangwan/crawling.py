"""The crawl stage: what the crawler finds goes into the store, and the store is its memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from crawler.article import Article, article_id
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
from crawler.memory import KnownPage, fingerprint
from crawler.publisher import Publisher
from crawler.run import crawl
from crawler.snapshots import SnapshotStore
from db.ledger import Issue
from db.memory import FetchRecord
from db.store import Store
from rangwan.documents import MAX_CHARACTERS
from rangwan.ledger import Run, Stage, to_issue
from rangwan.messages import Problem
from rangwan.progress import Ticker, progress

_REMEMBERED = """
SELECT f.url, f.etag, f.last_modified, f.sha256, f.checked_at, v.title, v.text, v.published, v.category
FROM fetch f
LEFT JOIN article a ON a.url = f.url AND a.source = f.source
LEFT JOIN article_version v ON v.article_id = a.id AND v.version = a.version
WHERE f.source = ? AND f.sha256 IS NOT NULL
"""


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


class StoreMemory:
    """What the store remembers of the pages that were crawled before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        """The pages known of a publisher (its key), by address."""
        pages = {}
        for row in self._store.rows(_REMEMBERED, [publisher]):
            said = None
            if row["title"] is not None:
                day = date.fromisoformat(row["published"]) if row["published"] else None
                said = fingerprint(
                    Article("", row["url"], row["title"], row["text"], day, category=row["category"])
                )
            pages[row["url"]] = KnownPage(
                datetime.fromisoformat(row["checked_at"]),
                row["sha256"],
                row["etag"],
                row["last_modified"],
                said,
            )
        return pages


def crawl_stage(run: Run, publishers: Sequence[Publisher], options: CrawlOptions) -> list[Stage]:
    """Crawl publishers into the store; one stage of the run for each.

    One that its terms keep from being crawled fails its stage: leave it out, or see `may_be_crawled`.
    """
    for publisher in publishers:
        run.store.put_source(publisher.key, publisher.name.th, url=publisher.homepage)
    incoming = run.store.snapshots.folder / "incoming"
    with progress("pages") as tick:
        receiver = _Receiver(run, publishers, options, incoming, tick)
        try:
            for event in crawl(
                publishers,
                StoreMemory(run.store),
                snapshots=incoming,
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
        incoming: Path,
        tick: Ticker,
    ) -> None:
        self._run = run
        self._store = run.store
        self._publishers = {publisher.key: publisher for publisher in publishers}
        self._options = options
        self._incoming = SnapshotStore(incoming)
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
                self._remember(page)
            match event:
                case PageFetched():
                    self._waiting[event.publisher] = event
                    self._tick()
                case ArticleFound():
                    self._store.put_article(event.article)
                case PageUnchanged():
                    self._remember(event)
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

    def _remember(self, page: PageFetched | PageUnchanged) -> None:
        if isinstance(page, PageFetched):
            self._keep_snapshot(page)
        before = self._store.get_fetch(page.url)
        self._store.put_fetch(
            FetchRecord(
                url=page.url,
                source=page.publisher,
                etag=page.etag,
                last_modified=page.last_modified,
                sha256=page.sha256,
                status=page.status if isinstance(page, PageFetched) else before.status if before else None,
                checked_at=page.fetched_at.isoformat(timespec="seconds"),
            )
        )

    def _keep_snapshot(self, page: PageFetched) -> None:
        if page.sha256 not in self._incoming:
            return
        self._store.put_snapshot(
            self._incoming.get(page.sha256),
            url=page.url,
            fetched_at=page.fetched_at.isoformat(timespec="seconds"),
            status=page.status,
            content_type=page.content_type,
        )
        self._incoming.path(page.sha256).unlink()

    def _page_failed(self, event: PageFailed) -> None:
        stage = self._running[event.publisher]
        if event.url is not None:
            known = self._store.get_fetch(event.url) or FetchRecord(event.url, source=event.publisher)
            self._store.put_fetch(FetchRecord(**{**asdict(known), "failures": known.failures + 1}))
            key = article_id(event.publisher, event.url)
            if event.kind is FailureKind.GONE and known.sha256 and self._is_stored(key):
                stage.counts["vanished"] += self._store.mark_vanished(key)
                return
        self._fail(
            stage, Problem(event.url or event.publisher, event.reason, kind=f"page: {event.kind.value}")
        )

    def _is_stored(self, key: str) -> bool:
        return bool(self._store.rows("SELECT 1 FROM article WHERE id = ?", [key]))

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
