"""What an award's row says: of several facts that tell of it, the value that most of them state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.award_facts import Fact
from db.programmes import ceremony_of, programme_of
from normalize.tiers import parse_tier


def award_values(facts: Sequence[Fact], programmes: Mapping[str, str]) -> dict[str, Any]:
    """The columns of an award that facts tell of; `programmes` has the id of each programme's key."""
    lead = lead_of(facts)
    programme = _programme(facts)
    tier = _most_said(facts, "tier")
    scale = parse_tier(tier) if tier else None
    of_programme = [fact for fact in facts if programme_of(fact["award"]) == programme]
    return {
        "recipient_type": lead["recipient_type"],
        "organisation_id": _most_said(facts, "organisation_id"),
        "programme_id": programmes[programme],
        "category": _most_said(of_programme, "category"),
        "tier": tier,
        "tier_scheme": scale.scheme if scale else None,
        "tier_rank": scale.rank if scale else None,
        "year": _most_said(facts, "year"),
        "project": _most_said(facts, "project"),
        "person": _most_said(facts, "person"),
        "lead_fact_id": lead["id"],
    } | _province(facts)


def lead_of(facts: Iterable[Fact]) -> Fact:
    """The fact whose sentence shows the award best: the one that says most, most surely."""
    return min(facts, key=_lead_order)


def _lead_order(fact: Fact) -> tuple[Any, ...]:
    said = sum(fact[name] is not None for name in ("tier", "year", "project", "category", "stated_province"))
    return (-said, -fact["confidence"], *_age(fact))


def _age(fact: Fact) -> tuple[str, str, int]:
    return (fact["published"] or "9999", fact["article_id"], fact["id"])


def _programme(facts: Sequence[Fact]) -> str:
    """The programme that most facts name; of a ceremony and what is given within it the ceremony."""
    if len(facts) == 1:
        return programme_of(facts[0]["award"])
    counts = Counter(programme_of(fact["award"]) for fact in facts)
    return min(counts, key=lambda key: (-counts[key], ceremony_of(key) != key, key))


def _most_said(facts: Sequence[Fact], field: str) -> Any:
    if len(facts) == 1:
        return facts[0][field]
    counts = Counter(fact[field] for fact in facts if fact[field] is not None)
    return min(counts, key=lambda v: (-counts[v], -len(str(v)), str(v))) if counts else None


def _province(facts: Sequence[Fact]) -> dict[str, str | None]:
    """The province as the fact knows it that knows it best, and where it comes from."""
    placed = [fact for fact in facts if fact["province"]]
    if placed:
        order = ("name", "stated", "inferred")
        best = min(placed, key=lambda fact: (order.index(fact["province_basis"]), *_age(fact)))
        stated = best["article_id"] if best["province_basis"] == "stated" else best["province_source"]
        return _placed(best["province"], best["province_basis"], stated, best["province_registry"])
    # Products without an owner have the province that their article states.
    loose = [fact for fact in facts if fact["organisation_id"] is None and fact["stated_province"]]
    if loose:
        best = min(loose, key=_age)
        return _placed(best["stated_province"], "stated", best["article_id"])
    return _placed(None, None, None)


def _placed(
    province: str | None, basis: str | None, source: str | None, registry: str | None = None
) -> dict[str, str | None]:
    return {
        "province": province,
        "province_basis": basis,
        "province_source": source,
        "province_registry": registry,
    }
