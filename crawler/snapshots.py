"""The raw pages, kept so that a new rule needs no new crawl.

Content-addressed: a page lies under the SHA-256 of its bytes, gzip-compressed, and is written once.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

# A third of the time of the highest level, for files that are one in fifty larger.
_LEVEL = 6
_DIGEST = re.compile("[0-9a-f]{64}")


class SnapshotError(Exception):
    """A snapshot is missing or damaged; the message says where and what to do."""


def digest(body: bytes) -> str:
    """The SHA-256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


class SnapshotStore:
    """A folder of raw pages: `ab/cdef....gz`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a page lies or would lie.  Raises ValueError if `sha256` is no such digest."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256 in hexadecimal digits")
        return self.folder / sha256[:2] / f"{sha256[2:]}.gz"

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def sweep(self) -> None:
        """Remove what a process that was killed while it wrote left behind.  Not while others write."""
        for left in self.folder.glob("*/.new-*"):
            left.unlink(missing_ok=True)

    def put(self, body: bytes) -> str:
        """Keep a page; its SHA-256.  Whole or not at all: a crash leaves no half-written page behind.

        Raises OSError if the folder cannot be written to.
        """
        sha256 = digest(body)
        path = self.path(sha256)
        if path.is_file():
            return sha256
        # No time stamp in the file: the same page gives the same bytes on every machine.
        packed = gzip.compress(body, _LEVEL, mtime=0)
        temporary = path.parent / f".new-{os.getpid()}-{sha256[:16]}"
        try:
            with _create(temporary) as file:
                file.write(packed)
                file.flush()
                # Without it a power failure can leave an empty file under the final name.
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of a page.

        Raises SnapshotError if it is missing, damaged or not what its name says.
        """
        path = self.path(sha256)
        try:
            body = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            raise SnapshotError(f"{path}: is missing. Crawl the page again.") from None
        except (OSError, EOFError, zlib.error) as error:
            raise SnapshotError(f"{path}: is damaged ({error}). Delete it, crawl the page again.") from error
        if digest(body) != sha256:
            raise SnapshotError(f"{path}: is not the page of that name. Delete it, crawl the page again.")
        return body


def _create(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")
