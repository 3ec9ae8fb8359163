"""Opening the database file: writing or reading, with every way in which that can fail explained."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from db import migrations
from db.errors import (
    DatabaseFull,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseUnavailable,
    StoreError,
    explained,
    from_sqlite,
)

DEFAULT_TIMEOUT = 10.0
"""Seconds to wait for another writer; single transactions of the store take far less."""


def open_for_writing(path: Path, *, create: bool, timeout: float) -> Database:
    """Open a database, bringing it up to date; with `create`, make a missing one.

    Raises the errors of `db.errors`; a file that is refused is left as it was.
    """
    _require_folder(path)
    if not create:
        _require_file(path)
    with explained(path):
        connection = connect(path, "rwc" if create else "rw", timeout=timeout)
        try:
            db = Database(connection)
            _configure(db)
            current = migrations.check(db, path)
            if not current:
                db.enable_wal()
            # Asking for the write lock now tells of a read-only file before hours of work, not after.
            with immediate(db):
                if not current:
                    migrations.apply(db)
            db.enable_wal()
        except (sqlite3.Error, StoreError):
            connection.close()
            raise
    return db


def open_for_reading(path: Path, *, timeout: float) -> Database:
    """Open a database that must exist and be up to date; nothing can be written through it."""
    _require_file(path)
    with explained(path):
        connection = connect_read_only(path, timeout)
        try:
            db = Database(connection)
            migrations.require_current(db, path)
        except (sqlite3.Error, StoreError):
            connection.close()
            raise
    return db


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """A write transaction that takes the lock at its beginning.

    `Database.atomic` begins one that starts as a reader; when another process writes in between, SQLite
    refuses its first write at once, whatever the time-out.  Inside this block `atomic` makes savepoints.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    try:
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _configure(db: Database) -> None:
    db.conn.execute("PRAGMA foreign_keys = ON")
    # In WAL mode NORMAL keeps the file whole whatever happens; a power cut may undo the last transactions.
    db.conn.execute("PRAGMA synchronous = NORMAL")


def connect_read_only(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection for reading a database of whatever schema; it leaves no files beside it.

    Raises sqlite3.Error.
    """
    # Mode "rw" where permissions allow: a reader in mode "ro" cannot remove the log files that it makes.
    # A WAL database in a folder that cannot be written opens only as immutable, which is safe when no log
    # waits beside it.
    modes = ["rw", "ro"]
    log = path.with_name(path.name + "-wal")
    if not log.exists() or not log.stat().st_size:
        modes.append("ro&immutable=1")
    for mode in modes:
        connection = connect(path, mode, timeout=timeout)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            connection.close()
            # On a full disk there is no room for the log files either.
            refused = isinstance(
                from_sqlite(error, path), DatabaseUnavailable | DatabaseReadOnly | DatabaseFull
            )
            if mode == modes[-1] or not refused:
                raise
        else:
            break
    connection.execute("PRAGMA query_only = ON")
    return connection


def connect(path: Path, mode: str, *, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection:
    """A plain connection in one of SQLite's modes: "ro", "rw", "rwc", or "ro&immutable=1".

    Raises sqlite3.Error.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=timeout)


def _require_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise DatabaseMissing(
            "the folder for the database does not exist",
            path,
            f"Create it (mkdir -p {path.parent}) or name another place",
        )
    _refuse_folder(path)


def _require_file(path: Path) -> None:
    if not path.exists():
        raise DatabaseMissing(
            "there is no database", path, "Check the path, or make one with `rangwan run` or `rangwan demo`"
        )
    _refuse_folder(path)


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise DatabaseUnavailable("this is a folder", path, "Name a file, for example rangwan.db in it")
