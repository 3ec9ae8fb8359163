"""Reads the publishers' files for a command, and tells which cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from crawler.publisher import Publisher, PublisherError, load_publishers
from rangwan.messages import Problem, Report, Trouble

publishers_option = click.option(
    "--publishers",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    metavar="FOLDER",
    help="A folder with publishers' files of your own.",
)


def read_publishers(folder: Path | None, report: Report, keys: Sequence[str] = ()) -> list[Publisher]:
    """The publishers with these keys, or all; each file that cannot be used is reported.

    Raises `click.UsageError` for a key that no publisher has and `Trouble` when the folder cannot be read.
    """
    faults: list[PublisherError] = []
    try:
        known = load_publishers(folder, on_error=faults.append)
    except PublisherError as error:
        raise Trouble(_problem(error)) from error
    for fault in faults:
        report(_problem(fault))
    unknown = [key for key in keys if key not in known]
    if unknown:
        listed = ", ".join(known) or "none"
        raise click.UsageError(f"There is no source {', '.join(unknown)}. Known: {listed}.")
    return [known[key] for key in (keys or known)]


def _problem(error: PublisherError) -> Problem:
    where, _, what = str(error).partition(": ")
    return Problem(where, what, kind="publisher's file that cannot be used")
