"""Databases of every schema that there was: tests/fixtures/schemas."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import zstandard

FOLDER = Path(__file__).parents[1] / "fixtures" / "schemas"
FIXTURES = {path.name[:4]: path for path in sorted(FOLDER.glob("*.db.zst"))}

_INDEXES = ("search_", "sqlite_", "_sqlite_migrations", "meta")
"""Tables that hold nothing of their own: filled anew from the others, or about the file itself."""


def unpack(schema: str, path: Path) -> Path:
    """Write the database of a schema to `path`."""
    with FIXTURES[schema].open("rb") as packed, path.open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(packed, target)
    return path


def applied(path: Path) -> list[str]:
    """The migrations that a database has."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT name FROM _sqlite_migrations ORDER BY name")]


def tables(path: Path) -> list[str]:
    """The tables that hold data."""
    with closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return sorted(name for name in names if not name.startswith(_INDEXES))


def columns(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def rows(path: Path, table: str, names: list[str]) -> list[tuple[Any, ...]]:
    """All rows of a table, in some order that is always the same."""
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute(f"SELECT {', '.join(names)} FROM {table}"), key=repr)


def contents(path: Path) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Each table with its columns and rows."""
    for table in tables(path):
        names = columns(path, table)
        yield table, names, rows(path, table, names)
