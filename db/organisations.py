"""The organisations that facts name: their ids, names, provinces, and what links a fact to one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlite_utils import Database

from db.clusters import Clustering, cluster
from db.identity import assign
from db.judgements import persons_judgements, replace_rules_judgements
from db.ledger import Issue
from db.names import NameKey, ParsedName, parse_name
from db.sync import next_number, sync


@dataclass(frozen=True, slots=True)
class _Mention:
    fact_id: int
    article_id: str
    published: str | None
    text: str
    aliases: tuple[str, ...]
    name: ParsedName

    @property
    def age(self) -> tuple[str, str]:
        """Older articles first; those without a date last.  It does not depend on the order of arrival."""
        return (self.published or "9999", self.article_id)


@dataclass(frozen=True)
class _Body:
    """One organisation: a cluster of names with its mentions."""

    keys: frozenset[NameKey]
    mentions: tuple[_Mention, ...]

    @cached_property
    def leading(self) -> NameKey:
        """The key that stands for the cluster: its most frequent spelling, with a province if one has it."""
        spelt = Counter(m.name.key.proper for m in self.mentions)
        return min(self.keys, key=lambda k: (-spelt[k.proper], k.proper, k.province is None, str(k)))

    @cached_property
    def shown(self) -> ParsedName:
        """The most frequent written form of the leading name."""
        forms = [m.name for m in self.mentions if m.name.key.proper == self.leading.proper]
        counts = Counter(name.canonical for name in forms)
        return min(forms, key=lambda name: (-counts[name.canonical], name.canonical, name.proper))

    @cached_property
    def province(self) -> tuple[str | None, str | None, str | None]:
        """Province, basis and the article that states it: the one in the name, else the one stated most."""
        in_name = [m for m in self.mentions if m.name.in_name and m.name.province]
        placed = in_name or [m for m in self.mentions if m.name.province]
        if not placed:
            return None, None, None
        counts = Counter(m.name.province for m in placed)
        best = min(placed, key=lambda m: (-counts[m.name.province], str(m.name.province), m.age))
        return best.name.province, ("name" if in_name else "stated"), (None if in_name else best.article_id)

    def nearest_source(self, mention: _Mention) -> str:
        """The article that states the province and appeared nearest to the one of a mention without it."""
        stating = [m for m in self.mentions if m.name.province == self.province[0]]
        return min(stating, key=lambda m: (_days_between(m, mention), m.age)).article_id


def _days_between(one: _Mention, other: _Mention) -> int:
    if one.published is None or other.published is None:
        return 10**6
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)


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
    mentions = _mentions(db)
    counts = Counter(m.name.key for m in mentions)
    clustering = cluster(counts, persons_judgements(db))
    by_key: defaultdict[NameKey, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_key[mention.name.key].append(mention)
    bodies = [
        _Body(keys, tuple(sorted((m for k in keys for m in by_key[k]), key=lambda m: m.fact_id)))
        for keys in clustering.clusters
    ]
    bodies.sort(key=lambda body: body.mentions[0].fact_id)
    ids, added = _put_organisations(db, bodies, now)
    _put_mentions(db, bodies, ids)
    judged = replace_rules_judgements(db, clustering.judgements, now)
    issues = [*_undecided(clustering, bodies, ids), *_contradictions(bodies, ids)]
    return ResolvedOrganisations(len(bodies), added, *judged, tuple(issues))


def _mentions(db: Database) -> list[_Mention]:
    rows = db.conn.execute(
        "SELECT f.id, f.article_id, v.published, coalesce(f.organisation_text, f.organisation), f.aliases,"
        " coalesce(f.organisation, f.organisation_text), f.province FROM fact f"
        " JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version"
        " WHERE f.withdrawn_at IS NULL AND coalesce(f.organisation, f.organisation_text) <> '' ORDER BY f.id"
    )
    return [
        _Mention(fact_id, article_id, published, text, tuple(json.loads(aliases)), parse_name(name, province))
        for fact_id, article_id, published, text, aliases, name, province in rows
    ]


def _put_organisations(db: Database, bodies: Sequence[_Body], now: str) -> tuple[list[str], int]:
    """Give every body its id and store it; the ids in order and how many are new."""
    stored_keys = {row["key"]: row for row in db.query("SELECT * FROM organisation_key")}
    stored = {row["id"]: row for row in db.query("SELECT * FROM organisation")}
    assignment = assign(
        [[str(key) for key in body.keys] for body in bodies],
        {key: row["home_id"] for key, row in stored_keys.items() if row["home_id"]},
        {key: (row["organisation_id"],) for key, row in stored_keys.items()},
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
        province, basis, source = body.province
        rows.append(
            {
                "id": identity,
                "name": body.shown.canonical,
                "kind": body.leading.kind,
                "proper": body.shown.proper,
                "province": province,
                "province_basis": basis,
                "province_source": source,
                "redirected_to": None,
                "created_at": stored[identity]["created_at"] if identity in stored else now,
                "withdrawn_at": None,
            }
        )
    sync(db, "organisation", ("id",), rows)
    redirect(db, "organisation", set(ids), assignment.redirects, now)
    key_rows = [
        {
            "key": str(key),
            "kind": key.kind,
            "head": key.head,
            "proper": key.proper,
            "province": key.province,
            "home_id": homes.get(str(key)) or stored_keys.get(str(key), {}).get("home_id"),
            "organisation_id": identity,
        }
        for body, identity in zip(bodies, ids, strict=True)
        for key in sorted(body.keys, key=str)
    ]
    sync(db, "organisation_key", ("key",), key_rows)
    return ids, sum(identity not in stored for identity in ids)


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


def _put_mentions(db: Database, bodies: Sequence[_Body], ids: Sequence[str]) -> None:
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for body, identity in zip(bodies, ids, strict=True):
        province, basis, source = body.province
        forms: defaultdict[str, list[_Mention]] = defaultdict(list)
        for mention in body.mentions:
            own = mention.name.province == province
            how = ("name" if mention.name.in_name else "stated") if own else "inferred" if source else basis
            nearest = body.nearest_source(mention) if how == "inferred" else None
            rows.append(
                {
                    "fact_id": mention.fact_id,
                    "key": str(mention.name.key),
                    "organisation_id": identity,
                    "province": province,
                    "province_basis": how if province else None,
                    "province_source": nearest,
                }
            )
            for form in dict.fromkeys((mention.text, *mention.aliases)):
                forms[form].append(mention)
        for form, stating in sorted(forms.items()):
            first = min(stating, key=lambda m: m.age)
            names.append(
                {
                    "organisation_id": identity,
                    "text": form,
                    "count": len(stating),
                    "article_id": first.article_id,
                }
            )
    sync(db, "mention", ("fact_id",), rows, delete=True)
    sync(db, "organisation_name", ("organisation_id", "text"), names, delete=True)


def _undecided(clustering: Clustering, bodies: Sequence[_Body], ids: Sequence[str]) -> Iterable[Issue]:
    """One issue for each name without a province that several bodies carry."""
    place = {str(key): (body, i) for body, i in zip(bodies, ids, strict=True) for key in body.keys}
    candidates: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in clustering.judgements:
        if judgement.decision == "unsure" and judgement.author == "province":
            # The key without a province ends in the bar that would precede it.
            pair = sorted((judgement.left, judgement.right), key=lambda key: not key.endswith("|"))
            candidates[pair[0]].add(place[pair[1]][1])
    for key, others in sorted(candidates.items()):
        body, identity = place[key]
        yield Issue(
            stage="resolve",
            kind="organisation undecided",
            place=identity,
            expected="one body of this name",
            found=", ".join(sorted(others)),
            message=f"{body.shown.canonical} is stated without a province and"
            f" {len(others)} bodies carry the name; it stays an organisation of its own",
            article_id=min(body.mentions, key=lambda m: m.age).article_id,
        )


def _contradictions(bodies: Sequence[_Body], ids: Sequence[str]) -> Iterable[Issue]:
    """One issue for each article that states another province than the one taken."""
    for body, identity in zip(bodies, ids, strict=True):
        province, _, source = body.province
        others: dict[tuple[str, str], _Mention] = {}
        for mention in body.mentions:
            if mention.name.province not in {None, province}:
                others.setdefault((mention.article_id, str(mention.name.province)), mention)
        for (article_id, other), _mention in sorted(others.items()):
            yield Issue(
                stage="resolve",
                kind="contradiction",
                place=identity,
                expected=province,
                found=other,
                message=f"Articles disagree on the province of {body.shown.canonical}: {province}"
                f" ({source or 'in its name'}), {other} ({article_id})",
                article_id=article_id,
            )
