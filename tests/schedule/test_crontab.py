"""The lines of a crontab: the shell reads them as they are meant, and the others stay."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from stand_in_machine import Machine

from rangwan.messages import Trouble
from rangwan.scheduling import crontabs
from rangwan.scheduling.crontab import Output, block, with_block, without_block
from rangwan.scheduling.job import Job
from rangwan.scheduling.quoting import Unquotable
from rangwan.scheduling.timing import every
from rangwan.scheduling.tools import Answer

THEIRS = "MAILTO=team@example.go.th\n0 5 * * * /usr/bin/backup 50\\%\n"
PRINTS = "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), os.environ['RANGWAN_CONTACT']]))"


def as_cron_runs(lines: str) -> str:
    """What cron hands to the shell: the sixth field, percent signs without their backslash."""
    (line,) = [one for one in lines.splitlines() if not one.startswith("#")]
    return line.split(" ", 5)[5].replace("\\%", "%")


def run(shell: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin"}  # cron's: no locale, hardly a path
    return subprocess.run(["sh", "-c", shell], capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def placed(odd: Job, tmp_path: Path) -> Job:
    """The odd job in a folder that exists, with a program that prints what it was given."""
    folder = tmp_path / "ข้อมูล 50% $HOME it's"
    folder.mkdir()
    return replace(odd, database=folder / "rangwan.db", program=(sys.executable, "-c", PRINTS))


def test_the_shell_reads_the_line_as_it_is_meant(placed: Job, tmp_path: Path) -> None:
    log = tmp_path / "ล็อก 1.log"
    shell = as_cron_runs(block(placed, every(360), Output(log), "/bin/true"))
    assert run(shell).returncode == 0
    arguments, folder, contact = json.loads(log.read_text())
    assert arguments == placed.run[3:]
    assert (folder, contact) == (str(placed.folder), placed.contact)


@pytest.mark.parametrize(("code", "mailed"), [(0, ""), (1, "ผิด 100%\nสอง\n")])
def test_cron_mails_what_a_failed_round_said_and_nothing_else(code: int, mailed: str, placed: Job) -> None:
    program = f"import sys; sys.stderr.write('ผิด 100%\\nสอง\\n'); sys.exit({code})"
    failing = replace(placed, program=(sys.executable, "-c", program.replace("\n", "\\n")))
    done = run(as_cron_runs(block(failing, every(360), Output(None), "/bin/true")))
    assert done.stdout + done.stderr == mailed


def test_every_percent_sign_is_told_to_mean_itself(odd: Job) -> None:
    line = block(odd, every(360), Output(None), "/usr/bin/python3").splitlines()[1]
    assert line.startswith("0 3,9,15,21 * * * ")
    assert line.count("%") == line.count("\\%") > 0


def test_a_path_with_a_line_break_is_refused(job: Job) -> None:
    with pytest.raises(Unquotable):
        block(replace(job, database=Path("/srv/a\n* * * * * evil")), every(60), Output(None), "/bin/true")


def test_lines_of_others_stay_and_ours_are_replaced(job: Job) -> None:
    first = block(job, every(360), Output(None), "/bin/true")
    second = block(job, every(60), Output(None), "/bin/true")
    other = block(replace(job, name="rangwan-test"), every(60), Output(None), "/bin/true")
    crontab = with_block(THEIRS.rstrip("\n"), "rangwan", first)
    assert crontab == THEIRS + first
    crontab = with_block(crontab, "rangwan-test", other) + "# the end\n"
    assert with_block(crontab, "rangwan", second) == THEIRS + second + other + "# the end\n"
    assert with_block(crontab, "rangwan", first) == crontab
    assert without_block(crontab, "rangwan") == THEIRS + other + "# the end\n"
    assert without_block(THEIRS, "rangwan") == THEIRS


def test_a_crontab_is_written_only_when_it_changes(machine: Machine) -> None:
    assert crontabs.write("a\n", "a\n", machine.call) is False
    assert machine.calls == []
    assert crontabs.write("a\n", "b\n", machine.call) is True
    assert (machine.calls, machine.given) == (["crontab -"], ["b\n"])


def test_no_crontab_yet_is_an_empty_one_but_one_that_may_not_be_read_is_not(machine: Machine) -> None:
    machine.answers["crontab -l"] = Answer(1, "", "no crontab for somchai")
    assert crontabs.read(machine.call) == ""
    machine.answers["crontab -l"] = Answer(1, "", "You (somchai) are not allowed to use this program")
    with pytest.raises(Trouble, match="not allowed"):
        crontabs.read(machine.call)


def test_without_cron_what_to_do_is_said(machine: Machine) -> None:
    machine.missing = ("crontab",)
    with pytest.raises(Trouble, match="not installed") as caught:
        crontabs.read(machine.call)
    assert "rangwan schedule systemd" in caught.value.problem.advice
