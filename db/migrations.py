"""The schema and its history: sqlite-utils migrations, and the views, made anew when they change."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlite_utils import Database, Migrations

from db import meta
from db.errors import NewerSchema, NotADatabase, OlderSchema

MIGRATION_SET = "rangwan"
migrations = Migrations(MIGRATION_SET)


@cache
def _sql(name: str) -> str:
    return files("db").joinpath(name).read_text(encoding="utf-8")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one.

    `executescript` commits the open transaction first, so a migration that used it could be left half done.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if any(line.strip() and not line.strip().startswith("--") for line in statement.splitlines()):
        raise ValueError(f"SQL script ends inside a statement: {statement.strip()[:80]}")


def _run(db: Database, name: str) -> None:
    for statement in statements(_sql(name)):
        db.conn.execute(statement)


@migrations()
def m0001_initial(db: Database) -> None:
    """Sources, articles, facts, organisations, awards, judgements, runs and issues."""
    _run(db, "schema_0001.sql")


@migrations()
def m0002_host_pauses(db: Database) -> None:
    """When a host that refused a crawl may be asked again."""
    _run(db, "schema_0002.sql")


@migrations()
def m0003_registries(db: Database) -> None:
    """Official lists, abbreviations that articles define, and where an inferred province comes from."""
    _run(db, "schema_0003.sql")


@migrations()
def m0004_learnt_abbreviations(db: Database) -> None:
    """What the abbreviations that articles define mean, counted over all of them."""
    _run(db, "schema_0004.sql")


@migrations()
def m0005_search(db: Database) -> None:
    """Folded names and texts, indexed by trigrams; filled by the next resolving."""
    _run(db, "schema_0005.sql")


@migrations()
def m0006_changes(db: Database) -> None:
    """The log of changes to the public records."""
    _run(db, "schema_0006.sql")


@migrations()
def m0007_redaction(db: Database) -> None:
    """Names of persons can be taken out of the log of changes."""
    _run(db, "schema_0007.sql")


def known() -> frozenset[str]:
    """The names of the migrations that this version of the program knows."""
    in_memory = Database(memory=True)
    try:
        return frozenset(migration.name for migration in migrations.pending(in_memory))
    finally:
        in_memory.close()


def check(db: Database, path: Path) -> bool:
    """Whether the database has the present schema; false when it is empty or older.

    Raises `NewerSchema` when a newer program has migrated it, `NotADatabase` when it holds the tables of
    another program.
    """
    applied = {migration.name for migration in migrations.applied(db)}
    if unknown := applied - known():
        raise NewerSchema(
            f"the database was written by a newer version of rangwan (schema {max(unknown)})",
            path,
            "Upgrade rangwan, or use another database; nothing was changed",
        )
    if not applied:
        tables = [name for name in db.table_names() if not name.startswith("_sqlite_migrations")]
        if tables:
            raise NotADatabase(
                f"the database belongs to another program (it holds the table {tables[0]!r})",
                path,
                "Name another file; nothing was changed",
            )
    return applied == known() and _views_are_current(db)


def require_current(db: Database, path: Path) -> None:
    """Raise `OlderSchema` unless the database has the present schema, else what `check` raises."""
    if not check(db, path):
        raise OlderSchema(
            "the database is empty or was written by an older version of rangwan",
            path,
            "Run `rangwan status` on it once with write permission; that brings it up to date",
        )


def apply(db: Database) -> None:
    """Bring the schema and the views up to date.  The caller holds a write transaction, so all or nothing."""
    # A view that names a table keeps SQLite from altering it; views that users added are not ours to drop.
    if db.table("meta").exists():
        for view in (meta.get(db.conn, "view_names") or "").split():
            db.conn.execute(f'DROP VIEW IF EXISTS "{view}"')
    migrations.apply(db)
    before = set(db.view_names())
    _run(db, "views.sql")
    made = " ".join(sorted(set(db.view_names()) - before))
    for key, value in (("views", _views_digest()), ("view_names", made)):
        meta.put(db.conn, key, value)


def _views_digest() -> str:
    return hashlib.sha256(_sql("views.sql").encode()).hexdigest()


def _views_are_current(db: Database) -> bool:
    if not db.table("meta").exists():
        return False
    return meta.get(db.conn, "views") == _views_digest()
