"""Sending a file piece by piece: all of it, one range of it, or word that the reader has it already."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from db.exports.published import OpenFile

CHUNK_BYTES = 256 * 1024

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "json": "application/json; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "sql": "application/sql; charset=utf-8",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Download:
    """The answer to a request for a file; closes the file once it is sent."""

    def __init__(self, opened: OpenFile, method: str, asked: Mapping[str, str], receive: Any) -> None:
        self._opened = opened
        self._is_head = method == "HEAD"
        self._receive = receive
        size = opened.file.size
        etag = f'"{opened.file.sha256}"'
        self._start, self._end = 0, size
        self.status = 200
        self.headers = {
            "etag": etag,
            # A browser or proxy asks each time, and gets 304 while the file is the same.
            "cache-control": "public, no-cache",
            "access-control-allow-origin": "*",
        }
        if _has(asked.get("if-none-match"), etag):
            self.status, self._end = 304, 0
            return
        name = opened.file.path
        self.headers |= {
            "accept-ranges": "bytes",
            "content-type": _TYPES.get(name.rpartition(".")[2], "application/octet-stream"),
            "content-disposition": f'attachment; filename="{name}"',
        }
        if not self._is_head and asked.get("if-range", etag) == etag:
            self._take_range(asked.get("range", ""), size)
        self.headers["content-length"] = str(self._end - self._start)

    async def asgi_send(self, send: Any) -> None:
        """Send it; a reader who goes away ends it."""
        gone = asyncio.create_task(self._reader_goes())
        try:
            headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            at = self._end if self._is_head else self._start
            while at < self._end and not gone.done():
                length = min(CHUNK_BYTES, self._end - at)
                piece = await asyncio.to_thread(self._opened.read, at, length)
                if not piece:
                    break  # cut off meanwhile: the reader sees that bytes are missing
                at += len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            self._opened.close()

    def _take_range(self, header: str, size: int) -> None:
        """Send one range of the file (RFC 9110, 14.2); what is no range, or several, is all of it."""
        match = _RANGE.fullmatch(header.strip())
        if match is None or not (match[1] or match[2]):
            return
        if match[1]:
            start, last = int(match[1]), int(match[2] or size - 1)
            if match[2] and last < start:
                return
        else:
            start, last = max(0, size - int(match[2])), size - 1
        if start >= size:
            self.status, self._end = 416, 0
            self.headers["content-range"] = f"bytes */{size}"
            return
        self.status, self._start, self._end = 206, start, min(last + 1, size)
        self.headers["content-range"] = f"bytes {self._start}-{self._end - 1}/{size}"

    async def _reader_goes(self) -> None:
        for _ in range(2):  # the request, which has no body, then nothing until the reader is gone
            if (await self._receive())["type"] == "http.disconnect":
                return
        await asyncio.Event().wait()


def _has(header: str | None, etag: str) -> bool:
    """Whether `If-None-Match` names the tag; a proxy that compresses marks it as weak."""
    tags = {tag.strip().removeprefix("W/") for tag in (header or "").split(",")}
    return etag in tags or "*" in tags
