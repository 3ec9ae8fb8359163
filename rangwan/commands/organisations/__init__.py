"""`rangwan organisations`: what is known of organisations, and persons' decisions on them."""

from __future__ import annotations

import click

from rangwan.commands.organisations.explaining import explain_command
from rangwan.commands.organisations.listing import list_command
from rangwan.commands.organisations.merging import merge_command
from rangwan.commands.organisations.showing import show_command
from rangwan.commands.organisations.splitting import split_command
from rangwan.commands.organisations.withdrawing import withdraw_command


@click.group("organisations", short_help="List, show, merge, split and explain organisations.")
def command() -> None:
    """Organisations: what is known of each, and decisions on which names are one.

    An organisation is named by its id (org-000012, or org-12) or by any of its names.

    \b
      rangwan organisations list --province เชียงใหม่
      rangwan organisations show เทศบาลเมืองแม่เหียะ
      rangwan organisations merge org-12 org-70 --note "renamed in 2562"
      rangwan organisations split org-12
      rangwan organisations explain org-12 org-70
      rangwan organisations withdraw 15

    Decisions are kept in the log of judgements and come before every rule, also in later runs. Ids are kept:
    of two that are merged one leads on to the other, and comes back when the merge is withdrawn.
    """


for _subcommand in (
    list_command,
    show_command,
    merge_command,
    split_command,
    explain_command,
    withdraw_command,
):
    command.add_command(_subcommand)
