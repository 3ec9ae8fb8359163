"""What an export says of itself: the files with counts and hashes, and the state of the database."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.change_log import last_redaction, latest
from db.exports.formats import Format
from db.exports.tables import ExportTable
from db.record_fields import SCHEMA_VERSION

LICENCE = "CC-BY-4.0"
"""SPDX identifier of the licence of the compilation."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of an export: its size in bytes, its hash, and for a table its rows and format."""

    path: str
    size: int
    sha256: str
    rows: int | None = None
    table: ExportTable | None = None
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What the database says of its own age: when its last run ended (UTC), its latest change, and the one
    with which names of persons were last taken out of earlier ones (0: never)."""

    data_as_of: str | None
    latest_change: int | None
    redacted: int = 0


# The last run by its number: a clock that was ahead for a while would be right for ever by its time.
_AS_OF = """
SELECT coalesce(
    (SELECT finished_at FROM run WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1),
    (SELECT max(extracted_at) FROM extraction)
)
"""


def state_of(db: Database) -> State:
    """Read from the database and not from the clock, so that the same database gives the same export."""
    as_of = db.conn.execute(_AS_OF).fetchone()[0]
    return State(as_of, latest(db) or None, last_redaction(db))


def finished(
    path: Path, *, rows: int | None = None, table: ExportTable | None = None, fmt: Format | None = None
) -> WrittenFile:
    """Bring a file to the disk, and describe it."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = stream.tell()
    return WrittenFile(path.name, size, digest, rows, table, fmt)


def version_name(files: list[WrittenFile], state: State) -> str:
    """The name of a version: the time of its data, and a digest of its files and its place in the log."""
    content = "".join(f"{one.sha256}  {one.path}\n" for one in files) + str(state.latest_change)
    time = "".join(letter for letter in state.data_as_of or "undated" if letter.isalnum())
    return f"{time}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def index(name: str, files: list[WrittenFile], state: State, *, include_persons: bool) -> dict[str, Any]:
    """The content of index.json."""
    return {
        "export": name,
        "schema_version": SCHEMA_VERSION,
        "made_by": f"rangwan {version('rangwan')}",
        "data_as_of": state.data_as_of,
        "latest_change": state.latest_change,
        "includes_persons": include_persons,
        "licence": LICENCE,
        "tables": {one.table.name: one.rows for one in files if one.table},
        "files": [_file(one) for one in files],
    }


def _file(one: WrittenFile) -> dict[str, Any]:
    of_table = {"table": one.table.name, "format": one.format, "rows": one.rows} if one.table else {}
    return {"path": one.path, **of_table, "bytes": one.size, "sha256": one.sha256}
