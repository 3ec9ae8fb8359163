"""The command `rangwan`: each subcommand is one module of `rangwan.commands`, imported when it is called."""

from __future__ import annotations

import importlib
import keyword
import os
from importlib.metadata import version

import click

COMMANDS = {
    "abbreviations": "What articles say that abbreviations stand for.",
    "alerts": "Try the ways in which people are told that something is wrong.",
    "awards": "List awards, show one with its sources and why they are one.",
    "backup": "A verified copy of the database, while everything runs.",
    "changes": "What was added, changed, merged, split and withdrawn: the change feed.",
    "crawl": "Fetch new press releases of the publishers into the database.",
    "demo": "Try everything on press-release sites that come with rangwan.",
    "evaluate": "Measure the extraction against a gold file, with its errors.",
    "export": "Write the dataset as CSV, JSON Lines and Parquet.",
    "extract": "Read award facts out of articles (JSON lines in, JSON lines out).",
    "fixture": "Save a page with what a layout finds in it, for a test.",
    "import": "Take articles from archives: JSON lines, the thaigov corpus, WARC.",
    "organisations": "List, show, merge, split and explain organisations.",
    "publish": "Show readers what the database holds: check it, replace the publication.",
    "registry": "Official lists of areas and bodies: import, list, show, remove.",
    "resolve": "Decide which names are one organisation, and merge facts into awards.",
    "restore": "Put a back-up in the place of the database, which is kept.",
    "review": "Decide on the pairs of organisations that rules are unsure of.",
    "run": "One unattended round: crawl, extract, resolve, check, publish.",
    "schedule": "Start `rangwan run` by itself: a timer of systemd, or cron.",
    "serve": "Serve the web site, Datasette's tables and the JSON API.",
    "search": "Find organisations, awards and articles by words.",
    "snapshot": "Check and export the raw pages that crawls keep.",
    "sources": "List the publishers, check their files, explain or add one.",
    "status": "What the database holds, its last runs, and whether all is well.",
}
"""The subcommands with their one-line help, here so that `rangwan --help` imports none of them."""


class LazyGroup(click.Group):
    """A group that imports a subcommand's module only when that subcommand is asked for.

    `rangwan extract` so needs no Scrapy, and `rangwan --help` neither Scrapy nor spaCy.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"rangwan.commands.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(version("rangwan"), prog_name="rangwan")
def main() -> None:
    """Who won which public-sector award, from Thai government press releases.

    \b
    New here?          rangwan demo
    Have articles?     rangwan extract articles.jsonl
    Have an archive?   rangwan import archive.tar.gz
    Unattended?        rangwan run --database rangwan.db

    Exit codes: 0 done, 1 something failed or could not be read (told on the standard error), 2 wrong usage.
    """
    # PyThaiNLP makes a folder in the home when it is imported, which services and containers may not write;
    # what rangwan takes of it comes with it.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
