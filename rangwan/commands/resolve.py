"""`rangwan resolve`: names to organisations, facts to awards."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.names import registry_of, resolve_names
from rangwan.outputs import json_line, output, print_json
from rangwan.resolving import resolve_stage
from rangwan.summaries import stage_line


@click.command("resolve", short_help="Names to organisations, facts to awards.")
@database_option
@click.option(
    "--names", metavar="FILE.jsonl|-", help="Put the names of this file together; the database is only read."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --names: write to this file instead of the standard output.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(*, database: Path, names: str | None, out: Path | None, as_json: bool) -> None:
    """Decide which names are one organisation, and merge facts into awards.

    Names are compared within a kind of organisation and a province; every decision is recorded with its
    reasons, and what cannot be decided becomes an open issue. A second time over the same facts changes
    nothing: ids stay.

    \b
      rangwan resolve
      rangwan resolve --database rangwan-data/demo.db --json

    With --names, no dataset is needed: FILE.jsonl ("-" reads the standard input) has a name a line, and each
    gives a line with the cluster that names of one organisation share. The names are taken to stand together,
    as in one article: one without a province means the only body of its name that another line places.
    Lists that were imported into the database are used where it exists.

    \b
      {"id": 1, "text": "ทต.อุโมงค์", "province": "ลำพูน"}
      rangwan resolve --names names.jsonl > clusters.jsonl
    """
    if names is None and out is not None:
        raise click.UsageError("--out goes with --names.")
    if names is not None and as_json:
        raise click.UsageError("--names prints JSON lines; leave --json out.")
    problems = Problems()
    if names is not None:
        with output(out) as stream:
            stream.writelines(map(json_line, resolve_names(names, registry_of(database), problems)))
        problems.close()
        sys.exit(problems.exit_code)
    with start_run(database, "rangwan resolve", problems) as run:
        stage = resolve_stage(run)
    if as_json:
        print_json(dict(stage.counts))
    else:
        click.echo(stage_line(stage))
    problems.close()
    sys.exit(problems.exit_code)
