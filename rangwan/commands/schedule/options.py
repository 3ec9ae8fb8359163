"""What the commands of `rangwan schedule` have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from rangwan.databases import database_option
from rangwan.messages import Problem, Trouble
from rangwan.publishers import publishers_option
from rangwan.scheduling.job import NAME
from rangwan.scheduling.planning import Plan, Wanted
from rangwan.scheduling.quoting import Unquotable
from rangwan.settings import settings_option

Function = Callable[..., Any]

_OPTIONS = (
    database_option,
    settings_option,
    publishers_option,
    click.option(
        "--every",
        type=click.FloatRange(min=0.25, max=24),
        metavar="HOURS",
        help="Hours between rounds.  [default: as the sources ask for]",
    ),
    click.option("--at", multiple=True, metavar="HH:MM", help="Begin rounds at these times (repeatable)."),
    click.option(
        "--contact",
        envvar="RANGWAN_CONTACT",
        show_envvar=True,
        metavar="ADDRESS",
        help="E-mail address or web page that crawled sites are told.",
    ),
    click.option(
        "--name",
        default=NAME,
        show_default=True,
        help="What it is called; one for each database of a machine.",
    ),
    click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing."),
    click.option("--remove", is_flag=True, help="Take away what was installed."),
    click.option("--json", "as_json", is_flag=True, help="Print it as JSON."),
)


def schedule_options(function: Function) -> Function:
    """The options of a command that installs; they arrive as `Wanted` takes them, and three switches."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def asked_for(options: dict[str, Any], others: tuple[Path, ...] = ()) -> Wanted:
    """The options as a schedule is planned from."""
    return Wanted(others=others, **options)


def tell(line: str) -> None:
    """A line about what is done, beside the output."""
    click.echo(line, err=True)


def show_times(plan: Plan) -> None:
    """Print when rounds begin and when each source is due."""
    click.echo(f"rounds: {plan.timetable}, moved by up to {plan.timetable.spread} minutes")
    for source in plan.sources:
        click.echo(f"  {source}")
    if not plan.sources:
        click.echo("  no source may be crawled: rounds read what is imported")
    if plan.left_out:
        click.echo(f"  left out: {', '.join(plan.left_out)} (`rangwan sources explain NAME` says why)")


def unquotable(error: Unquotable) -> Trouble:
    """The message about a path that cannot be written where it has to be."""
    advice = "Choose a path without such characters."
    return Trouble(Problem("rangwan schedule", str(error), advice, kind="schedule"))
