"""`rangwan registry import`: an official list into the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from db.registry_lists import Changes
from rangwan.databases import database_option
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.registries import Prepared, Told, prepare, store


@click.command("import", short_help="Take in an official list, or a newer edition of one.")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@database_option
@click.option(
    "--mapping",
    metavar="MAPPING",
    help="What the columns hold: a TOML file, or the name of one that comes with rangwan."
    "  [default: the one whose columns fit]",
)
@click.option("--name", metavar="NAME", help="What to call the list.  [default: the file's name]")
@click.option("--title", metavar="TEXT", help="Its title, as a reader should see it.")
@click.option("--url", metavar="URL", help="Where it comes from.")
@click.option("--licence", metavar="TEXT", help="The terms under which it may be used.")
@click.option(
    "--complete",
    metavar="KIND",
    multiple=True,
    help="A kind of which the list holds every body of the country; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def import_command(
    *,
    paths: tuple[Path, ...],
    database: Path,
    mapping: str | None,
    name: str | None,
    title: str | None,
    url: str | None,
    licence: str | None,
    complete: tuple[str, ...],
    as_json: bool,
) -> None:
    """Take in an official list, or a newer edition of one.

    FILE is CSV or tab separated (UTF-8, UTF-16 or CP874), a JSON list or JSON lines; .gz and .zst are
    unpacked. A mapping says what its columns hold; those that come with rangwan are tried first.

    \b
      rangwan registry import provinces.json districts.json subdistricts.json
      rangwan registry import อปท.csv --name local-administrations --licence "Open Government Data"
      rangwan registry import schools.csv --mapping schools.toml

    A list of the same name is replaced, and what changed is told; the same file again changes nothing. A row
    that cannot be read is told with its line and skipped, and the exit code is then 1.
    """
    if len(paths) > 1 and (name or title):
        raise click.UsageError("--name and --title are for one file; import the files one by one.")
    problems = Problems()
    told = Told(name, title, url, licence, complete)
    # Read first: a file that is no list leaves no trace in the database.
    lists = [prepare(path, mapping, told) for path in paths]
    twice = {one.head.name for one in lists if [other.head.name for other in lists].count(one.head.name) > 1}
    if twice:
        raise click.UsageError(f"Two files would be the list {', '.join(twice)}; import them with --name.")
    done = []
    with start_run(database, "rangwan registry import", problems, create=True) as run:
        for prepared in lists:
            _, changes = store(run, prepared)
            done.append(_as_json(prepared, changes))
            if not as_json:
                click.echo(_told(prepared, changes))
    if as_json:
        print_json({"lists": done})
    elif any(one["added"] or one["removed"] or one["changed"] for one in done):
        click.echo(f"Run `rangwan resolve --database {database}` to use it.")
    problems.close()
    sys.exit(problems.exit_code)


def _as_json(prepared: Prepared, changes: Changes) -> dict[str, Any]:
    gathered = prepared.gathered
    return {
        "name": prepared.head.name,
        "file": prepared.where,
        "mapping": prepared.mapping,
        "entries": len(gathered.entries),
        "added": changes.added,
        "removed": changes.removed,
        "changed": changes.changed,
        "repeated": gathered.repeated,
        "skipped": len(gathered.problems),
        "complete": list(gathered.complete),
    }


def _told(prepared: Prepared, changes: Changes) -> str:
    gathered = prepared.gathered
    entries = f"{len(gathered.entries):,} entries"
    if changes.new:
        what = f"{entries}, a new list"
    elif not changes:
        what = f"{entries}, nothing has changed"
    else:
        what = f"{entries}: {changes.added:,} added, {changes.removed:,} removed, {changes.changed:,} changed"
    extra = [
        f"{gathered.repeated:,} rows said twice" if gathered.repeated else "",
        f"{len(gathered.problems):,} rows skipped" if gathered.problems else "",
        f"complete in {', '.join(gathered.complete)}" if gathered.complete else "",
    ]
    return "; ".join(
        [f"{prepared.head.name} (by the mapping {prepared.mapping}): {what}", *filter(None, extra)]
    )
