"""`rangwan schedule` as its user calls it."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from stand_in_machine import Machine

from rangwan.cli import main
from rangwan.messages import Trouble
from rangwan.scheduling import accounts
from rangwan.scheduling.accounts import Person
from rangwan.scheduling.job import Job
from rangwan.scheduling.tools import Answer

PUBLISHER = """
key = "town"
homepage = "https://town.example/"
publishes = "Test pages."
layout = "plain"
[name]
th = "เมือง"
en = "Town"
[[discovery]]
kind = "listing"
url = "/"
match = "/news/"
[schedule]
every_hours = 6
[terms]
verdict = "allowed"
why = "our own"
"""


@pytest.fixture
def publishers(tmp_path: Path) -> Path:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "town.toml").write_text(PUBLISHER, encoding="utf-8")
    return folder


@pytest.fixture
def here(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The machine in the place of this one; units go into a folder of the test."""
    monkeypatch.setattr("rangwan.scheduling.tools.call", machine.call)
    monkeypatch.setattr("rangwan.scheduling.installing.SYSTEM", tmp_path / "units")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    return machine


def schedule(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["schedule", *map(str, arguments)])


def facts(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schedule(*arguments, "--json").stdout)
    return found


def test_alone_it_shows_how_often_rounds_begin_and_what_is_due(publishers: Path, tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    result = schedule("--publishers", publishers, "--database", database)
    assert result.exit_code == 0
    assert "rounds: every 6 hours" in result.stdout
    assert "town: every 6 hours, due at once" in result.stdout
    assert "left out: " in result.stdout
    shown = facts("show", "--publishers", publishers, "--database", database)
    assert shown["sources"] == [{"source": "town", "every_hours": 6.0, "due_at": None}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["publishers"]


def test_a_dry_run_shows_the_units_and_writes_nothing(
    publishers: Path, here: Machine, tmp_path: Path
) -> None:
    call = ["--publishers", publishers, "--database", tmp_path / "rangwan.db", "--contact", "a@example.go.th"]
    result = schedule("systemd", "--dry-run", "--user", *call)
    assert result.exit_code == 0, result.output
    assert "OnCalendar=*-*-* 03,09,15,21:00:00" in result.stdout
    assert f"--publishers {publishers}" in result.stdout
    assert [line for line in here.calls if line.startswith("systemctl")] == []
    assert not (tmp_path / "config").exists()
    assert "*-*-* 03:30:00" in schedule("systemd", "--dry-run", "--user", "--at", "03:30", *call).stdout


def test_a_users_timer_is_installed_once_and_removed(here: Machine, tmp_path: Path) -> None:
    call = ["systemd", "--user", "--database", tmp_path / "rangwan.db"]
    assert facts(*call)["changed"] == ["rangwan.service", "rangwan.timer"]
    assert "systemctl --user enable --now rangwan.timer" in here.calls
    assert facts(*call)["changed"] == []
    folder = tmp_path / "config" / "systemd" / "user"
    assert len(list(folder.iterdir())) == 2
    assert facts(*call, "--remove")["removed"] == ["rangwan.timer", "rangwan.service"]
    assert list(folder.iterdir()) == []


def test_units_that_systemd_does_not_accept_are_not_installed(here: Machine, tmp_path: Path) -> None:
    here.answers["systemd-analyze --man=no verify"] = Answer(
        1, "", "rangwan.service: Unit has a bad setting."
    )
    result = schedule("systemd", "--user", "--database", tmp_path / "rangwan.db")
    assert result.exit_code == 1
    assert "Unit has a bad setting" in result.stderr
    assert "nothing was installed" in result.stderr
    assert not (tmp_path / "config").exists()


def test_without_an_address_for_sites_nothing_is_installed(
    publishers: Path, here: Machine, tmp_path: Path
) -> None:
    result = schedule("systemd", "--user", "--publishers", publishers, "--database", tmp_path / "rangwan.db")
    assert result.exit_code == 1
    assert "RANGWAN_CONTACT" in result.stderr
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("way", [["systemd", "--user"], ["systemd", "--user", "--site"], ["cron"]])
@pytest.mark.parametrize(
    ("database", "said"), [("/rangwan.db", "may write everywhere"), ("gone/a.db", "mkdir -p")]
)
def test_a_folder_that_is_not_there_or_is_the_whole_machine_is_told(
    way: list[str], database: str, said: str, here: Machine, tmp_path: Path
) -> None:
    result = schedule(*way, "--database", tmp_path / database)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "nothing was installed" in result.stderr
    assert not (tmp_path / "config").exists()
    assert "crontab -" not in here.calls


def test_root_is_refused_and_so_is_an_account_that_is_not_there(here: Machine, tmp_path: Path) -> None:
    database = tmp_path / "rangwan.db"
    root = schedule("systemd", "--run-as", "root", "--database", database)
    assert root.exit_code == 1
    assert "useradd --system" in root.stderr
    nobody = schedule("systemd", "--run-as", "no-such-account", "--database", database)
    assert nobody.exit_code == 1
    assert "there is no such account" in nobody.stderr
    assert not (tmp_path / "units").exists()


def test_the_data_of_root_are_to_become_the_accounts(tmp_path: Path) -> None:
    assert accounts.chosen_name(None, Path("/")) == "rangwan"
    assert accounts.chosen_name("somchai", tmp_path) == "somchai"
    with pytest.raises(Trouble, match="do not run as root"):
        accounts.chosen_name("root", tmp_path)


def test_what_an_account_cannot_reach_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Person("stranger", uid=61234, groups=frozenset({61234}))
    closed, data = tmp_path / "closed", tmp_path / "data"
    (closed / "venv" / "bin").mkdir(parents=True)
    data.mkdir()
    closed.chmod(0o700)
    data.chmod(0o755)

    def said(job: Job, *, writes: bool = True) -> list[tuple[str, str]]:
        """What is said of the places of this test; the folder of all tests may be closed as well."""
        found = accounts.obstacles(job, stranger, writes=writes)
        return [(Path(one.where).name, one.what) for one in found if Path(one.where).parent == tmp_path]

    # Folders above the test's are the machine's matter.
    monkeypatch.setattr(
        accounts, "_above", lambda place: [one for one in place.parents if one.parent == tmp_path]
    )
    job = Job((str(closed / "venv/bin/rangwan"),), data / "rangwan.db", installed=())
    assert said(job) == [
        ("data", "the account stranger cannot write here"),
        ("closed", "the account stranger may not pass through here"),
    ]
    closed.chmod(0o755)
    assert said(job, writes=False) == []
    data.chmod(0o777)
    assert said(job) == []


def test_a_crontab_keeps_its_lines(here: Machine, tmp_path: Path) -> None:
    here.answers["crontab -l"] = Answer(0, "0 5 * * * backup\n", "")
    call = ["cron", "--database", tmp_path / "rangwan.db"]
    assert facts(*call)["changed"] is True
    written = here.given[-1]
    assert written is not None
    assert written.startswith("0 5 * * * backup\n# >>> rangwan ")
    here.answers["crontab -l"] = Answer(0, written, "")
    assert facts(*call)["changed"] is False
    assert facts(*call, "--remove")["removed"] is True
    assert here.given[-1] == "0 5 * * * backup\n"


def test_root_has_no_crontab_for_it(here: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    result = schedule("cron", "--database", tmp_path / "rangwan.db")
    assert result.exit_code == 1
    assert "do not run as root" in result.stderr
    assert "crontab -" not in here.calls


@pytest.mark.parametrize(
    "wrong",
    [
        ["systemd", "--every", "5"],
        ["systemd", "--every", "6", "--at", "03:00"],
        ["systemd", "--at", "25:00"],
        ["systemd", "--name", "a b"],
        ["systemd", "--name", "../evil", "--remove"],
        ["systemd", "--user", "--run-as", getpass.getuser()],
        ["systemd", "--dry-run", "--remove"],
        ["systemd", "--site", "--public-url", "awards.example.go.th"],
        ["cron", "--mail", "--log", "a.log"],
        ["no-such-way"],
    ],
)
def test_wrong_usage_is_told(wrong: list[str]) -> None:
    assert schedule(*wrong).exit_code == 2


def test_a_path_that_no_unit_can_hold_is_told(here: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "a\nb"
    folder.mkdir()
    for way in (["systemd", "--user"], ["cron"]):
        result = schedule(*way, "--database", folder / "rangwan.db")
        assert result.exit_code == 1
        assert "control character" in result.stderr
        assert schedule(*way, "--database", tmp_path / "not\nthere" / "rangwan.db").exit_code == 1
