"""The organisations that facts name: their ids, names, provinces, and what links a fact to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.bodies import Body, bodies_of
from db.clusters import cluster
from db.identity import assign
from db.judgements import persons_judgements, replace_rules_judgements
from db.ledger import Issue
from db.mentions import oldest, read_mentions
from db.names import NameKey
from db.naming import undecided_abbreviations
from db.organisation_issues import organisation_issues
from db.placing import Win
from db.registry import read_registry
from db.sync import next_number, sync


@dataclass(frozen=True, slots=True)
class ResolvedOrganisations:
    """What resolving did: numbers of organisations and of new ones, and what could not be decided."""

    organisations: int
    added: int
    judgements_added: int
    judgements_withdrawn: int
    issues: tuple[Issue, ...]


def resolve_organisations(db: Database, now: str) -> ResolvedOrganisations:
    """Resolve the organisations of all standing facts.  The caller holds the transaction."""
    mentions = read_mentions(db)
    wins: defaultdict[NameKey, list[Win]] = defaultdict(list)
    for mention in mentions:
        wins[mention.key].append(mention.win)
    counts = {key: len(said) for key, said in wins.items()}
    clustering = cluster(counts, persons_judgements(db), registry=read_registry(db), wins=wins)
    bodies = bodies_of(clustering, mentions)
    ids, added = _put_organisations(db, bodies, now)
    _put_mentions(db, bodies, ids)
    judged = replace_rules_judgements(db, clustering.judgements, now)
    by_age = sorted(mentions, key=lambda mention: (mention.age, mention.fact_id))
    undecided = undecided_abbreviations((mention.article_id, mention.naming) for mention in by_age)
    issues = (*organisation_issues(clustering, bodies, ids), *undecided)
    return ResolvedOrganisations(len(bodies), added, *judged, issues)


def _put_organisations(db: Database, bodies: Sequence[Body], now: str) -> tuple[list[str], int]:
    """Give every body its id and store it; the ids in order and how many are new."""
    stored_keys = {row["key"]: row for row in db.query("SELECT * FROM organisation_key")}
    stored = {row["id"]: row for row in db.query("SELECT * FROM organisation")}
    assignment = assign(
        [[str(key) for key in body.keys] for body in bodies],
        {key: row["home_id"] for key, row in stored_keys.items() if row["home_id"]},
        {str(key): _before(key, stored_keys) for body in bodies for key in body.keys},
        {identity: row["redirected_to"] for identity, row in stored.items() if row["redirected_to"]},
    )
    number = next_number(db, "organisation")
    ids, rows, homes = [], [], {}
    for body, known in zip(bodies, assignment.ids, strict=True):
        identity = known
        if identity is None:
            identity, number = f"org-{number:06d}", number + 1
            homes[str(body.leading)] = identity
        ids.append(identity)
        created_at = stored[identity]["created_at"] if identity in stored else now
        rows.append({"id": identity, **_described(body), "created_at": created_at})
    sync(db, "organisation", ("id",), rows)
    redirect(db, "organisation", set(ids), assignment.redirects, now)
    key_rows = [
        {
            "key": str(key),
            "kind": key.kind,
            "head": key.head,
            "proper": key.proper,
            "province": key.province,
            "scope": key.scope,
            "home_id": homes.get(str(key)) or stored_keys.get(str(key), {}).get("home_id"),
            "organisation_id": identity,
        }
        for body, identity in zip(bodies, ids, strict=True)
        for key in sorted(body.keys, key=str)
    ]
    sync(db, "organisation_key", ("key",), key_rows)
    return ids, sum(identity not in stored for identity in ids)


def _before(key: NameKey, stored: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The id that a name had last; before names were kept by article, it had one without."""
    row = stored.get(str(key)) or stored.get(str(replace(key, scope=None)))
    return (row["organisation_id"],) if row else ()


def _described(body: Body) -> dict[str, Any]:
    place = body.place
    return {
        "name": body.shown.canonical,
        "name_en": body.name_en,
        "kind": body.leading.kind,
        "proper": body.shown.proper,
        "parent": body.parent,
        "district": body.district,
        "province": place.province,
        "province_basis": place.basis,
        "province_source": place.article,
        "province_registry": place.registry,
        "undecided": "name shared" if body.undecided else None,
        "redirected_to": None,
        "withdrawn_at": None,
    }


def redirect(db: Database, table: str, standing: set[str], redirects: Mapping[str, str], now: str) -> None:
    """Make merged ids lead to the ones that stand, and withdraw those that nothing speaks for any more."""
    for row in list(db.query(f"SELECT id, redirected_to, withdrawn_at FROM {table}")):
        if row["id"] in standing:
            continue
        target = redirects.get(row["id"])
        withdrawn = None if target in standing else row["withdrawn_at"] or now
        if (row["redirected_to"], row["withdrawn_at"]) != (target, withdrawn):
            db.conn.execute(
                f"UPDATE {table} SET redirected_to = ?, withdrawn_at = ? WHERE id = ?",
                [target, withdrawn, row["id"]],
            )


def _put_mentions(db: Database, bodies: Sequence[Body], ids: Sequence[str]) -> None:
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for body, identity in zip(bodies, ids, strict=True):
        for mention in body.mentions:
            place = body.place_of(mention)
            rows.append(
                {
                    "fact_id": mention.fact_id,
                    "key": str(mention.key),
                    "organisation_id": identity,
                    "province": place.province,
                    "province_basis": place.basis,
                    "province_source": place.article,
                    "province_registry": place.registry,
                }
            )
        for form, stating in body.forms().items():
            names.append(
                {
                    "organisation_id": identity,
                    "text": form,
                    "count": len(stating),
                    "article_id": oldest(stating).article_id,
                }
            )
    sync(db, "mention", ("fact_id",), rows, delete=True)
    sync(db, "organisation_name", ("organisation_id", "text"), names, delete=True)
