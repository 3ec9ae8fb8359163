"""`rangwan organisations withdraw`: a person's decision is taken back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from db.decisions import standing_decision, take_back
from db.errors import JudgementRefused, UnknownJudgement
from rangwan.databases import database_option, open_store
from rangwan.judging.deciding import decide
from rangwan.judging.results import outcome_json, outcome_lines
from rangwan.messages import Problems
from rangwan.outputs import print_json


@click.command("withdraw", short_help="Take a person's decision back.")
@click.argument("judgement", type=int)
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def withdraw_command(*, judgement: int, database: Path, as_json: bool) -> None:
    """Take a person's decision back, with all the judgements that belong to it, and resolve at once.

    \b
      rangwan organisations explain org-12
      rangwan organisations withdraw 15

    What was there comes back, ids included, and so do earlier decisions that this one overruled, unless a
    later one speaks against them. A rule's judgement cannot be withdrawn, as the rule would make it again:
    decide on the pair yourself. Exit code 2 for a number that is no standing decision of a person.
    """
    with open_store(database, read_only=True) as store:
        try:
            standing_decision(store.db, judgement)
        except (UnknownJudgement, JudgementRefused) as error:
            raise click.UsageError(
                f"{error.where}: ถอนไม่ได้ cannot be withdrawn: {error.what}.\n{error.advice}."
            ) from error
    problems = Problems()
    outcome = decide(
        database,
        "rangwan organisations withdraw",
        problems,
        lambda store: take_back(store.db, judgement, store.now()),
    )
    if as_json:
        print_json(outcome_json(outcome))
    else:
        for line in outcome_lines(outcome):
            click.echo(line)
    problems.close()
    sys.exit(problems.exit_code)
