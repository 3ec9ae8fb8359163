"""A database in a folder that may be read and not written: runs say so, readers read on."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import towns
from real_runs import Ended, Starter, starter
from towns import Towns
from wholeness import check_export

NOBODY = 65534
"""An ordinary user who owns nothing; on many systems one without a name."""


class Others:
    """A folder with a database that somebody else has written."""

    def __init__(self, folder: Path, starter: Starter, *, mounted: bool) -> None:
        self.folder = folder / "theirs"
        self.own = folder / "mine"
        self.database = self.folder / "rangwan.db"
        self.mounted = mounted
        self.user = NOBODY if os.geteuid() == 0 and not mounted else None
        self._starter = starter
        self.own.mkdir()
        self.folder.mkdir()
        if mounted:
            mount("-t", "tmpfs", "-o", "size=16m", "tmpfs", self.folder)
        if self.user is not None:
            os.chown(self.own, self.user, self.user)
        written = Towns(self.database)
        written.news(range(4))
        written.run()
        written.news([9])

    def may_only_be_read(self) -> None:
        if self.mounted:
            mount("-o", "remount,ro", self.folder)
            return
        for path in self.folder.iterdir():
            path.chmod(0o444)
        self.folder.chmod(0o555)

    def rangwan(self, *arguments: object) -> Ended:
        return self._starter.run(*arguments, "--database", self.database, user=self.user)

    def content(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


def mount(*arguments: object) -> None:
    """Mount something; the test is skipped where that is not possible."""
    program = shutil.which("mount")
    if os.geteuid() != 0 or program is None:
        pytest.skip("only root can mount a read-only file system")
    done = subprocess.run(
        [program, *(str(argument) for argument in arguments)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode().strip()}")


def may_enter(path: Path) -> bool:
    """Whether everybody may read what lies in a folder."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


@pytest.fixture(scope="module")
def commands() -> Iterator[tuple[Starter, Path]]:
    # Not pytest's own folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="rangwan-test-"))
    folder.chmod(0o755)
    try:
        with starter(folder / "said.txt") as commands:
            yield commands, folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["ordinary user", "read-only file system"])
def others(commands: tuple[Starter, Path], request: pytest.FixtureRequest) -> Iterator[Others]:
    folder = Path(tempfile.mkdtemp(dir=commands[1]))
    folder.chmod(0o755)
    mounted = request.param == "read-only file system"
    try:
        yield (others := Others(folder, commands[0], mounted=mounted))
        if not mounted:
            others.folder.chmod(0o755)
    finally:
        if (folder / "theirs").is_mount():
            subprocess.run(["umount", "-l", str(folder / "theirs")], check=True)


def test_runs_say_what_is_wrong_and_change_nothing(others: Others) -> None:
    others.may_only_be_read()
    before = others.content()
    for command in (["run", "--no-crawl"], ["publish"], ["resolve"]):
        ended = others.rangwan(*command)
        assert ended.code == 1, ended.said
        assert "Permission denied" in ended.said or "Read-only file system" in ended.said
        assert "Check that the folder exists, may be written" in ended.said
        assert len(ended.said.splitlines()) == 2, ended.said
    assert others.content() == before


def test_readers_read_what_is_published(others: Others) -> None:
    others.may_only_be_read()
    before = others.content()
    changes = others.rangwan("changes")
    assert changes.code == 0, changes.said
    assert changes.said.count('"entity": "award"') == 4
    found = others.rangwan("search", "แม่เหียะ")
    assert (found.code, "เทศบาลเมืองแม่เหียะ" in found.said) == (0, True), found.said
    status = others.rangwan("status")
    assert (status.code, "5 articles" in status.said) == (0, True), status.said
    exported = others.rangwan("export", others.own / "exports", "--format", "jsonl")
    assert exported.code == 0, exported.said
    assert check_export(others.own / "exports" / "latest")["latest_change"] > 0
    assert others.content() == before


def test_status_reads_a_database_whose_writer_was_killed(others: Others) -> None:
    """Its write-ahead log lies beside it, and holds what the file does not."""
    with closing(sqlite3.connect(others.database)) as keeping:
        keeping.execute("SELECT count(*) FROM article").fetchone()
        with closing(sqlite3.connect(others.database)) as writing, writing:
            writing.execute("UPDATE source SET name = 'ข่าวล่าสุด'")
        copies = {path: path.read_bytes() for path in others.folder.glob("rangwan.db*")}
    for path, content in copies.items():
        path.write_bytes(content)
    others.may_only_be_read()
    status = others.rangwan("status")
    assert (status.code, "5 articles" in status.said) == (0, True), status.said


def test_the_site_is_served(others: Others, commands: tuple[Starter, Path]) -> None:
    datasette = pytest.importorskip("datasette")
    if others.user is not None and not all(
        may_enter(Path(module.__file__ or "").parent) for module in (os, datasette, towns)
    ):
        pytest.skip("an ordinary user may not read this Python or its libraries")
    others.may_only_be_read()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    site = commands[0].start("serve", "--port", port, "--database", others.database, user=others.user)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/changes.json", timeout=10) as page:
                return b"\xe0" in page.read() and page.status == 200
        except OSError:
            return False

    answered = site.until(answers)
    ended = site.kill()
    assert answered, ended.said
