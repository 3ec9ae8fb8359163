"""`rangwan organisations merge`: a person says that two organisations are one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from db.decisions import Decided, Signature, confirm, merge
from db.store import Store
from rangwan.databases import database_option, open_store
from rangwan.judging.deciding import merging
from rangwan.judging.lookups import Meant, author_option, meant, note_option
from rangwan.judging.results import outcome_json, outcome_lines
from rangwan.messages import Problems
from rangwan.outputs import print_json

_ONE_ALREADY = "เป็นหน่วยงานเดียวกันอยู่แล้ว they are one organisation already"


@click.command("merge", short_help="Two organisations are one.")
@click.argument("one", metavar="ID|NAME")
@click.argument("other", metavar="ID|NAME")
@database_option
@note_option
@author_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def merge_command(
    *, one: str, other: str, database: Path, note: str | None, author: str, as_json: bool
) -> None:
    """Say that two organisations are one, and resolve at once.

    \b
      rangwan organisations merge org-12 org-70 --note "renamed in 2562"

    The older id stays, the other leads on to it. Earlier decisions of persons that keep names of the two
    apart are withdrawn, and told. Two ids that rules have made one already are confirmed: no later article
    parts them. Withdrawing the decision brings back what was there.
    """
    with open_store(database, read_only=True) as store:
        left, right = meant(store, one), meant(store, other)
    by_name = _asked(left), _asked(right)
    if by_name[0] == by_name[1]:
        raise click.UsageError(f"Both are {by_name[0]}: name two organisations.")
    problems = Problems()
    outcome = merging(
        database,
        "rangwan organisations merge",
        problems,
        lambda store: _merge(store, by_name, author, note),
        author,
    )
    if as_json:
        print_json(outcome_json(outcome))
    else:
        if outcome.decided is None:
            click.echo(_ONE_ALREADY)
        for line in outcome_lines(outcome):
            click.echo(line)
    problems.close()
    sys.exit(problems.exit_code)


def _asked(which: Meant) -> str:
    return which.asked or which.id


def _merge(store: Store, ids: tuple[str, str], author: str, note: str | None) -> Decided | None:
    """Merge the organisations of two ids as they are now, or confirm that they are one."""
    by = Signature(author, store.now(), note)
    left, right = (meant(store, identity).id for identity in ids)
    return merge(store.db, left, right, by) if left != right else confirm(store.db, *ids, by)
