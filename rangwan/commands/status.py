"""`rangwan status`: what the database holds, its last runs, open issues, and whether all is well."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rangwan.databases import database_option, open_store
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.overview import overview
from rangwan.publishers import publishers_option, schedules
from rangwan.settings import read_settings, settings_option
from rangwan.watching import look


@click.command("status", short_help="What the database holds, its last runs, and whether all is well.")
@database_option
@publishers_option
@settings_option
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="How many runs to show.")
@click.option(
    "--issues", type=click.IntRange(0), default=10, show_default=True, help="How many issues to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(
    *,
    database: Path,
    publishers: Path | None,
    settings: Path | None,
    runs: int,
    issues: int,
    as_json: bool,
) -> None:
    """What the database holds, its last runs and open issues, and whether all is well.

    \b
      rangwan status
      rangwan status --database rangwan-data/demo.db --issues 50
      rangwan status --json

    No data is changed; the tables of an older version are brought up to date.

    Exit codes, for monitors: 0 all is well; 1 something needs a person: the last unattended run broke off or
    was killed, there was no good one for long, the publication is held, a source failed or is overdue, the
    disk is nearly full, alerts do not arrive ([monitoring] of the settings says from when on); 2 wrong usage.
    Open issues of single pages and articles are no reason. A database that never had an unattended run and
    was never published is well.
    """
    chosen = read_settings(settings, database)
    known = schedules(publishers, Problems())
    with open_store(database, read_only=True) as store:
        watched = look(store, chosen.monitoring, known, runs=runs)
        facts = overview(store, watched, issues=issues)
    if as_json:
        print_json(facts)
    else:
        _show(facts)
    sys.exit(0 if facts["verdict"]["well"] else 1)


def _show(facts: dict[str, Any]) -> None:
    # A log has no width of its own: wide enough there for most keys.
    console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 120)
    checks = facts["counts_in_articles"]
    console.print(f"{escape(facts['database'])}: {_mb(facts['bytes'])}")
    console.print("  " + ", ".join(f"{count:,} {name}" for name, count in facts["totals"].items()))
    console.print(f"  {checks['met']:,} of {checks['claimed']:,} counts that articles claim were met")
    _show_publication(console, facts)
    if lock := facts["lock"]:
        console.print(
            f"  `{escape(lock['command'])}` is working on it now (since {_minute(lock['since'])} UTC)"
        )
    _show_sources(console, facts["sources"])
    _show_runs(console, facts["runs"])
    _show_issues(console, facts)
    verdict = facts["verdict"]
    style = "bold green" if verdict["well"] else "bold red"
    console.print(f"\n[{style}]{escape(verdict['th'])}\n{escape(verdict['en'])}[/]")


def _show_publication(console: Console, facts: dict[str, Any]) -> None:
    published, held = facts["publication"], facts["held"]
    if published:
        by = f" by run {published['run']}" if published["run"] else ""
        console.print(
            f"  published {_minute(published['published_at'])} UTC{by}: {_mb(published['bytes'])},"
            f" up to change {published['latest_change']:,};"
            f" the database is {published['changes_ahead']:,} changes ahead"
        )
        if published["accepted"]:
            console.print(f"    accepted, because: {escape(published['accepted'])}")
    else:
        console.print("  nothing is published: readers see the database itself")
    if held:
        console.print(f"  [red]held since {_minute(held['since'])} UTC[/]: {escape(held['why'])}")
    console.print(f"  {_mb(facts['disk']['free_bytes'])} of disk space are free")


def _show_sources(console: Console, sources: list[dict[str, Any]]) -> None:
    if not sources:
        return
    table = Table(
        "source",
        "articles",
        "newest",
        "last crawl (UTC)",
        "due (UTC)",
        box=None,
        header_style="bold",
    )
    # Where the line is too short a key goes on in the next one: cut off, nobody would know which it is.
    table.columns[0].overflow = "fold"
    for column in table.columns[1:]:
        column.no_wrap = True
    for source in sources:
        due = _minute(source["due_at"]) if source["every_hours"] else "-"
        table.add_row(
            escape(source["key"]),
            f"{source['articles']:,}",
            source["newest_article"] or "-",
            _minute(source["last_crawl"]),
            f"[red]{due} overdue[/]" if source["overdue"] else due,
        )
    console.print("", table)


def _show_runs(console: Console, runs: list[dict[str, Any]]) -> None:
    console.print("\n[bold]last runs[/]" if runs else "\nno runs yet")
    for run in runs:
        console.print(f"  {run['started_at']}  {escape(run['command'])}: {run['outcome']}")
        for stage in run["stages"]:
            counts = (
                ", ".join(f"{count:,} {name}" for name, count in stage["counts"].items() if count)
                or "nothing to do"
            )
            source = f" {stage['source']}" if stage["source"] else ""
            ended = "" if stage["outcome"] == "done" else f"  {stage['outcome'].upper()}"
            console.print(
                f"    {stage['stage']}{escape(source)} ({stage['seconds']:.1f} s): {escape(counts)}{ended}"
            )


def _show_issues(console: Console, facts: dict[str, Any]) -> None:
    if not facts["open_issues"]:
        console.print("\nno open issues")
        return
    console.print(f"\n[bold]{facts['open_issues']:,} open issues[/]")
    for group in facts["issues"]:
        source = f" of {group['source']}" if group["source"] else ""
        what = escape(f"{group['stage']}, {group['kind']}{source}")
        console.print(f"  {group['count']:>6,}  {what} (newest {_minute(group['newest_at'])} UTC)")
    if facts["newest_issues"]:
        console.print("[bold]the newest[/]")
    for issue in facts["newest_issues"]:
        console.print(f"  {issue['stage']}, {escape(issue['kind'])}: {escape(issue['message'])}")
        if issue["place"]:
            console.print(f"    {escape(issue['place'])}", soft_wrap=True)
    hidden = facts["open_issues"] - len(facts["newest_issues"])
    if hidden > 0:
        console.print(f"  ... and {hidden:,} more (rangwan status --issues {facts['open_issues']})")


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _minute(stamp: str | None) -> str:
    return (stamp or "-")[:16].replace("T", " ")
