"""`rangwan schedule`: what starts `rangwan run` by itself."""

from __future__ import annotations

import click

from rangwan.commands.schedule.cron import cron_command
from rangwan.commands.schedule.showing import show_command
from rangwan.commands.schedule.systemd import systemd_command


class _ShowsByDefault(click.Group):
    """A group that without a subcommand shows what could be installed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in self.get_help_option_names(ctx)):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(
    "schedule",
    cls=_ShowsByDefault,
    short_help="Start `rangwan run` by itself: a timer of systemd, or cron.",
    subcommand_metavar="[COMMAND] [ARGS]...",
)
def command() -> None:
    """Start `rangwan run` by itself: a timer of systemd, or a line of cron.

    Rounds begin as often as the source asks for that wants to be crawled most often; which sources are due is
    up to each round. Where neither is at hand, as in a container, `rangwan run --every 6` does rounds for as
    long as it runs.

    \b
      rangwan schedule                             (what would be installed, and what is due when)
      sudo rangwan schedule systemd --run-as rangwan --database /srv/rangwan/rangwan.db
      sudo rangwan schedule systemd --site --run-as rangwan --database /srv/rangwan/rangwan.db
      rangwan schedule systemd --user
      rangwan schedule cron
      rangwan schedule cron --remove

    docs/operations.md tells how to install rangwan for that, and what each unit may do.
    """


for _subcommand in (show_command, systemd_command, cron_command):
    command.add_command(_subcommand)
