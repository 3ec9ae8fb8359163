"""Rounds one after another: what fails is followed by the next, and a SIGTERM ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from site_server import article, listing, serve

from db.errors import StoreError
from db.store import Store
from rangwan.cli import main
from rangwan.looping import in_child, loop

PUBLISHER = """
key = "town"
homepage = "{url}/"
publishes = "Test pages."
layout = "plain"
[name]
th = "เมือง"
en = "Town"
[[discovery]]
kind = "listing"
url = "/"
match = "/news/"
[politeness]
delay = 0.05
[terms]
verdict = "allowed"
why = "our own"
"""
START = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


class Enough(Exception):
    """Ends a loop."""


class Days:
    """A clock that only sleeping and rounds move on."""

    def __init__(self, lasting: list[timedelta], codes: list[int] | None = None) -> None:
        self.now = START
        self.lasting = lasting
        self.codes = codes or [0] * len(lasting)
        self.begun: list[timedelta] = []
        self.said: list[str] = []

    def round(self) -> int:
        if len(self.begun) == len(self.lasting):
            raise Enough
        self.begun.append(self.now - START)
        self.now += self.lasting[len(self.begun) - 1]
        return self.codes[len(self.begun) - 1]

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= 60
        self.now += timedelta(seconds=seconds)

    def run(self, every: timedelta, chance: float = 0.0) -> None:
        with pytest.raises(Enough):
            loop(
                self.round,
                every,
                self.said.append,
                clock=lambda: self.now,
                sleep=self.sleep,
                chance=lambda: chance,
            )


def hours(*numbers: float) -> list[timedelta]:
    return [timedelta(hours=number) for number in numbers]


def test_the_first_begins_at_once_and_the_others_an_interval_after_the_beginning_of_the_one_before() -> None:
    days = Days(hours(0.25, 0.5, 0))
    days.run(timedelta(hours=1))
    assert days.begun == hours(0, 1, 2)
    assert days.said[0] == "the next round begins at 2026-11-26 04:00 UTC"


def test_a_round_that_takes_longer_than_the_interval_is_followed_after_a_minute() -> None:
    days = Days(hours(3, 0))
    days.run(timedelta(hours=1))
    assert days.begun == [timedelta(0), timedelta(hours=3, minutes=1)]


def test_a_failed_round_is_told_and_followed_by_the_next() -> None:
    days = Days(hours(0, 0, 0, 0), [1, -9, 2, 0])
    days.run(timedelta(hours=1))
    assert days.begun == hours(0, 1, 2, 3)
    told = [line for line in days.said if "this round" in line]
    assert [line.split(";")[0] for line in told] == [
        "this round found failures",
        "this round was ended by signal 9",
        "this round ended with the exit code 2",
    ]


def test_chance_moves_a_round_by_a_tenth_of_the_interval_at_most() -> None:
    days = Days(hours(0, 0))
    days.run(timedelta(hours=1), chance=1.0)
    assert days.begun == hours(0, 1.1)


def test_a_clock_that_is_set_back_does_not_stop_the_rounds() -> None:
    days = Days(hours(0, 0))
    real, slept = days.sleep, list[float]()

    def sleep(seconds: float) -> None:
        if not slept:
            days.now -= timedelta(days=365)
        slept.append(seconds)
        real(seconds)

    days.sleep = sleep  # type: ignore[method-assign]
    days.run(timedelta(hours=1))
    assert sum(slept) < 3 * 3600


def test_a_round_is_a_process_whose_exit_code_is_told() -> None:
    assert in_child([sys.executable, "-c", "raise SystemExit(1)"]) == 1
    assert in_child([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) == -9


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rangwan", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_sigterm_between_rounds_ends_the_loop_as_done(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    process = started("run", "--every", "1", "--no-crawl", "--database", str(database))
    try:
        assert process.stderr is not None
        assert any("the next round begins" in line for line in process.stderr)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    with Store.open(database) as store:
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM run")] == ["done"]


@pytest.mark.parametrize(("loop_options", "code"), [([], 143), (["--every", "1"], 0)])
def test_sigterm_in_a_round_ends_it_as_stopped_and_keeps_what_was_done(
    loop_options: list[str], code: int, tmp_path: Path
) -> None:
    database, publishers = tmp_path / "rangwan.db", tmp_path / "publishers"
    publishers.mkdir()
    with serve() as site:
        site.add("/", listing(*(f"/news/{number}" for number in range(500))))
        for number in range(500):
            site.add(f"/news/{number}", article(f"ข่าวที่ {number}"))
        (publishers / "town.toml").write_text(PUBLISHER.format(url=site.url), encoding="utf-8")
        call = [
            "run",
            "town",
            "--publishers",
            str(publishers),
            "--database",
            str(database),
            "--allow-loopback",
        ]
        process = started(*call, *loop_options)
        try:
            deadline = time.monotonic() + 60
            while not articles(database) and time.monotonic() < deadline:
                time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert not database.with_name("rangwan.db.lock").exists()
    assert 0 < articles(database) < 500
    with Store.open(database) as store:
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM run")] == ["stopped"]
        assert store.rows("SELECT outcome FROM run_stage WHERE stage = 'crawl'") == [{"outcome": "stopped"}]


def articles(database: Path) -> int:
    """How many articles are stored; none while there is no database, or no table yet."""
    if not database.exists():
        return 0
    try:
        with Store.open(database, read_only=True) as store:
            count: int = store.rows("SELECT count(*) AS n FROM article")[0]["n"]
    except StoreError:
        return 0
    return count


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (["no-such-source"], 2),
        (["--no-crawl", "--all"], 2),
        (["--settings", "no-such-file.toml"], 1),
    ],
)
def test_what_no_round_could_mend_ends_the_loop_before_it_begins(
    wrong: list[str], code: int, tmp_path: Path
) -> None:
    result = CliRunner().invoke(main, ["run", "--every", "1", "--database", str(tmp_path / "a.db"), *wrong])
    assert result.exit_code == code
    assert list(tmp_path.iterdir()) == []
