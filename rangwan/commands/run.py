"""`rangwan run`: one unattended round."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click

from rangwan.alerts.telling import Alarm
from rangwan.crawling import CrawlOptions
from rangwan.databases import database_option
from rangwan.looping import in_child, loop
from rangwan.messages import Problem, Problems
from rangwan.outputs import print_json
from rangwan.publishers import publishers_option, read_publishers, schedules
from rangwan.scheduling.job import installed_program
from rangwan.settings import read_settings, settings_option
from rangwan.stopping import ends_on_sigterm
from rangwan.summaries import print_stages
from rangwan.unattended import Round, run_round


@click.command("run", short_help="One unattended round: crawl, extract, resolve, check, publish.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@database_option
@publishers_option
@settings_option
@click.option("--no-crawl", is_flag=True, help="Read what is stored already and leave the sites alone.")
@click.option("--all", "crawl_all", is_flag=True, help="Crawl all sources, not only those that are due.")
@click.option("--no-publish", is_flag=True, help="Leave what readers see as it is.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that extract.  [default: as many as pay]")
@click.option(
    "--every",
    type=click.FloatRange(min=0.1, max=24 * 31),
    metavar="HOURS",
    help="Do rounds for as long as the command runs, this far apart.",
)
@click.option("--allow-loopback", is_flag=True, hidden=True, help="Sources may be on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    *,
    sources: tuple[str, ...],
    database: Path,
    publishers: Path | None,
    settings: Path | None,
    no_crawl: bool,
    crawl_all: bool,
    no_publish: bool,
    jobs: int | None,
    every: float | None,
    allow_loopback: bool,
    as_json: bool,
) -> None:
    """One unattended round: crawl, extract, resolve, check, publish.

    Fetches what is new of the sources that are due by their schedules (or of those that are named), reads
    award facts out of new and changed articles (and out of all of them once the rules are newer), resolves
    organisations and awards, checks the result against expectations, and publishes it: the site, exports and
    the change feed show it from then on. What is not as expected is an issue; what may be wrong holds the
    publication, and readers keep the one before. One row of the ledger of runs; `rangwan status` shows it.

    \b
      rangwan run
      rangwan run dga --database rangwan.db
      rangwan run --no-crawl                     (after `rangwan import`)
      rangwan schedule                           (how to start it by a timer)
      rangwan run --every 6                      (where there is no timer: in a container)

    Safe to start twice: the second says who holds the lock and since when. Safe to stop at any moment: the
    next run goes on from there. What one source breaks stays with that source. With --every each round is a
    process of its own, and one that fails is followed by the next; SIGTERM or Ctrl-C ends it.

    When the run leaves something that needs a person, or dies, those are told whom [alerts] of the settings
    names. An alert that is not delivered is a problem (exit code 1); the run and the publication stand.
    """
    if no_crawl and (sources or crawl_all):
        raise click.UsageError("--no-crawl leaves all sites alone, so no SOURCE and no --all can go with it.")
    chosen_settings = read_settings(settings, database)
    if every is not None:
        # What is wrong with the call is told now, not by every round.
        read_publishers(publishers, lambda _: None, sources)
        words = [*installed_program(), "run", *sources, "--database", str(database)]
        words += ["--settings", str(settings)] if settings else []
        words += ["--publishers", str(publishers)] if publishers else []
        words += ["--jobs", str(jobs)] if jobs else []
        switches = {
            "--no-crawl": no_crawl,
            "--all": crawl_all,
            "--no-publish": no_publish,
            "--allow-loopback": allow_loopback,
            "--json": as_json,
        }
        words += [switch for switch, chosen in switches.items() if chosen]
        with ends_on_sigterm(0):
            loop(lambda: in_child(words), timedelta(hours=every), _say)
    problems = Problems()
    alarm = Alarm(database, chosen_settings, lambda: schedules(publishers, lambda _: None), problems)
    with alarm.watching():
        unusable: list[Problem] = []

        def told(problem: Problem) -> None:
            unusable.append(problem)
            problems(problem)

        wanted = Round(
            publishers=() if no_crawl else read_publishers(publishers, told, sources),
            named=bool(sources),
            all=crawl_all,
            options=CrawlOptions(allow_unverified=bool(sources), allow_loopback=allow_loopback),
            jobs=jobs,
            publish=not no_publish,
            unusable=None if no_crawl else unusable,
        )
        with ends_on_sigterm():
            done = run_round(database, chosen_settings, wanted, problems, _say)
    if as_json:
        print_json(done)
    else:
        print_stages(done)
    problems.close()
    sys.exit(problems.exit_code)


def _say(line: str) -> None:
    click.echo(line, err=True)
