"""Databases of every earlier schema, made by the program of their time, are brought up to date whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import schemas
from sqlite_utils import Database

from db import errors, migrations
from db.resolve import resolve
from db.store import Store

OLDER = sorted(schemas.FIXTURES)[:-1]
EVERY = sorted(schemas.FIXTURES)

COMPLETE = (
    *("source", "fetch", "snapshot", "article", "article_version", "fact", "span", "count_check", "mention"),
    *("organisation", "organisation_name", "organisation_key", "programme", "award", "award_fact"),
    *("judgement", "issue", "run"),
)
"""Tables that a fixture must have rows in, or it proves nothing."""

_LED_TO = """
WITH RECURSIVE led (start, id, next) AS (
    SELECT id, id, redirected_to FROM {table}
    UNION ALL
    SELECT led.start, t.id, t.redirected_to FROM led JOIN {table} t ON t.id = led.next
)
SELECT start, id FROM led WHERE next IS NULL
"""


@pytest.fixture(params=EVERY)
def schema(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_migration_has_a_fixture() -> None:
    missing = {name for name in migrations.known() if name[1:5] not in schemas.FIXTURES}
    assert not missing, (
        f"tests/fixtures/schemas has no database of {', '.join(sorted(missing))}: while it is the newest"
        " migration, run `python scripts/make_schema_fixture.py`"
    )


def test_a_fixture_is_of_its_schema_and_holds_what_is_to_be_kept(schema: str, path: Path) -> None:
    schemas.unpack(schema, path)
    assert max(schemas.applied(path))[1:5] == schema
    for table in COMPLETE:
        assert schemas.rows(path, table, ["count(*)"]) > [(0,)], table
    with closing(sqlite3.connect(path)) as db:
        for held in (
            "SELECT 1 FROM article WHERE version > 1",
            "SELECT 1 FROM article WHERE vanished_at IS NOT NULL",
            "SELECT 1 FROM fact WHERE withdrawn_at IS NOT NULL",
            "SELECT 1 FROM organisation WHERE redirected_to IS NOT NULL",
            "SELECT 1 FROM award WHERE redirected_to IS NOT NULL",
            "SELECT 1 FROM judgement WHERE made_by = 'person' AND withdrawn_at IS NULL",
            "SELECT 1 FROM judgement WHERE made_by = 'person' AND withdrawn_at IS NOT NULL",
            "SELECT 1 FROM issue WHERE closed_at IS NULL",
            "SELECT 1 FROM issue WHERE closed_at IS NOT NULL",
        ):
            assert db.execute(held).fetchone(), held


def test_a_migration_keeps_every_row(schema: str, path: Path) -> None:
    before = list(schemas.contents(schemas.unpack(schema, path)))
    with Store.open(path, create=False) as store:
        assert {row.name for row in migrations.migrations.applied(store.db)} == migrations.known()
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert store.rows("PRAGMA foreign_key_check") == []
        views = store.db.view_names()
        assert {"awards", "facts", "organisations", "open_issues", "changes"} <= set(views)
        for view in views:
            store.rows(f"SELECT * FROM {view}")
        assert store.rows("SELECT count(*) AS n FROM facts")[0]["n"] > 50
    for table, names, rows in before:
        assert schemas.rows(path, table, names) == rows, table


def test_a_migrated_database_resolves_to_the_same_ids(schema: str, path: Path) -> None:
    schemas.unpack(schema, path)
    with Store.open(path, create=False) as store:
        before = links(store)
        known = {table: ids(store, table) for table in ("organisation", "award", "programme")}
        resolve(store)
        for table, stored in known.items():
            assert stored <= ids(store, table), table
        after = links(store)
        led = {table: dict(led_to(store, table)) for table in ("organisation", "award")}
        # Better rules may find two of them to be one; nothing is given an id that was another's.
        assert {
            fact: (led["organisation"].get(organisation), led["award"][award])
            for fact, (organisation, award) in before.items()
        } == after
        assert not resolve(store).changed


def links(store: Store) -> dict[int, tuple[str | None, str]]:
    """The organisation and the award that each fact leads to."""
    return {
        row["fact_id"]: (row["organisation_id"], row["award_id"])
        for row in store.rows(
            "SELECT a.fact_id, a.award_id, m.organisation_id FROM award_fact a"
            " LEFT JOIN mention m ON m.fact_id = a.fact_id"
        )
    }


def ids(store: Store, table: str) -> set[str]:
    return {row["id"] for row in store.rows(f"SELECT id FROM {table}")}


def led_to(store: Store, table: str) -> Iterator[tuple[str, str]]:
    for row in store.rows(_LED_TO.format(table=table)):
        yield row["start"], row["id"]


@pytest.mark.parametrize("old", OLDER)
def test_a_reader_of_an_older_one_is_told_what_to_do(old: str, path: Path) -> None:
    content = schemas.unpack(old, path).read_bytes()
    with pytest.raises(errors.OlderSchema, match=r"older version.*rangwan status.*brings it up to date"):
        Store.open(path, read_only=True)
    assert path.read_bytes() == content


@pytest.mark.parametrize("old", OLDER)
def test_a_migration_that_fails_leaves_the_old_schema_whole(
    old: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(schemas.unpack(old, path))

    def fails(db: Database, name: str) -> None:
        for statement in migrations.statements(migrations._sql(name)):
            db.conn.execute(statement)
        if name == "views.sql":
            raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_run", fails)
        with pytest.raises(errors.StoreError):
            Store.open(path, create=False)
    assert state(path) == before
    Store.open(path, create=False).close()
    assert set(schemas.applied(path)) == migrations.known()


@pytest.mark.parametrize("old", OLDER)
def test_a_migration_that_is_killed_leaves_the_old_schema_whole(old: str, path: Path) -> None:
    before = state(schemas.unpack(old, path))
    child = multiprocessing.get_context("fork").Process(target=migrate_and_die, args=(path,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert state(path) == before
    Store.open(path, create=False).close()
    assert set(schemas.applied(path)) == migrations.known()


def migrate_and_die(path: Path) -> None:
    whole = migrations._run

    def dies(db: Database, name: str) -> None:
        # So little memory that what was changed is in the log beside the file when the end comes.
        db.conn.execute("PRAGMA cache_size = 5")
        whole(db, name)
        if name == "views.sql":
            assert path.with_name(f"{path.name}-wal").stat().st_size
            os.kill(os.getpid(), signal.SIGKILL)

    migrations._run = dies
    Store.open(path, create=False)


def state(path: Path) -> tuple[object, ...]:
    """Schema and rows of a database, as the next program finds them."""
    with closing(sqlite3.connect(path)) as db:
        schema = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return schema, schemas.applied(path), list(schemas.contents(path))
