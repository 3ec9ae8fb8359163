"""Districts and subdistricts of Thailand: which names there are, and in which provinces (areas.csv).

The names are those of the ministry's announcements on the areas of อำเภอ, เขต, ตำบล and แขวง.  Many stand in
several provinces: there is a ตำบลบ้านไร่ in seven.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from normalize.text import fold

Level = Literal["district", "subdistrict"]
_BANGKOK = "กรุงเทพมหานคร"


@dataclass(frozen=True, slots=True)
class Area:
    """A district (อำเภอ, in Bangkok เขต) or subdistrict (ตำบล, แขวง): names without these words.

    `province` and `district` are the names of those it lies in; a district's own `district` is null.
    """

    name: str
    level: Level
    province: str
    district: str | None = None

    @property
    def in_bangkok(self) -> bool:
        """Whether it is a เขต or แขวง of Bangkok: no body is named after it as others are after theirs."""
        return self.province == _BANGKOK


def areas() -> Iterator[Area]:
    """All districts, each followed by its subdistricts; in the order of their codes and names."""
    table = resources.files("normalize").joinpath("areas.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        yield Area(row["district"], "district", row["province"])
        for name in row["subdistricts"].split():
            yield Area(name, "subdistrict", row["province"], row["district"])


@cache
def _by_name() -> Mapping[tuple[Level, str], tuple[Area, ...]]:
    named: dict[tuple[Level, str], list[Area]] = {}
    for area in areas():
        named.setdefault((area.level, fold(area.name)), []).append(area)
    return MappingProxyType({key: tuple(found) for key, found in named.items()})


def find_areas(name: str, level: Level) -> tuple[Area, ...]:
    """The areas of that name and level, one or many; empty when there is none.  Spelling must be exact."""
    return _by_name().get((level, fold(name)), ())
