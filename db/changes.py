"""The log of changes to the public records: what was added, changed, merged, split, withdrawn.

A record is compared with how it was published last, so resolving again over the same facts adds nothing.
A client that applies the log from its beginning holds what `db.records` tells (docs/change-feed.md).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from db.change_log import Action, RecordId, latest
from db.feed_gaps import last_given_out
from db.records import ENTITIES, Record, records
from db.redaction import redact

_Key = tuple[str, RecordId]


@dataclass(frozen=True, slots=True)
class _Found:
    """A record that differs from how it was published last, if it was; the ids that it led and leads to."""

    entity: str
    id: RecordId
    was_published: bool
    led_to: str | None
    leads_to: str | None


@dataclass(slots=True)
class _Differences:
    """What differs from the log; the texts of the records wait in a table, as there may be a great many."""

    found: list[_Found] = field(default_factory=list)
    gone: list[_Key] = field(default_factory=list)
    standing: set[RecordId] = field(default_factory=set)
    moves: list[tuple[RecordId, str]] = field(default_factory=list)
    """Of facts: the organisation or award that one belonged to, and the one that it belongs to now."""


def record_changes(db: Database, now: str, run_id: int | None) -> Counter[str]:
    """Add what differs from the records published last to the log, as one batch; the number of each action.

    The caller holds the transaction and has resolved.  Within a batch, records come before those that refer
    to them, as far as they do not refer to each other, and withdrawals come last.  What the records tell no
    more because it is a person's name is taken out of earlier lines, too.
    """
    # Goes with the transaction, should that fail.
    db.conn.execute("CREATE TEMP TABLE differing_record (text TEXT NOT NULL)")
    differences = _differences(db)
    actions = _append(db, differences, now, run_id)
    db.conn.execute("DROP TABLE temp.differing_record")
    redact(db, [*((one.entity, one.id) for one in differences.found), *differences.gone])
    return actions


def _differences(db: Database) -> _Differences:
    published: dict[_Key, tuple[str, int]] = {
        (entity, identity): (digest, seq)
        for entity, identity, digest, seq in db.conn.execute(
            "SELECT entity, record_id, digest, seq FROM published_record"
        )
    }
    differences = _Differences()
    for entity in ENTITIES:
        for record in records(db, entity):
            identity = record["id"]
            leads_to = record.get("redirected_to")
            if leads_to is None:
                differences.standing.add(identity)
            text = _json(record)
            digest, seq = published.pop((entity, identity), (None, 0))
            if digest == _digest(text):
                continue
            before = _record_of(db, seq) if digest else {}
            db.conn.execute("INSERT INTO temp.differing_record VALUES (?)", [text])
            differences.found.append(
                _Found(entity, identity, digest is not None, before.get("redirected_to"), leads_to)
            )
            if entity == "fact":
                differences.moves += _moves(before, record)
    order: dict[str, int] = {entity: place for place, entity in enumerate(ENTITIES)}
    differences.gone = sorted(published, key=lambda key: (-order.get(key[0], -1), _age(key[1])))
    return differences


def _moves(before: Record, after: Record) -> Iterator[tuple[RecordId, str]]:
    for name in ("organisation_id", "award_id"):
        old, new = before.get(name), after[name]
        if old != new and old is not None and new is not None:
            yield old, new


def _left(differences: _Differences) -> Mapping[RecordId, set[RecordId]]:
    """By organisation and award: those that stand and that some of its facts belonged to until now."""
    left: defaultdict[RecordId, set[RecordId]] = defaultdict(set)
    for old, new in differences.moves:
        if old in differences.standing:
            left[new].add(old)
    return left


def _action(found: _Found, left: Mapping[RecordId, set[RecordId]]) -> tuple[Action, tuple[RecordId, ...]]:
    """What happened to a record, and the ids that it was merged into or split from."""
    if found.leads_to is not None:
        return "merged", (found.leads_to,)
    if found.led_to is not None:
        return "split", (found.led_to,)
    if found.was_published:
        return "changed", ()
    if found.id in left:
        return "split", tuple(sorted(left[found.id], key=_age))
    return "added", ()


def _append(db: Database, differences: _Differences, now: str, run_id: int | None) -> Counter[str]:
    first = last_given_out(db.conn, latest(db)) + 1
    last = first + len(differences.found) + len(differences.gone) - 1
    left = _left(differences)
    actions: Counter[str] = Counter()
    texts = db.conn.execute("SELECT text FROM temp.differing_record ORDER BY rowid")
    for seq, (found, (text,)) in enumerate(zip(differences.found, texts, strict=True), start=first):
        action, others = _action(found, left)
        actions[action] += 1
        row = (seq, last, now, action, found.entity, found.id, text, json.dumps(others), run_id)
        db.conn.execute(_ADD, row)
        db.conn.execute(_PUBLISH, (found.entity, found.id, _digest(text), seq, seq))
    for seq, (entity, identity) in enumerate(differences.gone, start=first + len(differences.found)):
        actions["withdrawn"] += 1
        db.conn.execute(_ADD, (seq, last, now, "withdrawn", entity, identity, None, "[]", run_id))
        db.conn.execute("DELETE FROM published_record WHERE entity = ? AND record_id = ?", [entity, identity])
    return actions


_ADD = """
    INSERT INTO change (seq, batch, at, action, entity, record_id, record, others, run_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUBLISH = """
    INSERT INTO published_record (entity, record_id, digest, seq, first_seq) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (entity, record_id) DO UPDATE SET digest = excluded.digest, seq = excluded.seq
"""


def _record_of(db: Database, seq: int) -> Record:
    (text,) = db.conn.execute("SELECT record FROM change WHERE seq = ?", [seq]).fetchone()
    record: Record = json.loads(text)
    return record


def _json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _age(identity: RecordId) -> tuple[int, str]:
    return (len(str(identity)), str(identity))
