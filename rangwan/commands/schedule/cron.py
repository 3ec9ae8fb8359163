"""`rangwan schedule cron`: lines in the crontab of the user who calls."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import click

from rangwan.commands.schedule.options import asked_for, schedule_options, show_times, tell, unquotable
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.scheduling import crontabs, tools
from rangwan.scheduling.crontab import Output, block, with_block, without_block
from rangwan.scheduling.planning import make_plan, name_of_units
from rangwan.scheduling.quoting import Unquotable
from rangwan.scheduling.timing import shift


@click.command("cron", short_help="Lines in your crontab.")
@schedule_options
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for what rounds say.  [default: NAME-run.log beside the database]",
)
@click.option("--mail", is_flag=True, help="Let cron mail what a round says that failed, instead of a log.")
def cron_command(
    *,
    log: Path | None,
    mail: bool,
    dry_run: bool,
    remove: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Put a round into your crontab, beside the lines that are there.

    It begins at a minute that follows from the machine and the database, and then waits some seconds, so that
    machines do not all ask a site at once. A round that finds another at work says so and ends.

    \b
      rangwan schedule cron --dry-run
      rangwan schedule cron --database /srv/rangwan/rangwan.db --contact data@example.go.th
      rangwan schedule cron --at 03:30 --mail
      rangwan schedule cron --remove

    Call it as the user whom the data belong to, not as root.
    """
    if remove and dry_run:
        raise click.UsageError("Give either --dry-run or --remove.")
    if mail and log:
        raise click.UsageError("Give either --log or --mail.")
    name = name_of_units(options["name"])
    if remove:
        before = crontabs.read(tools.call)
        after = without_block(before, name)
        removed = crontabs.write(before, after, tools.call)
        tell(f"removed the lines of {name}" if removed else f"the crontab holds no lines of {name}")
        if as_json:
            print_json({"removed": removed})
        return
    problems = Problems()
    plan = make_plan(asked_for(options), problems)
    output = Output(None if mail else (log or plan.job.folder / f"{name}-run.log").absolute())
    times = (
        plan.timetable
        if options["at"]
        else shift(plan.timetable, socket.gethostname(), str(plan.job.database))
    )
    try:
        lines = block(plan.job, times, output, sys.executable)
    except Unquotable as error:
        raise unquotable(error) from None
    obstacles = [*plan.obstacles, *plan.contact_missing]
    for obstacle in obstacles:
        problems(obstacle)
    changed = False
    if not dry_run and not obstacles:
        crontabs.must_not_be_root()
        before = crontabs.read(tools.call)
        changed = crontabs.write(before, with_block(before, name, lines), tools.call)
        tell("the crontab is changed" if changed else "the crontab is unchanged")
    elif not dry_run:
        tell("nothing was installed")
    if as_json:
        sources = [source.as_json() for source in plan.sources]
        print_json({"lines": lines, "changed": changed, "rounds": str(times), "sources": sources})
    else:
        click.echo(lines)
        show_times(plan)
    problems.close()
    sys.exit(problems.exit_code)
