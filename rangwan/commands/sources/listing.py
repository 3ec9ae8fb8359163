"""`rangwan sources [list]`: the publishers that rangwan knows."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from crawler.publisher import Publisher
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.publishers import publishers_option, read_publishers


@click.command("list", short_help="List them, or show those named in full (the default).")
@click.argument("keys", metavar="[SOURCE]...", nargs=-1)
@publishers_option
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_command(*, keys: tuple[str, ...], publishers: Path | None, as_json: bool) -> None:
    """List the publishers and what is known of each; of one alone everything.

    \b
      rangwan sources
      rangwan sources dga
      rangwan sources --publishers my-publishers --json

    A file that cannot be used is told on the standard error with what is wrong in it; the others are listed,
    and the exit code is 1.
    """
    problems = Problems()
    chosen = read_publishers(publishers, problems, keys)
    if as_json:
        print_json([publisher.model_dump(mode="json") for publisher in chosen])
    elif len(chosen) == 1:
        click.echo(_page(chosen[0]))
    else:
        Console().print(_table(chosen))
    problems.close()
    sys.exit(problems.exit_code)


def _table(publishers: list[Publisher]) -> Table:
    table = Table("source", "ชื่อ name", "found by", "layout", "terms", box=None, header_style="bold")
    for publisher in publishers:
        name = f"{publisher.name.th}\n{publisher.name.en}"
        kinds = ", ".join(discovery.kind for discovery in publisher.discovery) or "-"
        table.add_row(publisher.key, name, kinds, publisher.layout.name, publisher.terms.verdict.value)
    return table


def _page(publisher: Publisher) -> str:
    terms = publisher.terms
    checked = f" (checked by {terms.checked_by}, {terms.checked_on})" if terms.checked_by else ""
    lines = [
        f"{publisher.key}: {publisher.name.th} ({publisher.name.en})",
        f"  homepage    {publisher.homepage}",
        f"  publishes   {publisher.publishes}",
        f"  found by    {', '.join(discovery.kind for discovery in publisher.discovery) or 'nothing'}",
        f"  layout      {publisher.layout.name}",
        f"  schedule    every {publisher.schedule.every_hours:g} hours",
        f"  politeness  {publisher.politeness.delay:g} seconds between two requests",
        f"  terms       {terms.verdict.value}{checked}: {terms.why}",
    ]
    lines += [f"  verified    {line}" for line in publisher.verified]
    lines += [f"  unverified  {line}" for line in publisher.unverified]
    return "\n".join(lines)
