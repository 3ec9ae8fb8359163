"""Ids that stay: which of the ids given out before a group keeps, and which ids lead on to another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Leaf = TypeVar("Leaf", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The id of each group, in order (null: it needs a new one), and the redirects of ids merged away."""

    ids: tuple[str | None, ...]
    redirects: Mapping[str, str]


def assign(
    groups: Sequence[Iterable[Leaf]],
    homes: Mapping[Leaf, str],
    last: Mapping[Leaf, Sequence[str]],
    redirects: Mapping[str, str],
) -> Assignment:
    """Find the id of each group of leaves (names, facts).

    `homes` tells which leaf an id was first given out for; that leaf brings it back wherever it goes, so a
    split undoes a merge.  A group of several homes takes the oldest id.  A group without one goes on with an
    id that one of its leaves had `last`, if nobody else claims it.  `redirects` are those that hold.
    """
    founded = [sorted({homes[leaf] for leaf in group if leaf in homes}, key=number) for group in groups]
    taken = {identity for ids in founded for identity in ids}
    ids: list[str | None] = []
    merged: dict[str, str] = {}
    for group, own in zip(groups, founded, strict=True):
        if own:
            ids.append(own[0])
            merged |= dict.fromkeys(own[1:], own[0])
            continue
        free = sorted({i for leaf in group for i in last.get(leaf, ()) if i not in taken}, key=number)
        taken.update(free[:1])
        ids.append(free[0] if free else None)
    standing = {identity for identity in ids if identity is not None}
    kept = {old: new for old, new in redirects.items() if old not in standing} | merged
    return Assignment(tuple(ids), {old: _end(old, kept) for old in kept})


def number(identity: str) -> int:
    """The number of an id: 12 of org-000012."""
    return int(identity.rpartition("-")[2])


def _end(start: str, redirects: Mapping[str, str]) -> str:
    identity = start
    seen = {start}
    while identity in redirects and redirects[identity] not in seen:
        identity = redirects[identity]
        seen.add(identity)
    return identity
