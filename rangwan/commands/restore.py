"""`rangwan restore`: a back-up takes the place of the database, which is kept."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from crawler.clock import utc_now
from db.backups import read_note
from db.errors import StoreError
from db.restoring import restore
from db.store import snapshots_of
from rangwan.databases import database_option, trouble
from rangwan.ledger import make_folder
from rangwan.locks import locked
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import print_json
from rangwan.page_copies import stored_pages
from rangwan.progress import pages_copied


@click.command("restore", short_help="Put a back-up in the place of the database, which is kept.")
@click.argument("backup", type=click.Path(path_type=Path))
@database_option
@click.option("--snapshots", is_flag=True, help="Bring back the raw pages that lie beside the back-up too.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(*, backup: Path, database: Path, snapshots: bool, as_json: bool) -> None:
    """Put BACKUP in the place of the database. What was there is kept as DATABASE.before-restore-TIME.

    \b
      rangwan restore rangwan-backups/rangwan-20261126T030500Z.db
      rangwan restore /mnt/backups/rangwan-20261126T030500Z.db.zst --database rangwan.db --snapshots

    The back-up is verified first: that it is what its note says (the .json beside it), its pages, indexes and
    references, and that this version of rangwan can open it; one of an older version is brought up to date.
    Nothing is replaced while a run works on the database or somebody has it open, and a command that is
    killed leaves the database before or the one restored.

    The publication stays what it was until the next `rangwan publish` or run.
    """
    problems = Problems()
    make_folder(database)
    try:
        folder = _pages(backup, database) if snapshots else None
        with locked(database, "rangwan restore"), pages_copied() as tick:
            done = restore(backup, database, moment=utc_now(), tick=tick)
        pages = stored_pages(database, folder, snapshots_of(database), problems) if folder else None
    except StoreError as error:
        raise trouble(error) from error
    told = {
        "database": str(database),
        "backup": str(backup),
        "note": done.note.model_dump(mode="json") if done.note else None,
        "kept": str(database.with_name(done.kept.name)) if done.kept else None,
        **asdict(done.tried),
        "publication": asdict(done.publication) if done.publication else None,
        "feed_read": done.read,
        "feed_restarts": done.feed_restarts,
        "pages": pages,
    }
    if as_json:
        print_json(told)
    else:
        _show(told)
    problems.close()
    sys.exit(problems.exit_code)


def _pages(backup: Path, database: Path) -> Path:
    """The folder with raw pages beside a back-up."""
    note = read_note(backup)
    folder = backup.parent / snapshots_of(Path(note.database) if note else database).name
    if not folder.is_dir():
        advice = "Leave --snapshots out; pages that are missing can be crawled again. Nothing was changed."
        raise Trouble(Problem(str(folder), "no raw pages lie beside this back-up", advice))
    return folder


def _show(told: dict[str, Any]) -> None:
    click.echo(f"{told['database']}: restored from {told['backup']}")
    click.echo("  " + ", ".join(f"{count:,} {name}" for name, count in told["totals"].items()))
    if told["note"] is None:
        click.echo(
            "  it had no note (.json): its pages and rows are whole, nobody can tell whether it is the one"
        )
    if told["kept"]:
        click.echo(f"  what was there is kept: {told['kept']}")
    if told["pages"] is not None:
        said = ", ".join(f"{count:,} {name}" for name, count in told["pages"].items() if count)
        click.echo(f"  raw pages: {said or 'none'}")
    if told["publication"]:
        made = told["publication"]["published_at"]
        click.echo(f"  readers see the publication of {made} until the next `rangwan publish` or run")
    last = told["latest_change"]
    if told["feed_read"] is None:
        click.echo(
            f"  the change feed ends at {last:,}, and nobody can tell how far its clients have read:"
            " tell them to forget what they hold and to start from 0"
        )
    elif told["feed_restarts"]:
        click.echo(
            f"  the change feed ends at {last:,}, clients may have read up to {told['feed_read']:,}:"
            " once this is published, the feed tells those to forget what they hold and to start from 0"
            f" (new changes begin at {told['feed_read'] + 1:,})"
        )
    else:
        click.echo(f"  the change feed ends at {last:,}: its clients go on as before")
