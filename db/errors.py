"""What can be wrong with a database, each as an exception whose message says what, where and what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """Base of all errors of the store; `str()` is one line for the user.

    `what` happened, `where` (a file, an article, ...) and `advice`, what to do next.
    """

    def __init__(self, what: str, where: object, advice: str) -> None:
        super().__init__(f"{where}: {what}. {advice}")
        self.what = what
        self.where = str(where)
        self.advice = advice


class DatabaseMissing(StoreError):
    """No database file, or no folder to put it into."""


class NotADatabase(StoreError):
    """The file is no SQLite database, or one that belongs to another program."""


class DatabaseDamaged(StoreError):
    """The file is a SQLite database whose pages contradict each other."""


class NewerSchema(StoreError):
    """The database was written by a newer version of this program."""


class OlderSchema(StoreError):
    """The database needs a migration and was opened for reading only."""


class DatabaseLocked(StoreError):
    """Another process is writing and did not finish within the time-out."""


class DatabaseReadOnly(StoreError):
    """The file, its folder or the connection does not allow writing."""


class DatabaseFull(StoreError):
    """No space left where the database lives."""


class DatabaseUnavailable(StoreError):
    """The operating system does not let the file be opened, read or written."""


class RecordRefused(StoreError):
    """A record breaks a rule of the schema; nothing of it was stored."""


class UnknownArticle(StoreError):
    """An extraction refers to an article or version that is not stored."""


class StaleExtraction(StoreError):
    """An extraction was made from another text than the article version it is stored for."""


class UnknownOrganisation(StoreError):
    """A judgement refers to a name that no article has stated."""


class UnknownJudgement(StoreError):
    """No row of the log of judgements has this number."""


class JudgementRefused(StoreError):
    """A judgement that cannot be withdrawn: a rule's, or one that stands no more."""


class MappingRefused(StoreError):
    """A mapping that says how an official list is to be read cannot be used."""


class ListRefused(StoreError):
    """An official list cannot be stored as it is."""


class UnknownList(StoreError):
    """No official list of that name is stored."""


_LOG_INDEX = 32_768
"""Bytes by which the index of a write-ahead log (`-shm`) grows."""

_NOT_OPENED = (
    DatabaseUnavailable,
    "the database cannot be opened ({})",
    "Check that the path is a file, and the permissions of the file and of its folder",
)
_REFUSED = (
    RecordRefused,
    "a record breaks a rule of the database ({})",
    "Nothing of it was stored; correct the record",
)
_EXPLANATIONS: dict[int, tuple[type[StoreError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        DatabaseLocked,
        "another process is writing to the database",
        "Wait until it is done, or stop it, then try again",
    ),
    sqlite3.SQLITE_READONLY: (
        DatabaseReadOnly,
        "the database cannot be written",
        "Give the user write permission on the file and on its folder, or copy it elsewhere",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotADatabase,
        "the file is not a SQLite database",
        "Name another file; to start a new database, name one that does not exist yet",
    ),
    sqlite3.SQLITE_CORRUPT: (
        DatabaseDamaged,
        "the database is damaged ({})",
        "Restore it from a backup (rangwan restore); `sqlite3 FILE .recover` saves what can still be read",
    ),
    sqlite3.SQLITE_FULL: (
        DatabaseFull,
        "the disk is full",
        "Free some space and try again; nothing that was stored is lost",
    ),
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_PERM: _NOT_OPENED,
    sqlite3.SQLITE_IOERR: (
        DatabaseUnavailable,
        "the database cannot be read or written ({})",
        "Check the disk: its free space, limits (ulimit -f, quotas), and what the system's log says of it",
    ),
    sqlite3.SQLITE_AUTH: _NOT_OPENED,
    sqlite3.SQLITE_CONSTRAINT: _REFUSED,
    sqlite3.SQLITE_MISMATCH: _REFUSED,
    sqlite3.SQLITE_TOOBIG: _REFUSED,
}
_EXPLANATIONS[sqlite3.SQLITE_LOCKED] = _EXPLANATIONS[sqlite3.SQLITE_BUSY]
_UNEXPECTED = (
    StoreError,
    "SQLite reports: {}",
    "Check the file with `sqlite3 FILE 'PRAGMA integrity_check'`",
)


def from_sqlite(error: sqlite3.Error, where: Path | str) -> StoreError:
    """The error of this module that says what a SQLite error means to the user."""
    # Extended codes carry the primary one in their low byte (sqlite.org/rescode.html).
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if primary == sqlite3.SQLITE_IOERR and _has_no_room(where):
        primary = sqlite3.SQLITE_FULL
    kind, what, advice = _EXPLANATIONS.get(primary, _UNEXPECTED)
    return kind(what.format(error), where, advice)


def _has_no_room(where: Path | str) -> bool:
    """Whether not even the index of the write-ahead log finds room: SQLite calls that an I/O error."""
    try:
        return shutil.disk_usage(Path(where).absolute().parent).free < _LOG_INDEX
    except OSError:
        return False


@contextmanager
def explained(where: Path | str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into the ones of this module."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(error, where) from error
