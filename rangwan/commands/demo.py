"""`rangwan demo`: the whole way on press-release sites that come with rangwan."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from rich.console import Console

from rangwan.checking import check_stage
from rangwan.crawling import CrawlOptions, crawl_stage
from rangwan.demo import demo_publishers, serve_demo
from rangwan.ledger import Run, start_run
from rangwan.messages import Problem, Problems, Trouble
from rangwan.resolving import resolve_stage
from rangwan.stages import extract_stage
from rangwan.tables import awards_table

DEFAULT_DATABASE = Path("rangwan-data/demo.db")
FIRST_PORT = 18610
"""Fixed, as the address of an article is its identity: from other ports every article would be new.

Below the ports that systems give to outgoing connections (from 32768), which may be in use at any time.
"""


@click.command("demo", short_help="Try everything on sites that come with rangwan.")
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_DATABASE,
    show_default=True,
    help="The SQLite file that the demonstration writes.",
)
@click.option(
    "--port",
    type=click.IntRange(1024, 65000),
    default=FIRST_PORT,
    show_default=True,
    help="The sites are served on this port and the ones after it, to this computer only.",
)
def command(*, database: Path, port: int) -> None:
    """Try everything on press-release sites that come with rangwan.

    Serves five sites on this computer, crawls them over HTTP, extracts, resolves and stores what they say,
    and shows the awards. No network is needed. A second time finds nothing new.

    \b
      rangwan demo
      rangwan demo --database try.db
    """
    problems = Problems()
    # A log has no width of its own: wide enough there for most names.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    with start_run(database, "rangwan demo", problems, create=True) as run:
        with _served(port) as urls:
            console.print(f"Crawling {len(urls)} press-release sites on this computer ...", style="dim")
            crawl_stage(run, demo_publishers(urls), CrawlOptions(allow_loopback=True))
        extract_stage(run, jobs=1)
        resolve_stage(run)
        check_stage(run)
        console.print(awards_table(run.store))
        console.print(_summary(run), soft_wrap=True)
    console.print(_next_steps(database), soft_wrap=True)
    problems.close()
    sys.exit(problems.exit_code)


@contextmanager
def _served(port: int) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        try:
            urls = stack.enter_context(serve_demo(port))
        except OSError as error:
            what = f"the demonstration sites cannot be served ({error.strerror or error})"
            advice = f"Another program has the port. Name another one: rangwan demo --port {port + 100}"
            raise Trouble(Problem(f"127.0.0.1:{port}", what, advice)) from error
        yield urls


def _summary(run: Run) -> str:
    crawled, extracted, checked = (run.counts(name) for name in ("crawl", "extract", "check"))
    sites = [stage for stage in run.stages if stage.name == "crawl"]
    # The sites are crawled side by side, the other stages follow one another.
    others = (stage.seconds for stage in run.stages if stage.name != "crawl")
    seconds = max(stage.seconds for stage in sites) + sum(others)
    new, changed = crawled["new"], crawled["changed"]
    news = f"{new} new and {changed} changed articles" if new or changed else "Nothing new"
    return (
        f"\n[bold]{news}[/] on {len(sites)} sites ({seconds:.1f} s);"
        f" {extracted['articles read']} articles read.\n"
        f"The database holds {checked['articles']} articles, {checked['facts']} facts,"
        f" {checked['awards']} awards of {checked['organisations']} organisations;"
        f" {checked['counts met']} of {checked['counts claimed']} counts that articles claim were met."
    )


def _next_steps(database: Path) -> str:
    tool, query = _tool("sqlite-utils"), "select * from awards_by_province where province = 'ยะลา'"
    return (
        "\n[bold]Try next[/]\n"
        f"  what the database holds:   {_tool('rangwan')} status --database {database}\n"
        f'  ask it something:          {tool} {database} "{query}" --table\n'
        f"  articles of your own:      {_tool('rangwan')} extract articles.jsonl\n"
    )


def _tool(name: str) -> str:
    """How to call a program of this environment from the shell."""
    own = Path(sys.executable).with_name(name)
    if shutil.which(name) == str(own):
        return name
    relative = Path(os.path.relpath(own))
    return str(own if relative.parts[0] == ".." else relative)
