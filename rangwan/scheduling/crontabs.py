"""Reads and writes the crontab of the user who calls."""

from __future__ import annotations

import os

from rangwan.messages import Problem, Trouble
from rangwan.scheduling.tools import Call


def read(call: Call) -> str:
    """The crontab as it is; empty when there is none.  Raises `Trouble` when it cannot be read."""
    try:
        answer = call(["crontab", "-l"], None)
    except FileNotFoundError:
        raise Trouble(
            Problem(
                "crontab",
                "cron is not installed on this machine",
                "Install it (Debian, Ubuntu: apt-get install cron), or use `rangwan schedule systemd`.",
                kind="schedule",
            )
        ) from None
    if answer.code == 0:
        return answer.out
    # There is no other way to tell an empty crontab from one that may not be read.
    if "no crontab for" in answer.said.lower() or "can't open" in answer.said.lower():
        return ""
    raise _failed("crontab -l", answer.said)


def write(before: str, after: str, call: Call) -> bool:
    """Make `after` the crontab unless it is; whether it was changed.  Raises `Trouble` when cron refuses."""
    if after == before:
        return False
    answer = call(["crontab", "-"], after)
    if answer.code != 0:
        raise _failed("crontab -", answer.said)
    return True


def must_not_be_root() -> None:
    """Raises `Trouble` when root calls: rounds read pages that strangers write."""
    if os.geteuid() == 0:
        advice = "Call it as the user whom the data belong to: sudo -u USER rangwan schedule cron"
        raise Trouble(Problem("rangwan schedule cron", "rounds do not run as root", advice, kind="schedule"))


def _failed(where: str, said: str) -> Trouble:
    return Trouble(
        Problem(
            where,
            f"failed: {said or 'no reason given'}",
            "Ask who runs cron here (/etc/cron.allow).",
            kind="schedule",
        )
    )
