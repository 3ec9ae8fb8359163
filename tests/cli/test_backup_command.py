"""`rangwan backup` copies a database that others use, and gives a name only to what was verified."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
import schemas
from telling import DIGITAL, tell, won

from crawler.clock import utc_now
from crawler.snapshots import SnapshotStore
from db import backing_up, copying
from db.backups import read_note, sha256_of
from db.copying import check_database
from db.errors import DatabaseFull
from db.resolve import resolve
from db.store import Store
from rangwan.cli import main
from rangwan.locks import locked

SCHEMA = max(schemas.FIXTURES)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of the newest schema, up to date, with two raw pages."""
    path = schemas.unpack(SCHEMA, tmp_path / "rangwan.db")
    with Store.open(path) as store:
        store.db.execute("DELETE FROM fetch")
        store.db.execute("DELETE FROM snapshot")
        for body in (b"<p>one</p>", b"<p>two</p>"):
            digest = SnapshotStore(store.snapshots).put(body)
            store.db.execute(
                "INSERT INTO snapshot (sha256, fetched_at) VALUES (?, '2026-01-05T08:00:00Z')", [digest]
            )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def backup(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["backup", *map(str, arguments)], catch_exceptions=False)


def made(*arguments: object) -> Path:
    """The back-up that the command made, all well."""
    done = backup(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return Path(json.loads(done.stdout)["backup"])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_the_database_with_a_note(database: Path, folder: Path) -> None:
    done = backup(folder, "--database", database)
    assert done.exit_code == 0, done.output
    (path,) = folder.glob("*.db")
    assert path.match("rangwan-20??????T??????Z.db")
    assert names(folder) == [path.name, f"{path.name}.json"]
    # Nothing is left beside the database either.
    assert {path.name for path in database.parent.iterdir()} <= {"rangwan.db", "rangwan-snapshots", "backups"}
    assert list(schemas.contents(path)) == list(schemas.contents(database))
    note = read_note(path)
    assert note
    assert (note.file, note.database) == (path.name, "rangwan.db")
    assert (note.bytes, note.sha256) == (path.stat().st_size, sha256_of(path))
    with Store.open(database, read_only=True) as store:
        assert note.totals["awards"] == len(store.rows("SELECT id FROM awards")) > 50
        assert note.latest_change == store.rows("SELECT max(seq) AS n FROM change")[0]["n"] > 100
    assert "verified" in done.stdout


def test_without_a_destination_it_goes_beside_the_database(database: Path) -> None:
    assert made("--database", database).parent == database.parent / "rangwan-backups"


def write_for_ever(path: Path, begun: Event, stop: Event) -> None:
    with Store.open(path) as store:
        number = 0
        while not stop.is_set():
            with store.transaction():
                tell(f"w{number}", won("เทศบาลนครยะลา", DIGITAL)).put(store)
            number += 1
            if number == 3:
                begun.set()


def test_it_is_of_one_moment_while_a_run_writes(database: Path, folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    begun, stop = context.Event(), context.Event()
    writer = context.Process(target=write_for_ever, args=(database, begun, stop))
    writer.start()
    try:
        assert begun.wait(60)
        with locked(database, "rangwan run"):
            path = made(folder, "--database", database)
    finally:
        stop.set()
        writer.join(60)
    assert writer.exitcode == 0
    check_database(path)
    with Store.open(path, read_only=True) as store:
        # Each article came with its fact in one transaction.
        assert store.rows("SELECT id FROM article WHERE id GLOB 'w*'")
        assert not store.rows(
            "SELECT id FROM article WHERE id GLOB 'w*' AND id NOT IN (SELECT article_id FROM fact)"
        )
    with Store.open(database) as store:
        resolve(store)


def test_a_file_name_may_be_given_and_is_never_written_over(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "before-upgrade.db"
    assert made(target, "--database", database) == target
    content = target.read_bytes()
    again = backup(target, "--database", database)
    assert again.exit_code == 1
    assert "there is a file of this name already" in again.stderr
    assert target.read_bytes() == content


def test_two_in_one_second_have_two_names(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = utc_now()
    monkeypatch.setattr("rangwan.commands.backup.utc_now", lambda: moment)
    first, second = (made(folder, "--database", database) for _ in range(2))
    assert second.name == first.name.replace("Z.db", "Z-2.db")


def test_a_compressed_one_unpacks_to_the_database(database: Path, folder: Path, tmp_path: Path) -> None:
    path = made(folder, "--compress", "--database", database)
    assert path.name.endswith(".db.zst")
    assert path.stat().st_size < database.stat().st_size / 3
    done = CliRunner().invoke(main, ["restore", str(path), "--database", str(tmp_path / "other.db")])
    assert done.exit_code == 0, done.output
    assert list(schemas.contents(tmp_path / "other.db")) == list(schemas.contents(database))


def test_nobody_may_read_it_who_may_not_read_the_database(database: Path, folder: Path) -> None:
    database.chmod(0o600)
    assert made(folder, "--database", database).stat().st_mode & 0o777 == 0o600


# Which are kept


def test_keep_removes_the_oldest_verified_backups_of_this_database_only(
    database: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(database, other)
    mine = [made(folder, "--database", database) for _ in range(3)]
    others = made(folder, "--database", other)
    strangers = [folder / "notes.json", folder / "rangwan-copied-by-hand.db"]
    for stranger in strangers:
        stranger.write_text("{}")
    done = backup(folder, "--keep", 2, "--database", database, "--json")
    newest = Path(json.loads(done.stdout)["backup"])
    assert json.loads(done.stdout)["removed"] == [str(path) for path in reversed(mine[:2])]
    left = [mine[2], newest, others]
    assert names(folder) == sorted(
        [path.name for path in [*left, *strangers]] + [f"{path.name}.json" for path in left]
    )


def test_the_newest_is_kept_though_the_clock_was_wrong(database: Path, folder: Path) -> None:
    first = made(folder, "--database", database)
    note = folder / f"{first.name}.json"
    note.write_text(note.read_text().replace('"made_at":"2', '"made_at":"9').replace('": "2', '": "9'))
    newest = made(folder, "--keep", 1, "--database", database)
    assert [path.name for path in folder.glob("*.db")] == [newest.name]


def test_keep_goes_with_a_folder(database: Path, tmp_path: Path) -> None:
    assert backup(tmp_path / "one.db", "--keep", 2, "--database", database).exit_code == 2
    assert backup(tmp_path, "--keep", 0, "--database", database).exit_code == 2


# What goes wrong


def refused(folder: Path, before: dict[str, bytes], *arguments: object) -> str:
    """What the command says when it fails; the folder is as it was before."""
    done = backup(folder, *arguments)
    assert done.exit_code == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return done.stderr


def earlier(database: Path, folder: Path) -> dict[str, bytes]:
    made(folder, "--database", database)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_damaged_database_is_named_and_earlier_backups_are_left_alone(database: Path, folder: Path) -> None:
    before = earlier(database, folder)
    with database.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 60)
    said = refused(folder, before, "--database", database, "--keep", 1)
    assert f"{database}: the database is damaged" in said
    assert "rangwan restore" in said


def test_rows_that_refer_to_nothing_are_damage(database: Path, folder: Path) -> None:
    before = earlier(database, folder)
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("INSERT INTO span SELECT 999999, field, start_char, end_char, text FROM span LIMIT 1")
    said = refused(folder, before, "--database", database)
    assert f"{database}: " in said
    assert "span -> fact" in said


def test_a_copy_that_lost_rows_gets_no_name(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(database, folder)

    def loses(source: Path, target: Path, **options: object) -> int:
        size = copying.copy_database(source, target, **options)  # type: ignore[arg-type]
        with closing(sqlite3.connect(target)) as db, db:
            db.execute("DELETE FROM span WHERE rowid = 1")
        return size

    monkeypatch.setattr(backing_up, "copy_database", loses)
    said = refused(folder, before, "--database", database)
    assert "span: " in said
    assert "The database itself is whole, so look at this disk" in said


def test_spans_that_are_not_what_articles_say_are_told(database: Path, folder: Path) -> None:
    before = earlier(database, folder)
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE article_version SET text = 'x' || text")
    assert "are not what their articles say" in refused(folder, before, "--database", database)


def test_a_full_disk_is_told_before_anything_is_written(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(database, folder)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert f"{folder}: the disk is full: a copy needs" in refused(folder, before, "--database", database)


def test_a_disk_that_fills_up_meanwhile_is_told(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(database, folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "_compressed", full)
    said = refused(folder, before, "--compress", "--database", database)
    assert DatabaseFull("the disk is full", folder, "").what in said


def test_a_destination_that_cannot_be_written_is_named(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = backup(tmp_path / "file" / "backups", "--database", database)
    assert done.exit_code == 1
    assert f"{tmp_path / 'file' / 'backups'}: the copy cannot be written" in done.stderr


def test_there_must_be_a_database_of_rangwan(folder: Path, tmp_path: Path) -> None:
    done = backup(folder, "--database", tmp_path / "none.db")
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
    with closing(sqlite3.connect(tmp_path / "receipts.db")) as db:
        db.execute("CREATE TABLE receipts (id INTEGER)")
    done = backup(folder, "--database", tmp_path / "receipts.db")
    assert done.exit_code == 1
    assert f"{tmp_path / 'receipts.db'}: the database belongs to another program" in done.stderr
    assert names(folder) == []


def be_killed(database: Path, folder: Path) -> None:
    backing_up.try_out = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    backup(folder, "--database", database)


def test_one_that_is_killed_leaves_no_backup_and_the_next_sweeps_up(database: Path, folder: Path) -> None:
    before = earlier(database, folder)
    child = multiprocessing.get_context("fork").Process(target=be_killed, args=(database, folder))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert len(names(folder)) == len(before) + 1
    path = made(folder, "--database", database)
    assert names(folder) == sorted([*before, path.name, f"{path.name}.json"])


@pytest.mark.parametrize("old", sorted(schemas.FIXTURES)[:-1])
def test_a_database_of_an_older_version_is_copied_as_it_is(old: str, folder: Path, tmp_path: Path) -> None:
    database = schemas.unpack(old, tmp_path / "rangwan.db")
    content = database.read_bytes()
    path = made(folder, "--database", database)
    assert database.read_bytes() == content
    assert schemas.applied(path) == schemas.applied(database)
    note = read_note(path)
    assert note
    assert note.schema_version[1:5] == old
    assert note.totals["articles"] == 12


# Raw pages


def test_raw_pages_are_brought_once_and_go_on_after_an_interruption(database: Path, folder: Path) -> None:
    done = backup(folder, "--snapshots", "--database", database, "--json")
    assert json.loads(done.stdout)["pages"]["failed"] == 0
    pages = folder / "rangwan-snapshots"
    kept = sorted(pages.glob("*/*.gz"))
    assert len(kept) == 2
    content = kept[0].read_bytes()
    kept[0].unlink()
    (kept[0].parent / ".new-1-abc").write_bytes(b"half")
    done = backup(folder, "--snapshots", "--database", database, "--json")
    told = json.loads(done.stdout)["pages"]
    assert (told["there"], told["linked"] + told["copied"]) == (1, 1)
    assert kept[0].read_bytes() == content
    assert sorted(path.name for path in pages.glob("*/*")) == sorted(path.name for path in kept)


def test_a_damaged_page_is_told_and_no_backup_is_removed(database: Path, folder: Path) -> None:
    first = made(folder, "--database", database)
    page = next(iter(sorted((database.parent / "rangwan-snapshots").glob("*/*.gz"))))
    page.write_bytes(b"damaged")
    done = backup(folder, "--snapshots", "--keep", 1, "--database", database)
    assert done.exit_code == 1
    assert str(page) in done.stderr
    assert first.exists()
    assert len(list((folder / "rangwan-snapshots").glob("*/*.gz"))) == 1
