"""Runs: one at a time, one row each, also when they end badly."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from db.store import Store
from rangwan.ledger import start_run
from rangwan.locks import locked
from rangwan.messages import Problem, Trouble


def hold(database: Path, held: Event) -> None:
    with locked(database, "rangwan run"):
        held.set()
        signal.pause()


def outcomes(database: Path) -> list[str]:
    with Store.open(database) as store:
        return [row["outcome"] for row in store.rows("SELECT outcome FROM run ORDER BY id")]


def test_the_second_run_says_who_holds_the_lock_and_a_killed_holder_lets_go(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=hold, args=(database, held))
    holder.start()
    try:
        assert held.wait(30)
        with pytest.raises(Trouble) as caught, locked(database, "rangwan crawl"):
            pass
        assert "`rangwan run`" in caught.value.problem.what
        assert f"process {holder.pid}" in caught.value.problem.what
        assert "since 2" in caught.value.problem.what
    finally:
        assert holder.pid
        os.kill(holder.pid, signal.SIGKILL)
        holder.join()
    with locked(database, "rangwan crawl"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_written_is_told_of_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "rangwan.db"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(Trouble, match="No space left on device"), locked(database, "rangwan run"):
            pass
    with locked(database, "rangwan run"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_has_no_name_on_this_machine_can_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 10001")

    monkeypatch.setattr("getpass.getuser", nameless)
    database = tmp_path / "rangwan.db"
    with locked(database, "rangwan run"):
        told = json.loads((tmp_path / "rangwan.db.lock").read_text())
    assert told["user"] == str(os.getuid())
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_is_told_from_a_process_that_has_its_number_now(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    with Store.open(database) as store:
        # In a container each round may be process 7.
        store.start_run("rangwan run")
    with start_run(database, "rangwan run", print):
        pass
    assert outcomes(database) == ["killed", "done"]


def test_a_run_is_one_row_with_its_stages_and_issues(tmp_path: Path) -> None:
    database, told = tmp_path / "rangwan.db", list[Problem]()
    with start_run(database, "rangwan run", told.append, create=True) as run:
        with run.stage("extract") as stage:
            stage.counts["articles read"] = 3
            run.issue(stage, Problem("a.jsonl, line 1", "this is no JSON", "Mend it.", kind="bad line"))
        with run.stage("resolve"):
            pass
    assert run.failed
    assert [problem.kind for problem in told] == ["bad line"]
    with Store.open(database) as store:
        assert outcomes(database) == ["failures"]
        stages = store.rows("SELECT stage, outcome, counts FROM run_stage ORDER BY stage")
        assert [(row["stage"], row["outcome"]) for row in stages] == [
            ("extract", "failures"),
            ("resolve", "done"),
        ]
        issue = store.rows("SELECT place, message FROM open_issues")[0]
        assert issue == {"place": "a.jsonl, line 1", "message": "this is no JSON. Mend it."}


def test_a_run_that_breaks_off_is_recorded_as_stopped(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    start = start_run(database, "rangwan run", print, create=True)
    with pytest.raises(KeyboardInterrupt), start as run, run.stage("crawl"):
        raise KeyboardInterrupt
    assert outcomes(database) == ["stopped"]


def test_a_killed_run_is_closed_also_when_its_number_was_given_to_another_process(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    with Store.open(database) as store:
        # In a container every run has the same number: the one of this process.
        store.start_run("rangwan run")
    with start_run(database, "rangwan run", print):
        pass
    assert outcomes(database) == ["killed", "done"]


def test_a_user_without_a_name_may_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    database = tmp_path / "rangwan.db"
    with (
        locked(database, "rangwan run"),
        pytest.raises(Trouble, match=f"of {os.getuid()} on "),
        locked(database, "rangwan crawl"),
    ):
        pass


def test_what_the_operating_system_refuses_ends_a_run_with_one_message(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    refused = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/of-a-crawl")
    with (
        pytest.raises(Trouble, match=r"/tmp/of-a-crawl: .*No space left on device") as caught,
        start_run(database, "rangwan run", print, create=True),
    ):
        raise refused
    assert caught.value.exit_code == 1
    # Whoever reads what a command prints may go away: that is not the machine's fault.
    with pytest.raises(BrokenPipeError), start_run(database, "rangwan run", print):
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
    assert outcomes(database) == ["stopped", "stopped"]


def test_a_new_database_gets_its_folder(tmp_path: Path) -> None:
    database = tmp_path / "new" / "folder" / "rangwan.db"
    with start_run(database, "rangwan run", print, create=True):
        pass
    assert outcomes(database) == ["done"]


def test_a_missing_database_is_not_made_by_commands_that_only_read_facts(tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    with pytest.raises(Trouble, match="there is no database"), start_run(database, "rangwan resolve", print):
        pass
    assert list(tmp_path.iterdir()) == []
