"""Award programmes: a line for each, and the editions and winners of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from sqlite_utils import Database

from db.overviews import AwardLine, YearCount, award_lines, awards_by_year
from normalize.text import fold

ProgrammeOrder = Literal["awards", "name", "organisations", "first_year", "last_year"]
PROGRAMME_ORDERS: tuple[ProgrammeOrder, ...] = get_args(ProgrammeOrder)

_ID = re.compile(r"prg-(\d{1,12})")


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in a list; `awards` includes those of persons, years are Buddhist."""

    id: str
    name: str
    awards: int
    organisations: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class ProgrammeOverview:
    """One programme.  `winners`: its awards (of the year asked for); `other_names`: names of programmes that
    were found to be this one; persons' awards are in `winners`, not in `years`."""

    line: ProgrammeLine
    other_names: tuple[str, ...]
    years: tuple[YearCount, ...]
    winners: tuple[AwardLine, ...]


def programme_lines(
    db: Database, *, order: ProgrammeOrder = "awards", descending: bool = True, words: str = ""
) -> list[ProgrammeLine]:
    """Programmes that have awards, with `words` in their names (spaces and quotes do not matter)."""
    wanted = fold(words)
    lines = [
        ProgrammeLine(**row) for row in db.query("SELECT * FROM programmes") if wanted in fold(row["name"])
    ]
    known = [line for line in lines if getattr(line, order) is not None]
    unknown = [line for line in lines if getattr(line, order) is None]
    return sorted(known, key=lambda line: getattr(line, order), reverse=descending) + unknown


def standing_programme(db: Database, text: str) -> str | None:
    """The id under which a programme stands: its own, or that of the one it was merged into (None: none)."""
    if not (match := _ID.fullmatch(text)):
        return None
    rows = db.query(
        "WITH RECURSIVE way (id, next) AS (SELECT id, redirected_to FROM programme WHERE id = ? "
        "UNION SELECT p.id, p.redirected_to FROM programme p JOIN way ON p.id = way.next) "
        "SELECT id FROM way WHERE next IS NULL",
        [f"prg-{int(match[1]):06d}"],
    )
    return next((row["id"] for row in rows), None)


def programme_overview(db: Database, identity: str, *, year: int | None = None) -> ProgrammeOverview | None:
    """One programme that stands, its winners (of a year), newest and best first; None: it has no awards."""
    lines = [ProgrammeLine(**row) for row in db.query("SELECT * FROM programmes WHERE id = ?", [identity])]
    if not lines:
        return None
    names = db.query(
        "SELECT name FROM programme WHERE redirected_to = ? AND name <> ? ORDER BY name",
        [identity, lines[0].name],
    )
    winners = award_lines(
        db,
        "WHERE programme_id = ? AND (? IS NULL OR year = ?) "
        "ORDER BY year DESC NULLS LAST, tier_scheme, tier_rank NULLS LAST, tier, organisation NULLS LAST, id",
        [identity, year, year],
    )
    return ProgrammeOverview(
        line=lines[0],
        other_names=tuple(row["name"] for row in names),
        years=tuple(awards_by_year(db, where="programme_id = ?", values=[identity])),
        winners=tuple(winners),
    )
