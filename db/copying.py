"""A whole copy of a database, made while others read and write it, and looked over before it counts."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.connection import DEFAULT_TIMEOUT, connect, connect_read_only
from db.disk import to_disk, unwritten
from db.errors import DatabaseDamaged, DatabaseFull, StoreError, explained

_STEP = 2_000
"""Pages copied between two looks at the progress: 8 MB with SQLite's usual pages."""

_SHOWN = 5
"""So many faults of a damaged copy are named."""

Tick = Callable[[int, int], object]
"""Takes how many pages are copied, and how many there are."""


Witness = Callable[[sqlite3.Connection], object]
"""Looks at the database in the moment that the copy is of."""


def copy_database(
    source: Path,
    target: Path,
    *,
    full: bool = False,
    tick: Tick | None = None,
    witness: Witness | None = None,
) -> int:
    """Copy a database with SQLite's online back-up to a new file, check the copy; its size in bytes.

    The copy is the state of one moment, whatever is written meanwhile.  It is one file without a
    write-ahead log, so it can be read from a folder that may not be written.  `full` checks every index
    against its table too (`PRAGMA integrity_check`, not `quick_check`).

    Raises the errors of `db.errors`; what was written of a copy that failed is removed.
    """
    try:
        _require_room(source, target)
        with explained(source):
            _copy(source, target, tick, witness)
        check_database(target, full=full)
        to_disk(target)
        return target.stat().st_size
    except (StoreError, OSError) as error:
        for left in (target, target.with_name(f"{target.name}-journal")):
            left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritten(error, target) from error
        raise


def check_database(path: Path, *, full: bool = True) -> None:
    """Raises `DatabaseDamaged` unless the pages, the rows and their references are all whole."""
    check = "integrity_check" if full else "quick_check"
    with explained(path), closing(connect_read_only(path, DEFAULT_TIMEOUT)) as db:
        faults = [str(row[0]) for row in db.execute(f"PRAGMA {check}({_SHOWN})")]
        if faults != ["ok"]:
            raise _damaged(path, "; ".join(faults))
        orphans = db.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
        if orphans:
            tables = ", ".join(sorted({f"{row[0]} -> {row[2]}" for row in orphans}))
            raise _damaged(path, f"rows refer to others that are not there: {tables}")


def _require_room(source: Path, target: Path) -> None:
    needed = source.stat().st_size
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise DatabaseFull(
            f"the disk is full: a copy needs {needed / 1e6:,.0f} MB and {free / 1e6:,.0f} MB are free",
            target,
            "Free some space and try again; nothing is lost",
        )


def _copy(source: Path, target: Path, tick: Tick | None, witness: Witness | None) -> None:
    def progress(_status: int, remaining: int, total: int) -> None:
        if tick is not None:
            tick(total - remaining, total)

    with (
        closing(connect_read_only(source, DEFAULT_TIMEOUT)) as reading,
        closing(connect(target, "rwc")) as writing,
    ):
        # In one transaction of a reader: a writer's commit between two steps would make it start again.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if witness is not None:
            witness(reading)
        reading.backup(writing, pages=_STEP, progress=progress)
        reading.rollback()
        writing.execute("PRAGMA journal_mode = DELETE").fetchone()


def _damaged(path: Path, what: str) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"the database is damaged ({what})",
        path,
        "Restore it from a back-up (rangwan restore); `sqlite3 FILE .recover` saves what can still be read",
    )
