"""`rangwan registry`: official lists of areas and bodies."""

from __future__ import annotations

import click

from rangwan.commands.registry.drafting import mapping_command
from rangwan.commands.registry.importing import import_command
from rangwan.commands.registry.listing import list_command, show_command
from rangwan.commands.registry.removing import remove_command


@click.group("registry", short_help="Official lists of areas and bodies: import, list, show, remove.")
def command() -> None:
    """Official lists of areas and bodies, which help to decide provinces, districts and spellings.

    rangwan works without one: it knows provinces, districts and subdistricts by name. A list of local
    administrations, schools or hospitals tells which bodies there are, and where.

    \b
      rangwan registry import local-administrations.csv
      rangwan registry list
      rangwan registry show local-administrations
      rangwan registry mapping schools.csv --out schools.toml

    docs/registry.md explains the mapping file, and what resolution does with a list.
    """


for _subcommand in (import_command, list_command, show_command, remove_command, mapping_command):
    command.add_command(_subcommand)
