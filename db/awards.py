"""The awards that facts tell of: merged from the facts of one recipient and programme, with ids that stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlite_utils import Database

from db.identity import assign
from db.ledger import Issue
from db.merging import Merged, Statement, contradictions, merge
from db.names import person_key, programme_key, same_project
from db.organisations import redirect
from db.sync import next_number, sync
from normalize.text import fold
from normalize.tiers import parse_tier

_Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Award:
    """The facts that tell of one award, in the order of their ids."""

    programme: str
    facts: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class ResolvedAwards:
    """What merging did: numbers of awards and of new ones, and what could not be decided."""

    awards: int
    added: int
    programmes: int
    issues: tuple[Issue, ...]


def resolve_awards(db: Database, now: str) -> ResolvedAwards:
    """Merge all standing facts into awards, in the caller's transaction, once organisations are resolved."""
    facts = {row["id"]: row for row in db.query(_FACTS)}
    programmes = _put_programmes(db, facts.values(), now)
    groups: defaultdict[tuple[Any, ...], list[_Fact]] = defaultdict(list)
    for fact in facts.values():
        groups[programmes[programme_key(fact["award"])], *_recipient(fact)].append(fact)
    merged = {key: merge(map(_statement, members)) for key, members in groups.items()}
    awards = [
        _Award(key[0], tuple(facts[statement.fact_id] for statement in group))
        for key, result in merged.items()
        for group in result.awards
    ]
    awards.sort(key=lambda award: int(award.facts[0]["id"]))
    ids, added = _put_awards(db, awards, now)
    award_of = {fact["id"]: i for award, i in zip(awards, ids, strict=True) for fact in award.facts}
    links = [{"fact_id": fact_id, "award_id": identity} for fact_id, identity in award_of.items()]
    sync(db, "award_fact", ("fact_id",), links, delete=True)
    issues = [*_issues(merged.values(), facts, award_of), *_province_issues(awards, ids)]
    return ResolvedAwards(len(awards), added, len(set(programmes.values())), tuple(issues))


_FACTS = """
    SELECT f.id, f.article_id, f.recipient_type, f.award, f.category, f.tier, f.year, f.project, f.person,
        f.confidence, f.replaces, f.province AS stated_province, v.published, m.organisation_id,
        m.province, m.province_basis, m.province_source, o.name AS organisation, o.kind
    FROM fact f
    JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
    LEFT JOIN mention m ON m.fact_id = f.id
    LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE f.withdrawn_at IS NULL
    ORDER BY f.id
"""


def _recipient(fact: _Fact) -> tuple[Any, ...]:
    """Who won.  Recipients that nothing names are all different."""
    kind, organisation = fact["recipient_type"], fact["organisation_id"]
    if kind == "person":
        return (kind, person_key(fact["person"]) if fact["person"] else fact["id"], organisation)
    if organisation is None and not (kind == "product" and fact["project"]):
        return (kind, fact["id"])
    return (kind, organisation)


def _statement(fact: _Fact) -> Statement:
    return Statement(
        fact_id=fact["id"],
        article_id=fact["article_id"],
        year=fact["year"],
        tier=fact["tier"],
        project=fact["project"],
        category=fact["category"],
        published_year=int(fact["published"][:4]) if fact["published"] else None,
    )


