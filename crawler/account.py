"""The account that a crawl gives of itself: its events counted, its failures told, its end summed up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from crawler.discovery import Window
from crawler.events import CrawlFinished, Event, FailureKind, PageFailed, PageUnchanged
from crawler.expectations import is_due, unmet
from crawler.failures import ending
from crawler.headers import validators
from crawler.job import CrawlJob
from crawler.memory import KnownPage
from crawler.pauses import Hosts, page_pause
from crawler.tally import Tally
from crawler.yields import Yields

Report = Callable[[Event], None]


class Account:
    """What is told of one crawl; `report` takes the events.

    `refusal` is why the site may not be crawled at all, once that is known; `index_failed` whether an index
    page could not be read.
    """

    def __init__(self, job: CrawlJob, report: Report) -> None:
        self._job = job
        self._key = job.publisher.key
        self._report = report
        self._tally = Tally()
        self.recheck = timedelta(days=job.publisher.schedule.recheck_days)
        self.yields = Yields()
        self.refusal: str | None = None
        self.index_failed = False

    def tell(self, event: Event) -> None:
        """Count an event and hand it on."""
        self._tally.add(event)
        self._report(event)

    def skip(self) -> None:
        """Count an address that is known and not due."""
        self._tally.skip()

    def fail(self, url: str | None, kind: FailureKind, reason: str) -> None:
        """Tell of a page that could not be used, and when to ask for it again."""
        now, before = self._job.now(), self._job.pauses.get(url or "")
        pause = page_pause(kind, before.times + 1 if before else 1, self.recheck) if url else None
        self.tell(PageFailed(self._key, url, kind, reason, now + pause if pause else None))

    def unchanged(self, url: str, now: datetime, known: KnownPage) -> None:
        """Tell of a page that is what it was."""
        due = now + self.recheck
        self.tell(PageUnchanged(self._key, url, fetched_at=now, next_check=due, **validators(known)))

    def close(self, reason: str, hosts: Hosts) -> None:
        """Sum up; `reason` is Scrapy's word for why the crawl ended."""
        job, counts = self._job, self._tally.counts()
        ok, sentence = ending(reason)
        if ok and self.index_failed and counts.found == 0:
            ok, sentence = False, "no index page could be read"
        if self.refusal:
            ok, sentence = False, self.refusal
        sudden = self.yields.sudden(job.publisher.layout.name, self._key)
        if sudden and job.known:
            self.fail(None, FailureKind.LAYOUT, sudden)
        for verdict in hosts.verdicts(self._key, self._job.now()):
            self.tell(verdict)
        issues = () if job.sample or job.page else tuple(self._unmet())
        self.tell(CrawlFinished(self._key, ok, sentence, counts, issues))

    def _unmet(self) -> Iterator[str]:
        job = self._job
        due = is_due(job.publisher.schedule, job.known.values(), job.now())
        all_days = job.window == Window()
        return unmet(job.publisher.expectations, self._tally.counts(), all_days=all_days, due=due)
