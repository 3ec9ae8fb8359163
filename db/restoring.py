"""Putting a back-up in the place of a database: verified first, at one stroke, what was there is kept."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import zstandard

from db.backups import COMPRESSED, Note, read_note, sha256_of
from db.connection import connect
from db.copying import Tick, check_database, copy_database
from db.disk import to_disk, unwritten
from db.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseUnavailable,
    NotADatabase,
    StoreError,
    explained,
)
from db.feed_gaps import Gap, put_gap
from db.given_out import reserve as reserve_numbers
from db.publication import Publication, public_path, read_publication
from db.replacing import Traces, replace_database, traces
from db.store import Store
from db.trial import Held, Tried, look, try_out
from db.workplace import workplace

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
    was_there = real.exists()
    public = public_path(database)
    seen = [found for found in (_traces_of(public),) if found]

    def reserve(before: Traces | None) -> None:
        seen.extend([before] if before else [])
        _reserve(unpacked, seen)

    try:
        with workplace(real.parent) as place:
            unpacked = place / "restored.db"
            held = _unpack(backup, unpacked, note, tick)
            tried = _prepare(unpacked, held, place, backup)
            kept = replace_database(unpacked, real, moment, reserve)
    except OSError as error:
        raise unwritten(error, database) from error
    read = max((one.latest_change for one in seen), default=None if was_there else 0)
    published = None
    with suppress(StoreError):
        published = read_publication(public)
    return Restored(note, tried, kept, published, read)


def _traces_of(public: Path) -> Traces | None:
    # A publication that cannot be read is no reason to be left without a database.
    with suppress(StoreError):
        if read_publication(public) is not None:
            with explained(public), closing(connect(public, "ro")) as db:
                return traces(db)
    return None


def _reserve(unpacked: Path, seen: Iterable[Traces]) -> None:
    """See to it that nothing that others may have seen is given out a second time."""
    with explained(unpacked), closing(connect(unpacked, "rw")) as db, db:
        latest = look(db).latest_change
        read = max((one.latest_change for one in seen), default=0)
        if read > latest:
            put_gap(db, Gap(latest, read))
        for one in seen:
            reserve_numbers(db, one.numbers)
    to_disk(unpacked)


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
        with explained(target), closing(connect(target, "ro")) as db:
            return look(db)


def _prepare(unpacked: Path, held: Held, place: Path, backup: Path) -> Tried:
    """Bring it up to date and try it out, while it is in nobody's way."""
    with _named(backup):
        if not held.rows:
            raise NotADatabase("the file holds no tables of rangwan", backup, "Name a back-up of rangwan")
        Store.open(unpacked, create=False).close()
        with explained(unpacked), closing(connect(unpacked, "rw")) as db:
            # One file, so that one renaming puts it in place.
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
        tried = try_out(unpacked, held, place)
    to_disk(unpacked)
    return tried


@contextmanager
def _named(backup: Path) -> Iterator[None]:
    """Name the back-up in errors, not the copy of it that is removed."""
    try:
        yield
    except StoreError as error:
        advice = _DAMAGED if isinstance(error, DatabaseDamaged) else error.advice
        raise type(error)(error.what, backup, advice) from error
