"""What became of an id: ids are kept for ever, also of what was merged or is told of no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Table = Literal["organisation", "award"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The id that stands now; `moved` when another one was asked for; `withdrawn`: no article tells of it."""

    id: str
    moved: bool
    withdrawn: bool


def standing(db: Database, table: Table, identity: str) -> Standing | None:
    """What became of an id of a table; null for one that was never given."""
    here, seen = identity, set[str]()
    while here not in seen:
        seen.add(here)
        row = db.conn.execute(
            f"SELECT redirected_to, withdrawn_at FROM {table} WHERE id = ?", [here]
        ).fetchone()
        if row is None:
            return None
        if row[0] is None:
            return Standing(here, here != identity, row[1] is not None)
        here = row[0]
    return None
