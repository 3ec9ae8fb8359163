"""Where a crawl may go: http and https, the publisher's hosts, no address inside a private network.

Links, feeds, sitemaps, redirects and robots.txt are written by strangers, so that each request is checked,
and again the address that its host resolves to.
"""

from __future__ import annotations

import ipaddress
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.events import FailureKind
from crawler.urls import LONGEST

LOOPBACK_SETTING = "RANGWAN_ALLOW_LOOPBACK"
# Names that never leave the local network (RFC 6761, RFC 6762, RFC 8375, RFC 9476).
_LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet")


class RefusedError(IgnoreRequest):
    """A request that is not made, with the kind of failure to report.

    `of_host` tells that no request to the host would be made, whatever the page.
    """

    def __init__(self, kind: FailureKind, reason: str, *, of_host: bool = False) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.of_host = of_host


def is_loopback(host: str) -> bool:
    """Whether a host name or literal address is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_private(host: str) -> bool:
    """Whether a host name or literal address cannot be on the public internet."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_SUFFIXES)


class AddressGuard:
    """Downloader middleware that refuses requests to where a crawl must not go."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allow_loopback = crawler.settings.getbool(LOOPBACK_SETTING)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise RefusedError."""
        if len(request.url) > LONGEST:
            reason = f"the address has {len(request.url):,} characters; more than {LONGEST:,} are refused"
            raise RefusedError(FailureKind.ADDRESS, reason)
        parts = urlsplit(request.url)
        host = (parts.hostname or "").lower().rstrip(".")
        publisher = getattr(self._crawler.spider, "publisher", None)
        if parts.scheme not in {"http", "https"}:
            raise RefusedError(FailureKind.ADDRESS, f"{request.url}: only http and https are fetched")
        if is_private(host):
            own = urlsplit(publisher.root) if publisher else parts
            if not (self._allow_loopback and is_loopback(host) and parts.netloc == own.netloc):
                raise RefusedError(
                    FailureKind.ADDRESS, f"{request.url}: leads to this machine or into a private network"
                )
            # A proxy would look for the address on its own machine.
            request.meta["proxy"] = None
        if publisher and not publisher.owns(request.url):
            raise RefusedError(
                FailureKind.ADDRESS,
                f"{request.url}: {host} is no host of {publisher.key}; if it is, add it to its hosts",
            )


class GuardedResolver(CachingThreadedResolver):
    """Resolver that hands out no private address, whatever name leads there."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, allow_loopback: bool) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, size, settings.getfloat("DNS_TIMEOUT"), settings.getbool(LOOPBACK_SETTING))

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The address of a name; fails with DNSLookupError if it is a private one."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if is_private(address) and not (self._allow_loopback and is_loopback(address)):
            raise DNSLookupError(f"{name} resolves to {address}, which lies in a private network")
        return address
