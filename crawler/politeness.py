"""Manners: robots.txt by RFC 9309 with its crawl delay, and a host that refuses is left alone."""

from __future__ import annotations

import logging
import math
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import CallLaterResult, call_later
from scrapy.utils.defer import _schedule_coro
from twisted.internet.defer import Deferred

from crawler.events import FailureKind
from crawler.failures import explain
from crawler.guard import RefusedError, is_loopback
from crawler.pauses import Hosts

logger = logging.getLogger(__name__)

_NOTHING_ALLOWED = b"User-agent: *\nDisallow: /\n"
# RFC 9309 section 2.5: at least 500 KiB are to be read; more is left unread.
_MOST_RULES = 512_000
_REFUSALS = frozenset({403, 429})
_SILENCE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError)


class NotReachedError(IgnoreRequest):
    """A request that was not made because the crawl ended; no failure of the page."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 section 2.3.1 has it: missing means all is allowed, unreachable nothing is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}
        self._seconds = crawler.settings.getfloat("RANGWAN_SECONDS")
        crawler.signals.connect(self._obey_delay, signal=signals.robots_parsed)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let the request pass or raise RefusedError."""
        host = urlsplit(request.url).netloc
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            if isinstance(error, RefusedError):
                raise
            if host not in self._unreachable:
                reason = f"robots.txt of {host} forbids this page"
                raise RefusedError(FailureKind.ROBOTS, reason) from None
        if host in self._unreachable:
            reason = f"robots.txt of {host} {self._unreachable[host]}, so nothing is fetched"
            raise RefusedError(FailureKind.ROBOTS, reason)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable[netloc] = f"cannot be read (status {response.status})"
            response = response.replace(body=_NOTHING_ALLOWED)
        elif response.status >= 400:
            response = response.replace(body=b"")
        elif len(response.body) > _MOST_RULES:
            whole_lines = response.body[:_MOST_RULES].rpartition(b"\n")[0]
            response = response.replace(body=whole_lines)
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Scrapy would allow everything here, to the requests that already wait for the rules as well.
        self._unreachable[netloc] = f"cannot be read ({explain(exc)[1]})"
        parser = self._parserimpl.from_crawler(self.crawler, _NOTHING_ALLOWED)
        waiting, self._parsers[netloc] = self._parsers[netloc], parser
        if isinstance(waiting, Deferred):
            waiting.callback(parser)

    def _obey_delay(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if not delay or math.isnan(delay):
            return
        if self._seconds and delay > self._seconds:
            self._unreachable[urlsplit(request.url).netloc] = (
                f"asks for {delay:,.0f} seconds between two requests, longer than a crawl may take"
            )
            return
        downloader = self.crawler.engine.downloader
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)
        downloader._delay = max(downloader._delay, delay)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, delay)


class BackoffMiddleware:
    """Longer pauses for a host that refuses (403, 429, 5xx), none at all after too many in a row.

    It keeps the book that the spider carries as `hosts`, so that what hosts did is known after the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        first = timedelta(seconds=crawler.settings.getfloat("RANGWAN_BACKOFF_SECONDS"))
        self._hosts: Hosts = getattr(crawler.spider, "hosts", None) or Hosts(first_wait=first)
        # Before the downloader takes the next request of its queue; a response that has come to a middleware
        # has let that one pass already.
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise RefusedError."""
        if refusal := self._hosts.why_not(urlsplit(request.url).netloc, self._hosts.clock()):
            raise RefusedError(*refusal, of_host=True)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that a host did not answer."""
        if isinstance(exception, _SILENCE):
            host = urlsplit(request.url).netloc
            self._wait(request, host, self._hosts.fall_silent(host))

    def _answered(self, response: Response, request: Request, spider: Spider) -> None:
        host = urlsplit(request.url).netloc
        if response.status in _REFUSALS or response.status >= 500:
            asked = timedelta(seconds=retry_after(response, self._hosts.clock()))
            self._wait(request, host, self._hosts.refuse(host, response.status, asked))
            return
        slot = self._slot(request)
        again = self._hosts.answer(host, is_page=not request.meta.get("dont_obey_robotstxt"))
        if again and slot is not None:
            slot.delay = self._crawler.engine.downloader._delay

    def _wait(self, request: Request, host: str, pause: timedelta) -> None:
        slot = self._slot(request)
        if slot is None:
            return
        slot.delay = max(slot.delay, pause.total_seconds())
        # The pause begins with the answer, not with the request.
        slot.lastseen = time.monotonic()
        logger.info("%s refused; the next request waits %.0f s", host, slot.delay)
        if refusal := self._hosts.why_not(host, self._hosts.clock()):
            drop_waiting(slot, RefusedError(*refusal, of_host=True), host)

    def _slot(self, request: Request) -> Slot | None:
        slots: dict[str, Slot] = self._crawler.engine.downloader.slots
        return slots.get(request.meta.get("download_slot", ""))


class TimeLimit:
    """Extension that ends a crawl when its time is up, whatever it waits for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._seconds = crawler.settings.getfloat("RANGWAN_SECONDS")
        self._timer: CallLaterResult | None = None
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _opened(self, spider: Spider) -> None:
        if self._seconds:
            self._timer = call_later(self._seconds, self._end)

    def _closed(self, spider: Spider) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        self._timer = None
        _schedule_coro(self._crawler.engine.close_spider_async(reason="closespider_timeout"))
        # Scrapy would wait until their turn has come, after a pause of minutes perhaps.
        for slot in self._crawler.engine.downloader.slots.values():
            drop_waiting(slot, NotReachedError("the time is up"))


def drop_waiting(slot: Slot, error: IgnoreRequest, host: str | None = None) -> None:
    """Fail the requests (to a host with port, or all) that wait for their turn in the downloader."""
    waiting = list(slot.queue)
    slot.queue.clear()
    for request, answer in waiting:
        if host is None or urlsplit(request.url).netloc == host:
            answer.errback(error)
        else:
            slot.queue.append((request, answer))


def retry_after(response: Any, now: datetime) -> float:
    """Seconds that the header Retry-After asks to wait (RFC 9110 section 10.2.3); 0 where it asks nothing.

    At most a year: longer ones are no more than a way to say no.
    """
    header = response.headers.get("Retry-After")
    text = header.decode("latin-1").strip() if header else ""
    longest = 365 * 86_400.0
    if text.isascii() and text.isdecimal():
        return min(float(text[:20]), longest)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return min(max(0.0, seconds), longest)


def without_contact(settings: BaseSettings, url: str) -> str | None:
    """Why a site must not be crawled by somebody who gives no contact; null if one is given or not needed."""
    if settings["RANGWAN_CONTACT"] or is_loopback(urlsplit(url).hostname or ""):
        return None
    return (
        "a site must be able to reach those who crawl it. Set the environment variable RANGWAN_CONTACT "
        "to an e-mail address or a web page of yours and try again"
    )
