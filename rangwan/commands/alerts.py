"""`rangwan alerts`: whether those who should be told can be told."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.databases import database_option
from rangwan.messages import Problem, Problems, Trouble
from rangwan.publishers import publishers_option, schedules
from rangwan.settings import read_settings, settings_option


@click.group("alerts", short_help="Try the ways in which people are told that something is wrong.")
def command() -> None:
    """Try the ways in which people are told that something is wrong.

    \b
      rangwan alerts test
      rangwan alerts test --database rangwan.db --settings rangwan.toml

    [alerts] of the settings names them: webhooks, mail, and a dead man's switch that is pinged after each
    good run. `rangwan run` sends the alerts.
    """


@command.command("test")
@database_option
@publishers_option
@settings_option
def test(*, database: Path, publishers: Path | None, settings: Path | None) -> None:
    """Send a test through each channel, and say what happened.

    \b
      rangwan alerts test

    The dead man's switch is pinged, too. Of addresses the host alone is printed. Exit code 1 when a test was
    not delivered or no channel is set.
    """
    from rangwan.alerts.telling import Alarm  # noqa: PLC0415

    chosen = read_settings(settings, database)
    if not chosen.alerts.any:
        what = "no alerts are set"
        advice = "Name webhooks, mail or ping under [alerts] of the settings; docs/operations.md shows how."
        raise Trouble(Problem("rangwan alerts test", what, advice))
    problems = Problems()
    failed = False
    alarm = Alarm(database, chosen, lambda: schedules(publishers, problems), problems)
    for name, why in alarm.test():
        failed = failed or why is not None
        click.echo(f"{name}: {'sent' if why is None else f'NOT DELIVERED: {why}'}")
    sys.exit(1 if failed else problems.exit_code)
