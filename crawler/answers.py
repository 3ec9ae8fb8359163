"""Downloader middlewares that look at answers before anybody follows or unpacks them."""

from __future__ import annotations

import zlib
from urllib.parse import urljoin

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from crawler.events import FailureKind
from crawler.guard import RefusedError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


class RedirectGuard:
    """Ends redirects that lead nowhere: in a circle, to a wall of cookies, to no address at all.

    Cookies are not kept, so that a site that insists on one sends its readers round for ever.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Let the answer pass or raise RefusedError."""
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or not location:
            return response
        if response.headers.get("Set-Cookie"):
            # The request that follows is made from this one and takes the note along.
            request.meta["cookie_asked"] = True
        target = location.decode("latin-1")
        try:
            url = urljoin(request.url, target)
        except ValueError:
            reason = f"redirects to {target[:200]!r}, which is no address"
            raise RefusedError(FailureKind.ADDRESS, reason) from None
        if url in {request.url, *request.meta.get("redirect_urls", [])}:
            if request.meta.get("cookie_asked"):
                reason = "cookie wall: the page redirects to itself until a cookie is set"
                raise RefusedError(FailureKind.BLOCKED, reason)
            raise RefusedError(FailureKind.HTTP, f"redirects lead back to {url[:200]}")
        return response


class Unpacking(HttpCompressionMiddleware):
    """Scrapy takes what it can unpack of a broken gzip answer for the whole page; here it is a failure."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in {b"gzip", b"x-gzip"}:
            return gunzip_whole(body, max_size)
        return HttpCompressionMiddleware._decode(body, encoding, max_size)


def gunzip_whole(body: bytes, max_size: int) -> bytes:
    """The unpacked body; as it is if it is no gzip (some servers only say so).

    Raises RefusedError if it breaks off, is damaged or grows beyond `max_size` bytes.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    parts: list[bytes] = []
    size = 0
    while body.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        while body and not unpacker.eof:
            try:
                part = unpacker.decompress(body, _CHUNK)
            except zlib.error as error:
                reason = f"the compressed page is damaged ({error})"
                raise RefusedError(FailureKind.NETWORK, reason) from None
            parts.append(part)
            size += len(part)
            if size > max_size:
                raise RefusedError(FailureKind.SIZE, f"the page unpacks to more than {max_size:,} bytes")
            body = unpacker.unconsumed_tail
        if not unpacker.eof:
            raise RefusedError(FailureKind.NETWORK, "the compressed page broke off before its end")
        body = unpacker.unused_data
    return b"".join(parts)
