"""`rangwan awards show`: one award in full, with the reasons."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.award_pages import NoSuchAward, award_page
from rangwan.commands.awards.listing import who_won
from rangwan.databases import database_option, open_store
from rangwan.outputs import print_json

_ID = re.compile(r"(?:awd-)?0*(\d{1,12})")


@click.command("show", short_help="One award: its sources, why they are one, what contradicts it.")
@click.argument("award", metavar="ID")
@database_option
@click.option("--include-persons", is_flag=True, help="Show the names of persons who won.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_command(*, award: str, database: Path, include_persons: bool, as_json: bool) -> None:
    """One award: each source with its sentence, what it says, why the sources tell of one award.

    \b
      rangwan awards show awd-000012
      rangwan awards show 12 --json

    Awards that other articles tell of otherwise (another tier, year or province) stand beside it. An id that
    was merged leads on to the award that stands, and says so.
    """
    match = _ID.fullmatch(award)
    if match is None:
        raise click.UsageError(f"{award!r} is no id of an award, such as awd-000012.")
    identity = f"awd-{int(match[1]):06d}"
    try:
        with open_store(database, read_only=True) as store:
            page = award_page(store.db, identity, persons=include_persons)
    except NoSuchAward:
        raise click.UsageError(
            f"There is no award {identity} in {database}; `rangwan awards list` shows those there are."
        ) from None
    if as_json:
        print_json(page)
    else:
        _show(page)


def _show(page: dict[str, Any]) -> None:
    console = Console(highlight=False)
    if page["asked"] != page["id"]:
        console.print(Text(f"{page['asked']} leads to {page['id']}: they turned out to be one award."))
    if page["withdrawn"]:
        console.print(
            Text(f"Withdrawn at {page['withdrawn']}: no article tells of it any more.", style="red")
        )
    console.print(_heading(page))
    for number, source in enumerate(page["sources"], 1):
        console.print()
        console.print(_source(number, source))
    for number, reason in enumerate(page["why_one"], 2):
        title = f"\nทำไม 1 กับ {number} เป็นรางวัลเดียวกัน why 1 and {number} are one award"
        console.print(Text(title, style="bold"))
        console.print(_reasons(reason["fields"], number))
    for other in page["contradictions"]:
        console.print(Text("\nข่าวขัดแย้งกัน articles disagree", style="bold magenta"))
        console.print(_beside(page, other))
    for message in page["undecided"]:
        console.print(Text(f"\nยังไม่แน่ใจ undecided: {message}", style="magenta"))
    if page["leading_here"]:
        console.print(Text(f"\nรหัสที่รวมเข้ามา ids that lead here: {', '.join(page['leading_here'])}"))


def _heading(award: dict[str, Any]) -> Text:
    what = (award["programme"], award["category"], award["tier"], str(award["year"] or ""))
    heading = Text(f"{award['id']}  {' '.join(filter(None, what))}", style="bold")
    place = f"จังหวัด{award['province']} ({award['province_basis']})" if award["province"] else None
    for line in (who_won(award), award["project"], place):
        if line:
            heading.append(f"\n  {line}", style="not bold")
    return heading


def _source(number: int, source: dict[str, Any]) -> Text:
    where = " · ".join(filter(None, (source["article_id"], source["published"], source["url"])))
    text = Text(f"{number}. {where}")
    if source["title"]:
        text.append(f"\n   {source['title']}", style="dim")
    if source["sentence"]:
        text.append(f"\n   “{source['sentence']}”")
    says = ", ".join(f"{name} {value}" for name, value in source["says"].items() if value is not None)
    text.append(f"\n   {says}", style="cyan")
    return text


def _reasons(fields: list[dict[str, Any]], number: int) -> Table:
    table = Table("field", "1", str(number), "", box=None, header_style="dim", padding=(0, 2, 0, 2))
    for field in fields:
        values = (Text(str(value or "-"), overflow="fold") for value in field["values"])
        table.add_row(field["field"], *values, Text(field["why"], style="dim"))
    return table


def _beside(page: dict[str, Any], other: dict[str, Any]) -> Table:
    table = Table("", page["id"], other["other"]["id"], box=None, header_style="bold", padding=(0, 2, 0, 2))
    table.add_row(other["field"], Text(str(other["here"])), Text(str(other["there"])))
    for name in ("programme", "category", "tier", "year", "project", "organisation", "province"):
        values = page[name], other["other"][name]
        if name != other["field"] and any(values):
            table.add_row(name, *(Text(str(value or "-"), overflow="fold") for value in values))
    articles = dict.fromkeys(source["article_id"] for source in page["sources"])
    table.add_row("articles", Text(", ".join(articles)), Text(", ".join(other["other_articles"])))
    return table
