"""Every way in which a database file can be wrong, and that a kill or a second writer breaks nothing."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from telling import DIGITAL, tell, won

from db import errors, migrations
from db.store import Store


def told_clearly(error: errors.StoreError, path: Path) -> bool:
    """Whether the message says what, where and what to do."""
    return str(path) in str(error) and error.what in str(error) and str(error).endswith(error.advice)


def test_a_new_database_opens_again_and_can_be_read(path: Path) -> None:
    Store.create(path).close()
    with Store.open(path, create=False) as store:
        tell("a", won("เทศบาลนครยะลา", DIGITAL)).put(store)
    with Store.open(path, read_only=True) as reader:
        assert len(reader.rows("SELECT * FROM facts")) == 1
    assert sorted(file.name for file in path.parent.iterdir()) == ["rangwan.db"]


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    Store.open(path).close()
    assert path.stat().st_size > 0


def test_a_missing_file_is_only_made_when_asked_for(path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(errors.DatabaseMissing) as caught:
            Store.open(path, **options)
        assert told_clearly(caught.value, path)
        assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "data" / "rangwan.db"
    with pytest.raises(errors.DatabaseMissing, match="mkdir -p"):
        Store.open(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    for options in ({}, {"read_only": True}):
        with pytest.raises(errors.DatabaseUnavailable, match="is a folder"):
            Store.open(tmp_path, **options)


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    content = "อบต.,รางวัล\n".encode() * 200
    path.write_bytes(content)
    for options in ({}, {"read_only": True}):
        with pytest.raises(errors.NotADatabase) as caught:
            Store.open(path, **options)
        assert told_clearly(caught.value, path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE receipts (id INTEGER)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(errors.NotADatabase, match=r"another program.*'receipts'"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rangwan', ?, '')",
            ["m9999_time_travel"],
        )
    newer.close()
    for options in ({}, {"read_only": True}):
        with pytest.raises(errors.NewerSchema, match=r"m9999_time_travel.*Upgrade rangwan"):
            Store.open(path, **options)


def test_an_older_schema_is_not_read_before_it_is_migrated(path: Path) -> None:
    path.touch()
    with pytest.raises(errors.OlderSchema, match="brings it up to date"):
        Store.open(path, read_only=True)


def test_changed_views_are_made_anew_and_views_of_users_stay(path: Path) -> None:
    with Store.open(path) as store:
        store.db.execute("CREATE VIEW my_view AS SELECT 1 AS one")
        store.db.execute("DROP VIEW awards")
        store.db.execute("UPDATE meta SET value = 'old' WHERE key = 'views'")
    with Store.open(path) as store:
        assert store.rows("SELECT * FROM awards") == []
        assert store.rows("SELECT one FROM my_view") == [{"one": 1}]


def test_a_damaged_database_says_so(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(50):
            tell(f"a{number}", won("เทศบาลนครยะลา", DIGITAL)).put(store)
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096 * 40)
    with pytest.raises(errors.DatabaseDamaged, match="Restore it from a backup"), Store.open(path) as store:
        store.rows("SELECT * FROM article_version")
        store.rows("SELECT * FROM fact")
        store.rows("PRAGMA integrity_check")


def test_nothing_can_be_written_through_a_reader(path: Path) -> None:
    Store.open(path).close()
    with (
        Store.open(path, read_only=True) as reader,
        pytest.raises(errors.DatabaseReadOnly) as caught,
    ):
        reader.put_article(tell("a").article)
    assert told_clearly(caught.value, path)


def open_as_other_user(path: Path, read_only: bool, answer: object) -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        with Store.open(path, read_only=read_only) as store:
            said = f"{len(store.rows('SELECT * FROM articles'))} articles"
    except errors.StoreError as error:
        said = f"{type(error).__name__}: {error}"
    answer.put(said)  # type: ignore[attr-defined]


def as_other_user(path: Path, *, read_only: bool) -> str:
    """What opening gives a user who may not write: ourselves, or nobody when we are the superuser."""
    context = multiprocessing.get_context("fork")
    answer = context.SimpleQueue()
    child = context.Process(target=open_as_other_user, args=(path, read_only, answer))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    return str(answer.get())


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder in a place that everybody may reach, since other users may not look into pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="rangwan-test-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are POSIX")
def test_a_read_only_file_can_be_read_but_not_opened_for_writing(locked_folder: Path) -> None:
    path = locked_folder / "rangwan.db"
    with Store.open(path) as store:
        store.put_article(tell("a").article)
    path.chmod(0o444)
    locked_folder.chmod(0o555)
    written = as_other_user(path, read_only=False)
    assert written.startswith(("DatabaseReadOnly", "DatabaseUnavailable")), written
    assert "permission" in written
    assert as_other_user(path, read_only=True) == "1 articles"


def test_a_second_writer_is_told_who_has_to_finish(path: Path) -> None:
    with Store.open(path) as first, Store.open(path, timeout=0.05) as second:
        with first.transaction():
            first.put_article(tell("a").article)
            with pytest.raises(errors.DatabaseLocked) as caught:
                second.put_article(tell("b").article)
            assert told_clearly(caught.value, path)
            with pytest.raises(errors.DatabaseLocked):
                Store.open(path, timeout=0.05)
            # Readers see the last finished state and wait for nobody.
            with Store.open(path, read_only=True, timeout=0.05) as reader:
                assert reader.rows("SELECT * FROM articles") == []
        second.put_article(tell("b").article)
        assert len(first.rows("SELECT * FROM articles")) == 2


def write_for_ever(path: Path, ready: object) -> None:
    with Store.open(path) as store, store.transaction():
        for number in range(200):
            tell(f"a{number}", won("เทศบาลนครยะลา", DIGITAL)).put(store)
        ready.set()  # type: ignore[attr-defined]
        signal.pause()


def test_a_writer_that_is_killed_leaves_the_last_finished_state(path: Path) -> None:
    with Store.open(path) as store:
        tell("before", won("เทศบาลนครยะลา", DIGITAL)).put(store)
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    writer = context.Process(target=write_for_ever, args=(path, ready))
    writer.start()
    assert ready.wait(60)
    writer.kill()
    writer.join()
    with Store.open(path) as store:
        assert [row["id"] for row in store.rows("SELECT id FROM articles")] == ["before"]
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        tell("after", won("เทศบาลนครยะลา", DIGITAL)).put(store)


def test_two_processes_may_make_the_same_database(path: Path) -> None:
    script = f"from db.store import Store\nStore.open({str(path)!r}).close()"
    makers = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0]
    with Store.open(path, create=False) as store:
        assert store.rows("SELECT count(*) AS n FROM _sqlite_migrations") == [{"n": len(migrations.known())}]


def test_ids_and_judgements_cannot_be_deleted_or_rewritten(store: Store) -> None:
    store.db.execute(
        "INSERT INTO organisation (id, name, kind, proper, created_at) VALUES"
        " ('org-000001', 'ก', 'other', 'ก', '')"
    )
    store.db.execute(
        "INSERT INTO judgement (left_key, right_key, decision, made_by, author, made_at)"
        " VALUES ('a', 'b', 'merge', 'person', 'somchai', '')"
    )
    for statement in (
        "DELETE FROM organisation",
        "DELETE FROM judgement",
        "UPDATE judgement SET decision = 'unsure'",
    ):
        with pytest.raises(errors.RecordRefused), store.transaction():
            store.db.conn.execute(statement)
    store.db.execute("UPDATE judgement SET withdrawn_at = '2026-01-05T08:00:00Z'")


def test_reading_the_database_needs_neither_scrapy_nor_spacy() -> None:
    script = (
        "import sys, db.store, db.resolve\n"
        "loaded = {'scrapy', 'spacy', 'pythainlp', 'twisted'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(loaded)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
