"""Official lists as resolution asks them: which bodies there are of a name, and where.

`areas.csv` of normalize is always there; imported lists (tables registry, registry_entry) come on top.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlite_utils import Database

from db.names import NameKey
from db.settings import matching
from db.slips import one_slip, without_a_letter
from normalize.areas import areas
from normalize.provinces import find_province
from normalize.text import fold

Level = Literal["body", "province", "district", "subdistrict"]
BUILT_IN = "areas"
"""The name of the list that comes with the project."""
# An องค์การบริหารส่วนตำบล bears the name of its ตำบล (Act on Tambon Councils and Tambon Administrative
# Organisations, B.E. 2537), so the subdistricts are all the names that there can be.  Municipalities may be
# named after a market or a village.
_NAMED_BY_SUBDISTRICT = ("subdistrict_administration", "องค์การบริหารส่วนตำบล")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    `name`: an area's as the list writes it, a body's written out; `kind`, `head`, `proper` as in
    `db.names.NameKey` (kind and head are empty for areas); `province` and `district` by name.
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

    @property
    def key(self) -> NameKey:
        """A body's key, as if an article stated it with its province."""
        kinds = matching().kinds
        placeless = self.kind in kinds.nationwide or self.kind in kinds.identified_by_name
        return NameKey(self.kind, self.head, self.proper, None if placeless else self.province)


class Registry:
    """All lists together; `complete` holds the kinds of which they have every body."""

    def __init__(self, entries: Iterable[Entry] = (), complete: Iterable[str] = ()) -> None:
        self.complete = frozenset(complete)
        self._bodies: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self._blocks: defaultdict[tuple[str, str, str | None], list[Entry]] = defaultdict(list)
        self._files: dict[tuple[str, str, str | None], dict[str, list[Entry]]] = {}
        self._areas: defaultdict[str, set[str]] = defaultdict(set)
        self._named_by_subdistrict = False
        for entry in entries:
            if entry.level == "body":
                self._add(entry)
            elif entry.province:
                self._areas[entry.proper].add(entry.province)
                if entry.level == "subdistrict":
                    self._add_by_subdistrict(entry)

    def bodies(self, key: NameKey) -> tuple[Entry, ...]:
        """The bodies of exactly that kind and name, wherever they are."""
        return tuple(self._bodies.get(key.name, ()))

    def here(self, key: NameKey) -> tuple[Entry, ...]:
        """Those of them that are where the key says (anywhere, for kinds that the name alone identifies)."""
        return tuple(entry for entry in self.bodies(key) if entry.key.province == key.province)

    def lists_all(self, key: NameKey) -> bool:
        """Whether every name of that kind is listed, so that one that is not must be a slip."""
        by_subdistrict = self._named_by_subdistrict and (key.kind, key.head) == _NAMED_BY_SUBDISTRICT
        return key.kind in self.complete or by_subdistrict

    def near(self, key: NameKey) -> tuple[Entry, ...]:
        """The bodies of that kind and place whose name is one slip away from the key's."""
        block = key.kind, key.head, key.province
        if block not in self._files:
            self._files[block] = _filed(self._blocks.get(block, ()))
        files = self._files[block]
        found = {entry.key: entry for form in without_a_letter(key.proper) for entry in files.get(form, ())}
        return tuple(entry for entry in found.values() if one_slip(entry.proper, key.proper))

    def provinces_of_area(self, proper: str) -> frozenset[str]:
        """The provinces that have a district or subdistrict of that name."""
        return frozenset(self._areas.get(proper, ()))

    def knows(self, key: NameKey) -> bool:
        """Whether a list has such a body, or an area or province that such a body may be named after."""
        if self.here(key):
            return True
        if key.kind in matching().kinds.named_after_provinces:
            return find_province(key.proper) is not None
        local = key.kind in matching().kinds.named_after_areas
        return local and key.province in self.provinces_of_area(key.proper)

    def _add(self, entry: Entry) -> None:
        key = entry.key
        self._bodies[key.name].append(entry)
        self._blocks[key.kind, key.head, key.province].append(entry)

    def _add_by_subdistrict(self, area: Entry) -> None:
        kind, head = _NAMED_BY_SUBDISTRICT
        if kind not in self.complete:
            self._named_by_subdistrict = True
            self._add(
                Entry(
                    area.registry,
                    "body",
                    area.code,
                    head + area.name,
                    area.proper,
                    kind,
                    head,
                    area.province,
                    area.district,
                )
            )


def _filed(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    files: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for form in without_a_letter(entry.proper):
            files[form].append(entry)
    return files


@cache
def _built_in() -> tuple[Entry, ...]:
    return tuple(
        Entry(
            BUILT_IN,
            area.level,
            str(number),
            area.name,
            fold(area.name),
            province=area.province,
            district=area.district,
        )
        for number, area in enumerate(areas())
        if not area.in_bangkok  # its เขต and แขวง have no municipalities
    )


@cache
def built_in_registry() -> Registry:
    """The districts and subdistricts of normalize.areas."""
    return Registry(_built_in())


def read_registry(db: Database) -> Registry:
    """The built-in areas and every list that was imported into the database."""
    complete = {
        kind for (kinds,) in db.conn.execute("SELECT complete FROM registry") for kind in json.loads(kinds)
    }
    rows = db.conn.execute(
        "SELECT registry, level, code, name, proper, coalesce(kind, ''), coalesce(head, ''), province,"
        " district, name_en FROM registry_entry ORDER BY registry, level, code"
    ).fetchall()
    if not rows:
        return built_in_registry()
    return Registry((*_built_in(), *(Entry(*row) for row in rows)), complete)
