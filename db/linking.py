"""Names that are linked to official lists: slips of listed names, and provinces that a list contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from db.groups import Groups
from db.judging import Judgement, Parts, judge
from db.names import NameKey
from db.registry import BUILT_IN, Entry, Registry
from db.settings import matching


@dataclass(frozen=True, slots=True)
class Home:
    """The province that a list (`registry`) gives a name."""

    province: str
    registry: str


@dataclass(frozen=True, slots=True)
class Links:
    """Which names were linked to which entries, otherwise than by being equal.

    `misplaced` are names whose stated province the lists contradict: it is not to be believed.
    """

    slips: Mapping[NameKey, Entry]
    misplaced: Mapping[NameKey, Home]
    judgements: tuple[Judgement, ...]


def link(names: Mapping[NameKey, int], groups: Groups, registry: Registry) -> Links:
    """Join names with the listed ones that they must mean.  Names without their province are left alone."""
    slips: dict[NameKey, Entry] = {}
    misplaced: dict[NameKey, Home] = {}
    judgements: list[Judgement] = []
    for name in sorted(names, key=str):
        if name.unplaced or name.scope is not None or registry.here(name):
            continue
        if registry.lists_all(name):
            near = registry.near(name)
            if len(near) == 1:
                similarity = OSA.normalized_similarity(name.proper, near[0].proper)
                parts: Parts = {
                    "kind": 1,
                    "province": 1,
                    "proper": round(similarity, 3),
                    "list": near[0].registry,
                }
                if groups.join(name, near[0].key):
                    slips[name] = near[0]
                    judgements.append(
                        judge(name, near[0].key, "merge", "listed spelling", score=similarity, parts=parts)
                    )
                continue
            if near:
                judgements += _undecided(name, near, names)
                continue
        home = _other_province(name, names, registry)
        if home is not None and groups.join(name, home[0]):
            misplaced[name] = home[1]
            why: Parts = {"kind": 1, "proper": 1, "province": f"{name.province} is stated", "candidates": 1}
            judgements.append(judge(name, home[0], "merge", "listed province", score=0.9, parts=why))
    return Links(slips, misplaced, tuple(judgements))


def _undecided(name: NameKey, near: tuple[Entry, ...], names: Mapping[NameKey, int]) -> list[Judgement]:
    """A slip of several listed names: each that is also stated is put to a person."""
    stated = [entry for entry in near if entry.key in names]
    parts: Parts = {"kind": 1, "province": 1, "edits": 1, "neighbours": len(near)}
    score = 1 / (len(near) + 1)
    return [judge(name, entry.key, "unsure", "listed spelling", score=score, parts=parts) for entry in stated]


def _other_province(
    name: NameKey, names: Mapping[NameKey, int], registry: Registry
) -> tuple[NameKey, Home] | None:
    """The only place where such a body can be, when the lists have none of its name where it is stated to be.

    A municipality need not be named after an area: another article must place it there.
    """
    if name.province is None:
        return None
    if registry.lists_all(name):
        homes = {entry.key: entry for entry in registry.bodies(name)}
        if len(homes) != 1:
            return None
        ((key, entry),) = homes.items()
        return (key, Home(entry.province, entry.registry)) if entry.province else None
    if name.kind not in matching().kinds.named_after_areas:
        return None
    provinces = registry.provinces_of_area(name.proper)
    if len(provinces) != 1 or name.province in provinces:
        return None
    (province,) = provinces
    home = NameKey(*name.name, province)
    return (home, Home(province, BUILT_IN)) if home in names else None
