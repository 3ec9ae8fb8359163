"""WARC files (ISO 28500), as other crawlers and `rangwan snapshot export` write them, read by page objects.

A page is read in the way of the publisher whose host it lies on, as if it had been fetched when the record
says it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.stream_io import GzipReader, ZstdReader

from crawler.archives.entry import Capture, Entry
from crawler.events import FailureKind
from crawler.job import CrawlJob, Limits
from crawler.publisher import Publisher
from crawler.reading import Reader, ReadingError, handed_over, other_format
from crawler.urls import normal_url

_PAGES = WarcRecordType.response | WarcRecordType.resource
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_MEMBER = b"\x1f\x8b\x08"
"""How a gzip member begins (RFC 1952)."""
_BLOCK = 1 << 20


def is_warc(path: Path) -> bool:
    """Whether a file is a WARC, plain or compressed, by its first bytes.  Raises OSError."""
    with path.open("rb") as file:
        head = file.read(8)
        file.seek(0)
        if head.startswith(_GZIP):
            head = _first(GzipReader(file))
        elif head.startswith(_ZSTD):
            head = _first(ZstdReader(file))
    return head.startswith(b"WARC/")


def _first(reader: GzipReader | ZstdReader) -> bytes:
    try:
        return reader.read(8)
    except (OSError, ValueError):
        return b""


class WarcArchive:
    """One WARC file, read for the publishers that are known."""

    def __init__(
        self,
        path: Path,
        publishers: Sequence[Publisher],
        *,
        limits: Limits | None = None,
        snapshots: Path | None = None,
    ) -> None:
        self.path = path
        self._limits = limits or Limits()
        self._readers = [
            (publisher, Reader(CrawlJob(publisher=publisher, limits=self._limits, snapshots=snapshots)))
            for publisher in publishers
        ]

    def read(self, skip: int = 0) -> Iterator[Entry]:
        """The pages of the archive without the first `skip`; those of no publisher come without an article.

        Reading goes on behind a damaged stretch of a gzip file.  Raises OSError if the file cannot be read or
        a page cannot be kept.
        """
        total = self.path.stat().st_size
        number = 0
        with self.path.open("rb") as file:
            for record in _records(file):
                number += 1
                if number <= skip:
                    continue
                if isinstance(record, WarcRecord):
                    yield self._entry(record, number, file.tell(), total)
                else:
                    where = f"{self.path.name}, behind page {number - 1}"
                    yield Entry(
                        where, number, problem=record, kind="damaged record", done=file.tell(), total=total
                    )

    def _entry(self, record: WarcRecord, number: int, done: int, total: int) -> Entry:
        url = record.headers.get("WARC-Target-URI", "") or ""
        where = f"{self.path.name}, page {number}" + (f" ({url})" if url else "")
        place = Entry(where, number, done=done, total=total)
        reader = self._reader_of(url)
        if reader is None:
            return place
        limit = self._limits.page_bytes
        try:
            page = _page(record, normal_url(url), limit) if record.content_length <= limit else None
        except (OSError, ValueError, RuntimeError) as error:
            return replace(place, problem=f"is damaged ({error})", kind="damaged record")
        if page is None or len(page.body) > limit:
            return replace(place, problem=f"has more than {limit:,} bytes", kind="record too large")
        return self._read(place, *reader, page) if _may_be_article(page) else place

    def _read(self, place: Entry, publisher: Publisher, reader: Reader, page: Capture) -> Entry:
        layout = handed_over(page.body)
        try:
            read = reader.read(
                page.url, page.body, page.fetched_at, content_type=page.content_type, layout=layout
            )
        except ReadingError as error:
            # Without a pattern for the addresses of articles nobody knows whether it should be one.
            if error.kind is FailureKind.NO_TEXT and not _patterns(publisher):
                return place
            return replace(place, problem=error.reason, kind=f"page: {error.kind.value}")
        article = reader.keep(read, page.body)
        return replace(place, article=article, capture=replace(page, fingerprint=read.fingerprint))

    def _reader_of(self, url: str) -> tuple[Publisher, Reader] | None:
        """The publisher on whose host an address lies, if its articles can have such addresses."""
        if not url.startswith(("http://", "https://")):
            return None
        for publisher, reader in self._readers:
            if publisher.owns(url):
                patterns = _patterns(publisher)
                fits = not patterns or any(re.search(pattern, url) for pattern in patterns)
                return (publisher, reader) if fits else None
        return None


def _patterns(publisher: Publisher) -> list[str]:
    """What the addresses of the publisher's articles look like, where every discovery table says so."""
    patterns = [table.match for table in publisher.discovery]
    return [pattern for pattern in patterns if pattern] if all(patterns) else []


def _page(record: WarcRecord, url: str, limit: int) -> Capture:
    """The page of a record; its body at most a byte longer than the limit."""
    status, content_type = 200, record.headers.get("Content-Type")
    if record.record_type == WarcRecordType.response:
        record.parse_http(auto_decode="all")
        status = record.http_headers.status_code or 0
        content_type = record.http_headers.get("Content-Type")
    moment = record.record_date
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Capture(url, record.reader.read(limit + 1), moment, status, content_type)


def _may_be_article(page: Capture) -> bool:
    """Whether a page answered with success and with a web page, or a post as WordPress hands it over."""
    if page.status != 200 or not page.body:
        return False
    return handed_over(page.body) is not None or other_format(page.content_type, page.body) is None


def _records(file: BinaryIO) -> Iterator[WarcRecord | str]:
    """The pages of a WARC, and a sentence for each stretch that is damaged."""
    start: int | None = 0
    while start is not None:
        file.seek(start)
        reached = start
        records = ArchiveIterator(file, record_types=_PAGES, parse_http=False)
        try:
            for record in records:
                reached = record.stream_pos
                yield record
            return
        except (OSError, ValueError, RuntimeError) as error:
            start = _next_member(file, reached)
            yield f"the file is damaged ({error}); " + (
                "reading goes on behind" if start else "the rest is lost"
            )


def _next_member(file: BinaryIO, reached: int) -> int | None:
    """Where the next gzip member that can be read begins, behind the record at this place."""
    position = reached + 1
    while (position := _find(file, _MEMBER, position)) >= 0:
        file.seek(position)
        try:
            if GzipReader(file).read(5) == b"WARC/":
                file.seek(position)
                next(iter(ArchiveIterator(file, parse_http=False)), None)
                return position
        except (OSError, ValueError, RuntimeError):
            pass
        position += 1
    return None


def _find(file: BinaryIO, wanted: bytes, start: int) -> int:
    """The first place from `start` on at which these bytes stand; -1 where there is none."""
    file.seek(start)
    kept = b""
    while block := file.read(_BLOCK):
        found = (kept + block).find(wanted)
        if found >= 0:
            return start - len(kept) + found
        start += len(block)
        kept = block[-len(wanted) + 1 :]
    return -1
