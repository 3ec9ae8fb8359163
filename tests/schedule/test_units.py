"""The units of systemd: what they say, and what systemd itself says of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rangwan.scheduling.job import Job
from rangwan.scheduling.quoting import Unquotable, command_line, quoted, whole_line
from rangwan.scheduling.timing import every
from rangwan.scheduling.tools import call
from rangwan.scheduling.units import MARK, Account, Place, run_units, site_units
from rangwan.scheduling.verifying import verify

SYSTEM = Account(name="rangwan")
USER = Account(user=True)

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed on this machine"
)


def settings(unit: str) -> dict[str, list[str]]:
    """The settings of a unit by name, each with its values in order."""
    found: dict[str, list[str]] = {}
    for line in unit.splitlines():
        if match := re.fullmatch(r"([A-Za-z]+)=(.*)", line):
            found.setdefault(match[1], []).append(match[2])
    return found


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/rangwan", "/usr/bin/rangwan"),
        ("/srv/ข้อมูล", '"/srv/ข้อมูล"'),
        ("/srv/a b", '"/srv/a b"'),
        ("50%", "50%%"),
        ('say "so"', '"say \\"so\\""'),
        ("it's", '"it\'s"'),
        ("a\\b", '"a\\\\b"'),
        ("a;b", '"a;b"'),
        ("", '""'),
    ],
)
def test_words_mean_themselves(word: str, written: str) -> None:
    assert quoted(word) == written


def test_a_dollar_turns_variables_off() -> None:
    assert command_line(["/bin/x", "$HOME"]) == ":/bin/x $HOME"
    assert command_line(["/bin/x", "HOME"]) == "/bin/x HOME"


@pytest.mark.parametrize(
    "path", ["/srv/a\nExecStartPre=/bin/evil", "/srv/a\x00", "/srv/\u2028", "/srv/\udcff"]
)
def test_a_path_that_could_end_a_line_is_refused(path: str, job: Job) -> None:
    with pytest.raises(Unquotable):
        run_units(replace(job, database=Path(path, "rangwan.db")), SYSTEM, every(360))
    with pytest.raises(Unquotable):
        whole_line(Path("/srv/ends with a backslash\\"))


def test_the_service_starts_the_round_without_rights(job: Job) -> None:
    units = run_units(job, SYSTEM, every(360))
    assert list(units) == ["rangwan.service", "rangwan.timer"]
    assert all(text.startswith(MARK) for text in units.values())
    found = settings(units["rangwan.service"])
    assert found["Type"] == ["oneshot"]
    assert found["ExecStart"] == ["/opt/rangwan/bin/rangwan run --database /srv/rangwan/rangwan.db"]
    assert found["User"] == ["rangwan"]
    assert found["Environment"] == ["PYTHONUTF8=1", '"RANGWAN_CONTACT=data@example.go.th"'] or found[
        "Environment"
    ] == ["PYTHONUTF8=1", "RANGWAN_CONTACT=data@example.go.th"]
    assert found["ReadWritePaths"] == ["/srv/rangwan"]
    assert (found["ProtectSystem"], found["ProtectHome"], found["PrivateTmp"]) == (
        ["strict"],
        ["yes"],
        ["yes"],
    )
    assert found["CapabilityBoundingSet"] == [""]
    assert "MemoryDenyWriteExecute" not in found


def test_the_timer_makes_up_for_what_was_missed_and_does_not_hurry(job: Job) -> None:
    found = settings(run_units(job, SYSTEM, every(360))["rangwan.timer"])
    assert found["OnCalendar"] == ["*-*-* 03,09,15,21:00:00"]
    assert found["Persistent"] == ["true"]
    assert found["RandomizedDelaySec"] == ["60min"]
    assert found["FixedRandomDelay"] == ["true"]


def test_only_the_folders_that_a_round_writes_can_be_written(job: Job) -> None:
    inside = replace(job, exports=Path("/srv/rangwan/exports"))
    outside = replace(job, exports=Path("/var/www/open data/exports"), others=(Path("/mnt/copies"),))
    assert [
        settings(run_units(one, SYSTEM, every(60))["rangwan.service"])["ReadWritePaths"]
        for one in (inside, outside)
    ] == [
        ["/srv/rangwan"],
        ['/srv/rangwan "/var/www/open data" /mnt/copies'],
    ]


def test_homes_and_temporary_folders_stay_visible_where_the_data_or_the_program_lie_in_one(job: Job) -> None:
    homes = [
        replace(job, database=Path("/home/somchai/rangwan.db")),
        replace(job, installed=(Path("/root/venv"),)),
        replace(job, publishers=Path("/home/somchai/publishers")),
    ]
    for one in homes:
        assert settings(run_units(one, SYSTEM, every(60))["rangwan.service"])["ProtectHome"] == ["read-only"]
    temporary = replace(job, database=Path("/tmp/rangwan.db"))
    assert "PrivateTmp" not in settings(run_units(temporary, SYSTEM, every(60))["rangwan.service"])


def test_a_users_unit_asks_for_nothing_that_only_the_system_can_give(job: Job) -> None:
    found = settings(run_units(job, USER, every(60))["rangwan.service"])
    assert not {"User", "ProtectSystem", "PrivateDevices", "CapabilityBoundingSet", "ReadWritePaths"} & set(
        found
    )
    assert found["NoNewPrivileges"] == ["yes"]
    assert settings(site_units(job, USER, Place())["rangwan-site.service"])["WantedBy"] == ["default.target"]


def test_the_site_writes_nothing_and_talks_to_a_proxy_on_this_machine_only(job: Job) -> None:
    found = settings(
        site_units(job, SYSTEM, Place(public_url="https://awards.example.go.th"))["rangwan-site.service"]
    )
    assert found["ExecStart"] == [
        "/opt/rangwan/bin/rangwan serve --published --database /srv/rangwan/rangwan.db"
        " --host 127.0.0.1 --port 8001 --public-url https://awards.example.go.th"
    ]
    assert "ReadWritePaths" not in found
    assert found["ReadOnlyPaths"] == ["/srv/rangwan"]
    assert (found["IPAddressDeny"], found["IPAddressAllow"]) == (["any"], ["localhost"])
    assert (found["Restart"], found["StartLimitIntervalSec"]) == (["on-failure"], ["0"])
    everywhere = settings(site_units(job, SYSTEM, Place(host="0.0.0.0"))["rangwan-site.service"])
    assert "IPAddressDeny" not in everywhere


def existing(job: Job) -> Job:
    """The job with a program that is there: systemd looks for it."""
    return replace(job, program=("/bin/true",))


@needs_systemd
@pytest.mark.parametrize("account", [SYSTEM, USER])
@pytest.mark.parametrize("which", ["job", "odd"])
def test_systemd_accepts_the_units_without_a_word(
    which: str, account: Account, request: pytest.FixtureRequest
) -> None:
    one = existing(request.getfixturevalue(which))
    verdict = verify(run_units(one, account, every(30)) | site_units(one, account, Place()), call)
    assert (verdict.checked, verdict.valid, verdict.messages) == (True, True, ())


@needs_systemd
def test_systemd_finds_the_services_little_exposed(job: Job) -> None:
    one = existing(job)
    verdict = verify(run_units(one, SYSTEM, every(30)) | site_units(one, SYSTEM, Place()), call)
    exposure = dict(verdict.exposure)
    assert exposure["rangwan.service"] <= 1.7
    assert exposure["rangwan-site.service"] <= 1.3


@needs_systemd
def test_systemd_tells_of_a_program_that_is_not_there(job: Job) -> None:
    gone = replace(job, program=("/opt/gone/rangwan",))
    verdict = verify(run_units(gone, SYSTEM, every(30)), call)
    assert not verdict.valid
    assert any("/opt/gone/rangwan is not executable" in message for message in verdict.messages)
