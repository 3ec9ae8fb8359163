"""The log of changes to the public records: what was added, changed, merged, split, withdrawn.

A record is compared with how it was published last, so resolving again over the same facts adds nothing.
A client that applies the log from its beginning holds what `db.records` tells (docs/change-feed.md).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.change_log import Action, RecordId, latest
from db.feed_gaps import gaps
from db.records import ENTITIES, Entity, Record, records


@dataclass(frozen=True, slots=True)
class _Pending:
    action: Action
    entity: str
    id: RecordId
    record: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A record that differs from how it was published last (`before`, null when it was not)."""

    record: Record
    text: str
    before: Record | None


def record_changes(db: Database, now: str, run_id: int | None) -> Counter[str]:
    """Add what differs from the records published last to the log, as one batch; the number of each action.

    The caller holds the transaction and has resolved.  Within a batch, records come before those that refer
    to them, as far as they do not refer to each other, and withdrawals come last.
    """
    published: dict[tuple[str, RecordId], tuple[str, int]] = {
        (entity, identity): (digest, seq)
        for entity, identity, digest, seq in db.conn.execute(
            "SELECT entity, record_id, digest, seq FROM published_record"
        )
    }
    seen: set[tuple[str, RecordId]] = set()
    differing: dict[Entity, list[_Found]] = {}
    standing: set[RecordId] = set()
    for entity in ENTITIES:
        differing[entity] = []
        for record in records(db, entity):
            identity = record["id"]
            seen.add((entity, identity))
            if "redirected_to" not in record:
                standing.add(identity)
            text = _json(record)
            digest, seq = published.get((entity, identity), (None, 0))
            if digest != _digest(text):
                before = _record_of(db, seq) if digest else None
                differing[entity].append(_Found(record, text, before))
    left = _left(differing["fact"], standing)
    batch = [_pending(entity, found, left) for entity in ENTITIES for found in differing[entity]]
    order: dict[str, int] = {entity: place for place, entity in enumerate(ENTITIES)}
    gone = sorted(published.keys() - seen, key=lambda key: (-order.get(key[0], -1), _age(key[1])))
    batch += [_Pending("withdrawn", entity, identity) for entity, identity in gone]
    _append(db, batch, now, run_id)
    return Counter(change.action for change in batch)


def _left(facts: list[_Found], standing: set[RecordId]) -> Mapping[str, set[str]]:
    """By organisation and award: those that stand and that some of its facts belonged to until now."""
    left: defaultdict[str, set[str]] = defaultdict(set)
    for found in facts:
        for field in ("organisation_id", "award_id"):
            before, after = (found.before or {}).get(field), found.record[field]
            if before != after and before in standing and after is not None:
                left[after].add(before)
    return left


def _pending(entity: Entity, found: _Found, left: Mapping[str, set[str]]) -> _Pending:
    identity, before = found.record["id"], found.before
    action: Action
    others: tuple[str, ...] = ()
    if "redirected_to" in found.record:
        action, others = "merged", (found.record["redirected_to"],)
    elif before is not None and "redirected_to" in before:
        action, others = "split", (before["redirected_to"],)
    elif before is not None:
        action = "changed"
    elif identity in left:
        action, others = "split", tuple(sorted(left[identity], key=_age))
    else:
        action = "added"
    return _Pending(action, entity, identity, found.text, others)


def _append(db: Database, batch: list[_Pending], now: str, run_id: int | None) -> None:
    if not batch:
        return
    first = max(latest(db), *(gap.read for gap in gaps(db.conn)), 0) + 1
    last = first + len(batch) - 1
    db.conn.executemany(
        "INSERT INTO change (seq, batch, at, action, entity, record_id, record, others, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (seq, last, now, c.action, c.entity, c.id, c.record, json.dumps(c.others), run_id)
            for seq, c in enumerate(batch, start=first)
        ],
    )
    db.conn.executemany(
        "INSERT INTO published_record (entity, record_id, digest, seq, first_seq) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (entity, record_id) DO UPDATE SET digest = excluded.digest, seq = excluded.seq",
        [
            (c.entity, c.id, _digest(c.record), seq, seq)
            for seq, c in enumerate(batch, start=first)
            if c.record is not None
        ],
    )
    db.conn.executemany(
        "DELETE FROM published_record WHERE entity = ? AND record_id = ?",
        [(c.entity, c.id) for c in batch if c.record is None],
    )


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
