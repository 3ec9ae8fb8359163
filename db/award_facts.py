"""The facts that awards are merged from, with the organisations that they were found to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from db.statements import Statement

Fact = Mapping[str, Any]

_FACTS = """
    SELECT f.id, f.article_id, f.recipient_type, f.award, f.category, f.tier, f.year, f.project, f.person,
        f.confidence, f.replaces, f.province AS stated_province, v.published, m.organisation_id,
        m.province, m.province_basis, m.province_source, m.province_registry, o.name AS organisation, o.kind
    FROM fact f
    JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
    LEFT JOIN mention m ON m.fact_id = f.id
    LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE f.withdrawn_at IS NULL {only}
    ORDER BY f.id
"""

_OF_ARTICLES = """AND f.article_id IN (
    SELECT s.article_id FROM award_fact l JOIN fact s ON s.id = l.fact_id WHERE l.award_id = ?)"""


def standing_facts(db: Database) -> list[Fact]:
    """All facts that stand, in the order of their ids."""
    return list(db.query(_FACTS.format(only="")))


def facts_beside(db: Database, award_id: str) -> list[Fact]:
    """All standing facts of the articles that tell of an award."""
    return list(db.query(_FACTS.format(only=_OF_ARTICLES), [award_id]))


def statements_of(facts: Iterable[Fact]) -> list[Statement]:
    """What facts say of their awards.  All facts of an article must be there."""
    facts = list(facts)
    newest: dict[str, int] = {}
    for fact in facts:
        if fact["year"] is not None:
            newest[fact["article_id"]] = max(fact["year"], newest.get(fact["article_id"], 0))
    return [
        Statement(
            fact_id=fact["id"],
            article_id=fact["article_id"],
            year=fact["year"],
            tier=fact["tier"],
            project=fact["project"],
            category=fact["category"],
            published_year=int(fact["published"][:4]) if fact["published"] else None,
            mentioned_year=newest.get(fact["article_id"]),
            award=fact["award"],
            person=fact["recipient_type"] == "person",
            affiliation=fact["organisation_id"] if fact["recipient_type"] == "person" else None,
        )
        for fact in facts
    ]