def _put_programmes(db: Database, facts: Iterable[_Fact], now: str) -> dict[str, str]:
    """Store the programmes that facts name; the id of each key."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        forms[programme_key(fact["award"])][fact["award"]] += 1
    stored = {row["key"]: row for row in db.query("SELECT * FROM programme")}
    number = next_number(db, "programme")
    rows, ids = [], {}
    for key, counts in forms.items():
        known = stored.get(key)
        identity = known["id"] if known else f"prg-{number:06d}"
        number += known is None
        ids[key] = (known and known["redirected_to"]) or identity
        name = min(counts, key=lambda form: (-counts[form], -len(form), form))
        created_at = known["created_at"] if known else now
        rows.append({"id": identity, "key": key, "name": name, "created_at": created_at})
    sync(db, "programme", ("id",), rows)
    return ids


def _put_awards(db: Database, awards: Sequence[_Award], now: str) -> tuple[list[str], int]:
    stored = {row["id"]: row for row in db.query("SELECT * FROM award")}
    homes = {row["home_fact_id"]: identity for identity, row in stored.items()}
    linked = dict(db.conn.execute("SELECT fact_id, award_id FROM award_fact"))
    replaced = dict(db.conn.execute("SELECT id, replaces FROM fact WHERE replaces IS NOT NULL"))
    last = {
        fact["id"]: _awards_before(fact["id"], homes, linked, replaced)
        for award in awards
        for fact in award.facts
    }
    assignment = assign(
        [[fact["id"] for fact in award.facts] for award in awards],
        homes,
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
            | _values(award)
            | {
                "home_fact_id": before.get("home_fact_id") or award.facts[0]["id"],
                "redirected_to": None,
                "created_at": before.get("created_at") or now,
                "withdrawn_at": None,
            }
        )
    sync(db, "award", ("id",), rows)
    redirect(db, "award", set(ids), assignment.redirects, now)
    return ids, sum(identity not in stored for identity in ids)


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


def _values(award: _Award) -> dict[str, Any]:
    lead = min(award.facts, key=_lead_order)
    tier = _most_said(award.facts, "tier")
    scale = parse_tier(tier) if tier else None
    province, basis, source = _province(award.facts)
    return {
        "recipient_type": lead["recipient_type"],
        "organisation_id": lead["organisation_id"],
        "programme_id": award.programme,
        "category": _most_said(award.facts, "category"),
        "tier": tier,
        "tier_scheme": scale.scheme if scale else None,
        "tier_rank": scale.rank if scale else None,
        "year": _most_said(award.facts, "year"),
        "project": _most_said(award.facts, "project"),
        "person": _most_said(award.facts, "person"),
        "province": province,
        "province_basis": basis,
        "province_source": source,
        "lead_fact_id": lead["id"],
    }


def _age(fact: _Fact) -> tuple[str, str, int]:
    return (fact["published"] or "9999", fact["article_id"], fact["id"])


def _lead_order(fact: _Fact) -> tuple[Any, ...]:
    """The fact whose sentence shows the award best: the one that says most, most surely, first."""
    said = sum(fact[name] is not None for name in ("tier", "year", "project", "category", "stated_province"))
    return (-said, -fact["confidence"], *_age(fact))


def _most_said(facts: Iterable[_Fact], field: str) -> Any:
    counts = Counter(fact[field] for fact in facts if fact[field] is not None)
    return min(counts, key=lambda v: (-counts[v], -len(str(v)), str(v))) if counts else None


def _province(facts: Sequence[_Fact]) -> tuple[str | None, str | None, str | None]:
    """Province, basis and source: of the fact that knows it best."""
    placed = [fact for fact in facts if fact["province"]]
    if placed:
        order = ("name", "stated", "inferred")
        best = min(placed, key=lambda fact: (order.index(fact["province_basis"]), *_age(fact)))
        stated = best["article_id"] if best["province_basis"] == "stated" else best["province_source"]
        return best["province"], best["province_basis"], stated
    # Products without an owner have the province that their article states.
    loose = [fact for fact in facts if fact["organisation_id"] is None and fact["stated_province"]]
    if loose:
        best = min(loose, key=_age)
        return best["stated_province"], "stated", best["article_id"]
    return None, None, None


def _issues(
    merged: Iterable[Merged], facts: Mapping[int, _Fact], award_of: Mapping[int, str]
) -> Iterable[Issue]:
    for result in merged:
        for statement in result.ambiguous:
            fact = facts[statement.fact_id]
            yield Issue(
                stage="resolve",
                kind="award undecided",
                place=award_of[statement.fact_id],
                message=f"{_title(fact)} fits several awards that other articles tell of;"
                " it stays an award of its own",
                article_id=statement.article_id,
            )
        for found in contradictions(result.awards):
            left, right = sorted((found.left, found.right), key=lambda s: s.article_id)
            yield Issue(
                stage="resolve",
                kind="contradiction",
                place=f"{award_of[left.fact_id]} {award_of[right.fact_id]}",
                expected=str(getattr(left, found.field)),
                found=str(getattr(right, found.field)),
                message=f"Articles disagree on the {found.field} of {_title(facts[left.fact_id])}:"
                f" {getattr(left, found.field)} ({left.article_id}),"
                f" {getattr(right, found.field)} ({right.article_id})",
                article_id=right.article_id,
            )


def _province_issues(awards: Sequence[_Award], ids: Sequence[str]) -> Iterable[Issue]:
    """Bodies of one name in two provinces that won for the same project: one article errs, most likely."""
    alike: defaultdict[tuple[Any, ...], list[tuple[_Fact, str]]] = defaultdict(list)
    for award, identity in zip(awards, ids, strict=True):
        lead = min(award.facts, key=_lead_order)
        if lead["recipient_type"] == "organisation" and lead["organisation_id"] and lead["project"]:
            key = (lead["kind"], fold(lead["organisation"]), award.programme, lead["year"])
            alike[key].append((lead, identity))
    for group in alike.values():
        for (one, one_id), (other, other_id) in combinations(group, 2):
            provinces = one["province"], other["province"]
            if None in provinces or provinces[0] == provinces[1] or one["article_id"] == other["article_id"]:
                continue
            if same_project(one["project"], other["project"]):
                yield Issue(
                    stage="resolve",
                    kind="contradiction",
                    place=f"{one_id} {other_id}",
                    expected=one["province"],
                    found=other["province"],
                    message=f"Articles disagree on the province of {_title(one)}: {one['province']}"
                    f" ({one['article_id']}), {other['province']} ({other['article_id']})",
                    article_id=other["article_id"],
                )


def _title(fact: _Fact) -> str:
    """The award in words, without persons' names."""
    parts = (fact["award"], fact["year"], fact["tier"], fact["organisation"])
    return " ".join(str(part) for part in parts if part is not None)
