"""`rangwan abbreviations`: what articles say that abbreviations stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rangwan.databases import database_option, open_store
from rangwan.outputs import output, print_json

_ALL = "SELECT * FROM abbreviations"
_NEW = "SELECT * FROM abbreviations WHERE NOT in_lexicon"


@click.command("abbreviations", short_help="What articles say that abbreviations stand for.")
@database_option
@click.option("--new", is_flag=True, help="Only names that normalize/abbreviations.csv lacks.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(*, database: Path, new: bool, as_json: bool) -> None:
    """What articles say that abbreviations stand for, the most frequent first, as of the last resolving.

    \b
      rangwan abbreviations
      rangwan abbreviations --new
      rangwan abbreviations --json

    Each line has the number of articles, the abbreviation and the name; "ambiguous" marks an abbreviation
    that stands for other bodies too, "new" a name that the lexicon lacks.
    """
    with open_store(database, read_only=True) as store:
        rows = store.rows(_NEW if new else _ALL)
    if as_json:
        flags = ("in_lexicon", "ambiguous")
        print_json([{**row, **{flag: bool(row[flag]) for flag in flags}} for row in rows])
        return
    with output(None) as stream:
        for row in rows:
            click.echo(_line(row), file=stream)
    if not rows:
        click.echo("No such definitions are stored; `rangwan resolve` looks for them in articles.", err=True)


def _line(row: dict[str, Any]) -> str:
    marks = [mark for mark, said in (("ambiguous", row["ambiguous"]), ("new", not row["in_lexicon"])) if said]
    remark = f" ({', '.join(marks)})" if marks else ""
    return f"{row['articles']:>6} {row['abbreviation']}  {row['name']}{remark}"
