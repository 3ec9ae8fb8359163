"""A crontab as text: rangwan's lines between two marks, all others as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rangwan.scheduling.job import Job
from rangwan.scheduling.quoting import cron_command, shell_line
from rangwan.scheduling.timing import Timetable, cron_times

JITTER = 60
"""Seconds, at most, that a round waits: machines whose clocks agree do not knock at the same second."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where what a round says goes: a log file, or the mail that cron sends (null)."""

    log: Path | None


def block(job: Job, timetable: Timetable, output: Output, python: str) -> str:
    """The lines of a crontab between their marks; `python` waits the random while.

    Raises `quoting.Unquotable` for a path that cannot be written there.
    """
    command = cron_command(_shell(job, output, python))
    lines = [f"{times} {command}" for times in cron_times(timetable)]
    return "\n".join([_begin(job.name), *lines, _end(job.name)]) + "\n"


def _shell(job: Job, output: Output, python: str) -> str:
    wait = shell_line(
        [python, "-c", f"import random, time; time.sleep(random.uniform(0, {JITTER}))"],
    )
    variables = [f"{key}={value}" for key, value in job.environment.items()]
    start = shell_line(["env", *variables, "nice", "-n", "10", *job.run])
    folder = f"cd {shell_line([str(job.folder)])}"
    if output.log:
        return f"{wait}; {folder} && {start} >>{shell_line([str(output.log)])} 2>&1"
    # A round that is done says nothing: cron mails only what is printed.
    return f"{wait}; {folder} && {{ said=$({start} 2>&1) || printf '%s\\n' \"$said\"; }}"


def with_block(crontab: str, name: str, lines: str) -> str:
    """A crontab with these lines in the place of those that rangwan wrote before, or at its end."""
    found = _pattern(name).search(crontab)
    if found:
        return crontab[: found.start()] + lines + crontab[found.end() :]
    return crontab + ("\n" if crontab and not crontab.endswith("\n") else "") + lines


def without_block(crontab: str, name: str) -> str:
    """A crontab without the lines that rangwan wrote."""
    return _pattern(name).sub("", crontab)


def _begin(name: str) -> str:
    return f"# >>> {name} (written by `rangwan schedule cron`, which --remove takes away)"


def _end(name: str) -> str:
    return f"# <<< {name}"


def _pattern(name: str) -> re.Pattern[str]:
    begin, end = re.escape(f"# >>> {name} "), re.escape(_end(name))
    return re.compile(rf"^{begin}[^\n]*\n.*?^{end}(?:\n|\Z)", re.M | re.S)
