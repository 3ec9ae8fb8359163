"""The units of systemd as text: a round, its timer, the web site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rangwan.scheduling.hardening import limits
from rangwan.scheduling.job import Job
from rangwan.scheduling.quoting import command_line, quoted, whole_line
from rangwan.scheduling.timing import Timetable, calendar

MARK = "# Written by `rangwan schedule systemd`."
"""The first line of every unit that rangwan wrote; units without it are left alone."""

TIMEOUT = "12h"
"""After this time a round is ended; the next goes on from there."""

_HEAD = f"""{MARK} Run that again to change it, with --remove to take it away;
# what you change here yourself is lost then (`systemctl edit` keeps your own settings apart)."""

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the units belong to."""

    user: bool = False
    """The manager of the user who installs them, instead of the system's."""
    name: str | None = None
    """The account that the system's units run as."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the web site listens, and where its readers see it."""

    host: str = "127.0.0.1"
    port: int = 8001
    public_url: str | None = None


def run_units(job: Job, account: Account, timetable: Timetable) -> dict[str, str]:
    """The service of a round and its timer, by the names of their files.

    Raises `quoting.Unquotable` for a path that cannot be written in a unit.
    """
    return {f"{job.name}.service": run_service(job, account), f"{job.name}.timer": timer(job, timetable)}


def site_units(job: Job, account: Account, place: Place) -> dict[str, str]:
    """The service of the web site, by the name of its file; raises `quoting.Unquotable`."""
    return {f"{job.name}-site.service": site_service(job, account, place)}


def run_service(job: Job, account: Account) -> str:
    """The service that does one round."""
    network = () if account.user else ("Wants=network-online.target", "After=network-online.target")
    return _unit(
        ["Description=One round of rangwan: crawl, extract, resolve, check, publish", *network],
        [
            "Type=oneshot",
            f"ExecStart={command_line(job.run)}",
            *_common(job, account),
            f"TimeoutStartSec={TIMEOUT}",
            "# SIGTERM ends a round as stopped (143); its children end with it.",
            "KillMode=mixed",
            "SuccessExitStatus=143",
            "TimeoutStopSec=90",
            "Nice=10",
            "IOSchedulingClass=idle",
            "",
            *limits(job, user=account.user),
        ],
    )


def timer(job: Job, timetable: Timetable) -> str:
    """The timer of the rounds; which sources a round crawls is up to the round."""
    return _sections(
        ("Unit", [f"Description=Rounds of rangwan, {timetable}"]),
        (
            "Timer",
            [
                *(f"OnCalendar={moment}" for moment in calendar(timetable)),
                f"RandomizedDelaySec={timetable.spread}min",
                "# The same delay every time: a source that wants 12 hours is not found 11 hours old.",
                "FixedRandomDelay=true",
                "# A round that was missed while the machine was off is made up for.",
                "Persistent=true",
            ],
        ),
        ("Install", ["WantedBy=timers.target"]),
    )


def site_service(job: Job, account: Account, place: Place) -> str:
    """The service of the web site, which reads the publication and writes nothing."""
    after = () if account.user else ("Wants=network-online.target", "After=network-online.target")
    return _unit(
        [
            "Description=The web site of rangwan",
            *after,
            "# Until the first publication there is nothing to show: it tries again for as long as it takes.",
            "StartLimitIntervalSec=0",
        ],
        [
            f"ExecStart={command_line(job.serve(place.host, place.port, place.public_url))}",
            *_common(job, account),
            "Restart=on-failure",
            "RestartSec=30",
            "TimeoutStopSec=30",
            "",
            *limits(job, user=account.user, site=True, loopback=place.host in _LOOPBACK),
        ],
        ["WantedBy=default.target" if account.user else "WantedBy=multi-user.target"],
    )


def _common(job: Job, account: Account) -> list[str]:
    lines = [f"User={account.name}"] if account.name else []
    lines.append(f"WorkingDirectory={whole_line(job.folder)}")
    return lines + [f"Environment={quoted(f'{key}={value}')}" for key, value in job.environment.items()]


def _unit(unit: list[str], service: list[str], install: list[str] | None = None) -> str:
    sections = [("Unit", unit), ("Service", service)]
    return _sections(*sections, *([("Install", install)] if install else []))


def _sections(*sections: tuple[str, Iterable[str]]) -> str:
    parts = ["\n".join([f"[{name}]", *lines]) for name, lines in sections]
    return "\n\n".join([_HEAD, *parts]) + "\n"
