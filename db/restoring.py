"""Putting a back-up in the place of a database: verified first, at one stroke, what was there is kept."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import zstandard

from db.backups import COMPRESSED, Note, read_note, sha256_of
from db.copying import Tick, check_database, copy_database, replace_file, sync_file, unwritten
from db.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseMissing,
    DatabaseUnavailable,
    NotADatabase,
    StoreError,
    explained,
    from_sqlite,
)
from db.feed_gaps import Gap, put_gap
from db.publication import Publication, public_path, read_publication
from db.store import Store
from db.trial import Held, Tried, look, try_out
from db.workplace import workplace

_KEPT = ("-wal", "-journal")
_LOGS = (*_KEPT, "-shm")
"""What SQLite has beside a database.  Found beside another one, it would be written into that."""
_TIMEOUT = 5.0
"""Seconds to wait for those who have the database open."""
_DAMAGED = "Take another back-up; nothing was changed"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: `note` of the back-up (null: it has none), `kept` is what was there before."""

    note: Note | None
    tried: Tried
    kept: Path | None
    publication: Publication | None
    """What readers see until the next publishing."""
    read: int | None
    """How far clients of the change feed can have read; null when nobody can tell."""

    @property
    def feed_restarts(self) -> bool:
        """Whether clients can have read changes that the restored database does not have."""
        return self.read is None or self.read > self.tried.latest_change


def restore(backup: Path, database: Path, *, moment: datetime, tick: Tick | None = None) -> Restored:
    """Verify a back-up and put it in the place of a database, which is kept under another name.

    The caller holds the lock of the database.  Whenever the process is killed, `database` is the one before
    or the one restored.

    Raises the errors of `db.errors`; then the database is as it was.
    """
    real = database.resolve()
    if not backup.is_file():
        raise DatabaseMissing("there is no back-up", backup, "Name the file of one")
    if real.exists() and backup.samefile(real):
        raise DatabaseUnavailable("this is the database itself", backup, "Name a back-up of it")
    note = read_note(backup)
    _compare(backup, note)
    try:
        with workplace(real.parent) as place:
            unpacked = place / "restored.db"
            held = _unpack(backup, unpacked, note, tick)
            tried = _prepare(unpacked, held, place, backup)
            published = _published(database)
            kept, read = _put_in_place(
                unpacked, real, moment, published.latest_change if published else 0, tried.latest_change
            )
    except OSError as error:
        raise unwritten(error, database) from error
    return Restored(note, tried, kept, published, read)


def _published(database: Path) -> Publication | None:
    # A publication that cannot be read is no reason to be left without a database.
    with suppress(StoreError):
        return read_publication(public_path(database))
    return None


def _compare(backup: Path, note: Note | None) -> None:
    """Whether the file is the one that its note is about."""
    if note is None:
        return
    try:
        size, digest = backup.stat().st_size, sha256_of(backup)
    except OSError as error:
        raise DatabaseUnavailable(
            f"the back-up cannot be read ({error.strerror or error})", backup, "Check its permissions"
        ) from error
    if (size, digest) != (note.bytes, note.sha256):
        raise DatabaseDamaged(
            f"the back-up is not what its note says ({size:,} bytes of {note.bytes:,},"
            f" SHA-256 {digest[:12]}... for {note.sha256[:12]}...)",
            backup,
            _DAMAGED,
        )


def _unpack(backup: Path, target: Path, note: Note | None, tick: Tick | None) -> Held:
    seen: list[Held] = []
    if backup.suffix != COMPRESSED:
        copy_database(backup, target, full=True, tick=tick, witness=lambda db: seen.append(look(db)))
        return seen[-1]
    if note is not None and shutil.disk_usage(target.parent).free < note.database_bytes:
        raise unwritten(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), target)
    try:
        with backup.open("rb") as packed, target.open("wb") as stream:
            zstandard.ZstdDecompressor().copy_stream(packed, stream)
    except zstandard.ZstdError as error:
        raise DatabaseDamaged(f"the back-up cannot be unpacked ({error})", backup, _DAMAGED) from error
    with _named(backup):
        check_database(target)
        with explained(target), closing(_connect(target, "ro")) as db:
            return look(db)


def _prepare(unpacked: Path, held: Held, place: Path, backup: Path) -> Tried:
    """Bring it up to date and try it out, while it is in nobody's way."""
    with _named(backup):
        if not held.rows:
            raise NotADatabase("the file holds no tables of rangwan", backup, "Name a back-up of rangwan")
        Store.open(unpacked, create=False).close()
        with explained(unpacked), closing(_connect(unpacked, "rw")) as db:
            # One file, so that one renaming puts it in place.
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
        tried = try_out(unpacked, held, place)
    sync_file(unpacked)
    return tried


@contextmanager
def _named(backup: Path) -> Iterator[None]:
    """Name the back-up in errors, not the copy of it that is removed."""
    try:
        yield
    except StoreError as error:
        advice = _DAMAGED if isinstance(error, DatabaseDamaged) else error.advice
        raise type(error)(error.what, backup, advice) from error


def _put_in_place(
    unpacked: Path, database: Path, moment: datetime, published: int, latest: int
) -> tuple[Path | None, int | None]:
    """Keep what is there, then replace it; where that is kept, and how far clients can have read.

    `published` and `latest` are the last changes of the publication and of what is restored.
    """
    kept = _free(database, moment)
    with _alone(database) as before:
        was_there = database.exists()
        read = None if before is None and not published and was_there else max(before or 0, published)
        if read is not None and read > latest:
            with explained(unpacked), closing(_connect(unpacked, "rw")) as db, db:
                put_gap(db, Gap(latest, read))
            sync_file(unpacked)
        if was_there:
            shutil.copymode(database, unpacked)
        # Second names for what is there: at no moment is there no database.
        for suffix in ("", *_KEPT):
            _link(database.with_name(database.name + suffix), kept.with_name(kept.name + suffix))
        # Before the database is replaced, never after: a killed process would leave the log of the one
        # before beside the restored one, and SQLite would write it into that.  What SQLite can read has none
        # by now (`_alone`); what is too damaged for that has its log beside its second name.
        for suffix in _LOGS:
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        replace_file(unpacked, database)
    return (kept if was_there else None), read


@contextmanager
def _alone(database: Path) -> Iterator[int | None]:
    """Hold a database against all others, its log folded into it; the number of its last change.

    Raises `DatabaseLocked` when somebody has it open: SQLite would remove the log of the restored one when
    that one closes it.
    """
    if not database.exists():
        yield None
        return
    with closing(_connect(database, "rw")) as db:
        db.isolation_level = None
        try:
            _require_ours(db, database)
            if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "wal":
                raise _in_use(database)
            db.execute("BEGIN EXCLUSIVE")
            before = look(db).latest_change
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
        sync_file(second)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=_TIMEOUT)
