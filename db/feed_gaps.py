"""Where the change feed was cut off by a restored back-up: numbers that clients have read and nobody has now.

The log goes on after them, so none is given out twice, and a client that stands among them is told to start
again, however far the log has come since.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from db import meta

_KEY = "feed_gaps"


@dataclass(frozen=True, slots=True)
class Gap:
    """After change `last` the log was lost; numbers up to `read` may have been read by clients."""

    last: int
    read: int

    def holds(self, since: int) -> bool:
        """Whether a client that has read up to `since` has read what was lost."""
        return self.last < since <= self.read


def gaps(db: sqlite3.Connection) -> tuple[Gap, ...]:
    """The gaps of a log, in the order in which they came to be."""
    value = meta.get(db, _KEY)
    return tuple(Gap(*gap) for gap in json.loads(value)) if value else ()


def last_given_out(db: sqlite3.Connection, latest: int) -> int:
    """The last number that a log whose last change is `latest` has given out, lost ones included."""
    return max(latest, *(gap.read for gap in gaps(db)), 0)


def put_gap(db: sqlite3.Connection, gap: Gap) -> None:
    """Note a gap.  The caller commits."""
    meta.put(db, _KEY, json.dumps([[one.last, one.read] for one in (*gaps(db), gap)]))
