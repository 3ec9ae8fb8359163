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
from db.publication import public_path, read_publication
from db.restoring import restore
from rangwan.databases import database_option, trouble
from rangwan.ledger import make_folder
from rangwan.locks import locked
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import print_json
from rangwan.page_copies import pages_of, stored_pages
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
        public = public_path(database)
        published = read_publication(public)
        pages = stored_pages(database, folder, pages_of(database), problems) if folder else None
    except StoreError as error:
        raise trouble(error) from error
    seen = max(published.latest_change if published else 0, done.latest_change_before or 0)
    told = {
        "database": str(database),
        "backup": str(backup),
        "note": done.note.model_dump(mode="json") if done.note else None,
        "kept": str(database.with_name(done.kept.name)) if done.kept else None,
        **asdict(done.tried),
        "publication": asdict(published) if published else None,
        "latest_change_before": done.latest_change_before,
        "feed_restarts": seen > done.tried.latest_change,
        "pages": pages,
    }
    if as_json:
        print_json(told)
    else:
        _show(told, seen)
    problems.close()
    sys.exit(problems.exit_code)


def _pages(backup: Path, database: Path) -> Path:
    """The folder with raw pages beside a back-up."""
    note = read_note(backup)
    folder = backup.parent / pages_of(Path(note.database) if note else database).name
    if not folder.is_dir():
        advice = "Leave --snapshots out; pages that are missing can be crawled again. Nothing was changed."
        raise Trouble(Problem(str(folder), "no raw pages lie beside this back-up", advice))
    return folder


def _show(told: dict[str, Any], seen: int) -> None:
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
    if told["feed_restarts"]:
        click.echo(
            f"  the change feed ends at {last:,}, clients may have read up to {seen:,}: once this is"
            " published, those must forget what they hold and start from 0 (the feed warns them until it"
            " has passed their number; docs/operations.md)"
        )
    else:
        click.echo(f"  the change feed ends at {last:,}: its clients go on as before")
