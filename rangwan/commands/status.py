"""`rangwan status`: what the database holds, its last runs and open issues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rangwan.databases import database_option, open_store
from rangwan.outputs import print_json
from rangwan.overview import overview


@click.command("status", short_help="What the database holds, its last runs and open issues.")
@database_option
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="How many runs to show.")
@click.option(
    "--issues", type=click.IntRange(0), default=10, show_default=True, help="How many issues to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(*, database: Path, runs: int, issues: int, as_json: bool) -> None:
    """What the database holds, its last runs and open issues.

    \b
      rangwan status
      rangwan status --database rangwan-data/demo.db --issues 50
      rangwan status --json

    No data is changed; the tables of an older version are brought up to date.
    Exit code 0, also when there are open issues.
    """
    with open_store(database, read_only=True) as store:
        facts = overview(store, runs=runs, issues=issues)
    if as_json:
        print_json(facts)
    else:
        _show(facts)


def _show(facts: dict[str, Any]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    checks = facts["counts_in_articles"]
    console.print(f"{escape(facts['database'])}: {facts['bytes'] / 1e6:.1f} MB")
    console.print("  " + ", ".join(f"{count:,} {name}" for name, count in facts["totals"].items()))
    console.print(f"  {checks['met']:,} of {checks['claimed']:,} counts that articles claim were met")
    if facts["sources"]:
        table = Table(
            "source", "articles", "newest article", "last fetch (UTC)", box=None, header_style="bold"
        )
        for source in facts["sources"]:
            newest, fetched = (
                source["newest_article"] or "-",
                (source["last_fetch"] or "-")[:16].replace("T", " "),
            )
            table.add_row(escape(source["key"]), f"{source['articles']:,}", newest, fetched)
        console.print("", table)
    console.print("\n[bold]last runs[/]" if facts["runs"] else "\nno runs yet")
    for run in facts["runs"]:
        console.print(f"  {run['started_at']}  {escape(run['command'])}: {run['outcome']}")
        for stage in run["stages"]:
            counts = (
                ", ".join(f"{count:,} {name}" for name, count in stage["counts"].items() if count)
                or "nothing to do"
            )
            source = f" {stage['source']}" if stage["source"] else ""
            console.print(f"    {stage['stage']}{source} ({stage['seconds']:.1f} s): {escape(counts)}")
    if not facts["open_issues"]:
        console.print("\nno open issues")
        return
    console.print(f"\n[bold]{facts['open_issues']:,} open issues[/]")
    for issue in facts["newest_issues"]:
        console.print(f"  {issue['stage']}, {escape(issue['kind'])}: {escape(issue['message'])}")
        if issue["place"]:
            console.print(f"    {escape(issue['place'])}", soft_wrap=True)
    hidden = facts["open_issues"] - len(facts["newest_issues"])
    if hidden > 0:
        console.print(f"  ... and {hidden:,} more (rangwan status --issues {facts['open_issues']})")
