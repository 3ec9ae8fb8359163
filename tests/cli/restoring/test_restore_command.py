"""`rangwan restore` puts a verified back-up in place; at every moment there is a whole database."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[2] / "db"))
import schemas
from restored import LATER, has_later, kept, refused, restore
from telling import DIGITAL, tell, won

from db import replacing, restoring
from db.errors import DatabaseFull
from db.store import Store
from rangwan.cli import main
from rangwan.locks import locked


def test_the_database_is_as_it_was_and_the_one_before_is_kept(database: Path, backup: Path) -> None:
    done = restore(backup, database, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert list(schemas.contents(database)) == list(schemas.contents(backup))
    assert not has_later(database)
    assert told["kept"] == str(kept(database))
    assert has_later(kept(database))
    assert told["totals"]["articles"] == 12
    assert told["note"]["file"] == backup.name


def test_a_new_machine_needs_no_database(backup: Path, tmp_path: Path) -> None:
    database = tmp_path / "new" / "rangwan.db"
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert list(schemas.contents(database)) == list(schemas.contents(backup))
    assert [path.name for path in database.parent.iterdir()] == ["rangwan.db"]
    assert "kept" not in done.stdout


def test_one_without_a_note_is_restored_and_that_is_told(database: Path, backup: Path) -> None:
    backup.with_name(f"{backup.name}.json").unlink()
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert "it had no note" in done.stdout
    assert not has_later(database)


@pytest.mark.parametrize("old", sorted(schemas.FIXTURES)[:-1])
def test_one_of_an_older_version_is_brought_up_to_date(old: str, database: Path, tmp_path: Path) -> None:
    backup = schemas.unpack(old, tmp_path / "old.db")
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert max(schemas.applied(backup))[1:5] == old
    with Store.open(database, read_only=True) as store:
        assert len(store.rows("SELECT id FROM articles")) == 12


# Logs that SQLite keeps beside a database


def write_and_die(path: Path) -> None:
    """Write an article into the log beside the database, and die before it is folded in."""
    store = Store.open(path)
    store.db.conn.execute("PRAGMA wal_autocheckpoint = 0")
    tell(LATER, won("เทศบาลนครยะลา", DIGITAL)).put(store)
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[Path], None], *arguments: Path) -> None:
    child = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL


def wal(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def test_what_waits_in_the_log_is_kept_and_never_meets_the_restored_one(
    database: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.db"
    shutil.copy(database, backup)
    in_child(write_and_die, database)
    assert wal(database).stat().st_size > 0
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert not wal(database).exists()
    assert not has_later(database)
    assert has_later(kept(database))


def test_a_log_without_its_database_is_moved_away_too(database: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.db"
    shutil.copy(database, backup)
    in_child(write_and_die, database)
    database.unlink()
    assert restore(backup, database).exit_code == 0
    assert not has_later(database)
    assert [path.name[-5:] for path in database.parent.glob("*before-restore*")] == ["Z-wal"]


def test_a_damaged_database_is_replaced_and_kept_with_its_log(database: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.db"
    shutil.copy(database, backup)
    in_child(write_and_die, database)
    damaged, log = b"no database any more" * 1000, wal(database).read_bytes()
    database.write_bytes(damaged)
    assert restore(backup, database).exit_code == 0
    assert not has_later(database)
    assert kept(database).read_bytes() == damaged
    assert wal(kept(database)).read_bytes() == log


# What is refused


def test_nothing_is_replaced_while_somebody_holds_the_lock(database: Path, backup: Path) -> None:
    with locked(database, "rangwan run"):
        assert "`rangwan run`" in refused(backup, database)


def test_nothing_is_replaced_while_somebody_has_it_open(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "TIMEOUT", 0.05)
    with Store.open(database, read_only=True) as reader:
        reader.rows("SELECT 1 FROM article LIMIT 1")
        done = restore(backup, database)
        assert done.exit_code == 1
        assert "somebody has the database open" in done.stderr
        assert reader.rows("SELECT id FROM article WHERE id = ?", [LATER])
    assert has_later(database)
    assert not list(database.parent.glob("*before-restore*"))


def test_nobody_writes_to_the_database_while_it_is_replaced(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replacing._link
    refusals = []

    def link(path: Path, second: Path) -> None:
        # A shell of sqlite3, say, which knows nothing of the lock.
        with closing(sqlite3.connect(path, timeout=0)) as db:
            with pytest.raises(sqlite3.OperationalError) as caught:
                db.execute("DELETE FROM issue")
            refusals.append(str(caught.value))
        whole(path, second)

    monkeypatch.setattr(replacing, "_KEPT", ())
    monkeypatch.setattr(replacing, "_link", link)
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert refusals == ["database is locked"]


def test_a_restoration_that_fails_at_its_last_step_leaves_one_name_for_the_database(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path, path: Path) -> None:
        raise DatabaseFull("the disk is full", path, "Free some space")

    monkeypatch.setattr(replacing, "replace_file", full)
    done = restore(backup, database)
    assert done.exit_code == 1
    assert "the disk is full" in done.stderr
    assert has_later(database)
    assert not list(database.parent.glob("*before-restore*"))


def test_a_backup_that_is_not_what_its_note_says_is_refused(database: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as db, db:
        db.execute("UPDATE source SET name = 'another'")
    assert f"{backup}: the back-up is not what its note says" in refused(backup, database)


@pytest.mark.parametrize("suffix", [".db", ".db.zst"])
def test_a_damaged_backup_is_refused(database: Path, suffix: str, tmp_path: Path) -> None:
    backup = tmp_path / f"damaged{suffix}"
    done = CliRunner().invoke(main, ["backup", str(backup), "--database", str(database)])
    assert done.exit_code == 0, done.output
    backup.with_name(f"{backup.name}.json").unlink()
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])
    assert f"{backup}: " in refused(backup, database)


def test_a_backup_of_a_newer_version_is_refused(database: Path, tmp_path: Path) -> None:
    backup = tmp_path / "newer.db"
    shutil.copy(database, backup)
    with closing(sqlite3.connect(backup)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('rangwan', 'm9999_time_travel', '')"
        )
    said = refused(backup, database)
    assert f"{backup}: the database was written by a newer version of rangwan" in said


def test_what_is_no_backup_is_refused(database: Path, tmp_path: Path) -> None:
    assert "there is no back-up" in refused(tmp_path / "none.db", database)
    assert "this is the database itself" in refused(database, database)
    (tmp_path / "empty.db").touch()
    assert "holds no tables of rangwan" in refused(tmp_path / "empty.db", database)


def test_a_database_of_another_program_is_left_alone(backup: Path, tmp_path: Path) -> None:
    database = tmp_path / "receipts.db"
    with closing(sqlite3.connect(database)) as db:
        db.execute("CREATE TABLE receipts (id INTEGER)")
    assert f"{database}: the database belongs to another program" in refused(backup, database)


# Killed at any moment


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after_unpacking(backup: Path, database: Path) -> None:
    restoring.replace_database = die
    restore(backup, database)


def die_between_the_names(backup: Path, database: Path) -> None:
    whole = replacing._link

    def link(path: Path, second: Path) -> None:
        whole(path, second)
        die()

    replacing._link = link
    restore(backup, database)


def die_before_replacing(backup: Path, database: Path) -> None:
    replacing.replace_file = die
    restore(backup, database)


def die_after_replacing(backup: Path, database: Path) -> None:
    whole = replacing.replace_file

    def replace(unfinished: Path, path: Path) -> None:
        whole(unfinished, path)
        die()

    replacing.replace_file = replace
    restore(backup, database)


@pytest.mark.parametrize(
    ("moment", "old"),
    [
        (die_after_unpacking, True),
        (die_between_the_names, True),
        (die_before_replacing, True),
        (die_after_replacing, False),
    ],
)
def test_a_killed_one_leaves_the_old_or_the_new_database(
    moment: Callable[[Path], None], old: bool, database: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.db"
    shutil.copy(database, backup)
    # With a log beside it, so that all of it matters.
    in_child(write_and_die, database)
    in_child(moment, backup, database)
    assert has_later(database) is old
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert not has_later(database)
    assert not list(tmp_path.glob(".rangwan-unfinished-*"))


def test_killed_over_a_damaged_database_its_log_does_not_meet_the_restored_one(
    database: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.db"
    shutil.copy(database, backup)
    in_child(write_and_die, database)
    database.write_bytes(b"no database any more" * 1000)
    in_child(die_after_replacing, backup, database)
    assert not has_later(database)
    assert wal(kept(database)).exists()
