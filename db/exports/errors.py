"""What can be wrong with an export, told as the store tells its errors."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import StoreError


class FolderRefused(StoreError):
    """The folder is not one that exports may be put into."""


class ExportFailed(StoreError):
    """The files could not be written; readers still see the export before."""


_ADVICE = {
    errno.ENOSPC: "Free some space, then export again",
    errno.EDQUOT: "Free some space, then export again",
    errno.EACCES: "Give the user write permission on the folder, or name another one",
    errno.EPERM: "Allow writing to the folder, or name one on a file system with symbolic links",
    errno.EROFS: "Name a folder on a disk that may be written",
}


@contextmanager
def explained_files(folder: Path) -> Iterator[None]:
    """Turn the operating system's errors inside the block into one message."""
    try:
        yield
    except OSError as error:
        what = f"the export cannot be written ({error.strerror or error})"
        advice = _ADVICE.get(error.errno or 0, "Check the folder, its permissions and the free space")
        raise ExportFailed(
            f"{what}; what was there before is untouched", error.filename or folder, advice
        ) from error
