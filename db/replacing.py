"""One database in the place of another: that one is kept, and at every moment one of the two is there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.connection import connect
from db.disk import replace_file, to_disk
from db.errors import DatabaseDamaged, DatabaseLocked, NotADatabase, StoreError, from_sqlite
from db.feed_gaps import last_given_out
from db.given_out import given_out
from db.trial import look

_KEPT = ("-wal", "-journal")
_LOGS = (*_KEPT, "-shm")
"""What SQLite has beside a database.  Found beside another one, it would be written into that."""
TIMEOUT = 5.0
"""Seconds to wait for those who have the database open."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What others may have seen of a database: its last change, and the last number of each table.

    Also what it had lost already, when a back-up was restored before.
    """

    latest_change: int
    numbers: Mapping[str, int]


def traces(db: sqlite3.Connection) -> Traces:
    """What others may have seen of a database of rangwan."""
    held = look(db)
    # A database of rows has `meta`, of whatever schema it is.
    return Traces(last_given_out(db, held.latest_change) if held.rows else 0, given_out(db))


def replace_database(
    new: Path, database: Path, moment: datetime, prepare: Callable[[Traces | None], object]
) -> Path | None:
    """Put a finished file in the place of a database, which is kept; where that is, if there was one.

    `prepare` is called before, while nobody else can write the old one, with what that gave out (null: it
    cannot be read, or there is none).

    Raises OSError and the errors of `db.errors`; then the database is as it was.
    """
    kept = _free(database, moment)
    with _alone(database) as before:
        was_there = database.exists()
        prepare(before)
        if was_there:
            shutil.copymode(database, new)
        # Second names for what is there: at no moment is there no database.
        for suffix in ("", *_KEPT):
            _link(database.with_name(database.name + suffix), kept.with_name(kept.name + suffix))
        # Before the database is replaced, never after: a killed process would leave the log of the one
        # before beside the new one, and SQLite would write it into that.  What SQLite can read has none by
        # now (`_alone`); what is too damaged for that has its log beside its second name.
        for suffix in _LOGS:
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        try:
            replace_file(new, database)
        except StoreError:
            # A log that is kept is nowhere else by now.
            if not any(kept.with_name(kept.name + suffix).exists() for suffix in _KEPT):
                kept.unlink(missing_ok=True)
            raise
    return kept if was_there else None


@contextmanager
def _alone(database: Path) -> Iterator[Traces | None]:
    """Hold a database against all others, its log folded into it; what it gave out, if that can be read.

    Raises `DatabaseLocked` when somebody has it open: SQLite would remove the log of the restored one when
    that one closes it.
    """
    if not database.exists():
        yield None
        return
    with closing(connect(database, "rw", timeout=TIMEOUT)) as db:
        db.isolation_level = None
        try:
            _require_ours(db, database)
            if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "wal":
                raise _in_use(database)
            db.execute("BEGIN EXCLUSIVE")
            before = traces(db)
        except sqlite3.Error as error:
            cause = from_sqlite(error, database)
            if isinstance(cause, DatabaseLocked):
                raise _in_use(database) from error
            if not isinstance(cause, DatabaseDamaged | NotADatabase):
                raise cause from error
            # Why it is replaced.  Closed now: later SQLite might remove what is beside the restored one.
            db.close()
            before = None
        yield before


def _require_ours(db: sqlite3.Connection, database: Path) -> None:
    there = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if there and "_sqlite_migrations" not in there:
        raise NotADatabase(
            f"the database belongs to another program (it holds the table {there[0]!r})",
            database,
            "Name another file; nothing was changed",
        )


def _in_use(database: Path) -> DatabaseLocked:
    return DatabaseLocked(
        "somebody has the database open",
        database,
        "End what reads or writes it (rangwan serve --working, a sqlite3 shell), then try again; nothing was"
        " changed",
    )


def _free(database: Path, moment: datetime) -> Path:
    """A name for what was there before that nothing has."""
    name = f"{database.name}.before-restore-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    kept, number = database.with_name(name), 1
    while kept.exists():
        number += 1
        kept = database.with_name(f"{name}-{number}")
    return kept


def _link(path: Path, second: Path) -> None:
    if not path.exists():
        return
    try:
        second.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        shutil.copyfile(path, second)
        to_disk(second)
