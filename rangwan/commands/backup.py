"""`rangwan backup`: a verified copy of the database, while everything runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from crawler.clock import utc_now
from db.backing_up import Backup, Wanted, back_up
from db.backups import COMPRESSED, backup_names, prune
from db.errors import StoreError
from db.store import snapshots_of
from rangwan.databases import database_option, trouble
from rangwan.messages import Problems
from rangwan.outputs import print_json
from rangwan.page_copies import stored_pages
from rangwan.progress import pages_copied

_FILES = {".db", ".sqlite", ".sqlite3", COMPRESSED}


@click.command("backup", short_help="A verified copy of the database, while everything runs.")
@click.argument("dest", metavar="[DEST]", type=click.Path(path_type=Path), required=False)
@database_option
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Remove all but the N newest back-ups.")
@click.option("--snapshots", is_flag=True, help="Bring the raw pages too, those that are not there yet.")
@click.option("--compress", is_flag=True, help="Compress it (Zstandard, .db.zst).")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    *, dest: Path | None, database: Path, keep: int | None, snapshots: bool, compress: bool, as_json: bool
) -> None:
    """Copy the database as it is at one moment; runs, readers and the site go on meanwhile.

    \b
      rangwan backup
      rangwan backup /mnt/backups --keep 14 --snapshots --compress
      rangwan backup before-upgrade.db

    DEST is a folder (made if missing), or a file name that ends with .db or .db.zst. Without it, a folder
    beside the database: rangwan.db -> rangwan-backups/rangwan-20261126T030500Z.db.

    The copy is checked (pages, indexes, references) and tried out: opened as a database, counted against what
    was copied, spans of facts compared with their articles. Only then it has its name, with a note beside it
    (.json). When anything is wrong the exit code is 1, and earlier back-ups are as they were.

    --keep counts the verified back-ups of this database in DEST and removes the oldest; other files stay.
    """
    folder, name = _place(dest, database)
    if name is not None and keep is not None:
        raise click.UsageError("--keep needs a folder as DEST.")
    problems = Problems()
    moment = utc_now()
    compress = compress or (name or "").endswith(COMPRESSED)
    names: Iterable[str] = [name] if name else backup_names(database, moment, compress=compress)
    pages = snapshots_of(database)
    wanted = Wanted(moment, version("rangwan"), compress, pages.name if snapshots else None)
    try:
        with pages_copied() as tick:
            made = back_up(database, folder, names, wanted, tick=tick)
        brought = stored_pages(database, pages, folder / pages.name, problems) if snapshots else None
        # Last: while anything is wrong with the new one, the old ones are needed.
        removed = prune(database, made.path, keep) if keep and not problems.exit_code else []
    except StoreError as error:
        raise trouble(error) from error
    done = {
        "backup": str(made.path),
        **made.note.model_dump(mode="json"),
        "pages": brought,
        "removed": [str(path) for path in removed],
    }
    if as_json:
        print_json(done)
    else:
        _show(made, done)
    problems.close()
    sys.exit(problems.exit_code)


def _place(dest: Path | None, database: Path) -> tuple[Path, str | None]:
    """The folder to write to, and the name of the file if one was given."""
    if dest is None:
        return database.with_name(f"{database.stem}-backups"), None
    if dest.is_dir() or dest.suffix not in _FILES:
        return dest, None
    return dest.parent, dest.name


def _show(made: Backup, done: dict[str, Any]) -> None:
    note = made.note
    click.echo(f"{made.path}: {note.bytes / 1e6:,.1f} MB, verified ({', '.join(note.verified)})")
    click.echo("  " + ", ".join(f"{count:,} {name}" for name, count in note.totals.items()))
    if done["pages"] is not None:
        said = ", ".join(f"{count:,} {name}" for name, count in done["pages"].items() if count)
        click.echo(f"  raw pages: {said or 'none'}")
    for path in done["removed"]:
        click.echo(f"  removed {path}")
