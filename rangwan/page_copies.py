"""Raw pages that a database refers to, brought from one folder into another."""

from __future__ import annotations

from pathlib import Path

from crawler.snapshot_copies import copy_snapshots
from crawler.snapshots import SnapshotError, SnapshotStore
from db.backups import pages_referred_to
from db.disk import unwritten
from rangwan.messages import Problem, Problems
from rangwan.progress import progress


def stored_pages(database: Path, source: Path, target: Path, problems: Problems) -> dict[str, int]:
    """Bring the pages that `database` refers to and `target` lacks; how many of them, by what was done.

    A page that is missing or damaged is told as a problem.  Raises the errors of `db.errors`.
    """

    def failed(error: SnapshotError) -> None:
        where, _, what = str(error).partition(": ")
        problems(Problem(where, what, kind="snapshot"))

    digests = pages_referred_to(database)
    try:
        with progress("raw pages", len(digests)) as tick:
            counts = copy_snapshots(
                digests, SnapshotStore(source), SnapshotStore(target), failed=failed, tick=tick
            )
    except OSError as error:
        raise unwritten(error, target) from error
    return {name: counts[name] for name in ("there", "linked", "copied", "failed")}
