"""A full disk: the run says so once, what is stored and shown stays whole, and the next run goes on."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

import pytest
from click.testing import CliRunner
from growing_site import SOURCES, GrowingSite
from site_server import article, listing, serve
from towns import Towns
from wholeness import check_export, check_whole, exported_records, held_by, values

from crawler.publisher import load_publishers
from crawler.snapshots import SnapshotStore
from db import connection
from db.publication import public_path
from db.store import Store
from rangwan.cli import main
from rangwan.crawling import CrawlOptions
from rangwan.messages import Problem, Trouble
from rangwan.settings import Publishing, Settings
from rangwan.unattended import Round, run_round

STAGES = {"extract_stage", "resolve_stage", "check_stage", "publish_stage"}
SAID = "disk is full|No space left on device"


class SmallDisk:
    """A file system of 16 MB in memory, and something that fills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, leaving: int) -> None:
        """Fill it up to so many kilobytes."""
        self.empty()
        state = os.statvfs(self.folder)
        with self._ballast.open("wb") as file:
            file.write(bytes(max(0, state.f_bavail * state.f_frsize - leaving * 1024)))

    def empty(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None or sys.platform != "linux":
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def exporting(folder: Path) -> Settings:
    return Settings(publishing=Publishing(exports=folder / "exports", formats=("jsonl",)))


def place(error: BaseException) -> str:
    """The stage in which a run ended."""
    names = set[str]()
    cause: BaseException | None = error
    while cause is not None:
        names |= {frame.f_code.co_name for frame, _ in walk_tb(cause.__traceback__)}
        cause = cause.__cause__ or cause.__context__
    return "".join(names & STAGES)


def test_a_disk_that_is_full_at_any_stage_of_a_run(disk: SmallDisk, tmp_path: Path) -> None:
    towns = Towns(disk.folder / "rangwan.db")
    towns.news(range(4))
    settings = exporting(disk.folder)
    towns.run(settings)
    ended = set[str]()
    number = 4
    # From nothing left to enough, so that the room ends at every step of a run.
    for leaving in (0, 8, 40, 80, 120, 160, 200, 300, 400, 600, 1000, 1200, 1300, 1400, 1500, 1700, 2000):
        towns.news([number, number + 1])
        number += 2
        seen = public_path(towns.path).read_bytes()
        disk.fill(leaving)
        try:
            towns.run(settings)
        except Trouble as error:
            assert error.exit_code == 1
            assert "disk is full" in error.message or "No space left" in error.message, error.message
            assert towns.told == []
            ended.add(place(error) or "begin")
            assert public_path(towns.path).read_bytes() == seen
        else:
            assert {problem.kind for problem in towns.told} <= {"export failed"}
        disk.empty()
        check_whole(towns.path)
    assert {"begin", "extract_stage", "resolve_stage", "publish_stage"} <= ended
    towns.run(settings)
    assert towns.told == []
    other = Towns(tmp_path / "rangwan.db")
    other.news(range(number))
    other.run()
    check_whole(towns.path)
    with towns.store() as store, other.store() as undisturbed:
        assert values(store) == values(undisturbed)
        assert store.rows("SELECT kind FROM open_issues WHERE stage <> 'resolve'") == []


def test_an_export_without_room_leaves_the_one_before(disk: SmallDisk, tmp_path: Path) -> None:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(4))
    settings = exporting(disk.folder)
    latest = disk.folder / "exports" / "latest"
    towns.run(settings)
    before = check_export(latest)
    for leaving in (0, 4, 30):
        towns.news([10 + leaving])
        disk.fill(leaving)
        done = towns.run(settings)
        assert done["outcome"] == "failures"
        assert towns.kinds() == ["export failed"]
        assert "No space left" in towns.told[0].what
        assert "room" in towns.told[0].advice or "space" in towns.told[0].advice
        assert check_export(latest) == before
        disk.empty()
    assert len(list((disk.folder / "exports" / "versions").iterdir())) <= 2
    towns.run(settings)
    assert towns.told == []
    assert check_export(latest)["latest_change"] > before["latest_change"]
    with towns.store() as store:
        assert exported_records(latest) == held_by(store)


