"""The one spider.  What differs between publishers is in their files, not here."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.account import Account, Report
from crawler.article import Article
from crawler.discovery import Candidate, Discovery, DiscoveryError, Follow, TooManyError
from crawler.events import (
    ArticleFound,
    CrawlFinished,
    DiscoveryDone,
    Event,
    FailureKind,
    PageFailed,
    PageFetched,
    PageUnchanged,
)
from crawler.failures import error_of, explain, fault
from crawler.frontier import Frontier
from crawler.guard import RefusedError
from crawler.headers import conditions, header, index_page
from crawler.job import CrawlJob, job_from_arguments
from crawler.manners import apply_settings, job_settings
from crawler.pauses import Hosts
from crawler.politeness import NotReachedError, without_contact
from crawler.reading import Reader, ReadingError, other_format
from crawler.snapshots import digest

Keep = Callable[[bytes], None]
_INDEX_PRIORITY = 10
# What a faulty rule can raise on an index page that nobody foresaw.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class PressSpider(scrapy.Spider):
    """Crawls one publisher.

    scrapy crawl press -a publisher=KEY [-a sample=N] [-a from_date=2023-10-01] [-a until_date=2023-10-31]

    `folder` names a folder of publisher files of one's own.  The worker gives a `job` instead, `report` to
    take the events, and `keep` to take the bytes of each page that an article was read from, before its
    events.
    """

    name = "press"

    def __init__(
        self,
        publisher: str | None = None,
        *,
        sample: str | None = None,
        from_date: str | None = None,
        until_date: str | None = None,
        folder: str | None = None,
        job: CrawlJob | None = None,
        report: Report | None = None,
        keep: Keep | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if job is None:
            job = job_from_arguments(publisher, sample, from_date, until_date, folder)
        self.job = job
        self.publisher = job.publisher
        self.account = Account(job, report or self._log)
        # Scrapy's own commands write items to files; whoever takes the events needs none.
        self._gives_items = report is None
        self._keep = keep
        self._reader = Reader(job)
        self._stages = iter(job.publisher.discovery)
        self._stage: Discovery | None = None
        self._pending = 0
        self._found = 0
        self._frontier = Frontier(job, self.account.fail)
        self.hosts = Hosts(
            job.pauses,
            timedelta(seconds=job.limits.backoff_seconds),
            timedelta(seconds=job.limits.host_pause_seconds),
            job.now,
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        apply_settings(job_settings(spider.job), crawler.settings)
        crawler.signals.connect(spider._crashed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        refusal = self.publisher.refusal(allow_unverified=True)
        self.account.refusal = refusal or without_contact(self.settings, self.publisher.root)
        if self.account.refusal:
            return
        if self.job.page is not None:
            url = self.job.page
            yield Request(url, callback=self.keep_page, errback=self.page_failed, cb_kwargs={"url": url})
            return
        for result in self._advance():
            yield result

    # Discovery tables are read one after the other, so that an article listed in two of them is always read
    # in the way of the first.

    def _advance(self) -> Iterator[Any]:
        while self._pending == 0:
            if self._stage is not None:
                self.account.tell(DiscoveryDone(self.publisher.key, self._stage.kind, self._found))
            self._stage, self._found = next(self._stages, None), 0
            if self._stage is None:
                return
            steps = self._stage.start(self.publisher.root, self.job.window)
            yield from self._take(self._stage, steps, depth=1)

    def _take(self, stage: Discovery, steps: Iterable[Candidate | Follow], depth: int) -> Iterator[Any]:
        for step in steps:
            if self._frontier.is_enough():
                return
            if isinstance(step, Candidate):
                yield from self._candidate(stage, step)
            elif self._frontier.follows(stage, step, depth):
                self._pending += 1
                yield Request(
                    step.url,
                    callback=self.read_index,
                    errback=self.index_failed,
                    cb_kwargs={"stage": stage, "depth": depth},
                    meta={"guessed": step.guessed},
                    priority=_INDEX_PRIORITY,
                    dont_filter=True,
                )

    def read_index(self, response: Response, stage: Discovery, depth: int) -> Iterator[Any]:
        """Callback for index pages."""
        page = index_page(response, self.job.limits)
        try:
            yield from self._take(stage, stage.read(page, self.job.window), depth + 1)
        except TooManyError as error:
            self.account.fail(response.url, FailureKind.LIMIT, f"the index page {error}")
        except DiscoveryError as error:
            self.account.index_failed = True
            self.account.fail(response.url, FailureKind.DISCOVERY, f"the index page {error}")
        except _FAULTS as error:
            self.account.index_failed = True
            self.account.fail(response.url, FailureKind.CRASH, fault("the index page", error))
        finally:
            self._pending -= 1
        yield from self._advance()

    def index_failed(self, failure: Failure) -> Iterator[Any]:
        """Errback for index pages."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._pending -= 1
        if not (request.meta["guessed"] and explain(error_of(failure))[0] is FailureKind.GONE):
            self.account.index_failed = True
            self._fail_request(failure, request.url)
        yield from self._advance()

    def _candidate(self, stage: Discovery, candidate: Candidate) -> Iterator[Any]:
        url = self._frontier.finds(stage, candidate)
        if url is None:
            return
        self._found += 1
        now = self.job.now()
        if not self._frontier.takes(url, candidate, now):
            self.account.skip()
        elif candidate.payload is not None:
            yield from self._read(url, candidate.payload, 200, now, layout="wordpress-item")
        else:
            yield Request(
                url,
                callback=self.read_page,
                errback=self.page_failed,
                cb_kwargs={"url": url},
                headers=conditions(self.job.known.get(url)),
                meta={"handle_httpstatus_list": [304]},
                dont_filter=True,
            )

    def read_page(self, response: Response, url: str) -> Iterator[Article]:
        """Callback for the pages of articles; `url` is the address that the index gave."""
        now = self.job.now()
        known = self.job.known.get(url)
        if response.status == 304:
            if known is not None:
                self.account.unchanged(url, now, known)
            return
        if self._is_gone(response, url):
            return
        if other := other_format(header(response, "Content-Type"), response.body):
            self.account.fail(url, FailureKind.FORMAT, f"is no web page but {other}")
        else:
            yield from self._read(url, response.body, response.status, now, response=response)

    def keep_page(self, response: Response, url: str) -> None:
        """Callback for a page that is wanted as it is."""
        if self._is_gone(response, url):
            return
        if self._keep is not None:
            self._keep(response.body)
        self.account.tell(
            PageFetched(
                self.publisher.key,
                url,
                response.status,
                self.job.now(),
                digest(response.body),
                content_type=header(response, "Content-Type"),
            )
        )

    def _is_gone(self, response: Response, url: str) -> bool:
        """Whether the site sent its homepage instead of the page; that is reported."""
        if urlsplit(response.url).path not in {"", "/"} or urlsplit(url).path in {"", "/"}:
            return False
        self.account.fail(url, FailureKind.GONE, f"the page is gone; it redirects to {response.url}")
        return True

    def _read(
        self,
        url: str,
        body: bytes,
        status: int,
        now: datetime,
        *,
        layout: str | None = None,
        response: Response | None = None,
    ) -> Iterator[Article]:
        known = self.job.known.get(url)
        etag, modified, content_type = (
            header(response, name) for name in ("ETag", "Last-Modified", "Content-Type")
        )
        if known is not None and known.sha256 == digest(body):
            self.account.unchanged(url, now, known)
            return
        try:
            page = self._reader.read(url, body, now, content_type=content_type, layout=layout)
        except ReadingError as error:
            self.account.yields.failed[error.kind] += 1
            self.account.fail(url, error.kind, error.reason)
            return
        key, due = self.publisher.key, now + self.account.recheck
        self.account.yields.read += 1
        if known is not None and known.fingerprint == page.fingerprint:
            # Counters and tokens changed; the page that is kept stays the one to read again.
            self.account.tell(
                PageUnchanged(key, url, now, known.sha256, etag, modified, page.fingerprint, due)
            )
        # An article outside the window is not remembered either: a crawl of other days must find it.
        elif self.job.window.allows(page.article.published):
            article = page.article
            if self._keep is not None:
                self._keep(body)
                article = replace(article, snapshot=page.sha256)
            # The article first: a caller that dies between the two asks for the page again.
            self.account.tell(ArticleFound(key, article, changed=known is not None))
            self.account.tell(
                PageFetched(
                    key, url, status, now, page.sha256, etag, modified, content_type, page.fingerprint, due
                )
            )
            if self._gives_items:
                yield article

    def page_failed(self, failure: Failure) -> None:
        """Errback for the pages of articles."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._fail_request(failure, request.cb_kwargs["url"])

    def _fail_request(self, failure: Failure, url: str) -> None:
        error = error_of(failure)
        if isinstance(error, NotReachedError):
            return
        if isinstance(error, RefusedError) and error.of_host:
            # Once for all the pages that are not asked for because of it.
            self.account.refusal = self.account.refusal or error.reason
            return
        self.account.fail(url, *explain(error))

    def _crashed(self, failure: Failure, response: Response | None) -> None:
        arguments = response.request.cb_kwargs if response is not None and response.request else {}
        url = arguments.get("url") or (response.url if response is not None else None)
        self.account.fail(url, FailureKind.CRASH, fault("the page", error_of(failure)))

    def closed(self, reason: str) -> None:
        """Sum up.  Scrapy calls it with its own word for why the crawl ended."""
        self.account.close(reason, self.hosts)

    def _log(self, event: Event) -> None:
        failed = isinstance(event, PageFailed) or (isinstance(event, CrawlFinished) and not event.ok)
        level = logging.WARNING if failed else logging.INFO
        self.logger.log(level, "%s", event)
