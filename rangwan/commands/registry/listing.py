"""`rangwan registry list` and `show`: the official lists of a database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from db import registry_lists
from db.errors import StoreError
from db.registry import Entry
from db.registry_lists import Count, OfficialList
from normalize.kinds import kinds
from rangwan.databases import database_option, open_store, trouble
from rangwan.outputs import output, print_json

_LEVELS = {
    "body": "หน่วยงาน bodies",
    "province": "จังหวัด provinces",
    "district": "อำเภอ districts",
    "subdistrict": "ตำบล subdistricts",
}
_NO_LICENCE = "not stated"


@click.command("list", short_help="The lists in the database.")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_command(*, database: Path, as_json: bool) -> None:
    """The lists in the database: their size, their licence, the kinds they are complete in.

    \b
      rangwan registry list
      rangwan registry list --database rangwan-data/demo.db --json
    """
    with open_store(database, read_only=True) as store:
        found = registry_lists.lists(store.db)
    if as_json:
        print_json([asdict(head) | {"entries": entries} for head, entries in found])
        return
    if not found:
        click.echo("No list was imported; rangwan knows districts and subdistricts by name all the same.")
        return
    table = Table()
    for heading in ("name", "title", "entries", "imported", "licence", "complete in"):
        # Thai is written without spaces: a title too long for its column is broken anywhere, none is cut.
        table.add_column(heading, overflow="fold")
    for head, entries in found:
        licence, complete = head.licence or _NO_LICENCE, ", ".join(head.complete) or "-"
        table.add_row(head.name, head.title, f"{entries:,}", head.imported_at[:10], licence, complete)
    Console().print(table)


@click.command("show", short_help="One list: its counts by level and kind, with examples.")
@click.argument("name", metavar="NAME")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_command(*, name: str, database: Path, as_json: bool) -> None:
    """One list: where it comes from, its counts by level and kind, with examples.

    \b
      rangwan registry show local-administrations
      rangwan registry show subdistricts --json
    """
    with open_store(database, read_only=True) as store:
        try:
            head = registry_lists.get(store.db, name)
        except StoreError as error:
            raise trouble(error) from None
        counts = registry_lists.counts(store.db, name)
    if as_json:
        print_json(asdict(head) | {"counts": [asdict(count) for count in counts]})
        return
    with output(None) as stream:
        click.echo(_page(head, counts), file=stream)


def _page(head: OfficialList, counts: list[Count]) -> str:
    lines = [
        f"{head.name}: {head.title}",
        f"  from         {head.url or 'not stated'}",
        f"  licence      {head.licence or _NO_LICENCE}",
        f"  imported     {head.imported_at}, SHA-256 {head.sha256}",
        f"  complete in  {', '.join(head.complete) or 'no kind'}",
    ]
    for count in counts:
        kind = kinds().get(count.kind or "")
        label = f"{kind.name} {kind.key}" if kind else count.kind or _LEVELS[count.level]
        lines += ["", f"{count.entries:>8,}  {label}"]
        lines += [f"          {_line(entry)}" for entry in count.examples]
    return "\n".join(lines)


def _line(entry: Entry) -> str:
    district = f"อำเภอ{entry.district}" if entry.district else ""
    province = f"จังหวัด{entry.province}" if entry.province and entry.level != "province" else ""
    return " ".join(filter(None, (entry.code, entry.name, district, province, entry.name_en or "")))
