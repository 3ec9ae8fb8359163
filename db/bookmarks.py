"""Bookmarks: how far the reading of an archive has come, kept in the database that it is read into."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from sqlite_utils import Database

_PREFIX = "bookmark:"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in an archive: records read, what was counted on the way, and when its end was reached (UTC).

    `edition` tells one state of the archive from another: a bookmark in one that was changed since is void.
    """

    edition: str
    position: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    finished_at: str | None = None


def get(db: Database, name: str) -> Bookmark | None:
    """The bookmark of this name, if there is one."""
    row = db.conn.execute("SELECT value FROM meta WHERE key = ?", [_PREFIX + name]).fetchone()
    return Bookmark(**json.loads(row[0])) if row is not None else None


def put(db: Database, name: str, bookmark: Bookmark) -> None:
    """Set a bookmark; in the same transaction as what was read up to it."""
    db.conn.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [_PREFIX + name, json.dumps(asdict(bookmark), ensure_ascii=False)],
    )
