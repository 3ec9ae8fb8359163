"""Award programmes: a line for each, and the editions of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

from db.overviews import YearCount, awards_by_year
from normalize.text import fold

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
    """One programme.  `other_names`: names of programmes that were found to be this one; `years` count
    persons' awards too."""

    line: ProgrammeLine
    other_names: tuple[str, ...]
    years: tuple[YearCount, ...]


def programme_lines(db: Database, *, words: str = "") -> list[ProgrammeLine]:
    """Programmes that have awards, most awards first, with `words` in their names (spaces and quotes do not
    matter)."""
    wanted = fold(words)
    return [
        ProgrammeLine(**row) for row in db.query("SELECT * FROM programmes") if wanted in fold(row["name"])
    ]


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


def programme_overview(db: Database, identity: str) -> ProgrammeOverview | None:
    """One programme that stands; None: it has no awards."""
    lines = [ProgrammeLine(**row) for row in db.query("SELECT * FROM programmes WHERE id = ?", [identity])]
    if not lines:
        return None
    names = db.query(
        "SELECT name FROM programme WHERE redirected_to = ? AND name <> ? ORDER BY name",
        [identity, lines[0].name],
    )
    return ProgrammeOverview(
        line=lines[0],
        other_names=tuple(row["name"] for row in names),
        years=tuple(awards_by_year(db, where="programme_id = ?", values=[identity])),
    )
