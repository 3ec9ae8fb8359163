"""Lists of awards by what people ask for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.award_pages import award_values_of
from db.programmes import programme_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What awards to list; what is null does not matter.

    `organisation` and `programme` are an id or a part of a name, a programme also any of its other names;
    `year` is in the Buddhist era.
    """

    organisation: str | None = None
    programme: str | None = None
    year: int | None = None
    province: str | None = None
    contradictions: bool = False


_LISTED = """
    SELECT a.*, p.name AS programme, o.name AS organisation,
        (SELECT count(DISTINCT f.article_id) FROM award_fact l JOIN fact f ON f.id = l.fact_id
         WHERE l.award_id = a.id) AS sources
    FROM award a JOIN programme p ON p.id = a.programme_id
    LEFT JOIN organisation o ON o.id = a.organisation_id
    WHERE a.withdrawn_at IS NULL AND a.redirected_to IS NULL
        AND (:year IS NULL OR a.year = :year)
        AND (:province IS NULL OR a.province = :province)
        AND (:programme IS NULL OR a.programme_id = :programme OR p.key = :programme_key
             OR instr(p.name, :programme) > 0)
        AND (:organisation IS NULL OR a.organisation_id = :organisation OR a.organisation_id IN (
             SELECT n.organisation_id FROM organisation_name n WHERE instr(n.text, :organisation) > 0
             UNION SELECT b.id FROM organisation b WHERE instr(b.name, :organisation) > 0))
    ORDER BY a.year IS NULL, a.year DESC, p.name, a.category, a.tier_rank IS NULL, a.tier_rank, o.name, a.id
"""


def list_awards(db: Database, wanted: Wanted, *, persons: bool = False) -> list[dict[str, Any]]:
    """The standing awards that are wanted, the newest first, as JSON values.

    Names of persons who won are left out unless `persons`.
    """
    parameters = {
        "organisation": wanted.organisation,
        "programme": wanted.programme,
        "programme_key": programme_of(wanted.programme) if wanted.programme else None,
        "year": wanted.year,
        "province": wanted.province,
    }
    contradicted = _contradicted(db)
    return [
        award_values_of(row, persons=persons)
        | {"sources": row["sources"], "contradictions": contradicted[row["id"]]}
        for row in db.query(_LISTED, parameters)
        if contradicted[row["id"]] or not wanted.contradictions
    ]


def _contradicted(db: Database) -> Counter[str]:
    """How many open contradictions each award has."""
    places = db.conn.execute(
        "SELECT place FROM issue WHERE closed_at IS NULL AND stage = 'resolve' AND kind = 'contradiction'"
    )
    return Counter(award_id for (place,) in places for award_id in place.split())
