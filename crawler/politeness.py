"""Manners: robots.txt by RFC 9309 with its crawl delay, and a host that refuses is left alone."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred

from crawler.events import FailureKind
from crawler.failures import explain
from crawler.guard import RefusedError, is_loopback

logger = logging.getLogger(__name__)

_NOTHING_ALLOWED = b"User-agent: *\nDisallow: /\n"
_REFUSALS = frozenset({403, 429})
# Refusals in a row after which a host is left alone for the rest of the run.
_MOST_REFUSALS = 6
# Seconds; who asks for a longer pause is asked again at the next run.
_LONGEST_PAUSE = 300.0


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 section 2.3.1 has it: missing means all is allowed, unreachable nothing is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}
        crawler.signals.connect(self._obey_delay, signal=signals.robots_parsed)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let the request pass or raise RefusedError."""
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            if isinstance(error, RefusedError):
                raise
            host = urlsplit(request.url).netloc
            cause = self._unreachable.get(host)
            why = f"cannot be read ({cause}), so nothing is fetched" if cause else "forbids this page"
            raise RefusedError(FailureKind.ROBOTS, f"robots.txt of {host} {why}") from None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable[netloc] = f"status {response.status}"
            response = response.replace(body=_NOTHING_ALLOWED)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Scrapy would allow everything here, to the requests that already wait for the rules as well.
        self._unreachable[netloc] = explain(exc)[1]
        parser = self._parserimpl.from_crawler(self.crawler, _NOTHING_ALLOWED)
        waiting, self._parsers[netloc] = self._parsers[netloc], parser
        if isinstance(waiting, Deferred):
            waiting.callback(parser)

    def _obey_delay(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if not delay:
            return
        downloader = self.crawler.engine.downloader
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)
        downloader._delay = max(downloader._delay, delay)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, delay)


class BackoffMiddleware:
    """Longer pauses for a host that refuses (403, 429, 5xx), none at all after too many in a row."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._first_pause = crawler.settings.getfloat("RANGWAN_BACKOFF_SECONDS")
        self._refusals: defaultdict[str, int] = defaultdict(int)
        self._given_up: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise RefusedError."""
        host = urlsplit(request.url).netloc
        if host in self._given_up:
            reason = f"{host} {self._given_up[host]}; it is left alone until the next run"
            raise RefusedError(FailureKind.HTTP, reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note whether the host refused."""
        host = urlsplit(request.url).netloc
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if response.status not in _REFUSALS and response.status < 500:
            if self._refusals.pop(host, 0) and slot is not None:
                slot.delay = self._crawler.engine.downloader._delay
            return response
        self._refusals[host] += 1
        asked = retry_after(response, datetime.now(UTC))
        pause = max(asked, self._first_pause * 2 ** (self._refusals[host] - 1))
        if asked > _LONGEST_PAUSE:
            self._given_up[host] = f"asks not to be called for {asked:.0f} seconds"
        elif self._refusals[host] >= _MOST_REFUSALS:
            self._given_up[host] = (
                f"refused {self._refusals[host]} times in a row, last with {response.status}"
            )
        elif slot is not None:
            slot.delay = min(max(slot.delay, pause), _LONGEST_PAUSE)
            logger.info("%s answered %s; the next request waits %.0f s", host, response.status, slot.delay)
        return response


def retry_after(response: Any, now: datetime) -> float:
    """Seconds that the header Retry-After asks to wait (RFC 9110 section 10.2.3); 0 where it asks nothing."""
    header = response.headers.get("Retry-After")
    text = header.decode("latin-1").strip() if header else ""
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def without_contact(settings: BaseSettings, url: str) -> str | None:
    """Why a site must not be crawled by somebody who gives no contact; null if one is given or not needed."""
    if settings["RANGWAN_CONTACT"] or is_loopback(urlsplit(url).hostname or ""):
        return None
    return (
        "a site must be able to reach those who crawl it. Set the environment variable RANGWAN_CONTACT "
        "to an e-mail address or a web page of yours and try again"
    )
