"""Back-ups in a folder: their names, the note beside each, and which are too old to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from db.connection import DEFAULT_TIMEOUT, connect_read_only
from db.disk import unwritten
from db.errors import DatabaseUnavailable, explained

COMPRESSED = ".zst"
_BLOCK = 1 << 20


class Note(BaseModel):
    """What is known of a back-up; it lies beside it as JSON, and only beside one that was verified."""

    model_config = ConfigDict(frozen=True)

    file: str
    database: str
    """Name of the database file that it is of."""
    made_at: str
    """The moment of the copy, UTC."""
    program: str
    """Version of rangwan that made it."""
    schema_version: str
    """The newest migration of the database."""
    bytes: int
    sha256: str
    database_bytes: int
    """Size without compression: what a restored one takes."""
    totals: Mapping[str, int]
    latest_change: int
    """Number of the last change in the change feed."""
    verified: tuple[str, ...]
    """The checks that it passed."""
    snapshots: str | None = None
    """Folder with the raw pages, beside the back-up."""


def note_path(backup: Path) -> Path:
    """Where the note of a back-up lies."""
    return backup.with_name(f"{backup.name}.json")


def read_note(backup: Path) -> Note | None:
    """The note of a back-up; null when there is none.

    Raises `DatabaseUnavailable` when it cannot be read or is something else.
    """
    path = note_path(backup)
    try:
        return Note.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise DatabaseUnavailable(
            "the note beside the back-up cannot be read", path, "Take another back-up, or move the note away"
        ) from error


def backup_names(database: Path, moment: datetime, *, compress: bool) -> Iterator[str]:
    """File names for a back-up: `rangwan-20261126T030500Z.db`, then with -2, -3, ... for the same second."""
    stem = f"{database.stem}-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    suffix = f".db{COMPRESSED if compress else ''}"
    yield stem + suffix
    for number in count(2):
        yield f"{stem}-{number}{suffix}"


def backups_of(database: Path, folder: Path) -> list[tuple[Path, Note]]:
    """The verified back-ups of a database in a folder, the newest first."""
    found = []
    for path in folder.glob("*.json"):
        backup = path.with_suffix("")
        try:
            note = read_note(backup)
        except DatabaseUnavailable:
            # Somebody else's JSON.
            continue
        if note and note.file == backup.name and note.database == database.name and backup.is_file():
            found.append((backup, note))
    return sorted(found, key=lambda one: (one[1].made_at, one[0].stat().st_mtime_ns), reverse=True)


def prune(database: Path, newest: Path, keep: int) -> list[Path]:
    """Remove the oldest back-ups of a database from the folder of its newest one; the files removed.

    `keep` of them stay, `newest` always: the clock may have been wrong.  Nothing else in the folder is
    touched: no other database's, no file without a note.  Raises the errors of `db.errors`.
    """
    removed = []
    others = [backup for backup, _ in backups_of(database, newest.parent) if backup.name != newest.name]
    for backup in others[max(keep - 1, 0) :]:
        try:
            backup.unlink()
            note_path(backup).unlink(missing_ok=True)
        except OSError as error:
            raise unwritten(error, backup) from error
        removed.append(backup)
    return removed


def pages_referred_to(database: Path) -> list[str]:
    """The SHA-256 of each raw page that a database, of whatever schema, refers to.

    Raises the errors of `db.errors`.
    """
    with explained(database), closing(connect_read_only(database, DEFAULT_TIMEOUT)) as db:
        return [row[0] for row in db.execute("SELECT sha256 FROM snapshot ORDER BY sha256")]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
