"""`rangwan snapshot`: the raw pages that a crawl keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from crawler.archives.entry import Capture
from crawler.archives.warc_writer import write_warc
from crawler.snapshots import SnapshotError, SnapshotStore
from db.store import Store
from rangwan.databases import database_option, open_store
from rangwan.messages import Problem, Problems, Report, Trouble
from rangwan.outputs import binary_output, print_json
from rangwan.progress import Ticker, progress


@click.group("snapshot", short_help="Check and export the raw pages that crawls keep.")
def command() -> None:
    """Check and export the raw pages that crawls keep.

    They lie beside the database, each once, compressed, under the SHA-256 of its bytes.

    \b
      rangwan snapshot check
      rangwan snapshot export --warc rangwan.warc.gz
      rangwan crawl --from-snapshots     (reads them again after a layout was corrected)
    """


@command.command("export", short_help="Write the newest copy of each page into a WARC file.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@database_option
@click.option(
    "--warc",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.warc.gz",
    required=True,
    help="The file to write.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def export(*, sources: tuple[str, ...], database: Path, warc: Path, as_json: bool) -> None:
    """Write the newest copy of each page into a WARC file (WARC 1.1, gzip) that other tools read.

    \b
      rangwan snapshot export --warc rangwan.warc.gz
      rangwan snapshot export dga maehia --warc two.warc.gz

    The pages are `resource` records: the headers that came with them were not kept. A page that is missing
    or damaged is told and left out, and the exit code is then 1.
    """
    problems = Problems()
    with open_store(database, read_only=True) as store, progress("pages") as tick:
        _require_sources(store, sources)
        pages = _captures(store, sources, problems, tick)
        with binary_output(warc) as stream:
            software = f"rangwan {version('rangwan')}"
            count = write_warc(stream, pages, software=software, made_at=datetime.now(UTC))
    size = warc.stat().st_size
    if as_json:
        print_json({"file": str(warc), "pages": count, "bytes": size, "problems": problems.counts})
    else:
        click.echo(f"{warc}: {count:,} pages, {size:,} bytes")
    problems.close()
    sys.exit(problems.exit_code)


@command.command("check", short_help="Read every snapshot and tell what is missing or damaged.")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def check(*, database: Path, as_json: bool) -> None:
    """Read every snapshot and tell what is missing or damaged.

    Exit code 1 when something is: restore the folder from a back-up, or crawl those pages again.
    """
    problems = Problems()
    good = 0
    with open_store(database, read_only=True) as store, progress("snapshots") as tick:
        snapshots = SnapshotStore(store.snapshots)
        for row in store.rows("SELECT sha256 FROM snapshot ORDER BY sha256"):
            good += _body(snapshots, row["sha256"], problems) is not None
            tick()
    if as_json:
        print_json({"good": good, "problems": problems.counts})
    else:
        click.echo(f"{good:,} snapshots are whole")
    problems.close()
    sys.exit(problems.exit_code)


def _require_sources(store: Store, sources: tuple[str, ...]) -> None:
    known = {row["key"] for row in store.rows("SELECT key FROM source")}
    if unknown := [key for key in sources if key not in known]:
        raise click.UsageError(
            f"There is no source {', '.join(unknown)} in the database. "
            f"It has: {', '.join(sorted(known)) or 'none'}."
        )


def _captures(store: Store, sources: tuple[str, ...], report: Report, tick: Ticker) -> Iterator[Capture]:
    snapshots = SnapshotStore(store.snapshots)
    for source in sources or (None,):
        for page in store.kept_pages(source):
            body = _body(snapshots, page.sha256, report)
            if body is not None:
                yield Capture(page.url, body, page.fetched_at, content_type=page.content_type)
            tick()


def _body(snapshots: SnapshotStore, sha256: str, report: Report) -> bytes | None:
    """The bytes of a snapshot; none, after reporting why, where it is missing or damaged."""
    try:
        return snapshots.get(sha256)
    except SnapshotError as error:
        where, _, what = str(error).partition(": ")
        report(Problem(where, what, kind="snapshot"))
    except OSError as error:
        what = f"the folder of snapshots cannot be read ({error.strerror or error})"
        raise Trouble(Problem(str(snapshots.folder), what)) from error
    return None
