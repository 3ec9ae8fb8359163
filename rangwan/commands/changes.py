"""`rangwan changes`: the log of what was added, changed, merged, split and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from db.change_log import BadSince, Change, all_changes_since, changes_since, latest, since_of
from db.store import Store
from rangwan.databases import database_option, for_readers, open_store, working_option
from rangwan.outputs import json_line, output


@click.command("changes", short_help="What was added, changed, merged, split and withdrawn.")
@database_option
@working_option
@click.option("--since", metavar="N", default="0", show_default=True, help="Only changes after number N.")
@click.option("--limit", type=click.IntRange(1), help="At most so many; all unless given.")
@click.option("--text", is_flag=True, help="A line for people each, instead of JSON.")
def command(*, database: Path, working: bool, since: str, limit: int | None, text: bool) -> None:
    """The log of changes to the public dataset, the oldest first, as JSON lines.

    \b
      rangwan changes
      rangwan changes --since 2310
      rangwan changes --since 2310 --text

    Give the number (seq) of the last change that you have applied. Apply whole batches: up to a change whose
    seq is its batch. docs/change-feed.md has all that a client needs. Persons' names are not in the log.
    A number beyond the end of the log prints nothing but a warning: the database may have been restored.
    """
    try:
        number = since_of(since)
    except BadSince as error:
        raise click.BadParameter(f"{error}.", param_hint="--since") from None
    with open_store(for_readers(database, working=working), read_only=True) as store:
        end = latest(store.db)
        page = changes_since(store.db, number, 1)
        if page.ahead:
            click.echo(
                f"{database}: the log ends at {page.latest}, before {number}: the database may have been"
                " restored from a backup, or is another one."
                "\n  -> Forget what you hold of it and start again: --since 0",
                err=True,
            )
            return
        with output(None) as stream:
            stream.writelines(_lines(store, number, limit, text=text))
    if end == 0:
        click.echo("No changes are logged yet; `rangwan resolve` logs them.", err=True)


def _lines(store: Store, since: int, limit: int | None, *, text: bool) -> Iterator[str]:
    for change in all_changes_since(store.db, since, limit):
        yield _line(change) if text else json_line(change.to_json())


def _line(change: Change) -> str:
    others = ""
    if change.others:
        others = f" {'into' if change.action == 'merged' else 'from'} {', '.join(change.others)}"
    return (
        f"{change.seq:>8} {change.at} {change.action:<9} {change.entity} {change.id}{others}{_name(change)}\n"
    )


def _name(change: Change) -> str:
    """What people call the record."""
    record = change.record or {}
    fields = ("name", "title") if change.entity != "award" else ("organisation", "programme", "tier", "year")
    said = [str(record[field]) for field in fields if record.get(field)]
    return f"  {' '.join(said)}" if said else ""
