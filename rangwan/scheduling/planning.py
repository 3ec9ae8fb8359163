"""What a schedule is made of: the job, its times, and when each source is due next."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from crawler.publisher import Publisher
from rangwan.databases import open_store
from rangwan.due import next_crawls
from rangwan.messages import Problem, Report
from rangwan.publishers import read_publishers
from rangwan.scheduling.job import NAME, Job, installed_program
from rangwan.scheduling.timing import STEPS, Timetable, at, every, fitting_step
from rangwan.settings import read_settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller asked for."""

    database: Path
    settings: Path | None = None
    publishers: Path | None = None
    others: Sequence[Path] = ()
    contact: str | None = None
    name: str = NAME
    every: float | None = None
    """Hours."""
    at: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source that rounds crawl, and when it is due."""

    key: str
    every_hours: float
    due_at: datetime | None
    """UTC; null: at once, it never was crawled."""

    def __str__(self) -> str:
        due = f"{self.due_at:%Y-%m-%d %H:%M} UTC" if self.due_at else "at once"
        return f"{self.key}: every {self.every_hours:g} hours, due {due}"

    def as_json(self) -> dict[str, Any]:
        """The source as a program reads it."""
        due = self.due_at and self.due_at.isoformat(timespec="seconds")
        return {"source": self.key, "every_hours": self.every_hours, "due_at": due}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be installed, and what keeps it from being."""

    job: Job
    timetable: Timetable
    sources: tuple[Source, ...]
    left_out: tuple[str, ...]
    """Sources that may not be crawled."""
    obstacles: tuple[Problem, ...]
    """Folders that are not there, or that no service should write."""
    contact_missing: tuple[Problem, ...]
    """That sites would not be told who crawls them."""


def make_plan(wanted: Wanted, report: Report) -> Plan:
    """Plan a schedule; `report` takes what is wrong with publishers' files.

    Raises `click.UsageError` for times that cannot be kept, and `Trouble` for settings or a database that
    cannot be read.
    """
    timetable = _asked_for(wanted)
    database = _absolute(wanted.database)
    settings = read_settings(wanted.settings, database)
    known = read_publishers(wanted.publishers, report)
    allowed = [publisher for publisher in known if publisher.refusal() is None]
    job = Job(
        program=installed_program(),
        database=database,
        name=name_of_units(wanted.name),
        settings=_absolute(wanted.settings) if wanted.settings else None,
        publishers=_absolute(wanted.publishers) if wanted.publishers else None,
        exports=settings.publishing.exports,
        others=tuple(map(_absolute, wanted.others)),
        contact=(wanted.contact or "").strip() or None,
    )
    fitting = every(fitting_step(publisher.schedule.every_hours for publisher in allowed))
    sources = tuple(_sources(database, allowed))
    left_out = tuple(publisher.key for publisher in known if publisher not in allowed)
    return Plan(
        job,
        timetable or fitting,
        sources,
        left_out,
        obstacles=tuple(_obstacles(job)),
        contact_missing=tuple(_contact_missing(job, sources)),
    )


def name_of_units(name: str) -> str:
    """The name, checked; raises `click.BadParameter`."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", name):
        raise click.BadParameter("Latin letters, digits, '-' and '_' only.", param_hint="--name")
    return name


def _asked_for(wanted: Wanted) -> Timetable | None:
    if wanted.every is not None and wanted.at:
        raise click.UsageError("Give either --every or --at.")
    if wanted.at:
        try:
            return at(wanted.at)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", param_hint="--at") from None
    if wanted.every is None:
        return None
    step = round(wanted.every * 60)
    if step not in STEPS:
        possible = ", ".join(f"{minutes / 60:g}" for minutes in STEPS)
        raise click.BadParameter(f"rounds must divide the day evenly: {possible}.", param_hint="--every")
    return every(step)


def _sources(database: Path, publishers: Sequence[Publisher]) -> list[Source]:
    if not database.exists():
        return [Source(one.key, one.schedule.every_hours, None) for one in publishers]
    with open_store(database, read_only=True) as store:
        due_at = next_crawls(store, publishers)
    return [Source(one.key, one.schedule.every_hours, due_at[one.key]) for one in publishers]


def _contact_missing(job: Job, sources: Sequence[Source]) -> list[Problem]:
    if job.contact or not sources:
        return []
    what = "a site must be able to reach those who crawl it, and no address is known"
    advice = "Give --contact with an e-mail address or web page, or set RANGWAN_CONTACT."
    return [Problem("--contact", what, advice, kind="schedule")]


def _obstacles(job: Job) -> list[Problem]:
    found = []
    for folder in job.written:
        if folder == Path(folder.anchor):
            what = "a service that may write here may write everywhere"
            found.append(Problem(str(folder), what, "Give the data a folder of its own.", kind="schedule"))
        elif not folder.is_dir():
            advice = f"Make it, as the account that rounds run as: mkdir -p {shlex.quote(str(folder))}"
            found.append(Problem(str(folder), "there is no such folder", advice, kind="schedule"))
    return found


def _absolute(path: Path) -> Path:
    # Not resolve(): a link that leads to the present disk should stay one.
    return Path(os.path.abspath(path))  # noqa: PTH100
