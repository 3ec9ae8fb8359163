"""The awards that facts tell of: merged from the facts of one recipient and programme, with ids that stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.award_facts import Fact, standing_facts, statements_of
from db.award_issues import merging_issues, province_issues
from db.award_values import award_values
from db.identity import assign
from db.ledger import Issue
from db.merging import merge
from db.names import person_key
from db.organisations import redirect
from db.programmes import ceremony_of, programme_of, put_programmes
from db.statements import Statement
from db.sync import next_number, sync


@dataclass(frozen=True, slots=True)
class ResolvedAwards:
    """What merging did: numbers of awards and of new ones, and what could not be decided."""

    awards: int
    added: int
    programmes: int
    issues: tuple[Issue, ...]


def resolve_awards(db: Database, now: str) -> ResolvedAwards:
    """Merge all standing facts into awards, in the caller's transaction, once organisations are resolved."""
    facts = {fact["id"]: fact for fact in standing_facts(db)}
    programmes = put_programmes(db, (fact["award"] for fact in facts.values()), now)
    groups: defaultdict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for statement in statements_of(facts.values()):
        fact = facts[statement.fact_id]
        groups[ceremony_of(programme_of(fact["award"])), *_recipient(fact)].append(statement)
    merged = [merge(members) for members in groups.values()]
    awards = [
        tuple(facts[statement.fact_id] for statement in group) for result in merged for group in result.awards
    ]
    awards.sort(key=lambda award: int(award[0]["id"]))
    ids, added = _put_awards(db, awards, programmes, now)
    award_of = {fact["id"]: i for award, i in zip(awards, ids, strict=True) for fact in award}
    links = [{"fact_id": fact_id, "award_id": identity} for fact_id, identity in award_of.items()]
    sync(db, "award_fact", ("fact_id",), links, delete=True)
    issues = [*merging_issues(merged, facts, award_of), *province_issues(awards, ids)]
    return ResolvedAwards(len(awards), added, len(set(programmes.values())), tuple(issues))


def _recipient(fact: Fact) -> tuple[Any, ...]:
    """Who won.  Recipients that nothing names are all different."""
    kind, organisation = fact["recipient_type"], fact["organisation_id"]
    if kind == "person":
        # Their organisation is compared like what else is said; a name of one word is too common for that.
        words = len((fact["person"] or "").split())
        return (
            kind,
            person_key(fact["person"]) if fact["person"] else fact["id"],
            organisation if words < 2 else None,
        )
    if organisation is None and not (kind == "product" and fact["project"]):
        return (kind, fact["id"])
    return (kind, organisation)


def _put_awards(
    db: Database, awards: Sequence[Sequence[Fact]], programmes: Mapping[str, str], now: str
) -> tuple[list[str], int]:
    stored = {row["id"]: row for row in db.query("SELECT * FROM award")}
    homes = {row["home_fact_id"]: identity for identity, row in stored.items()}
    linked = dict(db.conn.execute("SELECT fact_id, award_id FROM award_fact"))
    replaced = dict(db.conn.execute("SELECT id, replaces FROM fact WHERE replaces IS NOT NULL"))
    last = {
        fact["id"]: _awards_before(fact["id"], homes, linked, replaced) for award in awards for fact in award
    }
    assignment = assign(
        [[fact["id"] for fact in award] for award in awards],
        _standing_homes(homes, replaced, last),
        last,
        {identity: row["redirected_to"] for identity, row in stored.items() if row["redirected_to"]},
    )
    number = next_number(db, "award")
    ids, rows = [], []
    for award, known in zip(awards, assignment.ids, strict=True):
        identity = known or f"awd-{number:06d}"
        number += known is None
        ids.append(identity)
        before = stored.get(identity, {})
        rows.append(
            {"id": identity}
            | award_values(award, programmes)
            | {
                "home_fact_id": before.get("home_fact_id") or award[0]["id"],
                "redirected_to": None,
                "created_at": before.get("created_at") or now,
                "withdrawn_at": None,
            }
        )
    sync(db, "award", ("id",), rows)
    redirect(db, "award", set(ids), assignment.redirects, now)
    return ids, sum(identity not in stored for identity in ids)


def _standing_homes(
    homes: Mapping[int, str], replaced: Mapping[int, int], standing: Collection[int]
) -> dict[int, str]:
    """The award that each standing fact founded, or that was founded by one which it corrects."""
    found = {fact_id: award for fact_id, award in homes.items() if fact_id in standing}
    taken = set(found.values())
    for fact_id in sorted(standing):
        current = replaced.get(fact_id)
        while fact_id not in found and current is not None:
            if current in homes and homes[current] not in taken:
                found[fact_id] = homes[current]
                taken.add(homes[current])
            current = replaced.get(current)
    return found


def _awards_before(
    fact_id: int, homes: Mapping[int, str], linked: Mapping[int, str], replaced: Mapping[int, int]
) -> tuple[str, ...]:
    """The awards that a fact, or the ones it corrects, told of until now; the nearest first."""
    found: list[str] = []
    current: int | None = fact_id
    while current is not None:
        found += [table[current] for table in (linked, homes) if current in table]
        current = replaced.get(current)
    return tuple(dict.fromkeys(found))
