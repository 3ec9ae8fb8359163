"""Making a table hold certain rows, writing only what differs, so that doing it again writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from db.given_out import last_number

Row = Mapping[str, Any]


def sync(
    db: Database, table: str, key: tuple[str, ...], rows: Iterable[Row], *, delete: bool = False
) -> tuple[int, int, int]:
    """Insert or update the rows, and with `delete` remove all others; the numbers of each.

    Columns that a row lacks keep what is stored.  All rows have the same columns.
    """
    wanted = {tuple(row[name] for name in key): row for row in rows}
    stored = {tuple(row[name] for name in key): row for row in db.query(f"SELECT * FROM {table}")}
    match = " AND ".join(f"{name} = ?" for name in key)
    gone = [identity for identity in stored if identity not in wanted] if delete else []
    db.conn.executemany(f"DELETE FROM {table} WHERE {match}", gone)
    inserted = updated = 0
    for identity, row in wanted.items():
        before = stored.get(identity)
        if before is None:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            db.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
            inserted += 1
            continue
        changed = {name: value for name, value in row.items() if before[name] != value}
        if changed:
            assignments = ", ".join(f"{name} = ?" for name in changed)
            db.conn.execute(f"UPDATE {table} SET {assignments} WHERE {match}", [*changed.values(), *identity])
            updated += 1
    return inserted, updated, len(gone)


def next_number(db: Database, table: str) -> int:
    """The number of the next id of a table whose ids end in one; rows are never deleted, so it is new."""
    return last_number(db.conn, table) + 1
