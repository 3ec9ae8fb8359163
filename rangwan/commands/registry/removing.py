"""`rangwan registry remove`: a list out of the database."""

from __future__ import annotations

from pathlib import Path

import click

from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.registries import remove


@click.command("remove", short_help="Take a list out of the database.")
@click.argument("name", metavar="NAME")
@database_option
def remove_command(*, name: str, database: Path) -> None:
    """Take a list out of the database. What was decided with it is decided anew by `rangwan resolve`.

    \b
      rangwan registry remove local-administrations
    """
    with start_run(database, "rangwan registry remove", Problems()) as run:
        count = remove(run, name)
    click.echo(f"{name}: {count:,} entries removed.")
    click.echo(f"Run `rangwan resolve --database {database}` to decide without it.")
