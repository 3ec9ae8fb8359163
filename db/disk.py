"""Files brought to the disk and put in the place of others, each in one step."""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path

from db.errors import DatabaseFull, DatabaseUnavailable, StoreError


def to_disk(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk.  Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(unfinished: Path, path: Path, *, before: os.stat_result | None = None) -> bool:
    """Put a finished file in the place of another: readers see the one before or this one, never half.

    With `before` only if that file is still there; otherwise nothing is done, and the answer is false.

    Raises `DatabaseUnavailable` when the file system refuses it.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            # One at a time: between the look and the replacement nobody else may put a file there.  Not on
            # the file itself, as closing that would let go of the locks that SQLite has on it.
            with suppress(OSError):  # a file system without locks
                fcntl.flock(folder, fcntl.LOCK_EX)
            if before is not None and not _is_same(before, path.stat()):
                return False
            unfinished.replace(path)
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise unwritten(error, path) from error
    return True


def unwritten(error: OSError, path: Path) -> StoreError:
    """What an error of the file system means to the user who wanted `path` written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseFull("the disk is full", path, "Free some space and try again; nothing is lost")
    what = f"the copy cannot be written ({error.strerror or error})"
    return DatabaseUnavailable(what, path, "Check the folder and its permissions")


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    # The number of a file that was replaced may be given to the next but one.
    return os.path.samestat(one, other) and one.st_mtime_ns == other.st_mtime_ns
