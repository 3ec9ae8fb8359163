"""`rangwan sources check`: what is wrong or doubtful in the publishers' files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from crawler.publisher import Publisher, PublisherError, PublisherFile, Verdict
from crawler.review import Remark, review
from normalize.dates import THAILAND
from rangwan.messages import Problem, Problems
from rangwan.outputs import print_json
from rangwan.publishers import as_problem, chosen_files, publishers_option


@click.command("check", short_help="Say what is wrong or doubtful in the publishers' files.")
@click.argument("keys", metavar="[SOURCE]...", nargs=-1)
@publishers_option
@click.option("--json", "as_json", is_flag=True, help="Print the remarks as JSON.")
def check_command(*, keys: tuple[str, ...], publishers: Path | None, as_json: bool) -> None:
    """Say what is wrong or doubtful in the publishers' files: where, what, and what to do.

    \b
      rangwan sources check
      rangwan sources check dga
      rangwan sources check --publishers my-publishers --json

    Nothing is fetched. A problem is a file that cannot be used, an address that the crawl could never reach,
    or a permission that nobody vouches for; then the exit code is 1. A verdict on the terms that is more than
    a year old, and whatever else is doubtful, is a warning.
    """
    told = Problems()
    today = datetime.now(THAILAND).date()
    remarks: list[dict[str, Any]] = []
    sound, unverified = 0, 0
    for file in chosen_files(publishers, keys):
        try:
            publisher = file.load()
        except PublisherError as error:
            problem = as_problem(error)
            told(problem)
            remarks.append(_as_json(file, problem, serious=True))
            continue
        unverified += publisher.terms.verdict is Verdict.UNVERIFIED
        found = list(_remarks(file, publisher, review(publisher, today)))
        sound += not any(remark.serious for remark, _ in found)
        for remark, problem in found:
            if remark.serious:
                told(problem)
            elif not as_json:
                click.echo(click.style("warning ", fg="blue") + str(problem), err=True)
            remarks.append(_as_json(file, problem, serious=remark.serious))
    wrong = len({remark["file"] for remark in remarks if remark["serious"]})
    if as_json:
        print_json({"sound": sound, "wrong": wrong, "unverified": unverified, "remarks": remarks})
    else:
        click.echo(f"{sound} files are sound, {wrong} are not; the terms of {unverified} nobody has checked.")
    told.close()
    sys.exit(told.exit_code)


def _remarks(
    file: PublisherFile, publisher: Publisher, found: Iterator[Remark]
) -> Iterator[tuple[Remark, Problem]]:
    for remark in found:
        # A kind for each place: the advice is told with the first of a kind only.
        kind = f"{publisher.key}: {remark.at}"
        yield remark, Problem(f"{file.origin}: {remark.at}", remark.what, remark.advice, kind=kind)


def _as_json(file: PublisherFile, problem: Problem, *, serious: bool) -> dict[str, Any]:
    return {
        "file": file.origin,
        "source": file.key,
        "serious": serious,
        "where": problem.where,
        "what": problem.what,
        "advice": problem.advice,
    }
