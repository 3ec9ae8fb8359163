"""`rangwan publish`: what the database holds becomes what readers see."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.checking import check_stage
from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.publishing import publish_stage
from rangwan.resolving import resolve_stage
from rangwan.settings import read_settings, settings_option
from rangwan.summaries import print_stages, run_json


@click.command("publish", short_help="Show readers what the database holds.")
@database_option
@settings_option
@click.option("--accept", metavar="WHY", help="Publish although an expectation is not met, and say why.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(*, database: Path, settings: Path | None, accept: str | None, as_json: bool) -> None:
    """Resolve, check and publish what the database holds: for what should not wait for the next run.

    \b
      rangwan publish
      rangwan publish --accept "the town really took down its archive of 2012"

    A publication that expectations hold back stays held until what is wrong is mended, or until somebody has
    looked and says why it is right all the same; what is published then is what later runs compare with.
    """
    if accept is not None and not accept.strip():
        raise click.BadParameter("say why it is right, for those who ask later.", param_hint="--accept")
    chosen = read_settings(settings, database)
    problems = Problems()
    with start_run(database, "rangwan publish", problems) as run:
        resolve_stage(run)
        _, found = check_stage(run, chosen.expectations)
        publish_stage(run, found, chosen.publishing, accepted=accept)
        done = run_json(run)
    if as_json:
        print_json(done)
    else:
        print_stages(done)
    problems.close()
    # What was told and accepted is no failure.
    sys.exit(int(done["stages"][-1]["outcome"] != "done") if accept else problems.exit_code)
