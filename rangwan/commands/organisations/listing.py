"""`rangwan organisations list`: the organisations, all or some."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.reviewing import open_pairs
from db.store import Store
from normalize.kinds import kinds
from normalize.provinces import find_province
from rangwan.databases import database_option, open_store
from rangwan.judging.wording import printable
from rangwan.outputs import print_json

_LISTED = """
SELECT o.id, o.name, o.kind, o.province, o.province_basis, o.awards, o.awards_of_persons, o.first_year,
    o.last_year, t.undecided
FROM organisations o JOIN organisation t ON t.id = o.id
WHERE (:kind IS NULL OR o.kind = :kind) AND (:province IS NULL OR o.province = :province)
"""


@click.command("list", short_help="List them, all or some.")
@database_option
@click.option("--kind", type=click.Choice(list(kinds())), metavar="KIND", help="Only of this kind.")
@click.option("--province", metavar="PROVINCE", help="Only of this province (Thai, English or abbreviated).")
@click.option("--undecided", is_flag=True, help="Only those of which something waits for a decision.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_command(
    *, database: Path, kind: str | None, province: str | None, undecided: bool, as_json: bool
) -> None:
    """List the organisations, those with most awards first.

    \b
      rangwan organisations list --province เชียงใหม่ --kind school
      rangwan organisations list --undecided

    Marked with ? are those that may be one with another; `rangwan review` goes through them.
    """
    place = None
    if province is not None:
        found = find_province(province)
        if found is None:
            raise click.UsageError(f"There is no province {province!r}.")
        place = found.name
    with open_store(database, read_only=True) as store:
        rows = store.rows(_LISTED, {"kind": kind, "province": place})
        waiting = _waiting(store)
    for row in rows:
        row["open"] = bool(row["undecided"]) or row["id"] in waiting
    if undecided:
        rows = [row for row in rows if row["open"]]
    if as_json:
        print_json(rows)
        return
    table = Table(
        "", "id", "ชื่อ name", "จังหวัด province", "ประเภท kind", "awards", box=None, header_style="bold"
    )
    for row in rows:
        table.add_row(
            "?" if row["open"] else "",
            row["id"],
            Text(printable(row["name"]), overflow="fold"),
            row["province"] or "-",
            kinds()[row["kind"]].name if row["kind"] in kinds() else row["kind"],
            f"{row['awards']:,}",
        )
    console = Console(highlight=False)
    if rows:
        console.print(table)
    console.print(f"{len(rows):,} หน่วยงาน organisations", markup=False)


def _waiting(store: Store) -> set[str]:
    return {identity for pair in open_pairs(store.db) for identity in (pair.left_id, pair.right_id)}
