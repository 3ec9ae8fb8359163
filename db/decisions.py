"""Decisions of persons on organisations: to merge, to split, to judge a pair, and to take a decision back.

A decision may take several rows of the log: a split keeps each name that leaves apart from each that stays.
The first row names the decision; `parts` of the others refer to it, and `parts` of the first name the rows
that it overruled, which come back when it is withdrawn.  Nothing here resolves: the caller does, afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.errors import JudgementRefused, UnknownJudgement
from db.judgements import Entry, entries, put_persons_judgement, standing_by_persons, withdraw_judgement
from db.judging import Decision

Act = Literal["review", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when (UTC, as rows carry it), and the reason that is given."""

    author: str
    now: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision wrote.

    `id`: the first row made (or the decision that was withdrawn); `made`: all rows made; `withdrawn`: rows
    that hold no more; `restored`: rows that were overruled before and hold again, made anew; `not_restored`:
    those that a later decision speaks against.
    """

    id: int
    made: tuple[Entry, ...] = ()
    withdrawn: tuple[Entry, ...] = ()
    restored: tuple[Entry, ...] = ()
    not_restored: tuple[Entry, ...] = ()


def judge(db: Database, left: str, right: str, decision: Decision, by: Signature) -> Decided:
    """A decision on one pair of keys.  The caller holds the transaction.

    Raises `UnknownOrganisation` for a key that no article has stated.
    """
    overruled = _standing(db, [(left, right)])
    return _decide(db, [(left, right)], (decision, "review"), overruled, by)


def merge(db: Database, one: str, other: str, by: Signature) -> Decided:
    """Two organisations are one.  Decisions of persons that keep a name of each apart are overruled.

    `one` and `other` are ids as `db.finding` gives them; the judgement is between the names that their ids
    were given out for, or the most frequent ones.  The caller holds the transaction.
    """
    left, right = keys_of(db, one), keys_of(db, other)
    pairs = [(a, b) for a in left for b in right]
    overruled = _standing(db, pairs, "keep apart") + _standing(db, [(left[0], right[0])], "merge")
    return _decide(db, [(left[0], right[0])], ("merge", "merge"), overruled, by)


def confirm(db: Database, one: str, other: str, by: Signature) -> Decided | None:
    """A person agrees that two ids, one of which leads to the other, are one.

    Null when there is nothing to decide: the ids were given out for one name, or persons have said so before.
    """
    left, right = (_home(db, identity) for identity in (one, other))
    said = joined((e.left, e.right) for e in standing_by_persons(db) if e.decision == "merge")
    if left is None or right is None or said(left) == said(right):
        return None
    return _decide(db, [(left, right)], ("merge", "merge"), _standing(db, [(left, right)]), by)


def hold_together(db: Database, decision: Decided, keys: Iterable[str], by: Signature) -> tuple[Entry, ...]:
    """Add to a merge the names that rules would let go because of it; withdrawn together with it."""
    centre = decision.made[0].left
    parts = {"act": "merge", "decision": decision.id}
    return tuple(_put(db, (centre, key), "merge", by, parts) for key in sorted(keys) if key != centre)


def split(db: Database, leaving: Sequence[str], staying: Sequence[str], by: Signature) -> Decided:
    """Some names leave an organisation: each is kept apart from each that stays.

    Decisions of persons that merge one that leaves with one that stays are overruled.  Where the names go
    that leave, the rules decide: together, apart, or to another organisation.  The caller holds the
    transaction.
    """
    pairs = [(a, b) for a in leaving for b in staying]
    overruled = _standing(db, pairs)
    return _decide(db, pairs, ("keep apart", "split"), overruled, by)


def take_back(db: Database, judgement_id: int, now: str) -> Decided:
    """Withdraw a person's decision, with all its rows; what it overruled holds again.

    Those that a decision made since speaks against stay overruled.  The caller holds the transaction.
    Raises what `standing_decision` raises.
    """
    asked = standing_decision(db, judgement_id)
    group = decision_of(asked)
    rows = [entry for entry in standing_by_persons(db) if decision_of(entry) == group]
    for entry in rows:
        withdraw_judgement(db, entry.id, now)
    replaced = [number for entry in rows for number in entry.parts.get("replaces", [])]
    restored, not_restored = [], []
    for number in replaced:
        (old,) = entries(db, "id = ?", [number])
        if _speaks_against(standing_by_persons(db), old):
            not_restored.append(old)
            continue
        parts = {**old.parts, "decision": decision_of(old), "restores": old.id}
        restored.append(
            _put(db, (old.left, old.right), old.decision, Signature(old.author, now, old.note), parts)
        )
    withdrawn = tuple(entry for row in rows for entry in entries(db, "id = ?", [row.id]))
    return Decided(group, (), withdrawn, tuple(restored), tuple(not_restored))


def standing_decision(db: Database, judgement_id: int) -> Entry:
    """The decision of a person that a number means and that can be withdrawn.

    Raises `UnknownJudgement`, and `JudgementRefused` for a rule's judgement or one that stands no more.
    """
    found = entries(db, "id = ?", [judgement_id])
    if not found:
        raise UnknownJudgement(
            "there is no judgement of this number",
            judgement_id,
            "`rangwan organisations explain ID` lists the judgements on an organisation",
        )
    (asked,) = found
    if asked.made_by == "rule":
        raise JudgementRefused(
            f"the rule {asked.author} made this judgement, and would make it again",
            judgement_id,
            "Decide on the pair yourself: `rangwan organisations merge` or `split`, or in `rangwan review`",
        )
    if asked.withdrawn_at is not None:
        raise JudgementRefused(
            f"this decision of {asked.author} was withdrawn at {asked.withdrawn_at}",
            judgement_id,
            "Nothing has to be done; `rangwan organisations explain ID` lists the decisions that stand",
        )
    return asked


def decision_of(entry: Entry) -> int:
    """The number of the decision that a row belongs to."""
    return int(entry.parts.get("decision", entry.id))


def not_held(db: Database) -> list[Entry]:
    """Decisions of persons that the present organisations contradict: others speak against them.

    Those on names that no standing fact states are passed over.
    """
    place = dict(db.conn.execute("SELECT DISTINCT key, organisation_id FROM mention"))
    return [
        entry
        for entry in standing_by_persons(db)
        if entry.left in place
        and entry.right in place
        and entry.decision != "unsure"
        and (place[entry.left] == place[entry.right]) != (entry.decision == "merge")
    ]


def keys_of(db: Database, identity: str) -> list[str]:
    """The keys of an organisation: the one its id was given out for, other homes, then the most frequent."""
    rows = db.conn.execute(
        "SELECT k.key FROM organisation_key k LEFT JOIN mention m ON m.key = k.key"
        " WHERE k.organisation_id = ? GROUP BY k.key"
        " ORDER BY count(m.fact_id) = 0, k.home_id IS NOT k.organisation_id, k.home_id IS NULL,"
        " count(m.fact_id) DESC, k.key",
        [identity],
    )
    return [key for (key,) in rows]


def _home(db: Database, identity: str) -> str | None:
    row = db.conn.execute(
        "SELECT key FROM organisation_key WHERE home_id = ? ORDER BY key", [identity]
    ).fetchone()
    return None if row is None else str(row[0])


def _standing(
    db: Database, pairs: Iterable[tuple[str, str]], decision: Decision | None = None
) -> list[Entry]:
    wanted = {frozenset(pair) for pair in pairs}
    return [
        entry
        for entry in standing_by_persons(db)
        if entry.pair in wanted and decision in (None, entry.decision)
    ]


def _decide(
    db: Database,
    pairs: Sequence[tuple[str, str]],
    what: tuple[Decision, Act],
    overruled: Sequence[Entry],
    by: Signature,
) -> Decided:
    decision, act = what
    for entry in overruled:
        withdraw_judgement(db, entry.id, by.now)
    parts: dict[str, Any] = {"act": act}
    if overruled:
        parts["replaces"] = [entry.id for entry in overruled]
    first = _put(db, pairs[0], decision, by, parts)
    parts = {"act": act, "decision": first.id}
    others = [_put(db, pair, decision, by, parts) for pair in pairs[1:]]
    return Decided(first.id, (first, *others), tuple(overruled))


def _put(
    db: Database, pair: tuple[str, str], decision: Decision, by: Signature, parts: dict[str, Any]
) -> Entry:
    number = put_persons_judgement(
        db, *pair, decision, author=by.author, now=by.now, note=by.note, parts=parts
    )
    (entry,) = entries(db, "id = ?", [number])
    return entry


def _speaks_against(standing: Sequence[Entry], old: Entry) -> bool:
    """Whether decisions that stand, on the pair itself or by a chain, contradict an overruled one."""
    if any(entry.pair == old.pair for entry in standing):
        return True
    merges = [entry for entry in standing if entry.decision == "merge"]
    find = joined((entry.left, entry.right) for entry in merges)
    if old.decision == "keep apart":
        return find(old.left) == find(old.right)
    together = {find(old.left), find(old.right)}
    return any(
        entry.decision == "keep apart" and {find(entry.left), find(entry.right)} == together
        for entry in standing
    )


def joined(pairs: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """A function that tells what group each item is in once these pairs are joined."""
    parent: dict[str, str] = {}

    def find(item: str) -> str:
        while item in parent:
            item = parent[item]
        return item

    for left, right in pairs:
        a, b = find(left), find(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return find
