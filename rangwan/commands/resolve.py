"""`rangwan resolve`: names to organisations, facts to awards."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.resolving import resolve_stage
from rangwan.summaries import stage_line


@click.command("resolve", short_help="Names to organisations, facts to awards.")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(*, database: Path, as_json: bool) -> None:
    """Decide which names are one organisation, and merge facts into awards.

    Names are compared within a kind of organisation and a province; every decision is recorded with its
    reasons, and what cannot be decided becomes an open issue. A second time over the same facts changes
    nothing: ids stay.

    \b
      rangwan resolve
      rangwan resolve --database rangwan-data/demo.db --json
    """
    problems = Problems()
    with start_run(database, "rangwan resolve", problems) as run:
        stage = resolve_stage(run)
    if as_json:
        print_json(dict(stage.counts))
    else:
        click.echo(stage_line(stage))
    problems.close()
    sys.exit(problems.exit_code)
