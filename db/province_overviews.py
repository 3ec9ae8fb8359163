"""Provinces: a line for each, and what one of them has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from db.overviews import YearCount, awards_by_year
from normalize.provinces import PROVINCES, Province


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province in a list; without awards the years are None."""

    province: Province
    awards: int = 0
    organisations: int = 0
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation in a list; `awards` are its own, without those of its people."""

    id: str
    name: str
    kind: str
    awards: int
    last_year: int | None


@dataclass(frozen=True, slots=True)
class ProgrammeCount:
    """How many awards of a programme went to a place."""

    id: str
    name: str
    awards: int


@dataclass(frozen=True, slots=True)
class ProvinceOverview:
    """What one province has.  Lists are cut to what a page shows; the counts of `line` are whole."""

    line: ProvinceLine
    organisations_known: int
    organisations: tuple[OrganisationLine, ...]
    programmes: tuple[ProgrammeCount, ...]
    years: tuple[YearCount, ...]


def province_lines(db: Database) -> list[ProvinceLine]:
    """All 77 provinces in the order of their codes."""
    rows = {row["province"]: row for row in db.query("SELECT * FROM province_counts")}
    lines = []
    for province in PROVINCES:
        row = rows.get(province.name, {})
        found = {key: value for key, value in row.items() if key != "province"}
        lines.append(ProvinceLine(province, **found))
    return lines


def province_overview(db: Database, province: Province, *, limit: int = 50) -> ProvinceOverview:
    """What a province has; at most `limit` of each list."""
    name = province.name
    (line,) = (line for line in province_lines(db) if line.province == province)
    (known,) = db.query("SELECT count(*) AS number FROM organisations WHERE province = ?", [name])
    organisations = db.query(
        "SELECT id, name, kind, awards, last_year FROM organisations WHERE province = ? "
        "ORDER BY awards DESC, name, id LIMIT ?",
        [name, limit],
    )
    programmes = db.query(
        "SELECT programme_id AS id, programme AS name, count(*) AS awards FROM awards "
        "WHERE recipient_type <> 'person' AND province = ? "
        "GROUP BY programme_id ORDER BY awards DESC, name LIMIT ?",
        [name, limit],
    )
    return ProvinceOverview(
        line=line,
        organisations_known=known["number"],
        organisations=tuple(OrganisationLine(**row) for row in organisations),
        programmes=tuple(ProgrammeCount(**row) for row in programmes),
        years=tuple(awards_by_year(db, where="recipient_type <> 'person' AND province = ?", values=[name])),
    )
