"""A folder for unfinished work beside where its result goes; what a killed process left is swept up."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

_PREFIX = ".rangwan-unfinished-"


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A new folder in `folder`, on the same disk as the result and removed at the end, however that comes.

    Its owner holds a lock on it that ends with the process, so those of killed ones are known and removed.

    Raises OSError when it cannot be made.
    """
    for left in folder.glob(f"{_PREFIX}*"):
        _sweep(left)
    place, descriptor = _make(folder)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(descriptor)


def _make(folder: Path) -> tuple[Path, int]:
    while True:
        place = Path(mkdtemp(prefix=_PREFIX, dir=folder))
        with suppress(FileNotFoundError):
            # Somebody who sweeps may take it for a dead one before it is locked: then another is made.
            descriptor = os.open(place, os.O_RDONLY)
            if _locked(descriptor) and place.exists():
                return place, descriptor
            os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: nobody can sweep there either.
        return True
    return True


def _sweep(place: Path) -> None:
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(place, ignore_errors=True)
    except OSError:
        # Its owner is at work.
        return
    finally:
        os.close(descriptor)
