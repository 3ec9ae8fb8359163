"""Alerts: who is told what after an unattended run, how often, and what happens when it does not arrive."""

from __future__ import annotations

import json
import os
import socket
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alert_servers import hook, post, self_signed
from click.testing import CliRunner

from db.ledger import Issue
from db.publication import public_path, publish
from db.store import Store
from rangwan.alerts.state import remembered
from rangwan.alerts.telling import Alarm
from rangwan.cli import main
from rangwan.ledger import Run, start_run
from rangwan.locks import locked
from rangwan.messages import Problem, Trouble
from rangwan.settings import Settings, read_settings


class Operator:
    """Runs over one database, at a time of the test's choosing, with what those in the settings are told."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "rangwan.db"
        self.now = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
        self.reported: list[Problem] = []
        self.settings = Settings()
        self.pauses: list[float] = []

    def set(self, toml: str) -> None:
        path = self.database.with_name("rangwan.toml")
        path.write_text(toml, encoding="utf-8")
        self.settings = read_settings(None, self.database)

    @property
    def alarm(self) -> Alarm:
        return Alarm(
            self.database,
            self.settings,
            lambda: {"dga": 24.0},
            self.reported.append,
            clock=lambda: self.now,
            sleep=self.pauses.append,
        )

    def run(self, *breaches: str, broken: bool = False, dies: Exception | None = None) -> None:
        """An unattended run with breaches of these kinds; what it raises is raised."""
        self.now += timedelta(hours=1)
        with self.alarm.watching():
            with self.started() as run:
                if dies is not None:
                    raise dies
                with run.stage("crawl", "dga") as stage:
                    stage.failed = broken
                    kinds = ["crawl not finished"] if broken else []
                    self.replace(run, "crawl", kinds, source="dga")
                with run.stage("check") as stage:
                    stage.counts["articles"] = 0
                    self.replace(run, "check", list(breaches))
                    stage.failed = bool(breaches)
                with run.stage("publish") as stage:
                    stage.failed = bool(breaches)
                    stage.counts["held"] = int(stage.failed)
            self.now += timedelta(minutes=5)

    def started(self) -> AbstractContextManager[Run]:
        return start_run(
            self.database, "rangwan run", self.reported.append, create=True, clock=lambda: self.now
        )

    @staticmethod
    def replace(run: Run, stage: str, kinds: list[str], source: str | None = None) -> None:
        issues = [Issue(stage, kind, "it is so", place="somewhere", source=source) for kind in kinds]
        run.store.replace_issues(stage, issues, run_id=run.id, source=source)


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


def test_redirects_are_not_followed(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        told.answers = [307]
        operator.run("too many facts")
    assert len(told.asked) == 1
    assert "redirect (307)" in operator.reported[0].what


def test_one_that_does_not_answer_is_given_up(operator: Operator) -> None:
    with hook(slow=True) as told:
        operator.set(f'[alerts]\ntimeout = 0.2\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        assert "in time" in operator.reported[0].what or "took longer" in operator.reported[0].what


def test_one_that_is_not_there_is_told_of_without_its_address(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    operator.set(f'[alerts]\nwebhooks = [{{url = "http://127.0.0.1:{port}/hook-s3cret"}}]')
    operator.run("too many facts")
    assert "127.0.0.1: no connection" in operator.reported[0].what
    assert "s3cret" not in str(operator.reported)


def test_a_certificate_that_nobody_signed_is_refused_unless_the_settings_trust_it(
    operator: Operator, tmp_path: Path
) -> None:
    certificate = self_signed(tmp_path)
    with hook(certificate) as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        assert "its certificate is not trusted" in operator.reported[0].what
        assert told.asked == []
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}", ca_file = "{certificate.file.name}"}}]')
        operator.run("too many facts")
    assert told.events == ["problem"]


def test_other_formats_are_text(operator: Operator) -> None:
    with hook() as slack, hook() as text:
        operator.set(
            f'[alerts]\nwebhooks = [{{url = "{slack.url}", format = "slack"}},'
            f' {{url = "{text.url}", format = "text"}}]'
        )
        operator.run("too many facts")
    assert list(slack.alerts[0]) == ["text"]
    assert slack.alerts[0]["text"] == text.asked[0][2].decode()
    assert "ต้องตรวจดู" in slack.alerts[0]["text"]
    assert "needs a look" in slack.alerts[0]["text"]


def mail(port: int, more: str = "") -> str:
    return f"""[alerts.mail]
host = "127.0.0.1"
port = {port}
from = "rangwan@example.go.th"
to = ["data@example.go.th", "ops@example.go.th"]
{more}
"""


def test_mail_is_plain_text_in_both_languages_over_starttls_with_a_login(
    operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANGWAN_MAIL_PASSWORD", "open sesame")
    login = 'user = "rangwan"\npassword_env = "RANGWAN_MAIL_PASSWORD"\nca_file = "post.pem"'
    with post(self_signed(tmp_path), password="open sesame") as server:
        operator.set(mail(server.port, login))
        operator.run("too many facts")
        operator.run()
    assert operator.reported == []
    assert server.encrypted == [True, True]
    first, last = server.mails
    assert (first["from"], first["to"]) == ("rangwan@example.go.th", "data@example.go.th, ops@example.go.th")
    assert "ต้องตรวจดู / needs a look" in first["subject"]
    assert "กลับมาเป็นปกติ" in last["subject"]
    assert first.get_content_type() == "text/plain"
    assert first.get_content_charset() == "utf-8"
    said = first.get_content()
    assert "ผลไม่เป็นไปตามที่คาด (ข้อเท็จจริงมากเกินไป)" in said
    assert "not as expected (too many facts)" in said


@pytest.mark.parametrize(
    ("password", "more", "offers_tls", "why"),
    [
        ("wrong", 'ca_file = "post.pem"', True, "refuses the user or the password"),
        ("right", "", True, "certificate is not trusted"),
        ("right", 'ca_file = "post.pem"', False, "offers no STARTTLS"),
        ("", 'ca_file = "post.pem"', True, "secret.txt, is empty"),
    ],
)
def test_mail_that_is_not_taken_is_told_without_the_password(
    operator: Operator, password: str, more: str, offers_tls: bool, why: str
) -> None:
    folder = operator.database.parent
    certificate = self_signed(folder)
    (folder / "secret.txt").write_text(f"{password}-s3cret\n" if password else "")
    login = f'user = "rangwan"\npassword_file = "secret.txt"\n{more}'
    with post(certificate if offers_tls else None, password="right-s3cret") as server:
        operator.set(mail(server.port, login))
        operator.run("too many facts")
    assert server.mails == []
    assert why in operator.reported[0].what
    assert "-s3cret" not in str(operator.reported)


def test_mail_over_tls_from_the_first_byte(operator: Operator, tmp_path: Path) -> None:
    with post(self_signed(tmp_path), encrypted_at_once=True) as server:
        operator.set(mail(server.port, 'security = "tls"\nca_file = "post.pem"'))
        operator.run("too many facts")
    assert operator.reported == []
    assert server.encrypted == [True]


def test_a_refused_recipient_is_told_of(operator: Operator) -> None:
    with post(refuses=lambda line: "ops@" in line) as server:
        operator.set(mail(server.port, 'security = "none"'))
        operator.run("too many facts")
    assert len(server.mails) == 1
    assert "refused for ops@example.go.th" in operator.reported[0].what


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
