"""`rangwan schedule [show]`: what could be installed here, and what is due when."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from rangwan.commands.schedule.options import show_times
from rangwan.databases import database_option
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.publishers import publishers_option
from rangwan.scheduling.planning import Wanted, make_plan
from rangwan.scheduling.quoting import shell_line
from rangwan.settings import settings_option

_WAYS = {
    "systemd": ("systemctl", "rangwan schedule systemd --dry-run"),
    "cron": ("crontab", "rangwan schedule cron --dry-run"),
}
"""Each way with the program that it needs, and the command that shows what it would write."""


@click.command("show", short_help="What would be started, and when sources are due (the default).")
@database_option
@settings_option
@publishers_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_command(*, database: Path, settings: Path | None, publishers: Path | None, as_json: bool) -> None:
    """Show what would be started and how often, when each source is due, and what this machine has for it.

    \b
      rangwan schedule
      rangwan schedule show --database /srv/rangwan/rangwan.db --json

    Nothing is written.
    """
    problems = Problems()
    plan = make_plan(Wanted(database, settings, publishers), problems)
    here = {way: shutil.which(program) is not None for way, (program, _) in _WAYS.items()}
    if as_json:
        print_json(
            {
                "command": plan.job.run,
                "rounds": str(plan.timetable),
                "sources": [source.as_json() for source in plan.sources],
                "left_out": plan.left_out,
                "installed": here,
            }
        )
    else:
        click.echo(shell_line(plan.job.run))
        show_times(plan)
        for way, (program, shown) in _WAYS.items():
            click.echo(
                f"{way}: {shown}" + ("" if here[way] else f"  (there is no {program} on this machine)")
            )
    problems.close()
    sys.exit(problems.exit_code)
