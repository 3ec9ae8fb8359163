"""The official lists of a database: one is replaced as a whole, in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from db.errors import ListRefused, UnknownList
from db.registry import BUILT_IN, Entry

_LEAST = 20
"""Shorter lists may shrink as they like: a person sees what is in them."""


@dataclass(frozen=True, slots=True)
class OfficialList:
    """What is known of a list as a whole.

    `complete` names the kinds of which it holds every body; `sha256` is that of the file as it was imported;
    `imported_at` (UTC) is set when it is stored.
    """

    name: str
    title: str
    sha256: str
    url: str | None = None
    licence: str | None = None
    complete: tuple[str, ...] = ()
    imported_at: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a list brought against the one of its name that was stored before: counts of entries.

    `described`: its title, licence, complete kinds or file differ.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    new: bool = False
    described: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.described)


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries of a level and kind (null for areas) a list has, and the first of them."""

    level: str
    kind: str | None
    entries: int
    examples: tuple[Entry, ...]


_ENTRY = (
    "registry, level, code, name, proper, coalesce(kind, ''), coalesce(head, ''), province, district, name_en"
)
_LIST = "name, title, sha256, url, licence, complete, imported_at"


def replace(db: Database, head: OfficialList, entries: Collection[Entry], now: str) -> Changes:
    """Make these the entries of a list; what is the same as before is not written.

    Raises `ListRefused` for a list that shrinks to less than half, as one does whose download broke off, and
    for the name of the list that comes with the project.
    """
    if head.name == BUILT_IN:
        raise ListRefused(
            f"{BUILT_IN!r} is the list that comes with rangwan", head.name, "Give the list another name"
        )
    wanted = {(entry.level, entry.code): entry for entry in entries}
    before = find(db, head.name)
    stored = {(entry.level, entry.code): entry for entry in _entries(db, head.name)}
    if len(stored) >= _LEAST and len(wanted) < len(stored) / 2:
        what = f"the list has {len(wanted):,} entries where it had {len(stored):,}; nothing was changed"
        advice = f"Is the file whole? If it is, first: rangwan registry remove {head.name}"
        raise ListRefused(what, head.name, advice)
    gone = [key for key in stored if key not in wanted]
    added = [entry for key, entry in wanted.items() if key not in stored]
    changed = [entry for key, entry in wanted.items() if key in stored and stored[key] != entry]
    described = before is None or _without_time(before) != _without_time(head)
    changes = Changes(
        len(added),
        len(gone),
        len(changed),
        len(wanted) - len(added) - len(changed),
        new=before is None,
        described=described,
    )
    if changes:
        _put_list(db, head, now)
        db.conn.executemany(
            "DELETE FROM registry_entry WHERE registry = ? AND level = ? AND code = ?",
            [(head.name, *key) for key in gone],
        )
        db.conn.executemany(
            "INSERT OR REPLACE INTO registry_entry (registry, level, code, name, proper, kind, head,"
            " province, district, name_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_values(entry) for entry in (*added, *changed)],
        )
    return changes


def remove(db: Database, name: str) -> int:
    """Take a list out; the number of entries it had.  Raises `UnknownList`."""
    get(db, name)
    count = db.conn.execute("DELETE FROM registry_entry WHERE registry = ?", [name]).rowcount
    db.conn.execute("DELETE FROM registry WHERE name = ?", [name])
    return int(count)


def lists(db: Database) -> list[tuple[OfficialList, int]]:
    """The lists by name, each with the number of its entries."""
    sizes = dict(
        db.conn.execute("SELECT registry, count(*) FROM registry_entry GROUP BY registry").fetchall()
    )
    rows = db.conn.execute(f"SELECT {_LIST} FROM registry ORDER BY name").fetchall()
    return [(_to_list(row), sizes.get(row[0], 0)) for row in rows]


def get(db: Database, name: str) -> OfficialList:
    """A list by name; raises `UnknownList`."""
    found = find(db, name)
    if found is None:
        known = ", ".join(head.name for head, _ in lists(db)) or "none"
        raise UnknownList("there is no list of this name", name, f"The lists imported so far: {known}")
    return found


def counts(db: Database, name: str, *, examples: int = 3) -> list[Count]:
    """The entries of a list by level and kind, the most first."""
    rows = db.conn.execute(
        "SELECT level, kind, count(*) FROM registry_entry WHERE registry = ?"
        " GROUP BY level, kind ORDER BY count(*) DESC, level, kind",
        [name],
    ).fetchall()
    return [Count(level, kind, n, _examples(db, name, level, kind, examples)) for level, kind, n in rows]


def _examples(db: Database, name: str, level: str, kind: str | None, limit: int) -> tuple[Entry, ...]:
    rows = db.conn.execute(
        f"SELECT {_ENTRY} FROM registry_entry WHERE registry = ? AND level = ? AND kind IS ?"
        " ORDER BY code LIMIT ?",
        [name, level, kind, limit],
    )
    return tuple(Entry(*row) for row in rows)


def _entries(db: Database, name: str) -> list[Entry]:
    rows = db.conn.execute(f"SELECT {_ENTRY} FROM registry_entry WHERE registry = ?", [name])
    return [Entry(*row) for row in rows]


def find(db: Database, name: str) -> OfficialList | None:
    """A list by name, if there is one."""
    row = db.conn.execute(f"SELECT {_LIST} FROM registry WHERE name = ?", [name]).fetchone()
    return _to_list(row) if row else None


def _to_list(row: tuple[str, ...]) -> OfficialList:
    name, title, sha256, url, licence, complete, imported_at = row
    return OfficialList(name, title, sha256, url, licence, tuple(json.loads(complete)), imported_at)


def _without_time(head: OfficialList) -> tuple[object, ...]:
    return head.name, head.title, head.sha256, head.url, head.licence, sorted(head.complete)


def _put_list(db: Database, head: OfficialList, now: str) -> None:
    db.conn.execute(
        "INSERT INTO registry (name, title, sha256, url, licence, complete, imported_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET title = excluded.title,"
        " sha256 = excluded.sha256, url = excluded.url, licence = excluded.licence,"
        " complete = excluded.complete, imported_at = excluded.imported_at",
        [head.name, head.title, head.sha256, head.url, head.licence, json.dumps(sorted(head.complete)), now],
    )


def _values(entry: Entry) -> tuple[str | None, ...]:
    return (
        entry.registry,
        entry.level,
        entry.code,
        entry.name,
        entry.proper,
        entry.kind or None,
        # Empty for companies: their key has no head, and an area has none at all.
        entry.head if entry.level == "body" else None,
        entry.province,
        entry.district,
        entry.name_en,
    )
