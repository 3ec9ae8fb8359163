"""What readers, clients of the feed and raw pages find after a restoration."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[2] / "db"))
from restored import beside, restore
from telling import DIGITAL, tell, won

from crawler.snapshots import SnapshotStore
from db.change_log import latest
from db.feed import changes_json
from db.publication import public_path, publish
from db.resolve import resolve
from db.store import Store
from rangwan.cli import main

# Those who read


def test_the_publication_stays_and_clients_of_the_feed_are_told(database: Path, backup: Path) -> None:
    with Store.open(database) as store:
        publish(store, None)
    content = public_path(database).read_bytes()
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert public_path(database).read_bytes() == content
    assert "readers see the publication of" in done.stdout
    assert "until the next `rangwan publish`" in done.stdout
    assert "the feed tells those to forget what they hold and to start from 0" in done.stdout


def test_a_client_that_read_what_was_lost_is_told_however_far_the_feed_has_come(
    database: Path, backup: Path
) -> None:
    with Store.open(database) as store:
        publish(store, None)
        read = latest(store.db)
    told = json.loads(restore(backup, database, "--json").stdout)
    assert told["feed_restarts"] is True
    end = told["latest_change"]
    assert end < read
    with Store.open(database) as store:
        assert page(store, read)["warning"]
        assert page(store, end)["warning"] is None
        for number in range(5):
            tell(f"new-{number}", won(f"เทศบาลตำบลบ้านใหม่ {number}", DIGITAL, province="ยะลา")).put(store)
        resolve(store)
        assert latest(store.db) > read + 5
        # No number is given out twice, and whoever holds what was lost starts again (docs/change-feed.md).
        for since in (end + 1, read):
            assert page(store, since)["changes"] == []
            assert page(store, since)["warning"]
            assert page(store, since)["latest"] < since
        for since in (0, end, read + 1):
            assert page(store, since)["warning"] is None
            assert page(store, since)["changes"]
        assert page(store, end)["changes"][0]["seq"] == read + 1
    done = CliRunner().invoke(
        main, ["changes", "--working", "--since", str(read), "--database", str(database)]
    )
    assert done.stdout == ""
    assert f"the log ends at {end}, before {read}" in done.stderr


def test_what_was_lost_is_not_forgotten_when_it_is_restored_once_more(database: Path, backup: Path) -> None:
    # Nothing is published: clients read the database itself.
    with Store.open(database) as store:
        read = latest(store.db)
    for _ in range(2):
        told = json.loads(restore(backup, database, "--json").stdout)
        assert (told["feed_restarts"], told["feed_read"]) == (True, read)
        with Store.open(database) as store:
            assert page(store, read)["warning"]
    with Store.open(database) as store:
        tell("new", won("เทศบาลตำบลบ้านใหม่", DIGITAL, province="ยะลา")).put(store)
        resolve(store)
        assert page(store, told["latest_change"])["changes"][0]["seq"] == read + 1


def test_ids_that_were_given_out_since_are_given_to_nobody_else(database: Path, backup: Path) -> None:
    with Store.open(database) as store:
        tell("lost", won("โรงเรียนวัดบ้านใหม่", "รางวัลโรงเรียนน่าอยู่", province="แพร่")).put(store)
        resolve(store)
        before = {table: max(numbers(store, table)) for table in NUMBERED}
    assert restore(backup, database).exit_code == 0
    with Store.open(database) as store:
        old = {table: numbers(store, table) for table in NUMBERED}
        assert all(max(old[table]) < before[table] for table in NUMBERED)
        tell("other", won("โรงพยาบาลตาก", "รางวัลโรงพยาบาลคุณธรรม", province="ตาก")).put(store)
        resolve(store)
        for table in NUMBERED:
            new = numbers(store, table) - old[table]
            assert new, table
            assert min(new) > before[table], table
        assert not resolve(store).changed


NUMBERED = ("organisation", "programme", "award", "fact")


def numbers(store: Store, table: str) -> set[int]:
    return {int(str(row["id"]).rpartition("-")[2]) for row in store.rows(f"SELECT id FROM {table}")}


def page(store: Store, since: int) -> dict[str, Any]:
    return changes_json(store.db, "http://127.0.0.1/", since).body


def test_when_nobody_can_tell_how_far_clients_have_read_that_is_told(database: Path, backup: Path) -> None:
    database.write_bytes(b"no database any more" * 1000)
    done = restore(backup, database)
    assert done.exit_code == 0, done.output
    assert "nobody can tell how far its clients have read" in done.stdout


def test_clients_go_on_when_no_change_is_lost(database: Path) -> None:
    done = CliRunner().invoke(main, ["backup", "--database", str(database), "--json"])
    told = json.loads(restore(Path(json.loads(done.stdout)["backup"]), database, "--json").stdout)
    assert told["feed_restarts"] is False
    assert told["publication"] is None


# Raw pages


def test_raw_pages_come_back(database: Path, tmp_path: Path) -> None:
    snapshots = SnapshotStore(database.parent / "rangwan-snapshots")
    with Store.open(database) as store:
        store.db.execute("DELETE FROM fetch")
        store.db.execute("DELETE FROM snapshot")
        store.db.execute(
            "INSERT INTO snapshot (sha256, fetched_at) VALUES (?, '2026-01-05T08:00:00Z')",
            [snapshots.put(b"<p>one</p>")],
        )
    away = tmp_path / "away"
    command = ["backup", str(away), "--snapshots", "--database", str(database), "--json"]
    backup = Path(json.loads(CliRunner().invoke(main, command).stdout)["backup"])
    other = tmp_path / "elsewhere" / "awards.db"
    done = restore(backup, other, "--snapshots")
    assert done.exit_code == 0, done.output
    check = CliRunner().invoke(main, ["snapshot", "check", "--database", str(other)])
    assert check.exit_code == 0, check.output
    assert "1 snapshots are whole" in check.stdout


def test_without_raw_pages_nothing_is_restored_that_was_to_have_them(database: Path, backup: Path) -> None:
    before = beside(database)
    done = restore(backup, database, "--snapshots")
    assert done.exit_code == 1
    assert "no raw pages lie beside this back-up" in done.stderr
    assert beside(database) == before
