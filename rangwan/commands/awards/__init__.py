"""`rangwan awards`: who won what, from which articles, and why several articles tell of one award."""

from __future__ import annotations

import click

from rangwan.commands.awards.listing import list_command
from rangwan.commands.awards.showing import show_command


@click.group("awards", short_help="List awards, show one with its sources and why they are one.")
def command() -> None:
    """List awards; show one with its sources, why they are one award, and what other articles say against it.

    \b
      rangwan awards list --organisation แม่เหียะ
      rangwan awards list --contradictions
      rangwan awards show awd-12
    """


for _subcommand in (list_command, show_command):
    command.add_command(_subcommand)
