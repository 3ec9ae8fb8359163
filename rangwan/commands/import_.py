"""`rangwan import`: articles from archives."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from rangwan.archives import Kind, open_archive
from rangwan.databases import database_option
from rangwan.importing import import_stage
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.outputs import output, print_json
from rangwan.publishers import publishers_option, read_publishers
from rangwan.summaries import run_json, stage_line


@click.command("import", short_help="Take articles from archives: JSON lines, the thaigov corpus, WARC.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@database_option
@publishers_option
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="What the archive is.  [default: found out by its first bytes]",
)
@click.option("--source", metavar="SOURCE", help="The publisher of JSON lines that name none.")
@click.option("--update", is_flag=True, help="Let a stored article with another text become a new version.")
@click.option("--again", is_flag=True, help="Read archives once more whose end was reached before.")
@click.option(
    "--broken",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="List all records that could not be read here, as JSON lines.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    *,
    paths: tuple[Path, ...],
    database: Path,
    publishers: Path | None,
    kind: str | None,
    source: str | None,
    update: bool,
    again: bool,
    broken: Path | None,
    as_json: bool,
) -> None:
    """Take articles from archives: JSON lines, the thaigov corpus, WARC.

    PATH is one of these:

    \b
      a file of JSON lines (.gz and .zst are unpacked): "id" or "url", "title", "text", "published", "source"
      the thaigov corpus of PyThaiNLP as it comes: a folder, or a tar of it (.gz, .bz2, .xz, .zst)
      a WARC file: its pages are read like those of a crawl, by the publisher whose host they lie on

    \b
      rangwan import thaigov-v2.tar.gz
      rangwan import articles.jsonl.zst --source maehia
      rangwan import crawl-2023.warc.gz --publishers my-publishers

    An article that is stored already is left as it is (a WARC with a later copy brings a new version). An
    import that was stopped goes on where it was. Records that cannot be read are told, counted and skipped,
    and the exit code is then 1.

    Facts are read from what was imported by `rangwan run --no-crawl`.
    """
    problems = Problems()
    known = read_publishers(publishers, problems)
    if source is not None:
        read_publishers(publishers, problems, [source])
    with start_run(database, "rangwan import", problems, create=True) as run:
        archives = [
            open_archive(
                path, known, kind=Kind(kind) if kind else None, source=source, snapshots=run.store.snapshots
            )
            for path in paths
        ]
        with output(broken) if broken else nullcontext() as listed:
            for archive in archives:
                import_stage(run, archive, update=update, again=again, broken=listed)
        done = run_json(run)
    if as_json:
        print_json(done)
    for stage in () if as_json else run.stages:
        click.echo(stage_line(stage))
    problems.close()
    sys.exit(problems.exit_code)
