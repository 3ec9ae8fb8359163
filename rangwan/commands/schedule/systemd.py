"""`rangwan schedule systemd`: a timer and a service, or the service of the web site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from rangwan.commands.schedule.options import asked_for, schedule_options, show_times, tell, unquotable
from rangwan.commands.serve import checked_url
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import print_json
from rangwan.scheduling import accounts, installing, tools
from rangwan.scheduling.installing import Manager
from rangwan.scheduling.planning import Plan, make_plan, name_of_units
from rangwan.scheduling.quoting import Unquotable
from rangwan.scheduling.units import Account, Place, run_units, site_units
from rangwan.scheduling.verifying import Verdict, verify


@click.command("systemd", short_help="A timer and a service of systemd; with --site the web site.")
@schedule_options
@click.option("--user", is_flag=True, help="For the manager of the user who calls, without root.")
@click.option("--run-as", metavar="USER", help="Account of the service.  [default: the owner of the data]")
@click.option("--site", is_flag=True, help="The web site (`rangwan serve`) instead of the rounds.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the site listens.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Its port.")
@click.option(
    "--public-url", callback=checked_url, metavar="URL", help="Where readers see the site, behind a proxy."
)
@click.option(
    "--writes",
    type=click.Path(file_okay=False, path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="Another folder that rounds write, such as one for copies (repeatable).",
)
def systemd_command(
    *,
    user: bool,
    run_as: str | None,
    site: bool,
    host: str,
    port: int,
    public_url: str | None,
    writes: tuple[Path, ...],
    dry_run: bool,
    remove: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Install a timer and a service that does a round, or with --site the service of the web site.

    The service runs without rights of its own: it writes the folder of the database and of the exports, and
    sees little else of the machine. systemd itself checks the units before they are installed, and says how
    exposed they are. The same call again changes nothing.

    \b
      rangwan schedule systemd --dry-run
      sudo rangwan schedule systemd --run-as rangwan --database /srv/rangwan/rangwan.db
      sudo rangwan schedule systemd --site --run-as rangwan --database /srv/rangwan/rangwan.db
      sudo rangwan schedule systemd --remove

    With --user it is yours and needs no root; it then runs while you are logged in, and always after
    `loginctl enable-linger`.
    """
    if user and run_as:
        raise click.UsageError("With --user it runs as you, so --run-as cannot go with it.")
    if remove and dry_run:
        raise click.UsageError("Give either --dry-run or --remove.")
    manager = Manager(installing.user_folder() if user else installing.SYSTEM, tools.call, user)
    name = name_of_units(options["name"])
    names = [f"{name}-site.service"] if site else [f"{name}.timer", f"{name}.service"]
    if remove:
        gone = installing.remove(names, manager, tell)
        if as_json:
            print_json({"folder": str(manager.folder), "removed": gone})
        return
    problems = Problems()
    plan = make_plan(asked_for(options, writes), problems)
    account = Account(user, None if user else accounts.chosen_name(run_as, plan.job.folder))
    place = Place(host, port, public_url)
    try:
        units = site_units(plan.job, account, place) if site else run_units(plan.job, account, plan.timetable)
    except Unquotable as error:
        raise unquotable(error) from None
    verdict = verify(units, tools.call)
    obstacles = [
        *plan.obstacles,
        *(() if site else plan.contact_missing),
        *_of_the_account(plan, account, dry_run, site),
        *_of(verdict),
    ]
    for obstacle in obstacles:
        problems(obstacle)
    changed: list[str] = []
    if not dry_run and not obstacles:
        changed = installing.install(units, names[:1], manager, tell)
    elif not dry_run:
        tell("nothing was installed")
    if as_json:
        print_json(_facts(plan, units, verdict, manager, changed))
    else:
        _show(plan, units if dry_run else {}, verdict, manager, site)
    problems.close()
    sys.exit(problems.exit_code)


def _of_the_account(plan: Plan, account: Account, dry_run: bool, site: bool) -> list[Problem]:
    if account.name is None:
        return []
    try:
        return accounts.obstacles(plan.job, accounts.find(account.name), writes=not site)
    except Trouble as trouble:
        if not dry_run:
            raise
        return [trouble.problem]


def _of(verdict: Verdict) -> list[Problem]:
    if verdict.valid:
        return []
    what = "systemd does not accept the units: " + "; ".join(verdict.messages)
    return [Problem("systemd-analyze verify", what, "Correct what it names, such as a path.", kind="units")]


def _facts(
    plan: Plan, units: dict[str, str], verdict: Verdict, manager: Manager, changed: list[str]
) -> dict[str, Any]:
    return {
        "folder": str(manager.folder),
        "units": units,
        "checked": verdict.checked,
        "valid": verdict.valid,
        "messages": verdict.messages,
        "exposure": dict(verdict.exposure),
        "changed": changed,
        "rounds": str(plan.timetable),
        "sources": [source.as_json() for source in plan.sources],
        "left_out": plan.left_out,
    }


def _show(plan: Plan, units: dict[str, str], verdict: Verdict, manager: Manager, site: bool) -> None:
    for name, text in units.items():
        click.echo(f"# {manager.folder / name}\n{text}")
    if not verdict.checked:
        click.echo("systemd-analyze is not here, so the units are not checked")
    for message in verdict.messages:
        click.echo(f"systemd-analyze: {message}", err=True)
    for name, level in verdict.exposure:
        click.echo(f"{name}: exposure {level:g} (from 0, may do nothing, to 10, may do everything)")
    if not site:
        show_times(plan)
