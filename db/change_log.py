"""Reading the log of changes to the public records, page by page (docs/change-feed.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.feed_gaps import gaps
from db.records import Record

Action = Literal["added", "changed", "merged", "split", "withdrawn"]
RecordId = str | int

_MOST_DIGITS = 100  # Python refuses to read very long numbers, in words of its own

PAGE = 1000
"""The most changes that one page holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log; see the table `change`.  `redacted`: a person's name was taken out of `record`."""

    seq: int
    batch: int
    at: str
    action: Action
    entity: str
    id: RecordId
    record: Record | None
    others: tuple[str, ...]
    redacted: bool = False

    def to_json(self) -> dict[str, Any]:
        """The change as it is published."""
        return {
            "seq": self.seq,
            "batch": self.batch,
            "at": self.at,
            "action": self.action,
            "entity": self.entity,
            "id": self.id,
            "record": self.record,
            "others": list(self.others),
            "redacted": self.redacted,
        }


@dataclass(frozen=True, slots=True)
class Page:
    """The changes after `since`; `next` is the `since` of the next page, `latest` the end of the log.

    For a reader of changes that a restored back-up does not have, `latest` is the last that it has.
    `redacted`: what `last_redaction` tells.
    """

    since: int
    next: int
    latest: int
    redacted: int
    changes: tuple[Change, ...]

    @property
    def ahead(self) -> bool:
        """Whether the reader has seen more than there is: the database was restored, or is another one."""
        return self.since > self.latest


class BadSince(ValueError):
    """What was given as the number of a change is none; `str()` says so to the user."""


def since_of(text: str) -> int:
    """The number of a change, as a user or a request gives it; raises `BadSince`."""
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
        return int(digits)
    told = text if len(text) <= _MOST_DIGITS else f"{text[:_MOST_DIGITS]}..."
    raise BadSince(
        f"since must be the number of a change, 0 or more, not {told!r}. Give the number of the last change"
        " that you have applied, or 0 for all"
    )


def latest(db: Database) -> int:
    """The number of the last change; 0 when there is none."""
    (number,) = db.conn.execute("SELECT max(seq) FROM change").fetchone()
    return int(number or 0)


def last_redaction(db: Database) -> int:
    """The number of the change with which names were last taken out of earlier lines; 0 when never."""
    (number,) = db.conn.execute("SELECT max(redacted) FROM change WHERE redacted IS NOT NULL").fetchone()
    return int(number or 0)


def changes_since(db: Database, since: int, limit: int) -> Page:
    """The first `limit` changes after number `since`.  A page may end within a batch.

    Raises `BadSince` for a negative `since`, `ValueError` for a `limit` under 1.
    """
    if since < 0:
        raise BadSince(f"since must be 0 or more, not {since}. 0 gives all changes")
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
    for gap in gaps(db.conn):
        if gap.holds(since):
            return Page(since, since, gap.last, last_redaction(db), ())
    end = latest(db)
    rows = db.conn.execute(
        "SELECT seq, batch, at, action, entity, record_id, record, others, redacted FROM change"
        " WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        # SQLite's integers end there; nothing comes after them.
        [min(since, 2**63 - 1), end, limit],
    )
    changes = tuple(map(_change, rows))
    return Page(since, changes[-1].seq if changes else since, end, last_redaction(db), changes)


def _change(row: tuple[Any, ...]) -> Change:
    seq, batch, at, action, entity, identity, record, others, redacted = row
    told = record and json.loads(record)
    return Change(
        seq, batch, at, action, entity, identity, told, tuple(json.loads(others)), redacted is not None
    )


def all_changes_since(db: Database, since: int, limit: int | None = None) -> Iterator[Change]:
    """The changes after number `since`, at most `limit`, read a page at a time."""
    left = limit
    while left is None or left > 0:
        page = changes_since(db, since, min(PAGE, left or PAGE))
        yield from page.changes
        since = page.next
        left = None if left is None else left - len(page.changes)
        if since >= page.latest:
            return
