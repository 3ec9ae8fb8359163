"""`rangwan crawl`: new press releases into the database."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from rangwan.crawling import CrawlOptions, crawl_stage, may_be_crawled
from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.publishers import publishers_option, read_publishers
from rangwan.rereading import reread_stage
from rangwan.summaries import run_json, stage_line

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("crawl", short_help="Fetch new press releases into the database.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@database_option
@publishers_option
@click.option("--from", "from_date", type=DAY, help="Only releases published on this day or later.")
@click.option("--until", "until_date", type=DAY, help="Only releases published on this day or earlier.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="At most N articles of each source.")
@click.option("--from-snapshots", is_flag=True, help="Read the kept pages again and leave the sites alone.")
@click.option("--allow-loopback", is_flag=True, help="Allow sources on this computer (to try a file out).")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    *,
    sources: tuple[str, ...],
    database: Path,
    publishers: Path | None,
    from_date: datetime | None,
    until_date: datetime | None,
    sample: int | None,
    allow_loopback: bool,
    from_snapshots: bool,
    as_json: bool,
) -> None:
    """Fetch new press releases into the database.

    Without a SOURCE all publishers are crawled whose terms somebody has checked and found to allow it. Naming
    a source is your word that you have read its terms. `rangwan sources` lists them. Pages that did not
    change are not fetched again; robots.txt is obeyed.

    \b
      rangwan crawl
      rangwan crawl dga --sample 5
      rangwan crawl dga --from 2023-10-01 --until 2023-10-31 --database rangwan.db
      rangwan crawl dga --from-snapshots                     (after its layout was corrected)

    Facts are read from new articles by `rangwan run`.
    """
    if from_snapshots and (from_date or until_date or sample):
        raise click.UsageError(
            "--from-snapshots reads all kept pages; --from, --until and --sample do not go with it."
        )
    problems = Problems()
    chosen = read_publishers(publishers, problems, sources)
    options = CrawlOptions(
        from_date=from_date.date() if from_date else None,
        until_date=until_date.date() if until_date else None,
        sample=sample,
        allow_unverified=bool(sources),
        allow_loopback=allow_loopback,
    )
    if not sources and not from_snapshots:
        chosen = may_be_crawled(chosen, options, lambda line: click.echo(line, err=True))
    with start_run(database, "rangwan crawl", problems, create=True) as run:
        stages = reread_stage(run, chosen) if from_snapshots else crawl_stage(run, chosen, options)
        done = run_json(run)
    if as_json:
        print_json(done)
    for stage in () if as_json else stages:
        click.echo(stage_line(stage))
    if not stages:
        click.echo("No source was crawled.", err=True)
    problems.close()
    sys.exit(problems.exit_code)
