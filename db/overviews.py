"""What the dataset holds at a glance: how much, how fresh, where, when, and the newest awards.

Awards of persons count in `Counts.awards` and in what is told of a programme, and nowhere else, as in the
views by province and year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from normalize.tiers import parse_tier


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is.  `awards` includes `awards_of_persons`; `provinces`: those with awards."""

    organisations: int
    awards: int
    awards_of_persons: int
    programmes: int
    provinces: int
    articles: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the last run that came to its end did so, and the day of the newest article (each None: never)."""

    run: datetime | None
    article: date | None


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award as a card shows it: `year` is Buddhist, `sources` the number of articles that tell of it."""

    id: str
    recipient_type: str
    organisation_id: str | None
    organisation: str | None
    province: str | None
    programme_id: str
    programme: str
    category: str | None
    tier: str | None
    year: int | None
    project: str | None
    published: date | None
    sources: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """The awards of a Buddhist year by family of tiers (`tier_family`; None: the articles name no tier)."""

    year: int | None
    by_tier: Mapping[str | None, int]

    @property
    def awards(self) -> int:
        return sum(self.by_tier.values())


def counts(db: Database) -> Counts:
    """How much the dataset holds."""
    (row,) = db.query(
        """
        SELECT
            (SELECT count(*) FROM organisation WHERE redirected_to IS NULL AND withdrawn_at IS NULL)
                AS organisations,
            (SELECT count(*) FROM award WHERE redirected_to IS NULL AND withdrawn_at IS NULL) AS awards,
            (SELECT count(*) FROM award
             WHERE redirected_to IS NULL AND withdrawn_at IS NULL AND recipient_type = 'person')
                AS awards_of_persons,
            (SELECT count(*) FROM programmes) AS programmes,
            (SELECT count(*) FROM province_counts WHERE province IS NOT NULL) AS provinces,
            (SELECT count(*) FROM article) AS articles
        """
    )
    return Counts(**row)


def freshness(db: Database) -> Freshness:
    """How fresh the dataset is."""
    (row,) = db.query(
        """
        SELECT (SELECT finished_at FROM run WHERE outcome IN ('done', 'failures')
             ORDER BY id DESC LIMIT 1) AS run,
            (SELECT max(v.published) FROM article a
             JOIN article_version v ON v.article_id = a.id AND v.version = a.version) AS article
        """
    )
    return Freshness(datetime.fromisoformat(row["run"]) if row["run"] else None, day(row["article"]))


def awards_by_province(db: Database) -> dict[str, int]:
    """The number of awards of every province that has any."""
    rows = db.query("SELECT province, awards FROM province_counts WHERE province IS NOT NULL")
    return {row["province"]: row["awards"] for row in rows}


def awards_by_year(
    db: Database, *, where: str = "recipient_type <> 'person'", values: Sequence[Any] = ()
) -> list[YearCount]:
    """Awards by year and family of tiers, newest year first, the unknown year last.

    `where` is the program's own condition on the view `awards`; `values` fill its question marks.
    """
    found: dict[int | None, dict[str | None, int]] = {}
    rows = db.query(
        f"SELECT year, tier, count(*) AS awards FROM awards WHERE {where} "
        "GROUP BY year, tier ORDER BY year DESC",
        values,
    )
    for row in rows:
        family = tier_family(row["tier"])
        by_tier = found.setdefault(row["year"], {})
        by_tier[family] = by_tier.get(family, 0) + row["awards"]
    return [YearCount(year, by_tier) for year, by_tier in found.items()]


def tier_family(tier: str | None) -> str | None:
    """A tier without the number of its placing: รองชนะเลิศ อันดับ ๑ and รองชนะเลิศอันดับ 2 are รองชนะเลิศ."""
    if tier is None:
        return None
    known = parse_tier(tier)
    name = (known.name if known else tier).rstrip("0123456789 ").strip()
    return {"ที่": "อันดับที่"}.get(name, name.removesuffix("อันดับ").strip() or name) or tier


def tier_order(families: Sequence[str]) -> list[str]:
    """Families of tiers in the order of their schemes and ranks, those that no scheme knows last."""

    def place(family: str) -> tuple[str, int, str]:
        known = parse_tier(family) or parse_tier(f"{family} 1")
        return (known.scheme, known.rank, family) if known else ("~", 0, family)

    return sorted(families, key=place)


def newest_awards(db: Database, limit: int = 10) -> list[AwardLine]:
    """The awards that the newest articles tell of; those without a recipient to show are left out."""
    rows = db.query(
        "SELECT id, recipient_type, organisation_id, organisation, province, programme_id, programme,"
        " category, tier, year, project, published, sources FROM awards "
        "WHERE recipient_type <> 'person' AND (organisation IS NOT NULL OR project IS NOT NULL) "
        "ORDER BY published DESC NULLS LAST, year DESC NULLS LAST, id DESC LIMIT ?",
        [limit],
    )
    return [AwardLine(**(row | {"published": day(row["published"])})) for row in rows]


def day(text: str | None) -> date | None:
    """A day as the database writes it."""
    return date.fromisoformat(text[:10]) if text else None
