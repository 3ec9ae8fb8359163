"""Snapshots as WARC 1.1 (ISO 28500:2017), for other tools to read.

The pages are written as `resource` records: what came over the wire besides them was not kept, and a
`response` record would have to make up its HTTP headers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc import WarcRecord, WarcRecordType
from fastwarc.stream_io import GzipWriter

from crawler.archives.entry import Capture
from crawler.reading import handed_over

_NAMESPACE = uuid.UUID("6c0dfd0f-7b5c-5a1e-9d0a-9c1f1e0a7a11")
"""Makes the ids of records, so that the same snapshots give the same file."""


def write_warc(stream: BinaryIO, captures: Iterable[Capture], *, software: str, made_at: datetime) -> int:
    """Write pages to a gzip-compressed WARC, one gzip member a record; how many were written."""
    info = _record(WarcRecordType.warcinfo, "warcinfo", made_at, "application/warc-fields")
    _write(stream, info, f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode())
    count = 0
    for capture in captures:
        kind = capture.content_type or ("application/json" if handed_over(capture.body) else "text/html")
        identity = f"{capture.url} {capture.fetched_at.isoformat()}"
        record = _record(WarcRecordType.resource, identity, capture.fetched_at, kind)
        record.headers["WARC-Target-URI"] = capture.url
        _write(stream, record, capture.body)
        count += 1
    return count


def _record(kind: WarcRecordType, identity: str, moment: datetime, content_type: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind, f"uuid:{uuid.uuid5(_NAMESPACE, identity)}".encode())
    record.headers["WARC-Date"] = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["Content-Type"] = content_type
    return record


def _write(stream: BinaryIO, record: WarcRecord, body: bytes) -> None:
    record.set_bytes_content(body)
    writer = GzipWriter(stream, compression_level=6)
    record.write(writer, checksum_data=True)
    writer.finish()
