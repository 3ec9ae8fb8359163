"""The map of the provinces: one tile each, on a grid like Thailand's outline, coloured by a number."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from normalize.provinces import PROVINCES, Province

STEPS = 5
"""The number of colours, besides the one of provinces without anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the grid (from 1), and the three letters that English maps write for the province."""

    row: int
    column: int
    short_en: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A province, its number and the step of its colour (0 none, 5 most)."""

    province: Province
    place: Place
    number: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A colour of the map, and the numbers that it stands for."""

    step: int
    least: int
    most: int


@cache
def places() -> Mapping[str, Place]:
    """The place of each province, by its code."""
    table = files("db.site").joinpath("tiles.csv").read_text("utf-8")
    return {
        row["code"]: Place(int(row["row"]), int(row["column"]), row["short_en"])
        for row in csv.DictReader(table.splitlines())
    }


def legend(numbers: Iterable[int]) -> list[Step]:
    """Steps that divide the provinces with a number into parts of about one size; equals stay together."""
    known = sorted(number for number in numbers if number > 0)
    if not known:
        return []
    bounds = sorted({known[(len(known) * part + STEPS - 1) // STEPS - 1] for part in range(1, STEPS + 1)})
    lowest = [known[0], *(bound + 1 for bound in bounds[:-1])]
    # With fewer steps than colours the darkest ones are used, so that the map never looks empty.
    first = STEPS - len(bounds) + 1
    pairs = enumerate(zip(lowest, bounds, strict=True), first)
    return [Step(step, least, most) for step, (least, most) in pairs]


def tiles(numbers: Mapping[str, int]) -> list[Tile]:
    """The map from north to south; `numbers` by name of the province."""
    steps = legend(numbers.values())
    made = []
    for province in PROVINCES:
        number = numbers.get(province.name, 0)
        step = next((step.step for step in steps if step.least <= number <= step.most), 0)
        made.append(Tile(province, places()[province.code], number, step))
    return sorted(made, key=lambda tile: (tile.place.row, tile.place.column))
