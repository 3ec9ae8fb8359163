"""Which organisation a person means: by id, also one that was merged away, or by any of its names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

from normalize.organisations import canonical_name
from normalize.text import fold

SUGGESTIONS = 10
"""So many organisations are named when nothing has exactly the name."""

_ID = re.compile(r"org-(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may mean.

    `ids`: standing organisations that it is the id or a name of (one: it is clear); `asked`: the id that was
    asked for, where that leads on to another; `withdrawn`: the id is one of which no article speaks any more;
    `near`: organisations whose name holds the text, where none has it.
    """

    ids: tuple[str, ...]
    asked: str | None = None
    withdrawn: bool = False
    near: tuple[str, ...] = ()


def find(db: Database, text: str) -> Found:
    """The organisations that a text may mean: an id (org-000012, org-12) or a name as written anywhere."""
    if match := _ID.fullmatch(text.strip()):
        return _by_id(db, f"org-{int(match[1]):06d}")
    wanted = {fold(text), fold(canonical_name(text))}
    ids, near = [], []
    for identity, names in _names(db).items():
        folded = {fold(name) for name in names}
        if folded & wanted:
            ids.append(identity)
        elif any(part in name for name in folded for part in wanted if part):
            near.append(identity)
    return Found(tuple(sorted(ids)), near=() if ids else tuple(sorted(near)[:SUGGESTIONS]))


def _by_id(db: Database, identity: str) -> Found:
    row = db.conn.execute(
        "SELECT redirected_to, withdrawn_at FROM organisation WHERE id = ?", [identity]
    ).fetchone()
    if row is None:
        return Found(())
    if row[0] is not None:
        target = _by_id(db, row[0])
        return Found(target.ids, asked=identity, withdrawn=target.withdrawn)
    return Found((), withdrawn=True) if row[1] else Found((identity,))


def _names(db: Database) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for identity, name in db.conn.execute(
        "SELECT o.id, o.name FROM organisation o WHERE o.redirected_to IS NULL AND o.withdrawn_at IS NULL"
        " UNION ALL SELECT n.organisation_id, n.text FROM organisation_name n"
        " JOIN organisation o ON o.id = n.organisation_id"
        " WHERE o.redirected_to IS NULL AND o.withdrawn_at IS NULL"
    ):
        names.setdefault(identity, []).append(name)
    return names
