"""Numbers of ids that were given out and whose rows a restored back-up lacks: nobody else gets them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from db import meta

_KEY = "given_out"
_TABLES = ("organisation", "programme", "award")
"""Tables whose ids end in a number."""


def reserved(db: sqlite3.Connection) -> dict[str, int]:
    """The last number that was given out and lost, by table."""
    value = meta.get(db, _KEY)
    return json.loads(value) if value else {}


def last_number(db: sqlite3.Connection, table: str) -> int:
    """The last number that an id of a table was made with, whether it has the row or lost it; 0 for none."""
    (stored,) = db.execute(f"SELECT max(CAST(substr(id, 5) AS INTEGER)) FROM {table}").fetchone()
    return max(int(stored or 0), reserved(db).get(table, 0))


def given_out(db: sqlite3.Connection) -> dict[str, int]:
    """The last number of every table that numbers its rows, in a database of whatever schema of ours."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    numbers = {table: last_number(db, table) for table in _TABLES if table in there}
    if "sqlite_sequence" in there:
        # The change log numbers its lines itself (`db.feed_gaps`).
        numbers.update(db.execute("SELECT name, seq FROM sqlite_sequence WHERE name <> 'change'"))
    return numbers


def reserve(db: sqlite3.Connection, numbers: Mapping[str, int]) -> None:
    """Give no number up to these to new rows.  The caller commits."""
    mine = given_out(db)
    lost = {table: number for table, number in numbers.items() if number > mine.get(table, 0)}
    numbered = {table: lost[table] for table in _TABLES if table in lost}
    meta.put(db, _KEY, json.dumps(reserved(db) | numbered))
    for table in lost.keys() - set(_TABLES):
        db.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, lost[table]])
