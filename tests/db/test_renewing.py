"""A publication that an older version made is brought up to date as a whole, while others read it."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import schemas

from db import errors, migrations, publication
from db.disk import replace_file
from db.publication import Publication, public_path, publish, read_publication, renew
from db.store import Store
from rangwan.databases import for_readers

OLDER = sorted(schemas.FIXTURES)[:-1]
SIGNED = Publication("2026-01-05T08:00:00Z", 1, 0)


@pytest.fixture(params=OLDER)
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """The publication that a program of an older schema made."""
    made = schemas.unpack(str(request.param), public_path(path))
    with closing(sqlite3.connect(made)) as db, db:
        value = json.dumps({"published_at": SIGNED.published_at, "run_id": 1, "latest_change": 0})
        db.execute("INSERT INTO meta (key, value) VALUES ('publication', ?)", [value])
    return made


def only_files(path: Path, *files: Path) -> bool:
    return sorted(path.parent.iterdir()) == sorted(files)


def test_it_is_renewed_when_it_is_read_and_stays_the_same_publication(old: Path, path: Path) -> None:
    before = list(schemas.contents(old))
    assert for_readers(path) == old
    assert set(schemas.applied(old)) == migrations.known()
    for table, names, rows in before:
        assert schemas.rows(old, table, names) == rows, table
    assert read_publication(old) == SIGNED
    with Store.open(old, read_only=True) as store:
        assert store.rows("SELECT * FROM awards")
    assert only_files(path, old)


def test_readers_of_the_old_file_are_undisturbed(old: Path) -> None:
    before = schemas.applied(old)
    with closing(sqlite3.connect(f"file:{old}?mode=ro", uri=True)) as reader:
        facts = reader.execute("SELECT id, organisation FROM fact ORDER BY id")
        first = facts.fetchone()
        renew(old)
        rest = facts.fetchall()
        assert len([first, *rest]) == 77
        # Also what they ask for afterwards.
        assert [
            row[0] for row in reader.execute("SELECT name FROM _sqlite_migrations ORDER BY name")
        ] == before
    assert set(schemas.applied(old)) == migrations.known()


def test_when_that_fails_it_is_as_it_was(old: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = old.read_bytes()

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(migrations, "_run", fails)
    with pytest.raises(errors.StoreError):
        renew(old)
    assert old.read_bytes() == content
    assert only_files(path, old)


def test_what_a_run_publishes_meanwhile_is_not_put_back(
    old: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = publication.copy_database

    def copy_then_others_publish(source: Path, target: Path) -> int:
        size = whole(source, target)
        monkeypatch.setattr(publication, "copy_database", whole)
        with Store.open(path) as store:
            publish(store, None)
        return size

    monkeypatch.setattr(publication, "copy_database", copy_then_others_publish)
    renew(old)
    with Store.open(old, read_only=True) as store:
        assert store.rows("SELECT id FROM article") == []
    assert only_files(path, path, old)


def test_one_that_was_published_after_the_last_look_is_not_put_back(
    old: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = publication.to_disk

    def others_publish_then(finished: Path) -> None:
        whole(finished)
        monkeypatch.setattr(publication, "to_disk", whole)
        with Store.open(path) as store:
            publish(store, None)

    monkeypatch.setattr(publication, "to_disk", others_publish_then)
    renew(old)
    with Store.open(old, read_only=True) as store:
        assert store.rows("SELECT id FROM article") == []


def test_two_never_replace_a_file_at_once(tmp_path: Path) -> None:
    shown, first, second = (tmp_path / name for name in ("shown", "first", "second"))
    for one in (shown, first, second):
        one.write_text(one.name)
    before = shown.stat()
    done: list[bool] = []
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    late = threading.Thread(target=lambda: done.append(replace_file(second, shown, before=before)))
    late.start()
    late.join(0.1)
    first.replace(shown)
    os.close(folder)
    late.join()
    assert (done, shown.read_text()) == ([False], "first")
