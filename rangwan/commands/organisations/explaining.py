"""`rangwan organisations explain`: the judgements behind an organisation, or between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from db.explaining import Explanation, explain, explain_joined, explain_two
from db.judgements import Entry
from db.profiles import name_of, names, profile
from db.store import Store
from rangwan.databases import database_option, open_store
from rangwan.judging.lookups import Meant, meant
from rangwan.judging.wording import DECISIONS, judgement_words, name_words, unjudged_words
from rangwan.outputs import print_json

SHOWN = 20
"""Judgements of one sort that are shown, the newest; the others are counted."""

_SORTS = {
    "joined": "รวมเพราะ one organisation because",
    "apart": "แยกเพราะ kept apart because",
    "unsure": "ยังไม่แน่ใจ not decided",
    "settled": "กฎไม่แน่ใจ บุคคลตัดสินแล้ว rules are unsure, persons have decided",
    "not_held": "ไม่มีผล ขัดกับคำตัดสินอื่น does not hold: other decisions speak against it",
    "withdrawn": "ถอนแล้ว withdrawn",
}


@click.command("explain", short_help="Why names are one organisation, or two organisations not one.")
@click.argument("organisation", metavar="ID|NAME")
@click.argument("other", metavar="[ID|NAME]", required=False)
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print the judgements as JSON.")
def explain_command(*, organisation: str, other: str | None, database: Path, as_json: bool) -> None:
    """The judgements of rules and persons that made an organisation, or that lie between two.

    \b
      rangwan organisations explain org-12
      rangwan organisations explain org-12 org-70

    Each with its number, who made it and when, what its score is made of, and what was withdrawn. The number
    of a person's decision is what `rangwan organisations withdraw` takes.
    """
    with open_store(database, read_only=True) as store:
        one = meant(store, organisation)
        two = meant(store, other) if other else None
        found, remarks = _found(store, one, two)
        if as_json:
            print_json(_json(store, one, two, (found, remarks)))
            return
        for which in filter(None, (one, two)):
            click.echo(click.style(f"{which.id}  {profile(store.db, which.id).name}", bold=True))
            if which.note:
                click.echo(which.note)
        for remark in remarks:
            click.echo(remark)
        for sort, heading in _SORTS.items():
            _tell(store, heading, getattr(found, sort))


def _found(store: Store, one: Meant, two: Meant | None) -> tuple[Explanation, list[str]]:
    """The judgements, and what is to be said where there are none."""
    if two is None:
        found = explain(store.db, one.id)
        known = [name for name in names(store.db, one.id) if name.in_use]
        alone = len(known) == 1
        return found, ["มีชื่อเดียว it has one name; nothing was merged into it"] if alone else []
    if one.id == two.id:
        found = explain_joined(store.db, (one.asked or one.id, two.asked or two.id), one.id)
        return found, [] if found.joined else ["ใช้ชื่อเดียวกัน both are the same name"]
    found = explain_two(store.db, one.id, two.id)
    if found.apart or found.unsure:
        return found, []
    left, right = names(store.db, one.id)[0], names(store.db, two.id)[0]
    return found, [unjudged_words(left, right)]


def _tell(store: Store, heading: str, found: Sequence[Entry]) -> None:
    if not found:
        return
    click.echo()
    click.echo(click.style(heading, underline=True))
    for entry in found[-SHOWN:]:
        for line in _lines(store, entry):
            click.echo(line)
    if len(found) > SHOWN:
        click.echo(f"  … +{len(found) - SHOWN} (--json)")


def _lines(store: Store, entry: Entry) -> list[str]:
    left, right = name_of(store.db, entry.left), name_of(store.db, entry.right)
    gone = f" · ถอน withdrawn {entry.withdrawn_at[:16].replace('T', ' ')}" if entry.withdrawn_at else ""
    return [
        f"  [{entry.id}] {DECISIONS[entry.decision]}{gone}",
        f"      {name_words(left, entry.left)}",
        f"      {name_words(right, entry.right)}",
        f"      {judgement_words(entry, left, right)}",
    ]


def _json(store: Store, one: Meant, two: Meant | None, told: tuple[Explanation, list[str]]) -> dict[str, Any]:
    found, remarks = told
    organisations = [one.id] if two is None else [one.id, two.id]
    return {
        "organisations": organisations,
        "asked": [which.asked or which.id for which in filter(None, (one, two))],
        "one_organisation": len(set(organisations)) == 1,
        "remarks": remarks,
        **{sort: [_entry(store, entry) for entry in getattr(found, sort)] for sort in _SORTS},
    }


def _entry(store: Store, entry: Entry) -> dict[str, Any]:
    left, right = name_of(store.db, entry.left), name_of(store.db, entry.right)
    return {
        **asdict(entry),
        "left_name": name_words(left, entry.left),
        "right_name": name_words(right, entry.right),
        "in_words": judgement_words(entry, left, right),
    }
