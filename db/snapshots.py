"""Raw pages as they came, compressed, each in a file that is named by the SHA-256 of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import zstandard

from db.errors import DatabaseFull, DatabaseUnavailable, SnapshotDamaged

LEVEL = 10
"""zstd level: pages are written once and kept, so size counts more than time."""
MAX_SIZE = 256 * 2**20
"""Bytes that a stored page may unpack to; above every limit of the crawler, below what hurts."""


class SnapshotFolder:
    """The folder of raw pages beside a database: `ab/abcd....zst`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the page with this SHA-256 is, or would be."""
        return self.folder / sha256[:2] / f"{sha256}.zst"

    def put(self, body: bytes) -> str:
        """Store a page and return its SHA-256; a page that is there already is not written again.

        The file appears whole or not at all, whenever the program is killed.  Raises `DatabaseFull` or
        `DatabaseUnavailable`.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(body))
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(target)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            kind = DatabaseFull if error.errno in _FULL else DatabaseUnavailable
            raise kind(
                f"the page could not be stored ({error.strerror})",
                target,
                "Free some space or correct the permissions of the folder, then try again",
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The page with this SHA-256; raises `SnapshotDamaged` when it is missing or altered."""
        target = self.path(sha256)
        try:
            body = zstandard.ZstdDecompressor().decompress(target.read_bytes(), max_output_size=MAX_SIZE)
        except FileNotFoundError as error:
            raise SnapshotDamaged("the stored page is missing", target, _RESTORE) from error
        except zstandard.ZstdError as error:
            raise SnapshotDamaged(f"the page cannot be unpacked ({error})", target, _RESTORE) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise SnapshotDamaged("the stored page has another SHA-256 than its name", target, _RESTORE)
        return body


_FULL = frozenset({28, 122})  # ENOSPC, EDQUOT
_RESTORE = "Restore the file from a backup, or crawl the page again"
