"""The folder of exports: whole versions or none, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from exporting import add_award, contents, export, rows_of_jsonl
from telling import DIGITAL, Clock, tell, won

from db.errors import StoreError
from db.exports import dataset
from db.exports.dataset import ExportOptions, export_dataset
from db.exports.errors import ExportFailed, FolderRefused
from db.resolve import resolve
from db.store import Store


def test_readers_see_the_export_before_until_the_new_one_is_whole(
    filled: Store, folder: Path, clock: Clock, path: Path
) -> None:
    before = contents(export(filled, folder).version)
    add_award(filled, clock, "new-1")
    seen = []

    def while_it_is_written(rows: int) -> None:
        seen.append(contents(folder / "latest") == before)
        if len(seen) == 1:
            # Another process stores something meanwhile: it is not in this export.
            with Store.open(path, clock=clock) as other:
                add_award(other, clock, "new-2")

    done = export_dataset(filled, folder, ExportOptions(), while_it_is_written)
    assert seen
    assert all(seen)
    assert (folder / "latest").resolve() == done.version
    articles = {row["id"] for row in rows_of_jsonl(done.version, "articles")}
    assert "new-1" in articles
    assert "new-2" not in articles
    assert done.rows["awards"] + 1 == export(filled, folder).rows["awards"]


KILLED = """
import os, signal, sys
from pathlib import Path
from db.exports.dataset import ExportOptions, export_dataset
from db.store import Store
with Store.open(sys.argv[1], read_only=True) as store:
    kill = lambda rows: os.kill(os.getpid(), signal.SIGKILL)
    export_dataset(store, Path(sys.argv[2]), ExportOptions(), kill)
"""


def test_a_killed_export_leaves_no_half_and_the_next_one_cleans_up(
    filled: Store, folder: Path, clock: Clock, path: Path
) -> None:
    first = export(filled, folder)
    before = contents(first.version)
    add_award(filled, clock, "new-1")
    killed = subprocess.run([sys.executable, "-c", KILLED, path, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {one.name for one in (folder / "versions").iterdir()} - {first.version.name}
    assert left
    assert all(name.startswith(".unfinished") for name in left)
    assert contents(folder / "latest") == before
    done = export(filled, folder)
    assert {one.name for one in (folder / "versions").iterdir()} == {first.version.name, done.version.name}


def test_a_full_disk_is_one_message_and_leaves_the_export_before(
    filled: Store, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(export(filled, folder).version)
    add_award(filled, clock, "new-1")

    def full(path: Path, **_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(dataset, "finished", full)
    with pytest.raises(ExportFailed, match=r"No space left on device.*Free some space"):
        export(filled, folder)
    assert contents(folder / "latest") == before
    assert len(list((folder / "versions").iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_message(filled: Store, folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(ExportFailed, match="Permission denied"):
        export(filled, folder)


def folders_of_others(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("cat")
    yield tmp_path / "photos"
    yield tmp_path / "photos" / "cat.jpg"
    yield tmp_path / "photos" / "cat.jpg" / "exports"


def test_what_is_not_a_folder_of_exports_is_left_as_it_is(filled: Store, tmp_path: Path) -> None:
    for place in folders_of_others(tmp_path):
        with pytest.raises(StoreError):
            export(filled, place)
    assert [one.name for one in (tmp_path / "photos").iterdir()] == ["cat.jpg"]
    assert (tmp_path / "photos" / "cat.jpg").read_text() == "cat"


def test_exports_with_and_without_persons_do_not_share_a_folder(filled: Store, folder: Path) -> None:
    export(filled, folder, include_persons=True)
    with pytest.raises(FolderRefused, match="with names of persons"):
        export(filled, folder)


def test_old_versions_are_pruned(filled: Store, folder: Path, clock: Clock) -> None:
    export(filled, folder)
    (folder / "versions" / "notes.txt").write_text("of the user")
    made = []
    for number in range(4):
        add_award(filled, clock, f"new-{number}")
        made.append(export(filled, folder, keep=2).version.name)
    assert {one.name for one in (folder / "versions").iterdir()} == {*made[2:], "notes.txt"}
    last = export(filled, folder, keep=1)
    assert list(last.removed) == [made[2]]
    assert (folder / "latest" / "index.json").exists()


def test_the_latest_stays_whatever_way_the_folder_is_named(
    filled: Store, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a relative path, and through a link."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for number, folder in enumerate((Path("exports"), tmp_path / "link")):
        for again in range(2):
            add_award(filled, clock, f"new-{number}-{again}")
            done = export(filled, folder, keep=1)
            assert [one.name for one in (folder / "versions").iterdir()] == [done.version.name]
            assert (folder / "latest" / "index.json").exists()


def test_versions_that_tell_a_name_that_was_found_since_are_removed(
    filled: Store, folder: Path, clock: Clock
) -> None:
    name = "นายสมชาย ดีงามยิ่ง"
    before = export(filled, folder)
    first = won("กรมสรรพสามิต", DIGITAL, year=2566, project=f"ตามรอย{name}")
    told = tell("new", first)
    told.put(filled)
    resolve(filled)
    with_name = export(filled, folder)
    assert name in (with_name.version / "awards.csv").read_text(encoding="utf-8")
    assert export(filled, folder).removed == ()
    right = replace(first, recipient_type="person", person=name)
    filled.put_extraction(replace(told.extraction, awards=(right,)), rules_version="2")
    resolve(filled)
    done = export(filled, folder, keep=9)
    assert set(done.removed) == {before.version.name, with_name.version.name}
    assert [one.name for one in (folder / "versions").iterdir()] == [done.version.name]
    assert not [file for file, content in contents(done.version).items() if name.encode() in content]
