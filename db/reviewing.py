"""The open pairs: what rules could not decide and no person has decided yet, directly or by a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.decisions import joined
from db.judgements import entries, standing_by_persons


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two names of two organisations of which a rule is unsure whether they are one.

    `left_with` and `right_with`: organisations that persons have joined with the one and the other since it
    was last resolved.  `score` is 0 to 1; `parts` what it is made of; `judgement_id` the row of the rule's
    judgement.
    """

    judgement_id: int
    left: str
    right: str
    left_id: str
    right_id: str
    left_with: tuple[str, ...]
    right_with: tuple[str, ...]
    score: float
    parts: Mapping[str, Any]
    rule: str


def open_pairs(db: Database) -> list[OpenPair]:
    """The pairs that wait for a person, best first; of several between two organisations the best one.

    A pair is decided, too, when persons' decisions on other names join its two organisations, keep them
    apart, or have given the one a place that is not the other's.  Decisions count as soon as they are made,
    before anything is resolved again.
    """
    found: dict[frozenset[str], OpenPair] = {}
    for groups, pair in _open(db):
        found.setdefault(groups, pair)
    return list(found.values())


def open_judgements(db: Database) -> frozenset[int]:
    """The rules' judgements that wait for a person, also several between two organisations."""
    return frozenset(pair.judgement_id for _, pair in _open(db))


def _open(db: Database) -> Iterator[tuple[frozenset[str], OpenPair]]:
    """The open pairs, best first, each with the two groups of names that it lies between."""
    place = {
        row["key"]: row for row in db.query("SELECT key, organisation_id, province FROM organisation_key")
    }
    known = [e for e in standing_by_persons(db) if e.left in place and e.right in place]
    # Ids and keys are joined in one forest: an organisation with its names, and names that a person merged.
    find = joined(
        [(key, row["organisation_id"]) for key, row in place.items()]
        + [(e.left, e.right) for e in known if e.decision == "merge"]
    )
    apart = {frozenset((find(e.left), find(e.right))) for e in known if e.decision == "keep apart"}
    judged = {e.pair for e in known}
    provinces: defaultdict[str, set[str]] = defaultdict(set)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for key, row in place.items():
        members[find(key)].add(row["organisation_id"])
        if row["province"]:
            provinces[find(key)].add(row["province"])
    unsure = entries(db, "made_by = 'rule' AND decision = 'unsure' AND withdrawn_at IS NULL")
    for entry in sorted(unsure, key=lambda e: (-(e.score or 0), e.left, e.right)):
        if entry.left not in place or entry.right not in place or entry.pair in judged:
            continue
        groups = frozenset((find(entry.left), find(entry.right)))
        if len(groups) == 1 or groups in apart:
            continue
        one, other = (provinces[group] for group in groups)
        if one and other and not one & other:
            continue
        left, right = place[entry.left]["organisation_id"], place[entry.right]["organisation_id"]
        pair = OpenPair(
            entry.id,
            entry.left,
            entry.right,
            left,
            right,
            tuple(sorted(members[find(entry.left)] - {left})),
            tuple(sorted(members[find(entry.right)] - {right})),
            entry.score or 0.0,
            entry.parts,
            entry.author,
        )
        yield groups, pair
