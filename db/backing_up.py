"""Making a back-up: a copy of one moment, verified and tried out before it has its name."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import zstandard

from db.backups import Note, note_path, sha256_of
from db.copying import Tick, check_database, copy_database
from db.disk import replace_file, to_disk, unwritten
from db.errors import (
    DatabaseDamaged,
    DatabaseFull,
    DatabaseUnavailable,
    NewerSchema,
    NotADatabase,
    StoreError,
)
from db.times import stamp
from db.trial import Held, look, try_out
from db.workplace import workplace

VERIFIED = ("integrity_check", "foreign_key_check", "restore test")
_LEVEL = 9
"""Of compression: higher ones take several times as long for a few hundredths."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up that was made: its file and its note."""

    path: Path
    note: Note


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a back-up is to be made, and what its note says of that."""

    moment: datetime
    """Now."""
    program: str
    """The version of rangwan."""
    compress: bool = False
    snapshots: str | None = None
    """Name of the folder for raw pages beside the back-up."""


def back_up(
    database: Path, folder: Path, names: Iterable[str], wanted: Wanted, *, tick: Tick | None = None
) -> Backup:
    """Copy a database into a folder under the first of `names` that is free, verified, with its note.

    Others may read and write the database meanwhile.

    Raises the errors of `db.errors`: `DatabaseDamaged` tells whether the database or the copy is, and
    `NewerSchema` when this program cannot try the copy out.  Then nothing is left of it.
    """
    _require_database(database)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with workplace(folder) as place:
            finished, note = _verified_copy(database, place, wanted, tick)
            path = _claim(folder, names)
            return _named(finished, path, note.model_copy(update={"file": path.name}), place)
    except OSError as error:
        raise unwritten(error, folder) from error


def _verified_copy(database: Path, place: Path, wanted: Wanted, tick: Tick | None) -> tuple[Path, Note]:
    copy = place / "copy.db"
    seen: list[Held] = []
    with _blamed(database, copy):
        size = copy_database(database, copy, full=True, tick=tick, witness=lambda db: seen.append(look(db)))
        tried = try_out(copy, seen[-1], place)
    finished = _compressed(copy, place) if wanted.compress else copy
    # Nobody may read the back-up who may not read the database.
    shutil.copymode(database, finished)
    note = Note(
        file=finished.name,
        database=database.name,
        made_at=stamp(wanted.moment),
        program=wanted.program,
        schema_version=tried.schema,
        bytes=finished.stat().st_size,
        sha256=sha256_of(finished),
        database_bytes=size,
        totals=tried.totals,
        latest_change=tried.latest_change,
        verified=VERIFIED,
        snapshots=wanted.snapshots,
    )
    return finished, note


def _named(finished: Path, path: Path, note: Note, place: Path) -> Backup:
    """Give the back-up its name; the note first, so that one that has its name has its note too."""
    try:
        written = place / "note.json"
        written.write_text(note.model_dump_json(indent=2) + "\n", encoding="utf-8")
        to_disk(written)
        replace_file(written, note_path(path))
        replace_file(finished, path)
    except BaseException:
        note_path(path).unlink(missing_ok=True)
        raise
    return Backup(path, note)


@contextmanager
def _blamed(database: Path, copy: Path) -> Iterator[None]:
    """Tell of damage where it is: a copy of a damaged database is as damaged as that is."""
    try:
        yield
    except (NotADatabase, NewerSchema) as error:
        raise _no_backup(error, database) from error
    except DatabaseFull as error:
        # The copy has a name that nobody knows, and is gone.
        raise DatabaseFull(error.what, copy.parent.parent, error.advice) from error
    except DatabaseDamaged as error:
        if error.where == str(database):
            raise _no_backup(error, database) from error
        try:
            check_database(database)
        except StoreError as cause:
            raise _no_backup(cause, database) from error
        raise DatabaseDamaged(
            f"the copy is not as the database ({error.what})",
            copy.parent.parent,
            "The database itself is whole, so look at this disk; the copy was removed, earlier ones are as"
            " they were",
        ) from error


def _no_backup(cause: StoreError, database: Path) -> StoreError:
    advice = "No back-up was made, earlier ones are as they were"
    if isinstance(cause, DatabaseDamaged):
        advice += "; `rangwan restore` puts one of them in its place"
    elif isinstance(cause, NewerSchema):
        advice += "; upgrade rangwan first"
    return type(cause)(cause.what, database, advice)


def _compressed(copy: Path, place: Path) -> Path:
    """The copy compressed, and read again to be sure."""
    packed = place / "copy.db.zst"
    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True, write_content_size=True)
    with copy.open("rb") as source, packed.open("wb") as target:
        compressor.copy_stream(source, target, size=copy.stat().st_size)
    digest = hashlib.sha256()
    with packed.open("rb") as source:
        for block in zstandard.ZstdDecompressor().read_to_iter(source):
            digest.update(block)
    if digest.hexdigest() != sha256_of(copy):
        raise DatabaseDamaged("the compressed copy cannot be read again", packed, "Look at this disk")
    to_disk(packed)
    return packed


def _claim(folder: Path, names: Iterable[str]) -> Path:
    """The first free name, held by an empty note until the back-up is there."""
    name = ""
    for name in names:
        path = folder / name
        if path.exists():
            continue
        try:
            os.close(os.open(note_path(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        except FileExistsError:
            continue
        return path
    path = folder / name
    if not path.exists():
        # The one name that was given, and a note that a killed process left.
        return path
    raise DatabaseUnavailable("there is a file of this name already", path, "Take another name")


def _require_database(database: Path) -> None:
    if not database.is_file():
        raise DatabaseUnavailable("there is no database", database, "Check the path; --database names it")
