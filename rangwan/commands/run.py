"""`rangwan run`: one unattended round."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.checking import check_stage
from rangwan.crawling import CrawlOptions, crawl_stage, may_be_crawled
from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.publishers import publishers_option, read_publishers
from rangwan.resolving import resolve_stage
from rangwan.stages import extract_stage
from rangwan.summaries import run_json, stage_line


@click.command("run", short_help="One unattended round: crawl, extract, resolve, check.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@database_option
@publishers_option
@click.option("--no-crawl", is_flag=True, help="Read what is stored already and leave the sites alone.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that extract.  [default: as many as pay]")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    *,
    sources: tuple[str, ...],
    database: Path,
    publishers: Path | None,
    no_crawl: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """One unattended round: crawl, extract, resolve, check.

    Fetches what is new, reads award facts out of new and changed articles (and out of all of them once the
    rules are newer), resolves organisations and awards, and checks the result. Writes one row to the ledger
    of runs; `rangwan status` shows it.

    \b
      rangwan run
      rangwan run dga --database rangwan.db
      rangwan run --no-crawl                                 (after `rangwan import`)
      0 5 * * *  cd /srv/rangwan && .venv/bin/rangwan run    (a line for cron)

    Safe to start twice: the second says who holds the lock and since when. Safe to stop at any moment: the
    next run goes on from there. What one source breaks stays with that source.
    """
    if no_crawl and sources:
        raise click.UsageError("--no-crawl leaves all sites alone, so no SOURCE can be named with it.")
    problems = Problems()
    chosen = [] if no_crawl else read_publishers(publishers, problems, sources)
    options = CrawlOptions(allow_unverified=bool(sources))
    if not sources and not no_crawl:
        chosen = may_be_crawled(chosen, options, lambda line: click.echo(line, err=True))
    with start_run(database, "rangwan run", problems, create=True) as run:
        if not no_crawl:
            crawl_stage(run, chosen, options)
        extract_stage(run, jobs)
        resolve_stage(run)
        check_stage(run)
        done = run_json(run)
    if as_json:
        print_json(done)
    else:
        for stage in run.stages:
            click.echo(stage_line(stage))
    problems.close()
    sys.exit(problems.exit_code)
