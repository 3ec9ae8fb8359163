"""Reads the publishers' files for a command, and tells which cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rangwan.messages import Problem, Report, Trouble

# Scrapy comes with it: `--help` of a command that has the option should not wait for that.
if TYPE_CHECKING:
    from crawler.publisher import Publisher, PublisherError, PublisherFile

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
    from crawler.publisher import PublisherError, load_publishers  # noqa: PLC0415

    faults: list[PublisherError] = []
    try:
        known = load_publishers(folder, on_error=faults.append)
    except PublisherError as error:
        raise Trouble(as_problem(error)) from error
    for fault in faults:
        report(as_problem(fault))
    _must_be_known(keys, known)
    return [known[key] for key in (keys or known)]


def schedules(folder: Path | None, report: Report) -> dict[str, float]:
    """Hours between two crawls by source, of those that may be crawled, if only because a person named them.

    Each file that cannot be used is reported; raises `Trouble` when the folder cannot be read.
    """
    known = read_publishers(folder, report)
    return {one.key: one.schedule.every_hours for one in known if one.refusal(allow_unverified=True) is None}


def chosen_files(folder: Path | None, keys: Sequence[str] = ()) -> list[PublisherFile]:
    """The files of the publishers with these keys, or of all, whether they can be used or not.

    Of two files for one key the one in force.  Raises `click.UsageError` for a key that no file has.
    """
    from crawler.publisher import publisher_files  # noqa: PLC0415

    files = {file.key: file for file in publisher_files(folder)}
    _must_be_known(keys, files)
    return [files[key] for key in (keys or sorted(files))]


def _must_be_known(keys: Sequence[str], known: Collection[str]) -> None:
    unknown = [key for key in keys if key not in known]
    if unknown:
        listed = ", ".join(sorted(known)) or "none"
        raise click.UsageError(f"There is no source {', '.join(unknown)}. Known: {listed}.")


def as_problem(error: PublisherError) -> Problem:
    """An error of a publisher's file as a problem to tell."""
    where, _, what = str(error).partition(": ")
    return Problem(where, what, kind="publisher's file that cannot be used")
