"""Alerts: who is told what after an unattended run, how often, and what happens when it does not arrive."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alert_servers import hook, post
from click.testing import CliRunner
from operators import Operator, mail

from db.publication import public_path, publish
from db.store import Store
from rangwan.alerts.state import remembered
from rangwan.cli import main
from rangwan.locks import locked
from rangwan.messages import Problem, Trouble


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_nobody_is_told_of_good_runs(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run()
        operator.run()
    assert told.asked == []
    assert operator.reported == []


def test_a_bad_run_is_told_once_again_when_it_changes_and_when_it_is_well(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run()
        operator.run("too many facts")
        operator.run("too many facts")
        assert told.events == ["problem"]
        operator.run("too many facts", broken=True)
        assert told.events == ["problem", "problem"]
        operator.run()
        operator.run()
        assert told.events == ["problem", "problem", "recovery"]
        first, second, last = told.alerts
    assert [(one["code"], one["about"]) for one in first["problems"]] == [("expectation", "too many facts")]
    assert first["verdict"]["well"] is False
    assert (first["run"]["id"], first["last_good_run"]["id"]) == (2, 1)
    assert first["new_issues"][0]["kind"] == "too many facts"
    assert first["counts"]["articles"] == {"now": 0, "before": 0}
    assert "ข้อเท็จจริงมากเกินไป" in first["text"]["th"]
    assert "not as expected (too many facts)" in first["text"]["en"]
    assert {one["code"] for one in second["problems"]} == {"expectation", "source_failed"}
    assert (last["verdict"]["well"], last["problems"]) == (True, [])
    assert {one["kind"] for one in last["closed_issues"]} == {"too many facts", "crawl not finished"}
    assert operator.reported == []


def test_the_same_reasons_are_told_again_after_remind_hours(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nremind_hours = 12\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        operator.now += timedelta(hours=9)
        operator.run("too many facts")
        assert told.events == ["problem"]
        operator.now += timedelta(hours=9)
        operator.run("too many facts")
        operator.run("too many facts")
    assert told.events == ["problem", "reminder"]


def test_who_reads_an_alert_elsewhere_finds_the_database(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(operator.database.parent)
    whole, operator.database = operator.database, Path(operator.database.name)
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
    (alert,) = told.alerts
    assert alert["database"] == str(whole)
    assert f"rangwan status --database {whole}" in alert["text"]["th"]
    assert "UTC): มีปัญหา" in alert["text"]["th"]


def test_a_clock_that_was_ahead_does_not_keep_reminders_away(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nremind_hours = 12\nwebhooks = [{{url = "{told.url}"}}]')
        now = operator.now
        operator.now += timedelta(days=365)
        operator.run("too many facts")
        operator.now = now
        operator.run("too many facts")
        operator.run("too many facts")
    assert told.events == ["problem", "reminder"]


def test_a_second_run_tells_nothing_of_the_one_at_work(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]\n[monitoring]\nlock_hours = 9999')
        operator.run("too many facts")
        with locked(operator.database, "rangwan run"):
            with Store.open(operator.database) as store:
                # The one at work has found it mended, and has not published yet.
                store.replace_issues("check", [])
            with pytest.raises(Trouble, match="is working on it"):
                operator.run()
        assert told.events == ["problem"]


def test_what_others_put_into_the_folder_for_temporary_files_is_not_believed(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = json.dumps({"at": "2030-01-01T00:00:00Z", "channels": {}, "undelivered": ["webhook 1"]})
    operator.database.with_name("rangwan.db.alerts.json").write_text(kept, encoding="utf-8")
    assert remembered(operator.database).undelivered == ("webhook 1",)
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    assert remembered(operator.database).undelivered == ()


def test_what_was_closed_since_the_last_good_run_is_told(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run(broken=True)
        operator.run("too many facts")
    closed = told.alerts[-1]["closed_issues"]
    assert [(one["kind"], one["source"]) for one in closed] == [("crawl not finished", "dga")]


@pytest.mark.parametrize(
    "error", [RuntimeError("a defect"), Trouble(Problem("rangwan.db", "the disk is full"))]
)
def test_a_run_that_dies_is_told_and_still_dies(operator: Operator, error: Exception) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        with pytest.raises(type(error)):
            operator.run(dies=error)
        said = told.alerts[0]
        assert [one["code"] for one in said["problems"]] == ["run_died"]
        assert str(error).split(": ")[-1] in said["text"]["en"]
        assert said["run"]["outcome"] == "stopped"
        operator.run()
    assert told.events == ["problem", "recovery"]


def test_a_run_that_dies_again_of_the_same_is_not_told_again(operator: Operator) -> None:
    full = Trouble(Problem("rangwan.db", "the disk is full", kind="DatabaseFull"))
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        for _ in range(3):
            with pytest.raises(Trouble):
                operator.run(dies=full)
        with pytest.raises(Trouble):
            operator.run(dies=Trouble(Problem("rangwan.db", "it is damaged", kind="DatabaseDamaged")))
    assert told.events == ["problem"] * 3
    codes = [reason["code"] for reason in told.alerts[1]["problems"]]
    assert codes == ["run_died", "expectation"]


def test_a_run_that_a_person_stops_is_not_told(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        with pytest.raises(KeyboardInterrupt), operator.alarm.watching():
            raise KeyboardInterrupt
    assert told.asked == []


def test_a_database_that_cannot_be_read_or_written_is_told_once(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.database.write_bytes(b"this is no database, and never was one" * 100)
        for _ in range(2):
            with pytest.raises(Trouble, match="not a SQLite database"):
                operator.run()
        assert told.events == ["problem"]
        assert "not a SQLite database" in told.alerts[0]["text"]["en"]
        assert told.alerts[0]["run"] is None
        operator.database.unlink()
        operator.run()
        operator.run()
    assert told.events == ["problem", "recovery"]
    # Once the database can be written again, what was told is kept in it alone.
    assert not list(operator.database.parent.glob("*.alerts.json"))


def test_a_second_run_is_told_only_when_the_first_hangs(operator: Operator) -> None:
    with hook() as told:
        operator.set(
            f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]\n'
            "[monitoring]\nlock_hours = 24\nstale_hours = 9999"
        )
        operator.now = datetime.now(UTC)
        operator.run()
        with locked(operator.database, "rangwan run"):
            with pytest.raises(Trouble, match="is working on it"):
                operator.run()
            assert told.asked == []
            operator.now += timedelta(hours=25)
            with pytest.raises(Trouble, match="is working on it"):
                operator.run()
    assert told.events == ["problem"]
    assert [one["code"] for one in told.alerts[0]["problems"]] == ["lock_held_long"]


def test_the_dead_mans_switch_is_pinged_after_good_runs_only(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nping = {{url = "{told.url}"}}')
        operator.run()
        assert [(method, path) for method, path, _ in told.asked] == [("GET", "/hook-s3cret")]
        operator.run("too many facts")
        with pytest.raises(RuntimeError):
            operator.run(dies=RuntimeError("a defect"))
        assert len(told.asked) == 1
        # A source that is broken holds nothing: the others are published.
        operator.run(broken=True)
        assert len(told.asked) == 2


def test_a_ping_is_tried_three_times_and_its_failure_changes_nothing_of_the_run(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nping = {{url = "{told.url}"}}')
        told.answers = [500, 503]
        operator.run()
        assert (len(told.asked), len(operator.pauses)) == (3, 2)
        assert operator.reported == []
        told.answers = [500, 500, 500]
        operator.run()
        assert len(told.asked) == 6
        assert [problem.where for problem in operator.reported] == ["ping"]
        assert remembered(operator.database).undelivered == ("ping",)
        with Store.open(operator.database) as store:
            assert {row["outcome"] for row in store.rows("SELECT outcome FROM run")} == {"done"}
        operator.run()
        assert remembered(operator.database).undelivered == ()


def test_a_webhook_that_fails_is_told_at_the_next_run_and_others_are_not_told_twice(
    operator: Operator,
) -> None:
    with hook() as good, hook() as bad:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{good.url}"}}, {{url = "{bad.url}"}}]')
        bad.answers = [403]
        operator.run("too many facts")
        assert [problem.where for problem in operator.reported] == ["webhook 2"]
        assert "it answers 403" in operator.reported[0].what
        operator.run("too many facts")
    assert good.events == ["problem"]
    assert bad.events == ["problem", "problem"]


def test_what_was_told_is_not_published(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
    assert remembered(operator.database).channels
    with Store.open(operator.database) as store:
        publish(store, None)
    assert not remembered(public_path(operator.database)).channels


def test_a_test_goes_through_every_channel_and_says_what_happened(operator: Operator) -> None:
    operator.run()
    with hook() as told, hook() as switch, post() as server:
        toml = f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]\nping = {{url = "{switch.url}"}}\n'
        operator.set(toml + mail(server.port, 'security = "none"'))
        arguments = ["alerts", "test", "--database", str(operator.database)]
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.output) == (0, "webhook 1: sent\nmail: sent\nping: sent\n")
        assert (told.events, len(server.mails), switch.asked[0][0]) == (["test"], 1, "GET")
        told.answers = [404]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1
        assert "webhook 1: NOT DELIVERED: 127.0.0.1: it answers 404" in result.output
        assert "s3cret" not in result.output


def test_a_test_without_channels_says_where_they_are_set(operator: Operator) -> None:
    result = CliRunner().invoke(main, ["alerts", "test", "--database", str(operator.database)])
    assert result.exit_code == 1
    assert "no alerts are set" in result.output
    assert "docs/operations.md" in result.output


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[alerts]\nping = {url = "ftp://a.th/s3cret"}', "http:// or https://"),
        ('[alerts]\nping = {url = "https://me:s3cret@a.th/"}', "http:// or https://"),
        ('[alerts]\nping = {url = "https://a.th/s3cret", url_env = "X"}', "needs one of url, url_env"),
        ("[alerts]\nwebhooks = [{}]", "needs one of url"),
        (mail(25, 'user = "a"'), "needs one of password_env and password_file"),
        (
            mail(25).replace("127.0.0.1", "post.go.th") + 'security = "none"\nuser="a"\npassword_env="P"',
            "tls",
        ),
        (mail(25, 'password = "s3cret"'), "password"),
    ],
)
def test_wrong_settings_are_told_of_without_what_is_secret(operator: Operator, toml: str, said: str) -> None:
    with pytest.raises(Trouble) as caught:
        operator.set(toml)
    assert said in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_rangwan_run_tells(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]\nping = {{url = "{told.url}"}}')
        arguments = ["run", "--no-crawl", "--database", str(operator.database)]
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, [method for method, _, _ in told.asked]) == (0, ["GET"])
        operator.database.write_bytes(b"this is no database any more" * 100)
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert told.events == ["problem"]
    assert "run_died" in str(told.alerts[0]["problems"])
