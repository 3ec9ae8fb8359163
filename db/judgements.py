"""The log of judgements: decisions of rules and persons on pairs of names; rows are added and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.errors import UnknownOrganisation
from db.judging import Decision, Judgement


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log: a judgement with who made it, when (UTC), why, and since when it holds no more."""

    id: int
    left: str
    right: str
    decision: Decision
    score: float | None
    parts: Mapping[str, Any]
    made_by: Literal["rule", "person"]
    author: str
    made_at: str
    withdrawn_at: str | None
    note: str | None

    @property
    def stands(self) -> bool:
        """Whether it still counts."""
        return self.withdrawn_at is None

    @property
    def pair(self) -> frozenset[str]:
        """The two keys."""
        return frozenset((self.left, self.right))


def entries(db: Database, condition: str = "1", parameters: Sequence[Any] = ()) -> list[Entry]:
    """The rows of the log that meet a condition in SQL, in the order in which they were made."""
    rows = db.conn.execute(
        "SELECT id, left_key, right_key, decision, score, parts, made_by, author, made_at, withdrawn_at, note"
        f" FROM judgement WHERE {condition} ORDER BY id",
        parameters,
    )
    return [
        Entry(number, left, right, decision, score, json.loads(parts), *rest)
        for number, left, right, decision, score, parts, *rest in rows
    ]


def standing_by_persons(db: Database) -> list[Entry]:
    """The decisions of persons that stand, with all that the log says of them."""
    return entries(db, "made_by = 'person' AND withdrawn_at IS NULL")


def persons_judgements(db: Database) -> list[Judgement]:
    """The decisions of persons that stand."""
    rows = db.conn.execute(
        "SELECT left_key, right_key, decision, author FROM judgement"
        " WHERE made_by = 'person' AND withdrawn_at IS NULL ORDER BY id"
    )
    return [Judgement(left, right, decision, author) for left, right, decision, author in rows]


def put_persons_judgement(
    db: Database,
    one: str,
    other: str,
    decision: Decision,
    *,
    author: str,
    now: str,
    note: str | None = None,
    parts: Mapping[str, Any] | None = None,
) -> int:
    """Add a person's decision on two keys of `organisation_key`, in place of an earlier one; its id.

    `note` is the reason that the person gives; `parts` what the decision belongs to (`db.decisions`).

    Raises `UnknownOrganisation` for a key that no article has stated.
    """
    for key in (one, other):
        if db.conn.execute("SELECT 1 FROM organisation_key WHERE key = ?", [key]).fetchone() is None:
            raise UnknownOrganisation(
                "no article states this name", key, "Take a key from the table organisation_key"
            )
    left, right = sorted((one, other))
    db.conn.execute(
        "UPDATE judgement SET withdrawn_at = ? WHERE left_key = ? AND right_key = ? AND made_by = 'person'"
        " AND withdrawn_at IS NULL",
        [now, left, right],
    )
    return _insert(db, Judgement(left, right, decision, author, parts=parts or {}), "person", now, note)


def withdraw_judgement(db: Database, judgement_id: int, now: str) -> bool:
    """Take a decision back; false when it does not stand."""
    cursor = db.conn.execute(
        "UPDATE judgement SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", [now, judgement_id]
    )
    return cursor.rowcount > 0


def replace_rules_judgements(db: Database, judgements: Sequence[Judgement], now: str) -> tuple[int, int]:
    """Make these the standing judgements of the rules; the numbers of those added and withdrawn."""
    wanted = {(j.left, j.right): _values(j) for j in judgements}
    by_pair = {(j.left, j.right): j for j in judgements}
    stored = {
        (left, right): (judgement_id, tuple(values))
        for judgement_id, left, right, *values in db.conn.execute(
            "SELECT id, left_key, right_key, decision, score, parts, author FROM judgement"
            " WHERE made_by = 'rule' AND withdrawn_at IS NULL"
        )
    }
    gone = [(now, row[0]) for pair, row in stored.items() if wanted.get(pair) != row[1]]
    db.conn.executemany("UPDATE judgement SET withdrawn_at = ? WHERE id = ?", gone)
    new = [pair for pair, values in wanted.items() if pair not in stored or stored[pair][1] != values]
    for pair in new:
        _insert(db, by_pair[pair], "rule", now)
    return len(new), len(gone)


def _values(judgement: Judgement) -> tuple[str, float | None, str, str]:
    parts = json.dumps(dict(judgement.parts), ensure_ascii=False)
    return judgement.decision, judgement.score, parts, judgement.author


def _insert(db: Database, judgement: Judgement, made_by: str, now: str, note: str | None = None) -> int:
    decision, score, parts, author = _values(judgement)
    cursor = db.conn.execute(
        "INSERT INTO judgement (left_key, right_key, decision, score, parts, made_by, author, made_at, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [judgement.left, judgement.right, decision, score, parts, made_by, author, now, note],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid
