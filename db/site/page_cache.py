"""Pages as they were rendered, kept until the data changes; who has one is told that it still holds."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

FRESH_SECONDS = 60
"""How long a browser or proxy may show a page without asking again."""

KEPT_SECONDS = 600
"""How long a page is kept here while the data does not change: some count days from today."""

MAX_BYTES = 64_000_000
MAX_PAGE_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class _Page:
    headers: Headers
    body: bytes
    etag: bytes
    version: tuple[int, ...]
    made_at: float
    size: int
    """Bytes of it and of what it is kept under: an address may be longer than its page."""


class PageCache:
    """An application that answers for another one whatever it has answered before.

    `version` gives the state of the data (null: unknown, nothing is kept); `cacheable` the key under which an
    answer is kept (null: it is not).  Used in one event loop.
    """

    def __init__(
        self,
        app: App,
        version: Callable[[], tuple[int, ...] | None],
        cacheable: Callable[[Any], tuple[bytes, ...] | None],
        *,
        max_bytes: int = MAX_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._version = version
        self._cacheable = cacheable
        self._max_bytes = max_bytes
        self._clock = clock
        self._pages: OrderedDict[tuple[bytes, ...], _Page] = OrderedDict()
        self._bytes = 0
        self._making: dict[tuple[bytes, ...], asyncio.Lock] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        key = self._cacheable(scope)
        version = self._version() if key is not None else None
        if key is None or version is None:
            await self._app(scope, receive, send)
            return
        page = self._get(key, version)
        if page is None:
            # Of many who ask for a page at once, one makes it and the others wait for that.
            lock = self._making.setdefault(key, asyncio.Lock())
            try:
                async with lock:
                    page = self._get(key, version)
                    if page is None:
                        page = await self._make(key, version, scope, receive, send)
            finally:
                if not lock.locked():
                    self._making.pop(key, None)
        if page is not None:
            await _send(page, scope, send)

    def _get(self, key: tuple[bytes, ...], version: tuple[int, ...]) -> _Page | None:
        page = self._pages.get(key)
        if page is None:
            return None
        if page.version != version or self._clock() - page.made_at > KEPT_SECONDS:
            self._drop(key)
            return None
        self._pages.move_to_end(key)
        return page

    async def _make(
        self, key: tuple[bytes, ...], version: tuple[int, ...], scope: Any, receive: Any, send: Any
    ) -> _Page | None:
        """The page, kept; or null when the answer was no page to keep, and is sent already."""
        start: dict[str, Any] = {}
        parts: list[bytes] = []
        passed = False  # straight on to the client

        async def collect(message: dict[str, Any]) -> None:
            nonlocal passed
            if message["type"] == "http.response.start":
                start.update(message)
                passed = message["status"] != 200
                if passed:
                    await send(message)
                return
            if passed:
                await send(message)
                return
            parts.append(message.get("body", b""))
            if sum(map(len, parts)) > MAX_PAGE_BYTES:
                passed = True
                await send(start)
                await send({**message, "body": b"".join(parts)})

        await self._app({**scope, "method": "GET"}, receive, collect)
        if passed or not start:
            return None
        body = b"".join(parts)
        etag = b'"' + hashlib.sha256(body).hexdigest()[:20].encode() + b'"'
        dropped = (b"content-length", b"vary", b"set-cookie", b"etag", b"cache-control")
        headers = [(name.lower(), value) for name, value in start["headers"]]
        held = dict(headers).get(b"cache-control", f"public, max-age={FRESH_SECONDS}".encode())
        kept = [(name, value) for name, value in headers if name not in dropped]
        kept += [
            (b"content-length", str(len(body)).encode()),
            (b"etag", etag),
            (b"cache-control", held),
            (b"vary", b"Accept-Encoding"),
        ]
        size = len(body) + sum(map(len, key)) + 2_000
        page = _Page(kept, body, etag, version, self._clock(), size)
        self._drop(key)
        self._pages[key] = page
        self._bytes += page.size
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._pages)))
        return page

    def _drop(self, key: tuple[bytes, ...]) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= page.size


async def _send(page: _Page, scope: Any, send: Any) -> None:
    asked = b",".join(value for name, value in scope["headers"] if name == b"if-none-match")
    known = {tag.strip().removeprefix(b"W/") for tag in asked.split(b",")}
    if page.etag in known or b"*" in known:
        headers = [
            (name, value) for name, value in page.headers if name not in (b"content-length", b"content-type")
        ]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": page.headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else page.body})
