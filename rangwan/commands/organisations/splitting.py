"""`rangwan organisations split`: a person says that some names are not this organisation's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from db.decisions import Decided, Signature, split
from db.profiles import Name, names
from db.store import Store
from normalize.text import fold
from rangwan.databases import database_option, open_store
from rangwan.judging.deciding import decide
from rangwan.judging.lookups import author_option, meant, note_option
from rangwan.judging.results import outcome_json, outcome_lines
from rangwan.judging.wording import name_words, printable
from rangwan.messages import Problems
from rangwan.outputs import print_json


@click.command("split", short_help="Some names are another organisation's.")
@click.argument("organisation", metavar="ID|NAME")
@click.argument("leaving", metavar="[NUMBER|FORM|KEY]...", nargs=-1)
@database_option
@note_option
@author_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def split_command(
    *,
    organisation: str,
    leaving: tuple[str, ...],
    database: Path,
    note: str | None,
    author: str,
    as_json: bool,
) -> None:
    """Say that some of the names of an organisation are another's, and resolve at once.

    Without names it lists those there are, numbered; name the leaving ones by number, as they are written, or
    by their key.

    \b
      rangwan organisations split org-12
      rangwan organisations split org-12 2 3 --note "another school of that name"
      rangwan organisations split org-12 "รร.บ้านกลาง"

    Each name that leaves is kept apart from each that stays, for good. Earlier decisions of persons that
    merged them are withdrawn, and told. An id that was merged in comes back with its name; a name that never
    had one gets a new id. Withdrawing the decision brings back what was there.
    """
    with open_store(database, read_only=True) as store:
        identity = meant(store, organisation).id
        known = names(store.db, identity)
        if not leaving:
            _list(known, as_json=as_json)
            return
        keys = _chosen(known, leaving)
    problems = Problems()
    outcome = decide(
        database,
        "rangwan organisations split",
        problems,
        lambda store: _split(store, identity, keys, Signature(author, store.now(), note)),
    )
    if as_json:
        print_json(outcome_json(outcome))
    else:
        for line in outcome_lines(outcome):
            click.echo(line)
    problems.close()
    sys.exit(problems.exit_code)


def _split(store: Store, identity: str, keys: Sequence[str], by: Signature) -> Decided:
    staying = [name.key for name in names(store.db, identity) if name.key not in keys]
    return split(store.db, keys, staying, by)


def _list(known: Sequence[Name], *, as_json: bool) -> None:
    in_use = [name for name in known if name.in_use]
    if as_json:
        print_json([{"number": number, **asdict(name)} for number, name in enumerate(in_use, 1)])
        return
    for number, name in enumerate(in_use, 1):
        forms = ", ".join(f"{printable(form.text)} ×{form.count}" for form in name.forms)
        click.echo(f"{number:>3}  {name_words(name, name.key)}: {forms}")
    if len(in_use) < 2:
        click.echo("มีชื่อเดียว แยกไม่ได้ it has one name: there is nothing to split")
    else:
        click.echo("ชื่อใดไม่ใช่หน่วยงานนี้ which of them are another's? `rangwan organisations split ID NUMBER...`")


def _chosen(known: Sequence[Name], leaving: Sequence[str]) -> list[str]:
    """The keys that numbers, written forms or keys mean.

    Raises `click.UsageError` for what means none, and when none or all would leave.
    """
    in_use = [name for name in known if name.in_use]
    chosen: list[str] = []
    for text in leaving:
        number = int(text) if text.isascii() and text.isdigit() else 0
        if 1 <= number <= len(in_use):
            found = [in_use[number - 1]]
        else:
            found = [
                name
                for name in in_use
                if name.key == text or any(fold(form.text) == fold(text) for form in name.forms)
            ]
        if not found:
            raise click.UsageError(
                f"{text}: ไม่ใช่ชื่อของหน่วยงานนี้ it is no name of this organisation;"
                " without names the command lists them."
            )
        chosen += [name.key for name in found if name.key not in chosen]
    if len(chosen) == len(in_use):
        raise click.UsageError("ต้องเหลือชื่ออย่างน้อยหนึ่งชื่อ at least one name must stay.")
    return chosen
