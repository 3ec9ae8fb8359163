"""`rangwan registry mapping`: a first draft of a list's mapping."""

from __future__ import annotations

from pathlib import Path

import click

from rangwan.mapping_drafts import draft
from rangwan.messages import Problem, Trouble
from rangwan.outputs import output
from rangwan.registries import fitting_mappings
from rangwan.tabular import read_table


@click.command("mapping", short_help="Draft the mapping of a list from its columns.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it here, where no file must be.  [default: the standard output]",
)
def mapping_command(*, path: Path, out: Path | None) -> None:
    """Draft the mapping of a list from its columns, with a sample of their values, for you to edit.

    \b
      rangwan registry mapping schools.csv
      rangwan registry mapping schools.csv --out schools.toml
      rangwan registry import schools.csv --mapping schools.toml
    """
    if out is not None and out.exists():
        raise Trouble(Problem(str(out), "is there already", "Name another file; yours may have been edited."))
    table = read_table(path)
    text = draft(table, [file.origin for file, _ in fitting_mappings(table)])
    with output(out) as stream:
        stream.write(text)
    if out is not None:
        click.echo(f"{out} is written; look through it, then import with --mapping {out}.", err=True)
