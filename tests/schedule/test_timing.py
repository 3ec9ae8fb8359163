"""How often rounds begin: no source waits much longer than it asks for, machines do not start together."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from rangwan.scheduling.timing import STEPS, at, calendar, cron_times, every, fitting_step, shift


@pytest.mark.parametrize(
    ("intervals", "hours"),
    [
        ([], 24),
        ([24, 24], 24),
        ([24, 12], 12),
        ([8760], 24),
        ([24, 36], 12),
        ([6], 6),
        ([5], 1),  # every other number of hours would make five of them six
        ([24, 12, 1], 1),
        ([0.5], 0.5),
    ],
)
def test_rounds_are_as_seldom_as_the_sources_allow(intervals: list[float], hours: float) -> None:
    assert fitting_step(intervals) == hours * 60


def test_rounds_divide_the_day_evenly_and_one_a_day_begins_at_night() -> None:
    assert every(24 * 60).minutes == (180,)
    assert every(360).minutes == (180, 540, 900, 1260)
    for step in STEPS:
        minutes = every(step).minutes
        gaps = {
            (later - sooner) % 1440 or 1440
            for sooner, later in zip(minutes, [*minutes[1:], minutes[0]], strict=True)
        }
        assert gaps == {step}


def test_times_are_told_to_systemd_and_cron() -> None:
    assert calendar(every(720)) == ["*-*-* 03,15:00:00"]
    assert calendar(every(30)) == ["*-*-* *:00:00", "*-*-* *:30:00"]
    assert calendar(at(["3:30", "15:05"])) == ["*-*-* 15:05:00", "*-*-* 03:30:00"]
    assert cron_times(every(720)) == ["0 3,15 * * *"]
    assert cron_times(at(["23:59"])) == ["59 23 * * *"]


@pytest.mark.parametrize("time", ["24:00", "3", "03:60", "", "03:30:00", "๓:๓๐"])
def test_what_is_no_time_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match="no time of the day"):
        at([time])


def test_the_minute_follows_from_machine_and_database_and_differs_between_them() -> None:
    day = every(24 * 60)
    moved = [shift(day, f"host{number}", "/srv/rangwan.db").minutes[0] for number in range(20)]
    assert moved == [shift(day, f"host{number}", "/srv/rangwan.db").minutes[0] for number in range(20)]
    assert len(set(moved)) > 10
    assert all(180 <= minute < 240 for minute in moved)
    assert {len(shift(every(30), "host", str(number)).minutes) for number in range(20)} == {48}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("step", STEPS)
def test_systemd_understands_every_calendar(step: int) -> None:
    for moment in calendar(every(step)):
        done = subprocess.run(
            ["systemd-analyze", "calendar", moment], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
