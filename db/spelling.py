"""Slips of spelling: which names of one block are one name and a slip of it.

Bodies whose names differ by one letter do exist in one province, so a slip is accepted only where no other
name is as near and where one of the two is known or stated far more often; official lists tell which names
are real.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from db.groups import Groups
from db.judging import Judgement, Parts, judge
from db.names import NameKey
from db.registry import Registry
from db.settings import matching
from db.slips import one_slip, without_a_letter


def near_names(block: Iterable[NameKey]) -> dict[NameKey, set[NameKey]]:
    """For each name of a block the others that one slip could turn it into."""
    near: dict[NameKey, set[NameKey]] = {name: set() for name in block}
    files: defaultdict[str, list[NameKey]] = defaultdict(list)
    for name in near:
        for form in without_a_letter(name.proper):
            files[form].append(name)
    for names in files.values():
        for a, b in combinations(names, 2):
            if b not in near[a] and one_slip(a.proper, b.proper):
                near[a].add(b)
                near[b].add(a)
    return near


def judge_spelling(
    names: Mapping[NameKey, int], groups: Groups, registry: Registry, linked: Collection[NameKey]
) -> list[Judgement]:
    """Join names and their slips inside blocks of one kind, head and province.

    `names` with how often each is stated; those `linked` to a list as slips are decided already.
    """
    blocks: defaultdict[tuple[str, str, str | None], list[NameKey]] = defaultdict(list)
    for name in names:
        if not name.unplaced and name.scope is None and name not in linked:
            blocks[name.kind, name.head, name.province].append(name)
    judgements: list[Judgement] = []
    for block in blocks.values():
        if len(block) > 1:
            judgements += _judge_block(near_names(block), names, groups, registry)
    return judgements


def _judge_block(
    near: Mapping[NameKey, set[NameKey]], names: Mapping[NameKey, int], groups: Groups, registry: Registry
) -> Iterable[Judgement]:
    pairs = sorted(
        ((a, b) for a, others in near.items() for b in others if str(a) < str(b)),
        key=lambda pair: (str(pair[0]), str(pair[1])),
    )
    # All that is close is weighed before anything is joined: a join must not hide a neighbour.
    for a, b in pairs:
        if registry.knows(a) and registry.knows(b):
            continue  # both exist
        similarity = OSA.normalized_similarity(a.proper, b.proper)
        parts: Parts = {
            "kind": 1,
            "province": 1,
            "proper": round(similarity, 3),
            "edits": OSA.distance(a.proper, b.proper),
            "neighbours": max(len(near[a]), len(near[b])) - 1,
        }
        if _sure((a, b), similarity, near, names, registry):
            if groups.join(a, b):
                yield judge(a, b, "merge", "spelling", score=similarity, parts=parts)
        else:
            yield judge(a, b, "unsure", "spelling", score=similarity / 2, parts=parts)


def _sure(
    pair: tuple[NameKey, NameKey],
    similarity: float,
    near: Mapping[NameKey, set[NameKey]],
    names: Mapping[NameKey, int],
    registry: Registry,
) -> bool:
    settings = matching().spelling
    a, b = pair
    alone = near[a] == {b} and near[b] == {a}
    dominated = _dominates(a, b, near, names) or _dominates(b, a, near, names)
    if similarity >= settings.least_similarity:
        return alone or dominated
    # Short names of places differ by one letter honestly, unless one of the two is much the commoner.
    local = a.kind in matching().kinds.named_after_areas
    known = alone and registry.knows(a) != registry.knows(b)
    return local and similarity >= settings.least_similarity_of_places and (known or dominated)


def _dominates(
    hub: NameKey, slip: NameKey, near: Mapping[NameKey, set[NameKey]], names: Mapping[NameKey, int]
) -> bool:
    """Whether `slip` is close to `hub` alone, and `hub` far more frequent than all that is close to it."""
    return near[slip] == {hub} and all(
        names[other] * matching().spelling.dominance <= names[hub] for other in near[hub]
    )
