"""The trial of a copy: it is opened as a store and must hold what the database held when it was copied."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db import meta
from db.connection import DEFAULT_TIMEOUT, connect_read_only
from db.errors import DatabaseDamaged, NotADatabase, OlderSchema, explained
from db.migrations import migrations
from db.store import Store
from db.totals import totals_of
from normalize.text import document_text

TABLES = (
    *("source", "article", "article_version", "fact", "span", "organisation", "programme", "award"),
    *("judgement", "issue", "run", "change"),
)
"""Tables whose rows no migration takes away."""
_SAMPLE = 200
"""Facts whose spans are compared with the text of their article."""
_SHOWN = 3

# Spread over all ids, so that a part that is wrong is met wherever it is.
_SPANS = """
SELECT f.id, f.article_id, v.title, v.text, s.field, s.start_char, s.end_char, s.text AS said
FROM span s
JOIN fact f ON f.id = s.fact_id
JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
WHERE f.id % (SELECT max(1, count(*) / :sample) FROM fact) = 0
ORDER BY f.id, s.field
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a database held at one moment: rows by table, and the number of the last change of the feed."""

    rows: Mapping[str, int]
    latest_change: int


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial found: the newest migration of the copy, its totals, the number of its last change."""

    schema: str
    totals: Mapping[str, int]
    latest_change: int


def look(db: sqlite3.Connection) -> Held:
    """What a database holds now.  It may be of an older schema, or none of ours: then it holds nothing."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = {
        name: int(db.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
        for name in TABLES
        if name in there
    }
    last = db.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0] if "change" in there else 0
    return Held(rows, int(last))


def try_out(copy: Path, expected: Held, folder: Path) -> Tried:
    """Open a copy as a store and read it; one of an older schema is migrated in `folder`, and stays as it is.

    Raises `DatabaseDamaged` when it does not hold what is expected, and the other errors of `db.errors`.
    """
    try:
        with Store.open(copy, read_only=True) as store:
            return _try(store, copy, expected)
    except OlderSchema:
        if not expected.rows:
            raise NotADatabase("the file holds no tables of rangwan", copy, "Name another file") from None
        moved = folder / "trial.db"
        try:
            shutil.copyfile(copy, moved)
            schema = _schema(moved)
            with Store.open(moved, create=False) as store:
                return _try(store, copy, expected, schema)
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                moved.with_name(moved.name + suffix).unlink(missing_ok=True)


def _try(store: Store, copy: Path, expected: Held, schema: str | None = None) -> Tried:
    with explained(copy):
        held = look(store.db.conn)
        views = (meta.get(store.db.conn, "view_names") or "").split()
    # A migration may add tables; what was there before must be there still.
    wrong = [
        f"{name}: {held.rows.get(name, 0):,} rows instead of {count:,}"
        for name, count in expected.rows.items()
        if held.rows.get(name) != count
    ]
    if held.latest_change != expected.latest_change:
        wrong.append(f"last change {held.latest_change} instead of {expected.latest_change}")
    if wrong:
        raise _unlike(copy, "it does not hold what the database held: " + "; ".join(wrong))
    for view in views:
        store.rows(f'SELECT * FROM "{view}" LIMIT 1')
    _compare_spans(store, copy)
    newest = schema or max(migration.name for migration in migrations.applied(store.db))
    return Tried(newest, totals_of(store), held.latest_change)


def _compare_spans(store: Store, copy: Path) -> None:
    wrong = {
        row["id"]: f"fact {row['id']} of {row['article_id']}, {row['field']}"
        for row in store.rows(_SPANS, {"sample": _SAMPLE})
        if document_text(row["title"], row["text"])[row["start_char"] : row["end_char"]] != row["said"]
    }
    if wrong:
        named = "; ".join(list(wrong.values())[:_SHOWN])
        raise _unlike(copy, f"spans of {len(wrong)} facts are not what their articles say ({named})")


def _schema(path: Path) -> str:
    with explained(path), closing(connect_read_only(path, DEFAULT_TIMEOUT)) as db:
        row = db.execute("SELECT max(name) FROM _sqlite_migrations").fetchone()
    return str(row[0])


def _unlike(copy: Path, what: str) -> DatabaseDamaged:
    return DatabaseDamaged(what, copy, "Do not rely on it; look at the database with `rangwan status`")
