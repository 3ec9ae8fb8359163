"""`rangwan awards list`: the awards, all or some."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.award_lists import Wanted, list_awards
from normalize.provinces import find_province
from normalize.years import to_buddhist_era
from rangwan.databases import database_option, open_store
from rangwan.outputs import print_json


@click.command("list", short_help="List them, all or some, the newest first.")
@database_option
@click.option("--organisation", metavar="NAME|ID", help="Only of organisations whose name holds this.")
@click.option("--programme", metavar="NAME|ID", help="Only of this programme: part of its name, or another.")
@click.option("--year", type=int, help="Only of this edition (Buddhist or common era).")
@click.option("--province", metavar="PROVINCE", help="Only of this province (Thai, English or abbreviated).")
@click.option("--contradictions", is_flag=True, help="Only those that another article contradicts.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="So many in the table.")
@click.option("--include-persons", is_flag=True, help="Show the names of persons who won.")
@click.option("--json", "as_json", is_flag=True, help="Print them all as JSON.")
def list_command(
    *,
    database: Path,
    organisation: str | None,
    programme: str | None,
    year: int | None,
    province: str | None,
    contradictions: bool,
    limit: int,
    include_persons: bool,
    as_json: bool,
) -> None:
    """List the awards, the newest edition first.

    \b
      rangwan awards list --organisation แม่เหียะ
      rangwan awards list --programme PSEA --year 2566 --province เชียงใหม่
      rangwan awards list --contradictions --json

    A programme is found under all of its names. Marked with ! are awards that another article contradicts.
    """
    wanted = Wanted(organisation, programme, _year(year), _province(province), contradictions)
    with open_store(database, read_only=True) as store:
        awards = list_awards(store.db, wanted, persons=include_persons)
    if as_json:
        print_json(awards)
        return
    console = Console(highlight=False)
    if awards:
        console.print(_table(awards[:limit]))
    hidden = f", {len(awards) - limit:,} not shown (--limit {len(awards)})" if len(awards) > limit else ""
    console.print(f"{len(awards):,} รางวัล awards{hidden}", markup=False)


def _year(year: int | None) -> int | None:
    if year is None:
        return None
    found = to_buddhist_era(year)
    if found is None:
        raise click.UsageError(f"{year} is no year of the Buddhist or the common era, such as 2566 or 2023.")
    return found


def _province(province: str | None) -> str | None:
    if province is None:
        return None
    found = find_province(province)
    if found is None:
        raise click.UsageError(f"There is no province {province!r}.")
    return found.name


def _table(awards: list[dict[str, Any]]) -> Table:
    headings = ("", "id", "ปี year", "รางวัล award", "ผู้ได้รับ who", "จังหวัด province", "ข่าว sources")
    table = Table(*headings, box=None, header_style="bold")
    for award in awards:
        what = " ".join(filter(None, (award["programme"], award["category"], award["tier"])))
        who = Text(who_won(award), overflow="fold")
        if award["project"]:
            who.append(f"\n{award['project']}", style="dim")
        table.add_row(
            "!" if award["contradictions"] else "",
            award["id"],
            str(award["year"] or "-"),
            Text(what, overflow="fold"),
            who,
            award["province"] or "-",
            str(award["sources"]),
        )
    return table


def who_won(award: dict[str, Any]) -> str:
    """The recipient in words; persons without their names, unless these are there."""
    if award["recipient_type"] != "person":
        return award["organisation"] or "-"
    return " · ".join(filter(None, (award.get("person") or "บุคคล a person", award["organisation"])))