def test_on_a_full_disk_a_run_tells_it_in_one_message_and_readers_go_on_reading(disk: SmallDisk) -> None:
    towns = Towns(disk.folder / "rangwan.db")
    towns.news(range(4))
    towns.run()
    disk.fill(0)
    for command in (["search", "แม่เหียะ"], ["changes"]):
        read = CliRunner().invoke(main, [*command, "--database", str(towns.path)])
        assert read.exit_code == 0, read.output
        assert read.stdout
    status = CliRunner().invoke(main, ["status", "--database", str(towns.path)])
    assert status.exit_code == 1
    assert "needs a look: the disk is nearly full" in status.stdout
    told = CliRunner().invoke(main, ["run", "--no-crawl", "--database", str(towns.path)])
    assert told.exit_code == 1
    assert told.stderr.count("Error: ") == 1
    assert len(told.stderr.splitlines()) == 2, told.stderr
    assert "disk is full" in told.stderr or "No space left" in told.stderr


@pytest.mark.parametrize("room", [1, 6, 25])
def test_a_database_that_cannot_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Where no small disk can be had, SQLite itself can be told that there is no room."""
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(4))
    towns.run()
    towns.news(range(4, 40))
    seen = public_path(towns.path).read_bytes()
    configure = connection._configure

    def small(db: connection.Database) -> None:
        configure(db)
        pages = db.conn.execute("PRAGMA page_count").fetchone()[0]
        db.conn.execute(f"PRAGMA max_page_count = {pages + room}")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_configure", small)
        with pytest.raises(Trouble, match=SAID):
            towns.run()
    check_whole(towns.path)
    assert public_path(towns.path).read_bytes() == seen
    towns.run()
    assert towns.told == []
    other = Towns(tmp_path / "other.db")
    other.news(range(40))
    other.run()
    with towns.store() as store, other.store() as undisturbed:
        assert values(store) == values(undisturbed)


def test_a_disk_that_fills_up_while_pages_come_in(disk: SmallDisk, tmp_path: Path) -> None:
    chance = random.Random(7)
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]

    def crawled(database: Path) -> list[Problem]:
        told = list[Problem]()
        wanted = Round(publishers, named=True, options=CrawlOptions(allow_loopback=True), jobs=1)
        run_round(database, Settings(), wanted, told.append, print)
        return told

    with serve() as served:
        site = GrowingSite(served, 7)
        site.grow(2)
        known = load_publishers(site.publishers(tmp_path / "publishers"))
        publishers = [known[key] for key in SOURCES]
        database = disk.folder / "rangwan.db"
        crawled(database)
        # Pages of some 40 kB, packed, of a source that brings six of them.
        paths = [f"/town/news/long-{number}" for number in range(6)]
        for number, path in enumerate(paths):
            served.add(path, article(f"ข่าวยาวที่ {number}", "".join(chance.choices(letters, k=30_000))))
        served.add("/town/", listing(*(f"/town/news/{one}" for one in site.articles["town"]), *paths))
        kinds = set[str]()
        for leaving in (0, 30, 260, 420):
            disk.fill(leaving)
            try:
                told = crawled(database)
            except Trouble as error:
                assert "disk is full" in error.message or "No space left" in error.message, error.message
                kinds.add("trouble")
            else:
                assert any("No space left" in problem.what for problem in told)
                kinds.add("told")
            disk.empty()
            check_whole(database)
            with Store.open(database) as store:
                snapshots = SnapshotStore(store.snapshots)
                for row in store.rows("SELECT snapshot FROM article_version"):
                    assert snapshots.get(row["snapshot"])
        assert "trouble" in kinds
        assert crawled(database) == []
        assert crawled(tmp_path / "other.db") == []
    with Store.open(database) as store, Store.open(tmp_path / "other.db") as other:
        assert values(store) == values(other)
        assert not list(store.snapshots.glob("*/.new-*"))
