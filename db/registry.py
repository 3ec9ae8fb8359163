"""Official lists as resolution asks them: which bodies there are of a name, and where.

`areas.csv` of normalize is always there; imported lists (tables registry, registry_entry) come on top.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from normalize.areas import areas
from normalize.text import fold

Level = Literal["body", "province", "district", "subdistrict"]
BUILT_IN = "areas"
"""The name of the list that comes with the project."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    `name` as the list writes it; `kind`, `head`, `proper` as in `db.names.NameKey` (kind and head are empty
    for areas); `province` and `district` by name.
    """

    registry: str
    level: Level
    code: str
    name: str
    proper: str
    kind: str = ""
    head: str = ""
    province: str | None = None
    district: str | None = None
    name_en: str | None = None


class Registry:
    """All lists together; `complete` holds the kinds of which they have every body."""

    def __init__(self, entries: Iterable[Entry] = (), complete: Iterable[str] = ()) -> None:
        self.complete = frozenset(complete)
        self._bodies: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self._areas: defaultdict[tuple[Level, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.level == "body":
                self._bodies[entry.kind, entry.head, entry.proper].append(entry)
            else:
                self._areas[entry.level, entry.proper].append(entry)

    def bodies(self, kind: str, head: str, proper: str) -> tuple[Entry, ...]:
        """The bodies of exactly that name, wherever they are."""
        return tuple(self._bodies.get((kind, head, proper), ()))

    def areas(self, level: Level, proper: str) -> tuple[Entry, ...]:
        """The areas of exactly that name, wherever they are."""
        return tuple(self._areas.get((level, proper), ()))


def built_in() -> Iterable[Entry]:
    """The districts and subdistricts of normalize.areas."""
    for number, area in enumerate(areas()):
        yield Entry(
            BUILT_IN,
            area.level,
            str(number),
            area.name,
            fold(area.name),
            province=area.province,
            district=area.district,
        )


def read_registry(db: Database) -> Registry:
    """The built-in areas and every list that was imported into the database."""
    complete = {
        kind for (kinds,) in db.conn.execute("SELECT complete FROM registry") for kind in json.loads(kinds)
    }
    rows = db.conn.execute(
        "SELECT registry, level, code, name, proper, coalesce(kind, ''), coalesce(head, ''), province, district,"
        " name_en FROM registry_entry ORDER BY registry, level, code"
    )
    return Registry((*built_in(), *(Entry(*row) for row in rows)), complete)
