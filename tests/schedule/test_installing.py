"""Units are written once, never over somebody else's, and taken away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_in_machine import Machine

from rangwan.messages import Trouble
from rangwan.scheduling.installing import Manager, install, remove
from rangwan.scheduling.tools import Answer
from rangwan.scheduling.units import MARK

UNITS = {"rangwan.service": f"{MARK}\n[Service]\n", "rangwan.timer": f"{MARK}\n[Timer]\n"}
NOT_BOOTED = Answer(1, "", "System has not been booted with systemd as init system (PID 1). Can't operate.")


def test_units_are_written_and_the_timer_started_and_the_second_time_nothing_changes(
    tmp_path: Path, machine: Machine
) -> None:
    manager, told = Manager(tmp_path / "system", machine.call), list[str]()
    assert install(UNITS, ["rangwan.timer"], manager, told.append) == list(UNITS)
    assert {path.name: path.read_text() for path in manager.folder.iterdir()} == UNITS
    assert {oct(path.stat().st_mode)[-3:] for path in manager.folder.iterdir()} == {"644"}
    assert machine.calls == ["systemctl daemon-reload", "systemctl enable --now rangwan.timer"]
    assert install(UNITS, ["rangwan.timer"], manager, told.append) == []
    assert told[-1] == "rangwan.service, rangwan.timer: unchanged"
    assert machine.calls[2:] == ["systemctl enable --now rangwan.timer"]


def test_a_site_that_changed_is_started_again(tmp_path: Path, machine: Machine) -> None:
    install({"a-site.service": MARK}, ["a-site.service"], Manager(tmp_path, machine.call, user=True), print)
    assert machine.calls[-1] == "systemctl --user restart a-site.service"


def test_units_of_somebody_else_are_left_alone(tmp_path: Path, machine: Machine) -> None:
    theirs = tmp_path / "rangwan.timer"
    theirs.write_text("[Timer]\nOnCalendar=daily\n")
    manager = Manager(tmp_path, machine.call)
    for act in (lambda: install(UNITS, [], manager, print), lambda: remove(list(UNITS), manager, print)):
        with pytest.raises(Trouble, match="not written by rangwan") as caught:
            act()
        assert "--name" in caught.value.problem.advice
    assert [path.name for path in tmp_path.iterdir()] == ["rangwan.timer"]
    assert theirs.read_text() == "[Timer]\nOnCalendar=daily\n"
    assert machine.calls == []


def test_without_a_running_systemd_the_files_are_there_and_what_to_do_is_said(
    tmp_path: Path, machine: Machine
) -> None:
    machine.answers["systemctl"] = NOT_BOOTED
    manager = Manager(tmp_path, machine.call)
    with pytest.raises(Trouble, match="systemd does not run here") as caught:
        install(UNITS, ["rangwan.timer"], manager, print)
    assert str(tmp_path) in caught.value.problem.advice
    assert len(list(tmp_path.iterdir())) == 2
    assert remove(list(UNITS), manager, print) == list(UNITS)
    assert list(tmp_path.iterdir()) == []


def test_without_systemd_cron_is_offered(tmp_path: Path, machine: Machine) -> None:
    machine.missing = ("systemctl",)
    with pytest.raises(Trouble, match="not installed") as caught:
        install(UNITS, ["rangwan.timer"], Manager(tmp_path, machine.call), print)
    assert "rangwan schedule cron" in caught.value.problem.advice


def test_what_is_removed_is_stopped_and_gone_and_the_second_time_nothing_is_done(
    tmp_path: Path, machine: Machine
) -> None:
    manager, told = Manager(tmp_path, machine.call), list[str]()
    install(UNITS, ["rangwan.timer"], manager, print)
    (tmp_path / "other.service").write_text("[Service]\n")
    assert remove(["rangwan.timer", "rangwan.service"], manager, told.append) == [
        "rangwan.timer",
        "rangwan.service",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["other.service"]
    assert machine.calls[-2:] == [
        "systemctl disable --now rangwan.timer rangwan.service",
        "systemctl daemon-reload",
    ]
    assert remove(["rangwan.timer", "rangwan.service"], manager, told.append) == []
    assert "not installed" in told[-1]


def test_a_refusal_of_systemd_is_told(tmp_path: Path, machine: Machine) -> None:
    machine.answers["systemctl enable"] = Answer(1, "", "Failed to enable unit: Access denied")
    with pytest.raises(Trouble, match="Access denied"):
        install(UNITS, ["rangwan.timer"], Manager(tmp_path, machine.call), print)


def test_units_that_could_not_be_stopped_are_gone_and_told(tmp_path: Path, machine: Machine) -> None:
    manager = Manager(tmp_path, machine.call)
    install(UNITS, ["rangwan.timer"], manager, print)
    machine.answers["systemctl disable"] = Answer(1, "", "Unit rangwan.timer is masked")
    with pytest.raises(Trouble, match="is masked"):
        remove(list(UNITS), manager, print)
    assert list(tmp_path.iterdir()) == []
