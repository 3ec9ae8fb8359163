"""Which names are one organisation: candidates by block, scores, vetoes, and the clusters that follow.

The result depends on the set of names, how often each is stated, and on persons' judgements: on nothing else,
so neither on the order in which articles arrive nor on how they are batched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from rapidfuzz.distance import OSA

from db.names import NameKey
from db.settings import matching

Decision = Literal["merge", "keep apart", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on two names.

    `left` < `right` are texts of name keys; `score` is 0 to 1, `parts` what it is made of; `author` is the
    rule or the person.
    """

    left: str
    right: str
    decision: Decision
    author: str
    score: float | None = None
    parts: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clustering:
    """The partition of the names, and the rules' judgements that led to it."""

    clusters: tuple[frozenset[NameKey], ...]
    judgements: tuple[Judgement, ...]


class _Groups:
    """Union-find over names that refuses to join what must be kept apart."""

    def __init__(self, names: Iterable[NameKey], apart: Iterable[tuple[NameKey, NameKey]]) -> None:
        self._group = {name: frozenset([name]) for name in names}
        self._apart: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def of(self, name: NameKey) -> frozenset[NameKey]:
        return self._group[name]

    def may_join(self, left: NameKey, right: NameKey) -> bool:
        b = self._group[right]
        return not any(self._apart[name] & b for name in self._group[left] if name in self._apart)

    def join(self, left: NameKey, right: NameKey) -> None:
        joined = self._group[left] | self._group[right]
        for name in joined:
            self._group[name] = joined

    def all(self) -> tuple[frozenset[NameKey], ...]:
        return tuple(sorted(set(self._group.values()), key=min_key))


def min_key(cluster: frozenset[NameKey]) -> str:
    """The text of a cluster's first key: a label that does not depend on order."""
    return min(str(name) for name in cluster)


def cluster(names: Mapping[NameKey, int], held: Iterable[Judgement] = ()) -> Clustering:
    """Partition names, given with how often each is stated.

    `held` are persons' judgements: they come before every rule, and a pair they keep apart stays apart
    however the rules would chain it.  Judgements on names that are not there are passed over.
    """
    by_text = {str(name): name for name in names}
    known = [
        (by_text[judgement.left], by_text[judgement.right], judgement.decision)
        for judgement in sorted(held, key=lambda j: (j.left, j.right))
        if judgement.left in by_text and judgement.right in by_text
    ]
    groups = _Groups(names, ((a, b) for a, b, decision in known if decision == "keep apart"))
    for a, b, decision in known:
        if decision == "merge" and groups.may_join(a, b):
            groups.join(a, b)
    judgements = _judge_spelling(names, groups)
    judgements += _judge_provinces(names, groups)
    return Clustering(groups.all(), tuple(sorted(judgements, key=lambda j: (j.left, j.right))))


def _judge_spelling(names: Mapping[NameKey, int], groups: _Groups) -> list[Judgement]:
    """Slips of spelling inside blocks of one kind, head and province."""
    kinds = matching().kinds
    blocks: defaultdict[tuple[str, str, str | None], list[NameKey]] = defaultdict(list)
    for name in names:
        if name.province or name.kind not in kinds.recurring:
            blocks[name.kind, name.head, name.province].append(name)
    judgements = []
    for block in blocks.values():
        near = _near(block)
        pairs = sorted(
            ((a, b) for a, others in near.items() for b in others if str(a) < str(b)),
            key=lambda pair: (str(pair[0]), str(pair[1])),
        )
        # All that is close is weighed before anything is joined: a join must not hide a neighbour.
        for a, b in pairs:
            alone = near[a] == {b} and near[b] == {a}
            sure = alone or _dominates(a, b, near, names) or _dominates(b, a, near, names)
            similarity = OSA.normalized_similarity(a.proper, b.proper)
            parts = {
                "kind": 1,
                "province": 1,
                "proper": round(similarity, 3),
                "edits": OSA.distance(a.proper, b.proper),
                "neighbours": max(len(near[a]), len(near[b])) - 1,
            }
            if sure and groups.may_join(a, b):
                groups.join(a, b)
                judgements.append(_judgement(a, b, "merge", "spelling", score=similarity, parts=parts))
            elif not sure:
                judgements.append(_judgement(a, b, "unsure", "spelling", score=similarity / 2, parts=parts))
    return judgements


def _near(block: list[NameKey]) -> dict[NameKey, set[NameKey]]:
    """For each name of a block the others that one slip could turn it into.

    Names one edit apart are equal once the right letter is left out of each or of one, so each name is filed
    under itself and itself without each letter: the cost grows with the block, not with its square.
    """
    near: dict[NameKey, set[NameKey]] = {name: set() for name in block}
    files: defaultdict[str, set[NameKey]] = defaultdict(set)
    for name in block:
        proper = name.proper
        for form in {proper, *(proper[:i] + proper[i + 1 :] for i in range(len(proper)))}:
            files[form].add(name)
    for names in files.values():
        for a, b in combinations(names, 2):
            if b not in near[a] and _could_be_slip(a.proper, b.proper):
                near[a].add(b)
                near[b].add(a)
    return near


def _could_be_slip(a: str, b: str) -> bool:
    if OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    # เทศบาล 1 and เทศบาล 2 are two schools.
    if [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]:
        return False
    return OSA.normalized_similarity(a, b) >= matching().spelling.least_similarity


def _dominates(
    hub: NameKey, slip: NameKey, near: Mapping[NameKey, set[NameKey]], names: Mapping[NameKey, int]
) -> bool:
    """Whether `slip` is close to `hub` alone, and `hub` far more frequent than all that is close to it."""
    return near[slip] == {hub} and all(
        names[other] * matching().spelling.dominance <= names[hub] for other in near[hub]
    )


def _judge_provinces(names: Mapping[NameKey, int], groups: _Groups) -> list[Judgement]:
    """Names without a province: attached to the only body of that kind and name whose province is known."""
    placed: defaultdict[tuple[str, str, str], list[NameKey]] = defaultdict(list)
    for name in sorted(names, key=str):
        if name.province:
            placed[name.kind, name.head, name.proper].append(name)
    judgements = []
    for name in sorted(names, key=str):
        candidates = placed.get((name.kind, name.head, name.proper), [])
        if name.province or not candidates:
            continue
        bodies = {groups.of(candidate) for candidate in candidates}
        parts: dict[str, float | int | str] = {
            "kind": 1,
            "proper": 1,
            "province": "not stated",
            "candidates": len(bodies),
        }
        if len(bodies) > 1:
            judgements += [
                _judgement(name, candidate, "unsure", "province", score=1 / len(bodies), parts=parts)
                for candidate in candidates
            ]
        elif _one_province(groups.of(name) | groups.of(candidates[0])) and groups.may_join(
            name, candidates[0]
        ):
            groups.join(name, candidates[0])
            judgements.append(_judgement(name, candidates[0], "merge", "province", score=0.95, parts=parts))
    return judgements


def _one_province(group: Iterable[NameKey]) -> bool:
    return len({name.province for name in group} - {None}) <= 1


def _judgement(
    a: NameKey,
    b: NameKey,
    decision: Decision,
    rule: str,
    *,
    score: float,
    parts: Mapping[str, float | int | str],
) -> Judgement:
    left, right = sorted((str(a), str(b)))
    return Judgement(left, right, decision, rule, round(score, 3), parts)
