"""Rounds one after another, for where neither a timer nor cron starts them: a container, say."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NoReturn

from crawler.clock import Clock, utc_now

PAUSE = timedelta(minutes=1)
"""The least time between two rounds: one that takes longer than its interval is not followed at once."""

JITTER = 0.1
"""Share of the interval by which a round may begin later, so that machines do not all ask a site at once."""

_LOOK = 60.0
"""Seconds between two looks at the clock: it may be set, and a machine that slept goes on where it was."""

Sleep = Callable[[float], None]
Random = Callable[[], float]
"""From 0 to 1."""


def loop(
    one_round: Callable[[], int],
    every: timedelta,
    say: Callable[[str], None],
    *,
    clock: Clock = utc_now,
    sleep: Sleep = time.sleep,
    chance: Random = random.random,
) -> NoReturn:
    """Do rounds until an exception ends them, such as `SystemExit` on a SIGTERM.

    `one_round` gives its exit code; whatever that is, the next round follows.  The first begins at once.
    """
    while True:
        begun = clock()
        code = one_round()
        wait = max(PAUSE, every - (clock() - begun)) + JITTER * chance() * every
        if code:
            say(f"this round {_told(code)}; `rangwan status` tells more")
        until = clock() + wait
        say(f"the next round begins at {until:%Y-%m-%d %H:%M} UTC")
        while (left := until - clock()) > timedelta(0):
            # A clock that was set back must not make it wait for longer than it would have.
            until = min(until, clock() + wait)
            sleep(min(left.total_seconds(), _LOOK))


def in_child(words: Sequence[str]) -> int:
    """Do a round in a process of its own and give its exit code, minus the signal that ended it.

    What the round leaves in memory goes with it, and a crash of it is only the end of that round.  An
    exception here, such as on a SIGTERM, ends the child, and is raised when the child has ended.
    """
    with subprocess.Popen(words) as process:
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()


def _told(code: int) -> str:
    if code < 0:
        return f"was ended by signal {-code}"
    return "found failures" if code == 1 else f"ended with the exit code {code}"
