"""The organisations that facts name: their ids, names, provinces, and what links a fact to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.bodies import Body, bodies_of
from db.clusters import cluster
from db.judgements import persons_judgements, replace_rules_judgements
from db.ledger import Issue
from db.mentions import oldest, read_mentions
from db.names import NameKey
from db.naming import undecided_abbreviations
from db.organisation_ids import Ids, give_ids
from db.organisation_issues import organisation_issues
from db.placing import Win
from db.registry import read_registry
from db.sync import sync


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
    held, registry = persons_judgements(db), read_registry(db)
    clustering = cluster(counts, held, registry=registry, wins=wins)
    bodies = bodies_of(clustering, mentions, registry)
    by_rules = bodies
    if held:
        by_rules = bodies_of(cluster(counts, registry=registry, wins=wins), mentions, registry)
    given = give_ids(db, bodies, by_rules)
    ids = given.ids
    added = _put_organisations(db, bodies, by_rules, given, now)
    _put_mentions(db, bodies, ids)
    judged = replace_rules_judgements(db, clustering.judgements, now)
    by_age = sorted(mentions, key=lambda mention: (mention.age, mention.fact_id))
    undecided = undecided_abbreviations((mention.article_id, mention.naming) for mention in by_age)
    issues = (*organisation_issues(clustering, bodies, ids), *undecided)
    return ResolvedOrganisations(len(bodies), added, *judged, issues)


def _put_organisations(
    db: Database, bodies: Sequence[Body], by_rules: Sequence[Body], given: Ids, now: str
) -> int:
    """Store every body under its id, and what ids are to be kept; how many organisations are new."""
    created = dict(db.conn.execute("SELECT id, created_at FROM organisation"))
    described = dict(zip(given.ids, map(_described, bodies), strict=True))
    for body in by_rules:
        # An id that a person's merge hides has a row too, since names are at home there.
        described.setdefault(given.rules[str(body.leading)], _described(body))
    rows = [
        {
            "id": identity,
            **columns,
            "by_person": int(identity in given.by_persons),
            "created_at": created.get(identity, now),
        }
        for identity, columns in described.items()
    ]
    sync(db, "organisation", ("id",), rows)
    redirect(db, "organisation", set(given.ids), given.redirects, now)
    _put_rules_redirects(db, given)
    key_rows = [
        {
            "key": str(key),
            "kind": key.kind,
            "head": key.head,
            "proper": key.proper,
            "province": key.province,
            "scope": key.scope,
            "home_id": given.homes.get(str(key)),
            "rules_id": given.rules[str(key)],
            "organisation_id": identity,
        }
        for body, identity in zip(bodies, given.ids, strict=True)
        for key in sorted(body.keys, key=str)
    ]
    sync(db, "organisation_key", ("key",), key_rows)
    return sum(identity not in created for identity in given.ids)


def _put_rules_redirects(db: Database, given: Ids) -> None:
    rows = db.conn.execute("SELECT id, rules_redirected_to FROM organisation").fetchall()
    changed = [
        (given.rules_redirects.get(identity), identity)
        for identity, before in rows
        if before != given.rules_redirects.get(identity)
    ]
    db.conn.executemany("UPDATE organisation SET rules_redirected_to = ? WHERE id = ?", changed)


def _described(body: Body) -> dict[str, Any]:
    place = body.place
    return {
        "name": body.name,
        "name_en": body.name_en,
        "kind": body.leading.kind,
        "proper": body.shown.proper,
        "parent": body.parent,
        "district": body.district,
        "province": place.province,
        "province_basis": place.basis,
        "province_source": place.article,
        "province_registry": place.registry,
        "undecided": _undecided(body),
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


def _undecided(body: Body) -> str | None:
    """Why it may be one of several others, in the words of the column."""
    if body.undecided:
        return "name shared"
    shared = all(mention.naming.how == "undecided" for mention in body.mentions)
    return "abbreviation shared" if shared else None


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
