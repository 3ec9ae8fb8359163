"""Which of the addresses that a site offers are asked for in this crawl, and which are left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crawler.discovery import Candidate, Discovery, Follow
from crawler.events import FailureKind
from crawler.job import CrawlJob
from crawler.snapshots import digest
from crawler.urls import LONGEST, normal_url

Fail = Callable[[str | None, FailureKind, str], None]


class Frontier:
    """The addresses of one crawl: each once, the ones that are due, no more than the limits allow.

    `fail` takes what is to be told: addresses that are none, limits that were reached.
    """

    def __init__(self, job: CrawlJob, fail: Fail) -> None:
        self._job = job
        self._fail = fail
        self._recheck = timedelta(days=job.publisher.schedule.recheck_days)
        self._index_pages: set[str] = set()
        self._articles: set[str] = set()
        self._told: set[str] = set()
        self._taken = 0

    def is_enough(self) -> bool:
        """Whether no more articles are to be asked for."""
        sample, entries = self._job.sample, self._job.limits.entries
        if sample is not None and self._taken >= sample:
            return True
        if self._taken >= entries:
            self._once(f"more than {entries:,} new articles are listed; the next crawl goes on")
        return self._taken >= entries

    def follows(self, stage: Discovery, step: Follow, depth: int) -> bool:
        """Whether to read an index page, `depth` pages from the start of its discovery table."""
        most = self._job.limits.index_pages
        if step.url in self._index_pages:
            return False
        if len(self._index_pages) >= most:
            self._once(f"there are more than {most:,} index pages; the others are not read")
            return False
        if depth > stage.max_depth:
            if stage.reports_depth:
                self._once(f"index pages lead on more than {stage.max_depth} deep; the others are not read")
            return False
        self._index_pages.add(step.url)
        return True

    def finds(self, stage: Discovery, candidate: Candidate) -> str | None:
        """The address of a candidate in one spelling; null for one that is none, unwanted or found before."""
        if not stage.wanted(candidate) or not self._job.window.allows(candidate.published):
            return None
        try:
            url = normal_url(candidate.url[: 2 * LONGEST])
        except ValueError as error:
            reason = f"is listed as an article and is no address: {error}"
            self._fail(candidate.url[:200], FailureKind.ADDRESS, reason)
            return None
        if url in self._articles:
            return None
        self._articles.add(url)
        return url

    def takes(self, url: str, candidate: Candidate, now: datetime) -> bool:
        """Whether to ask for an article (or to read the payload that came with its address)."""
        taken = self._is_due(url, candidate, now)
        self._taken += taken
        return taken

    def _is_due(self, url: str, candidate: Candidate, now: datetime) -> bool:
        known = self._job.known.get(url)
        if candidate.payload is not None:
            return known is None or known.sha256 != digest(candidate.payload)
        pause = self._job.pauses.get(url)
        if pause is not None and pause.holds(now, self._recheck):
            return False
        return known is None or known.is_due(now, self._recheck, candidate.modified)

    def _once(self, reason: str) -> None:
        """Tell of a limit that was reached, the first time."""
        if reason not in self._told:
            self._told.add(reason)
            self._fail(None, FailureKind.LIMIT, reason)
