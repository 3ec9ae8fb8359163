"""Bookmarks: how far the reading of an archive has come, kept in the database that it is read into."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from sqlite_utils import Database

from db import meta

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
    value = meta.get(db.conn, _PREFIX + name)
    return None if value is None else Bookmark(**json.loads(value))


def put(db: Database, name: str, bookmark: Bookmark) -> None:
    """Set a bookmark; in the same transaction as what was read up to it."""
    meta.put(db.conn, _PREFIX + name, json.dumps(asdict(bookmark), ensure_ascii=False))
