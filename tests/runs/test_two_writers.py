"""Two who write, and readers who never let go: a run waits, or says who is in its way, and harms nothing."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from growing_site import GrowingSite
from real_runs import PATIENCE, starter
from site_server import Answer, Asked, article, serve
from towns import Towns
from wholeness import check_whole

from crawler.clock import Clock
from db.publication import public_path
from db.store import Store
from rangwan.cli import main
from rangwan.messages import Trouble
from rangwan.settings import Settings
from rangwan.unattended import Round, run_round


@pytest.fixture
def towns(tmp_path: Path) -> Towns:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(4))
    towns.run()
    towns.news([7, 8])
    return towns


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Somebody has begun to write with another program, and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as shell:
        shell.execute("BEGIN IMMEDIATE")
        shell.execute("UPDATE source SET name = 'half a change'")
        yield
        shell.execute("ROLLBACK")


class Meddler:
    """Somebody who begins to write when a clock is asked for the so-manieth time, and never ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._begin, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._meddle)

    def __enter__(self) -> Meddler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._begin.set()
        self._end.set()
        self._thread.join(PATIENCE)

    def clock(self, now: datetime, moment: int) -> Clock:
        asked = 0

        def tell() -> datetime:
            nonlocal asked
            asked += 1
            if asked == moment:
                self._begin.set()
            return now

        return tell

    def _meddle(self) -> None:
        self._begin.wait(PATIENCE)
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=0)) as shell:
            while not shell.in_transaction:
                # Again at once: a run leaves little time between two of its transactions.
                with suppress(sqlite3.OperationalError):
                    shell.execute("BEGIN IMMEDIATE")
            shell.execute("UPDATE source SET name = 'half a change'")
            self._end.wait(PATIENCE)
            shell.execute("ROLLBACK")


def log_bytes(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def test_a_second_run_is_refused_at_once_and_harms_nothing(tmp_path: Path) -> None:
    go_on = threading.Event()
    with serve() as served, starter(tmp_path / "said.txt") as commands:
        site = GrowingSite(served, 1)
        site.grow(3)
        publishers = site.publishers(tmp_path / "publishers")
        database = tmp_path / "rangwan.db"
        shared = ["--database", str(database)]
        crawl = ["run", "town", "--allow-loopback", "--publishers", str(publishers), "--jobs", "1", *shared]
        assert commands.run(*crawl).code == 0
        with Store.open(database) as store:
            one, other, *_ = [row["id"] for row in store.rows("SELECT id FROM organisations")]

        def slow(asked: Asked) -> Answer:
            go_on.wait(PATIENCE)
            return Answer(article("ข่าวที่มาช้า"), headers={"Content-Type": "text/html"})

        site.grow(1)
        (newest,) = [
            path for path in served.pages if path.endswith(f"town/news/{max(site.articles['town'])}")
        ]
        served.pages[newest] = slow
        first = commands.start(*crawl)
        try:
            assert first.until(lambda: newest in served.paths())
            merge = ["organisations", "merge", one, other, "--note", "one body", "--author", "somebody"]
            others = (["run", "--no-crawl"], ["resolve"], ["publish"], merge)
            for command in (crawl, *([*command, *shared] for command in others)):
                refused = CliRunner().invoke(main, command)
                assert refused.exit_code == 1, refused.output
                assert f"`rangwan run` (process {first.process} of " in refused.stderr
                assert ", since 2" in refused.stderr
                assert "-> Wait until it is done" in refused.stderr
        finally:
            go_on.set()
            ended = first.wait()
    assert ended.code == 0, ended.said
    check_whole(database)
    with Store.open(database) as store:
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM run")] == ["done", "done"]
        assert store.rows("SELECT count(*) AS n FROM article") == [{"n": 4}]
        assert len(store.rows("SELECT id FROM organisations WHERE id IN (?, ?)", [one, other])) == 2


def test_a_run_waits_for_somebody_who_writes_for_a_while(towns: Towns) -> None:
    released = threading.Event()

    def let_go() -> None:
        time.sleep(1)
        released.set()

    with writing(towns.path):
        threading.Thread(target=let_go).start()
        waiting = threading.Thread(target=lambda: outcomes.append(towns.run()["outcome"]))
        outcomes = list[str]()
        waiting.start()
        assert released.wait(PATIENCE)
        assert outcomes == []
    waiting.join(PATIENCE)
    assert outcomes == ["done"]
    check_whole(towns.path)
    with towns.store() as store:
        assert store.rows("SELECT name FROM source") == [{"name": "ข่าวเมือง"}]


def test_who_writes_for_ever_ends_a_run_with_a_message(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = public_path(towns.path).read_bytes()
    monkeypatch.setattr("rangwan.databases.TIMEOUT", 0.1)
    with writing(towns.path), pytest.raises(Trouble, match="another process is writing") as caught:
        towns.run()
    assert caught.value.exit_code == 1
    assert "Wait until it is done, or stop it" in caught.value.message
    check_whole(towns.path)
    assert public_path(towns.path).read_bytes() == seen
    assert towns.run()["outcome"] == "done"


def test_who_begins_to_write_within_a_run(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run asks its clock at each step; from the chosen one on somebody else wants to write."""
    monkeypatch.setattr("rangwan.databases.TIMEOUT", 0.1)
    refused = 0
    for number, moment in enumerate(range(1, 11), start=20):
        towns.news([number])
        with Meddler(towns.path) as meddler:
            clock = meddler.clock(towns.now, moment)
            try:
                run_round(towns.path, Settings(), Round(jobs=1), towns.told.append, print, clock=clock)
            except Trouble as error:
                assert "another process is writing" in error.message
                refused += 1
        check_whole(towns.path)
    assert refused > 1
    towns.run()
    assert towns.told == []
    check_whole(towns.path)
    with towns.store() as store:
        assert store.rows("SELECT count(*) AS n FROM run WHERE outcome = 'running'") == [{"n": 0}]
        assert store.rows("SELECT count(*) AS n FROM awards") == [{"n": 16}]


def test_readers_who_never_let_go_disturb_no_run(towns: Towns) -> None:
    """A person who left a query open in the shell, on the database and on what is published."""
    with (
        closing(sqlite3.connect(towns.path)) as one,
        closing(sqlite3.connect(public_path(towns.path))) as other,
    ):
        for reader in (one, other):
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM award").fetchone() == (4,)
        for number in range(20, 23):
            towns.news([number])
            assert towns.run()["outcome"] == "done"
        for reader in (one, other):
            assert reader.execute("SELECT count(*) FROM award").fetchone() == (4,)
    check_whole(towns.path)
    with Store.open(public_path(towns.path), read_only=True) as published:
        assert len(published.rows("SELECT id FROM awards")) == 9
    # Nothing of what the readers kept from being folded is left once they have gone.
    towns.run()
    assert log_bytes(towns.path) == 0


def test_the_log_does_not_stay_where_readers_have_the_database_open(towns: Towns) -> None:
    """As a site does that shows the database itself: open all the time, reading now and then."""
    with closing(sqlite3.connect(towns.path)) as site:
        for number in range(20, 24):
            towns.news([number])
            towns.run()
            site.execute("SELECT count(*) FROM award").fetchone()
            assert log_bytes(towns.path) == 0
