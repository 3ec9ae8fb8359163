"""How often a timer fires, from how often the sources want to be crawled, and at which minutes."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY = 24 * 60
"""Minutes."""

STEPS = (DAY, 720, 480, 360, 240, 180, 120, 60, 30, 20, 15)
"""Minutes between two rounds that a timer can keep: they divide the day, the longest first."""

_EARLY = 0.92
"""After this share of its interval a source is taken to be due (`rangwan.due` says a little less)."""

_LATE = 1.1
"""A source may be crawled this much later than its file says, so that rounds are fewer."""

_FIRST_HOUR = 3
"""A round a day begins at night, in the time zone of the machine."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The times of the day at which rounds begin, in minutes since midnight, the machine's own time."""

    minutes: tuple[int, ...]
    spread: int
    """Minutes by which the beginning of all of them may be moved, so that machines do not start together."""

    def __str__(self) -> str:
        step = DAY // len(self.minutes)
        evenly = all(b - a == step for a, b in zip(self.minutes, self.minutes[1:], strict=False))
        if len(self.minutes) > 1 and evenly:
            return f"every {step // 60} hours" if step > 60 else f"every {step} minutes"
        return f"at {', '.join(_clock(minute) for minute in self.minutes)}"


def fitting_step(intervals: Iterable[float]) -> int:
    """Minutes between rounds: the most at which no source waits much longer than its interval (hours).

    At least one a day: a round also reads what was imported, and checks.
    """
    wanted = [hours * 60 for hours in intervals]
    for step in STEPS:
        if all(_waits(minutes, step) <= _LATE * minutes for minutes in wanted):
            return step
    return STEPS[-1]


def _waits(minutes: float, step: int) -> float:
    """Minutes between two crawls of a source that is looked at every `step` minutes."""
    return max(1, math.ceil(_EARLY * minutes / step)) * step


def every(step: int) -> Timetable:
    """Rounds that are `step` minutes apart, one of `STEPS`."""
    first = 60 * _FIRST_HOUR % step
    return Timetable(tuple(range(first, DAY, step)), spread=min(60, max(1, step // 6)))


def at(times: Sequence[str]) -> Timetable:
    """Rounds at fixed times, each as in 03:30.  Raises `ValueError` for what is no time of the day."""
    minutes = set()
    for time in times:
        match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", time)
        if not match:
            raise ValueError(f"{time!r} is no time of the day such as 03:30")
        minutes.add(60 * int(match[1]) + int(match[2]))
    return Timetable(tuple(sorted(minutes)), spread=5)


def shift(timetable: Timetable, *place: str) -> Timetable:
    """The timetable moved by some minutes of its spread, always the same for the same host and path."""
    digest = hashlib.sha256("\0".join(place).encode()).digest()
    by = int.from_bytes(digest[:4]) % timetable.spread
    return Timetable(tuple(sorted((minute + by) % DAY for minute in timetable.minutes)), timetable.spread)


def calendar(timetable: Timetable) -> list[str]:
    """The values of systemd's `OnCalendar=`."""
    return [f"*-*-* {hours}:{minute:02}:00" for minute, hours in _by_minute(timetable, "02")]


def cron_times(timetable: Timetable) -> list[str]:
    """The five fields of a crontab's lines; lists only, which every cron reads."""
    return [f"{minute} {hours} * * *" for minute, hours in _by_minute(timetable, "")]


def _by_minute(timetable: Timetable, layout: str) -> list[tuple[int, str]]:
    hours: dict[int, list[int]] = {}
    for moment in timetable.minutes:
        hours.setdefault(moment % 60, []).append(moment // 60)
    return [
        (minute, "*" if len(found) == 24 else ",".join(format(hour, layout) for hour in found))
        for minute, found in sorted(hours.items())
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
