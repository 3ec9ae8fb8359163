"""HTTP connections whose answers have an end: headers of a bounded size."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

# Bytes; the servers in use today send at most 64 KB themselves.
MOST_HEADER_BYTES = 262_144


class EndlessHeadersError(ValueError):
    """The headers of an answer go on and on."""


class _Protocol(_LenientHTTP11ClientProtocol):
    """Twisted's client keeps each header that comes, until the memory is full or the time is up."""

    _header_bytes = 0

    def request(self, request: Any) -> Any:
        self._header_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        self._header_bytes += len(data) if self._is_in_headers() else 0
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._header_bytes > MOST_HEADER_BYTES and self._is_in_headers():
            self._giveUp(Failure(EndlessHeadersError()))  # type: ignore[no-untyped-call]

    def _is_in_headers(self) -> bool:
        return self._parser is not None and self._parser.state in {STATUS, HEADER}


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler of http and https, with a limit to the headers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory
