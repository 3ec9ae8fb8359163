"""`rangwan export`: the public records as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.exports.dataset import Exported, ExportOptions, export_dataset
from db.exports.folder import ExportFolder
from db.exports.formats import FORMATS, Format, parquet_is_installed
from db.record_fields import SCHEMA_VERSION
from rangwan.databases import database_option, for_readers, open_store, working_option
from rangwan.locks import locked
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import print_json
from rangwan.progress import progress

_NO_PYARROW = "Parquet is not written: pyarrow is not installed"
_INSTALL = "Install it with: pip install 'rangwan[export]'"


@click.command("export", short_help="Write the dataset as CSV, JSON Lines and Parquet.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@database_option
@working_option
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Write only this format; may be given several times.  [default: all]",
)
@click.option("--include-persons", is_flag=True, help="Tell the names of persons who won awards, too.")
@click.option(
    "--bom", is_flag=True, help="Put a byte order mark into CSV, so that Excel sees that it is UTF-8."
)
@click.option(
    "--keep", type=click.IntRange(1), default=3, show_default=True, help="How many versions to keep in DIR."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(
    *,
    folder: Path,
    database: Path,
    working: bool,
    formats: tuple[Format, ...],
    include_persons: bool,
    bom: bool,
    keep: int,
    as_json: bool,
) -> None:
    """Write the dataset as CSV, JSON Lines and Parquet, with a data package, a dictionary and the licence.

    \b
      rangwan export exports
      rangwan export exports --format csv --bom
      rangwan export private --include-persons

    The export is a new folder in DIR/versions, and DIR/latest leads to it once it is whole: who reads
    DIR/latest sees the export before or this one, never half. The same database gives the same bytes; then no
    new version is made. DIR must be empty, missing, or hold exports already.

    Names of persons, and sentences that tell them, are left out unless asked for; exports with and without
    them go into different folders.
    """
    problems = Problems()
    if not parquet_is_installed():
        if "parquet" in formats:
            raise Trouble(Problem("rangwan export", _NO_PYARROW, _INSTALL, kind="pyarrow"))
        if not formats:
            click.echo(f"{_NO_PYARROW}. {_INSTALL}", err=True)
            formats = tuple(fmt for fmt in FORMATS if fmt != "parquet")
    options = ExportOptions(formats or FORMATS, include_persons, bom, keep)
    with open_store(for_readers(database, working=working), read_only=True) as store:
        folder = folder.resolve()
        # Before the lock, whose file lies beside the folder.
        ExportFolder(folder, include_persons=include_persons).check()
        _make_parent(folder)
        with locked(folder, "rangwan export"), progress("rows") as tick:
            done = export_dataset(store, folder, options, tick)
    if as_json:
        print_json(_summary(done, folder))
    else:
        _show(done)
    problems.close()


def _make_parent(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the folder cannot be made ({error.strerror or error})"
        raise Trouble(Problem(str(folder), what, "Check its name and the permissions above it.")) from None


def _summary(done: Exported, folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "version": str(done.version),
        "new": done.is_new,
        "schema_version": SCHEMA_VERSION,
        "data_as_of": done.state.data_as_of,
        "latest_change": done.state.latest_change,
        "tables": done.rows,
        "files": [{"path": one.path, "bytes": one.size, "sha256": one.sha256} for one in done.files],
        "removed": list(done.removed),
    }


def _show(done: Exported) -> None:
    size = sum(one.size for one in done.files)
    news = "" if done.is_new else " (as before: nothing changed)"
    click.echo(f"{done.version}: {len(done.files)} files, {size / 1e6:.1f} MB{news}")
    click.echo("  " + ", ".join(f"{count:,} {name}" for name, count in done.rows.items()))
    if done.removed:
        click.echo(f"  {len(done.removed)} older versions removed")
