"""Names that are linked to official lists: slips of listed names, and provinces that a list contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from db.groups import Groups
from db.judging import Judgement, judge
from db.names import NameKey
from db.registry import Entry, Registry
from db.settings import matching


@dataclass(frozen=True, slots=True)
class Links:
    """Which names were linked to which entries, otherwise than by being equal.

    `misplaced` are names whose stated province the lists contradict: it is not to be believed.
    """

    slips: Mapping[NameKey, Entry]
    misplaced: Mapping[NameKey, str]
    judgements: tuple[Judgement, ...]


def link(names: Mapping[NameKey, int], groups: Groups, registry: Registry) -> Links:
    """Join names with the listed ones that they must mean.  Names without their province are left alone."""
    slips: dict[NameKey, Entry] = {}
    misplaced: dict[NameKey, str] = {}
    judgements: list[Judgement] = []
    for name in sorted(names, key=str):
        if name.unplaced or registry.here(name):
            continue
        if registry.lists_all(name):
            near = registry.near(name)
            if len(near) == 1:
                similarity = OSA.normalized_similarity(name.proper, near[0].proper)
                parts = {"kind": 1, "province": 1, "proper": round(similarity, 3), "list": near[0].registry}
                if groups.join(name, near[0].key):
                    slips[name] = near[0]
                    judgements.append(judge(name, near[0].key, "merge", "listed spelling", similarity, parts))
                continue
            if near:
                judgements += _undecided(name, near, names)
                continue
        home = _other_province(name, names, registry)
        if home is not None and groups.join(name, home):
            assert home.province is not None
            misplaced[name] = home.province
            parts = {"kind": 1, "proper": 1, "province": f"{name.province} is stated", "candidates": 1}
            judgements.append(judge(name, home, "merge", "listed province", 0.9, parts))
    return Links(slips, misplaced, tuple(judgements))


def _undecided(name: NameKey, near: tuple[Entry, ...], names: Mapping[NameKey, int]) -> list[Judgement]:
    """A slip of several listed names: each that is also stated is put to a person."""
    stated = [entry for entry in near if entry.key in names]
    parts = {"kind": 1, "province": 1, "edits": 1, "neighbours": len(near)}
    return [
        judge(name, entry.key, "unsure", "listed spelling", 1 / (len(near) + 1), parts) for entry in stated
    ]


def _other_province(name: NameKey, names: Mapping[NameKey, int], registry: Registry) -> NameKey | None:
    """The only place where such a body can be, when the lists have none of its name where it is stated to be.

    A municipality need not be named after an area: another article must place it there.
    """
    if name.province is None:
        return None
    if registry.lists_all(name):
        homes = {entry.key for entry in registry.bodies(name)}
        return next(iter(homes)) if len(homes) == 1 else None
    if name.kind not in matching().kinds.named_after_areas:
        return None
    provinces = registry.provinces_of_area(name.proper)
    if len(provinces) != 1 or name.province in provinces:
        return None
    home = NameKey(*name.name, next(iter(provinces)))
    return home if home in names else None
