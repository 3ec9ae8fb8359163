"""Raw pages brought into another folder of them; what is there already is left as it is."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from crawler.snapshots import SnapshotError, SnapshotStore


def copy_snapshots(
    digests: Iterable[str],
    source: SnapshotStore,
    target: SnapshotStore,
    *,
    failed: Callable[[SnapshotError], object],
    tick: Callable[[], object] = lambda: None,
) -> Counter[str]:
    """Bring the pages that `target` lacks; how many were there, linked, copied, and missing or damaged.

    A page is read before it is brought; one that is missing or damaged goes to `failed`.  On one file system
    a page is linked, not copied: pages are written once and never altered.  A copying that was killed goes
    on where it was, since a page has its name only once it is whole.

    Raises OSError when the folder cannot be written.
    """
    target.folder.mkdir(parents=True, exist_ok=True)
    target.sweep()
    counts: Counter[str] = Counter()
    for digest in digests:
        if digest in target:
            counts["there"] += 1
        else:
            try:
                source.get(digest)
            except SnapshotError as error:
                counts["failed"] += 1
                failed(error)
            else:
                counts[_bring(source.path(digest), target.path(digest))] += 1
        tick()
    return counts


def _bring(page: Path, to: Path) -> str:
    to.parent.mkdir(exist_ok=True)
    unfinished = to.parent / f".new-{os.getpid()}-{to.name[:16]}"
    how = "linked"
    try:
        try:
            unfinished.hardlink_to(page)
        except OSError:
            # Another disk, or a file system without links.
            how = "copied"
            shutil.copyfile(page, unfinished)
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
        unfinished.replace(to)
    finally:
        # Two links of one file: then `replace` does nothing and leaves both.
        unfinished.unlink(missing_ok=True)
    return how
